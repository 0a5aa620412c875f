// Readings on this device that wait beside the one that is being written.
import { all, find } from "./dom.js";
import { drafts } from "./drafts.js";
import { elementOf, readingLines } from "./entry-parts.js";
import { keysAside } from "./places.js";
import { reconcile } from "./reconcile.js";
import { dayInWords, word } from "./wording.js";

/** Lists below each metric the readings on this device that are not in its form. */
export function listReadings() {
  const places = all(document, ".metric[data-write]");
  places.forEach(show);
  drafts.watch(() => places.forEach(show));
}

/** @param {HTMLElement} place */
function show(place) {
  const list = find(place, ".metric__waiting");
  const entries = keysAside(place).flatMap((key) => entryOf(place, key) ?? []);
  list.replaceChildren(...entries);
  list.hidden = !entries.length;
}

/**
 * @param {HTMLElement} place
 * @param {string} key
 */
function entryOf(place, key) {
  const { draft } = reconcile(place, key);
  if (!draft) return null;
  const entry = document.createElement("li");
  const told = document.createElement("p");
  const { sent } = draft;
  told.textContent = sent
    ? word("write_row_sent", { day: dayInWords(sent) })
    : word("write_row_kept");
  entry.append(...readingLines(draft.value).map(elementOf), told);
  return entry;
}
