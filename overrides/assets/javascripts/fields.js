// All places of a page to write in.
import { all } from "./dom.js";
import { drafts } from "./drafts.js";
import { Field } from "./field.js";

/** By their keys. @type {Map<string, Field>} */
const fields = new Map();

/** Puts a field into each place of the page, and keeps them and the drafts the same. */
export function startFields() {
  for (const place of all(document, "[data-write]")) {
    const isListed = place.closest("#reply, .home:not(.home--think)");
    if (!isListed) fields.set(place.dataset.key ?? "", new Field(place));
  }
  drafts.watch((keys, isElsewhere) => {
    for (const key of keys ?? fields.keys()) {
      // What is written here comes from the field itself, but for the mark that it was sent.
      if (isElsewhere || drafts.get(key)?.sent) fields.get(key)?.update(isElsewhere);
    }
  });
  const flushAll = () => fields.forEach((field) => field.flush());
  addEventListener("pagehide", flushAll);
  document.addEventListener("visibilitychange", flushAll);
  addEventListener("pageshow", (event) => {
    if (event.persisted) fields.forEach((field) => field.look(true));
  });
}

/**
 * Returns the place of this page to write in that has a key, or null.
 * @param {string} key
 */
export const placeOf = (key) => fields.get(key)?.place ?? null;
