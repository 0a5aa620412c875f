// All places of a page to write in.
import { all } from "./dom.js";
import { drafts } from "./drafts.js";
import { Field } from "./field.js";

/** By their keys: an action may stand on a page twice. @type {Map<string, Field[]>} */
const fields = new Map();

/** Puts a field into each place of the page, and keeps them and the drafts the same. */
export function startFields() {
  for (const place of all(document, "[data-write]")) {
    const isListed = place.closest("#reply");
    const { key = "" } = place.dataset;
    if (!isListed) fields.set(key, [...(fields.get(key) ?? []), new Field(place)]);
  }
  drafts.watch((keys, isElsewhere) => {
    for (const key of keys ?? fields.keys()) {
      const some = fields.get(key) ?? [];
      // What is written here comes from the field itself, but for the mark that it was sent.
      if (isElsewhere || drafts.get(key)?.sent) some.forEach((field) => field.update(isElsewhere));
      else if (some.length > 1) some.forEach((field) => field.look());
    }
  });
  const flushAll = () => [...fields.values()].flat().forEach((field) => field.flush());
  addEventListener("pagehide", flushAll);
  document.addEventListener("visibilitychange", flushAll);
}

/**
 * Returns the place of this page to write in that has a key, or null.
 * @param {string} key
 */
export const placeOf = (key) => fields.get(key)?.[0].place ?? null;
