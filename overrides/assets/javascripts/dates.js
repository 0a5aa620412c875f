// Dates stay true: what is due "in 3 days" is told anew from the reader's own day, and so are the
// week of the coaching and what is late by now. Without scripts the text of the build stands.
import { daysBetween, today } from "./days.js";
import { all } from "./dom.js";
import { words } from "./page.js";
import { counted, fill, isolated, relativeDay, word } from "./wording.js";

/** Tells in each place that depends on the day what is true today. */
export function showDates() {
  all(document, "[data-due]").forEach(showDue);
  all(document, "[data-week]").forEach(showWeek);
  all(document, "[data-weeks-left]").forEach(showWeeksLeft);
  for (const element of all(document, "[data-happens]")) {
    const { happens = "", after = "" } = element.dataset;
    if (happens < today()) element.textContent = after;
  }
  for (const element of all(document, "[data-from]")) {
    const { from = "", until = "" } = element.dataset;
    element.hidden = today() < from || today() > until;
  }
}

const showDue = (/** @type {HTMLElement} */ element) => {
  const days = daysBetween(today(), element.dataset.due ?? "");
  const text = element.querySelector(".when__relative") || element;
  const { meeting, say = "{day}" } = element.dataset; // what stands behind the day, and around it
  const told = fill(say, { day: relativeDay(days) });
  text.textContent = meeting !== undefined && days < 0 ? "" : told + (meeting ?? "");
};

// A name in other letters runs in its own direction.
const named = (/** @type {string} */ name) =>
  document.dir === "rtl" || /[^ -\u024f]/.test(name) ? isolated(name) : name;

// The week of a day in a coaching, from 1; less before its first day. weeks.py counts alike.
const weekOn = (/** @type {string} */ day, /** @type {string} */ start) =>
  Math.floor(daysBetween(start, day) / 7) + 1;

const showWeek = (/** @type {HTMLElement} */ element) => {
  const { week: start = "", end, before = "", over = "", coach = "", weeks } = element.dataset;
  const n = weekOn(today(), start);
  if (end && end < today()) element.textContent = over;
  else if (n < 1) element.textContent = before;
  else {
    const later = weeks ? "week_of" : "week_later";
    const values = { coach: named(coach), n, all: Number(weeks) };
    element.textContent = fill(words[n === 1 ? "week_first" : later], values);
  }
};

const showWeeksLeft = (/** @type {HTMLElement} */ element) => {
  const { weeksLeft: start = "", end = "" } = element.dataset;
  const left = weekOn(end, start) - weekOn(today(), start);
  const isOn = start <= today() && today() <= end;
  element.textContent = isOn ? (left ? counted("achieved_left", left) : word("achieved_last")) : "";
};
