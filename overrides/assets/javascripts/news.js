// What is new since the last visit: this device remembers, for each engagement, what it showed.
// Nothing of it leaves the device. Without this script, or on a first visit, what is recent stands.
import { today } from "./days.js";
import { readItem, writeItem } from "./device-storage.js";
import { all, find } from "./dom.js";
import { portal } from "./page.js";
import { dayWritten, fill, isolated } from "./wording.js";

/** @typedef {{ day: string, ids: string[], before?: Visit | null }} Visit */

/** Hides what the visit before this day has shown already, and remembers this one. */
export function showNews() {
  /** @type {HTMLElement | null} */
  const section = document.querySelector("[data-news]");
  if (!section) return;
  const key = `coaching:${portal.engagement}:seen`;
  const items = all(section, "[data-news-id]");
  const ids = items.map((item) => item.dataset.newsId);
  const last = visitBefore(parseVisit(readItem(key)), today());
  writeItem(key, JSON.stringify({ day: today(), ids, before: last }));
  if (!last) return;
  for (const item of items) item.hidden = last.ids.includes(item.dataset.newsId ?? "");
  section.hidden = items.every((item) => item.hidden);
  const since = fill(section.dataset.since ?? "", { day: shortDay(last.day) });
  find(section, "h2").childNodes[0].textContent = since;
}

/**
 * Returns the visit to compare with: a second one on the same day is compared with the one before,
 * or all would be old at once.
 * @param {Visit | null} seen
 * @param {string} day
 * @returns {Visit | null}
 */
export function visitBefore(seen, day) {
  const before = seen?.day === day ? seen.before : seen;
  return before && Array.isArray(before.ids) ? { day: before.day, ids: before.ids } : null;
}

/**
 * Returns what is remembered of the last visit, or null where that is no visit.
 * @param {string | null} text
 * @returns {Visit | null}
 */
export function parseVisit(text) {
  try {
    const seen = JSON.parse(text ?? "null");
    return Array.isArray(seen?.ids) && !Number.isNaN(Date.parse(seen.day)) ? seen : null;
  } catch {
    return null;
  }
}

const shortDay = (/** @type {string} */ day) => {
  const text = dayWritten(day, { day: "numeric", month: "long" });
  return /[\u0590-\u08ff]/.test(text) ? isolated(text) : text; // among words from the left
};
