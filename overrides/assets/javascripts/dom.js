// Finding elements, and copying what a page keeps in templates.
import { fragment } from "./locked.js";

/**
 * Returns all elements of a scope that a selector finds.
 * @template {Element} [E=HTMLElement]
 * @param {ParentNode} scope
 * @param {string} selector
 * @returns {E[]}
 */
export function all(scope, selector) {
  return /** @type {E[]} */ ([...scope.querySelectorAll(selector)]);
}

/**
 * Returns the first element that a selector finds in a scope that is sure to have one.
 * @template {Element} [E=HTMLElement]
 * @param {ParentNode} scope
 * @param {string} selector
 * @returns {E}
 */
export function find(scope, selector) {
  return /** @type {E} */ (scope.querySelector(selector));
}

/**
 * Returns a copy of the first element in a template.
 * @param {Element} template
 * @returns {HTMLElement}
 */
export function copyOf(template) {
  const { content } = /** @type {HTMLTemplateElement} */ (template);
  return /** @type {HTMLElement} */ (content.firstElementChild?.cloneNode(true));
}

/**
 * Returns a copy of the first element in the template of a page that has an id.
 * @param {string} id
 */
export const copyById = (id) => copyOf(find(document, `#${id}`));

/** Returns the id that the address names, "" where it names none or is broken. */
export function namedId() {
  try {
    return decodeURIComponent(fragment());
  } catch {
    return "";
  }
}

let count = 0;

/**
 * Returns the id of an element, which gets one if it has none.
 * @param {Element} element
 */
export function idOf(element) {
  element.id ||= `w${(count += 1)}`;
  return element.id;
}
