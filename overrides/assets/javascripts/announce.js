// What happens is said to those who hear a page: it has one region for all of that.
import { all } from "./dom.js";

/**
 * Says a sentence.
 * @param {string} text
 */
export function announce(text) {
  const region = document.getElementById("announcement");
  if (region) region.textContent = text;
}

/** Says from now on what becomes of the elements that tell something: those with `data-heard`. */
export function startAnnouncing() {
  const observer = new MutationObserver((changes) => {
    const told = new Set(changes.map(({ target }) => heardAt(target)));
    for (const element of told) if (element?.offsetParent) announce(element.innerText.trim());
  });
  for (const element of all(document, "[data-heard]")) {
    observer.observe(element, { attributes: true, childList: true, subtree: true });
  }
}

/**
 * @param {Node} node
 * @returns {HTMLElement | null | undefined}
 */
const heardAt = (node) =>
  (node instanceof HTMLElement ? node : node.parentElement)?.closest("[data-heard]");
