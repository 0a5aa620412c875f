// The search and the menu: each is a dialog, opened by the buttons that name it, and closed by Escape,
// by its own button, or by a tap beside it. The browser keeps the focus inside, and gives it back.
import { readItem } from "./device-storage.js";
import { all, find } from "./dom.js";
import { runScript } from "./locked.js";
import { KEY_OFF } from "./page.js";
import { word } from "./wording.js";

/** Where a key is part of what is written: not where boxes are ticked, or marks chosen. */
const TYPED = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** Lets buttons open dialogs, and `/` the search, unless the reader wants no such key. */
export function startDialogs() {
  for (const dialog of /** @type {HTMLDialogElement[]} */ (all(document, "#menu, #search"))) {
    start(dialog);
  }
  document.addEventListener("keydown", (event) => {
    /** @type {HTMLElement | null} */
    const opener = document.querySelector("[data-opens=search]");
    if (event.key !== "/" || isTyping(event) || !opener) return;
    if (readItem(KEY_OFF)) return;
    event.preventDefault();
    opener.click();
  });
}

/** @param {KeyboardEvent} event */
const isTyping = ({ target, ctrlKey, altKey, metaKey }) =>
  ctrlKey ||
  altKey ||
  metaKey ||
  document.querySelector("dialog[open]") ||
  // A dialog keeps the focus for a moment once it is closed.
  (target instanceof HTMLElement && target.closest(TYPED) && !target.closest("dialog:not([open])"));

/** @param {HTMLDialogElement} dialog */
const start = (dialog) => {
  for (const opener of all(document, `[data-opens=${dialog.id}]`)) {
    opener.addEventListener("click", () => {
      dialog.showModal();
      const field = dialog.querySelector("input");
      field?.focus();
      field?.select(); // what was asked last may be typed over
      if (dialog.dataset.index) loadSearch(dialog);
    });
  }
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close(); // its content fills it, so this is beside it
  });
  find(dialog, "[data-do=close]").addEventListener("click", () => dialog.close());
  // Who follows a link and goes back finds the page as it was left.
  addEventListener("pagehide", () => dialog.close());
};

let isLoaded = false;

/** @param {HTMLDialogElement} dialog */
const loadSearch = (dialog) => {
  if (isLoaded) return;
  isLoaded = true;
  // In this order; a page that is opened as a file could fetch neither in another way.
  Promise.all([dialog.dataset.index, dialog.dataset.script].map(runScript)).catch(() => {
    find(dialog, ".search__status").textContent = word("search_failed");
    isLoaded = false;
  });
};
