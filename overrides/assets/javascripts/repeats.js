// What is repeated, as of the reader's day: when it is due, and how often it was done so far.
import { daysBetween, today } from "./days.js";
import { portal } from "./page.js";
import { counted, relativeDay, shortDay, word } from "./wording.js";

/**
 * `was` is what the portal knows, where `days` has those of a draft beside it.
 * @typedef {{ starts?: string, last?: string, days?: string, was?: { days?: string } }} Repeat
 */

const split = (text = "") => text.split(" ").filter(Boolean);

/**
 * Returns how a repeated action stands on a day: the period it is in (-1 before the first), the ends
 * of all periods, and in which of them it was done.
 * @param {Repeat} repeat
 * @param {string} day
 */
function standOn({ starts, last, days }, day) {
  const begins = split(starts);
  const done = begins.map((begin, n) =>
    split(days).some((one) => one >= begin && (n + 1 === begins.length || one < begins[n + 1])),
  );
  return { begins, done, last, now: begins.filter((begin) => begin <= day).length - 1 };
}

/**
 * Returns the action of the portal with a key.
 * @param {string} key
 * @returns {Partial<SeenAction>}
 */
export const seenAction = (key) => (portal.actions ?? []).find((seen) => seen.key === key) ?? {};

/**
 * Returns the first day of the period that a repeated action of the portal is in; "" before the first.
 * @param {string} key
 */
export function presentStart(key) {
  const { begins, now } = standOn(seenAction(key), today());
  return begins[now] ?? "";
}

/**
 * Returns the state of what is repeated on a day.
 * @param {Repeat} repeat
 * @param {string} day
 */
export function repeatedStateOn(repeat, day) {
  const { begins, done, last, now } = standOn(repeat, day);
  if (last && last < day) return done.every(Boolean) ? "done" : "ended";
  return begins.length && now < 0 ? "planned" : "repeated";
}

/**
 * Tells whether nothing of it waits on a day: it was done in the present period, or has none.
 * @param {Repeat} repeat
 * @param {string} day
 */
export function isDoneNow(repeat, day) {
  const { done, now } = standOn(repeat, day);
  return repeatedStateOn(repeat, day) !== "repeated" || Boolean(done[now]);
}

/**
 * Says in a row how often a repeated action was done so far, and when it is due.
 * @param {HTMLElement} element
 * @param {Repeat} repeat
 */
export function showRepeat(element, repeat) {
  const { done, last, now } = standOn(repeat, today());
  const isOver = Boolean(last && last < today());
  const soFar = isOver || done[now] ? now + 1 : Math.max(now, 0);
  const times = done.slice(0, soFar).filter(Boolean).length;
  /** @type {HTMLElement | null} */
  const said = element.querySelector("[data-repeat]");
  const name = `repeat_done_${said?.dataset.repeat ?? ""}`;
  if (said) said.textContent = soFar ? `\u00a0· ${counted(name, soFar, { done: times })}` : "";
  if (!isOver) showDueAgain(element, { ...repeat, ...repeat.was });
}

/**
 * Says when a repeated action is due, by what the portal knows.
 * @param {HTMLElement} element
 * @param {Repeat} repeat
 */
const showDueAgain = (element, repeat) => {
  const { begins, done, last, now } = standOn(repeat, today());
  /** @type {HTMLElement | null} */
  const when = element.querySelector("[data-due-again]");
  const off = element.querySelector("[data-due-again] + .when__off");
  if (!when || !off) return;
  const due = endOf(begins, Math.max(now, 0), last);
  const isToday = !done[now] && due === today();
  const isDone = [`\u00a0· ${word("repeat_now")}`, ""];
  const [day, far] = done[now] ? isDone : dueTexts(isToday ? "" : due);
  Object.assign(when, { textContent: day });
  Object.assign(off, { textContent: far });
  const state = element.querySelector(".action__state");
  if (!state || now < 0) return;
  state.textContent = word(isToday ? "due_today" : `repeat_this_${when.dataset.dueAgain}`);
  state.classList.toggle("action__state--today", isToday);
};

/**
 * Keeps room in a row for what it says of a repeated action before and after a tick.
 * @param {HTMLElement} element
 * @param {Repeat} repeat
 */
export function reserveRepeat(element, repeat) {
  /** @type {HTMLElement | null | undefined} */
  const line = element.querySelector("[data-repeat]")?.closest("p");
  if (!line) return;
  line.style.minHeight = "";
  const heights = [repeat.was?.days, `${repeat.days} ${today()}`, repeat.days].map((days) => {
    showRepeat(element, { ...repeat, days });
    return line.offsetHeight;
  });
  line.style.minHeight = `${Math.max(...heights)}px`;
}

/**
 * Returns the last day of a period; "" where that is not known yet.
 * @param {string[]} begins
 * @param {number} n
 * @param {string} [last]
 */
function endOf(begins, n, last = "") {
  const next = begins[n + 1];
  if (!next) return last;
  const day = new Date(`${next}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/**
 * Returns when something is due, and how far off that is.
 * @param {string} day
 */
const dueTexts = (day) => {
  if (!day) return ["", ""];
  const far = relativeDay(daysBetween(today(), day));
  return [`\u00a0· ${word("due", { day: shortDay(day) })}`, `, ${far}`];
};
