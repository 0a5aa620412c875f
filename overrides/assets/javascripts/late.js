// A part of a page that it does not need at first: it stands in a template of the page, or in a script
// that the template names.
import { runScript } from "./locked.js";

/**
 * Puts the late part of an element into it, in place of its template; tells when it is there.
 * @param {HTMLElement} element
 */
export async function takeIn(element) {
  /** @type {HTMLTemplateElement | null} */
  const late = element.querySelector("template[data-late]");
  if (!late) return;
  if (!late.content.childElementCount) {
    await runScript(late.dataset.late ?? "");
    late.innerHTML = /** @type {any} */ (window).latePart;
  }
  late.replaceWith(late.content);
}
