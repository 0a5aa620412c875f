// A part of a page that it does not need at first: it stands in a template of the page, or in a script
// that the template names.

/**
 * Puts the late part of an element into it, in place of its template; tells when it is there.
 * @param {HTMLElement} element
 */
export async function takeIn(element) {
  /** @type {HTMLTemplateElement | null} */
  const late = element.querySelector("template[data-late]");
  if (!late) return;
  if (!late.content.childElementCount) {
    await run(late.dataset.late ?? "");
    late.innerHTML = /** @type {any} */ (window).latePart;
  }
  late.replaceWith(late.content);
}

/** @param {string} address */
const run = (address) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
