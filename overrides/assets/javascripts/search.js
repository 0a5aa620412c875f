// The search of a portal, which a page loads once its reader opens it, with the index of all pages.
import { readItem, removeItem, writeItem } from "./device-storage.js";
import { all, find } from "./dom.js";
import { KEY_OFF } from "./page.js";
import { excerptOf, searchOf, termsOf } from "./search-match.js";
import { counted, word } from "./wording.js";

/** @type {HTMLDialogElement} */
const dialog = find(document, "#search");
/** @type {HTMLInputElement} */
const field = find(dialog, "input");
const status = find(dialog, ".search__status");
const list = find(dialog, "ol");
const root = new URL("../", new URL(dialog.dataset.index ?? "", document.baseURI));
const search = searchOf(/** @type {any} */ (window).searchIndex);

/** @param {string} tag @param {string} name @param {(string | Node)[]} content */
const element = (tag, name, content) => {
  const made = document.createElement(tag);
  made.className = name;
  made.dir = "auto";
  made.append(...content);
  return made;
};

/**
 * @param {string} text
 * @param {import("./search-match.js").Term[]} terms
 */
const marked = (text, terms) =>
  excerptOf(text, terms).map(([piece, isFound]) => {
    if (!isFound) return piece;
    const mark = document.createElement("mark");
    mark.append(piece);
    return mark;
  });

/**
 * @param {import("./search-match.js").Place} place
 * @param {import("./search-match.js").Term[]} terms
 */
const item = ({ address, title, heading, text }, terms) => {
  const link = document.createElement("a");
  link.href = new URL(address, root).href;
  link.append(element("span", "search__title", marked(heading || title, terms)));
  if (heading && heading !== title) {
    link.append(element("span", "search__page", marked(title, terms)));
  }
  if (text) link.append(element("span", "search__text", marked(text, terms)));
  const entry = document.createElement("li");
  entry.append(link);
  return entry;
};

const show = () => {
  const terms = termsOf(field.value);
  const places = search(field.value);
  list.replaceChildren(...places.map((place) => item(place, terms)));
  if (!terms.length) status.textContent = "";
  else {
    status.textContent = places.length
      ? counted("search_found", places.length)
      : word("search_none");
  }
};

/** @param {KeyboardEvent} event */
const move = (event) => {
  const links = all(list, "a");
  const stops = [field, ...links];
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key === "Enter" && document.activeElement === field && !event.isComposing) {
    links[0]?.click();
  } else if (event.key in steps && at >= 0) {
    stops[at + steps[/** @type {"ArrowUp"} */ (event.key)]]?.focus();
  } else return;
  event.preventDefault();
};

// Who speaks to a device, or hits keys unawares, can do without a key that acts alone (WCAG 2.1.4).
const choice = element("button", "frame__button search__key", []);
const tellChoice = () => {
  choice.textContent = word(readItem(KEY_OFF) ? "search_key_on" : "search_key_off");
};
choice.addEventListener("click", () => {
  if (readItem(KEY_OFF)) removeItem(KEY_OFF);
  else writeItem(KEY_OFF, "off");
  tellChoice();
});
tellChoice();
list.after(choice);

// A page has one region of this role at a time: that of the dialog while it is open.
const announce = () => status.setAttribute("role", "status");
field.addEventListener("focus", announce);
dialog.addEventListener("close", () => status.removeAttribute("role"));
announce();

field.addEventListener("input", show);
dialog.addEventListener("keydown", move);
// A result may be on this page.
list.addEventListener("click", () => dialog.close());
show();
