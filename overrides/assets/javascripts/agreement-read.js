// Whether the agreement has been read on this device, which ticks a first step: a text that has
// changed since is to be read again. Nothing of it is sent.
import { readItem, removeItem, writeItem } from "./device-storage.js";
import { all, find } from "./dom.js";
import { portal } from "./page.js";

const NAME = `coaching:${portal.engagement}:read`;

/**
 * Tells whether a text has been read.
 * @param {string} fingerprint of the text
 */
export const isRead = (fingerprint) => readItem(NAME) === fingerprint;

/** Shows where one says that the text has been read, and keeps it. */
export function startReading() {
  for (const place of all(document, "[data-read]")) {
    /** @type {HTMLInputElement} */
    const box = find(place, "input");
    const { read = "" } = place.dataset;
    box.checked = isRead(read);
    box.addEventListener("change", () => {
      if (box.checked) writeItem(NAME, read);
      else removeItem(NAME);
    });
    place.hidden = false;
  }
}
