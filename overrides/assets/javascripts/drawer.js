// The menu of a phone by keyboard. The theme opens it by a label, which no key reaches, and leaves
// the page behind it in reach. Without this script a menu whose links are reached shows itself.
import { all, find } from "./dom.js";

const BEHIND = ".md-skip, .md-header, .md-content, .md-top, .md-footer";

/** Puts a button in place of the label, and lets the focus follow what is shown. */
export function startDrawer() {
  /** @type {HTMLInputElement | null} */
  const drawer = document.querySelector("#__drawer");
  const label = document.querySelector(".md-header [for=__drawer]");
  /** @type {HTMLElement | null} */
  const menu = document.querySelector(".md-sidebar--primary");
  if (!drawer || !label || !menu) return;
  const opener = makeOpener(label, menu);
  opener.addEventListener("click", () => drawer.click());
  const show = () => {
    opener.setAttribute("aria-expanded", String(drawer.checked));
    for (const element of all(document, BEHIND)) element.inert = drawer.checked;
  };
  show();
  drawer.addEventListener("change", () => {
    const wasInside = menu.contains(document.activeElement);
    show();
    if (drawer.checked) all(menu, "a[href], [tabindex='0']").find(isSeen)?.focus();
    else if (wasInside || document.activeElement === document.body) opener.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) drawer.click();
  });
  followSections(menu);
}

const isSeen = (/** @type {HTMLElement} */ element) =>
  element.checkVisibility({ visibilityProperty: true });

/**
 * @param {Element} label
 * @param {HTMLElement} menu
 */
const makeOpener = (label, menu) => {
  const opener = document.createElement("button");
  opener.type = "button";
  opener.className = label.className;
  opener.setAttribute("aria-label", find(menu, "nav").getAttribute("aria-label") ?? "");
  opener.append(...label.childNodes);
  label.replaceWith(opener);
  return opener;
};

// A section slides over the one that it is in: the focus goes with it, and back.
const followSections = (/** @type {HTMLElement} */ menu) => {
  /** @type {HTMLInputElement[]} */
  const toggles = all(menu, ".md-nav__toggle");
  for (const toggle of toggles) {
    /** @type {HTMLElement | null} */
    const link = menu.querySelector(`label.md-nav__link[for="${toggle.id}"]`);
    /** @type {HTMLElement | null} */
    const back = menu.querySelector(`.md-nav__title[for="${toggle.id}"]`);
    if (!link || !back) continue;
    link.tabIndex = 0; // the theme lets Enter press a label that has the focus
    back.tabIndex = 0;
    toggle.addEventListener("change", () => (toggle.checked ? back : link).focus());
  }
};
