// What matters most today. A page holds all that may matter, each with its days: when days have passed
// since it was built, or a promise has been kept on this device, another of them is shown.
import { daysBetween, today } from "./days.js";
import { all, find } from "./dom.js";
import { isOpen } from "./facts.js";
import { word } from "./wording.js";

/**
 * Returns which of some matters is the weightiest on a day, or -1 for none; of equals it is the first.
 * @param {string[]} matters the windows of each, such as "1 2026-11-18/, 6 2026-11-11/2026-11-17"
 * @param {string} day
 */
export function chooseMatter(matters, day) {
  const weights = matters.map((windows) => weightOn(windows, day));
  const least = Math.min(...weights);
  return least === Infinity ? -1 : weights.indexOf(least);
}

/**
 * @param {string} windows
 * @param {string} day
 */
const weightOn = (windows, day) =>
  Math.min(
    ...windows.split(", ").map((window) => {
      const [weight, first, last] = window.split(/[ /]/);
      return (!first || first <= day) && (!last || day <= last) ? Number(weight) : Infinity;
    }),
  );

/** Ticks each first step that is done with the drafts of this device. */
export function showFirstSteps() {
  const here = all(document, ".start__here")[0];
  for (const step of all(document, "[data-waits]")) {
    const isDone = !step.dataset.waits?.split(" ").some(isOpen);
    const state = isDone ? "done" : "planned";
    step.classList.toggle("start__step--done", isDone);
    find(step, ".mark").setAttribute("class", `mark mark--${state}`);
    find(step, "use").setAttribute("href", `#mark-${state}`);
    const told = find(step, ".start__state");
    step.dataset.built ??= told.textContent ?? "";
    told.textContent = isDone ? word("state_done") : step.dataset.built;
  }
  if (here) all(document, ".start__step:not(.start__step--done) .start__state")[0]?.before(here);
}

/** Shows what matters most today, if it is not what the page was built with. */
export function showMatter() {
  /** @type {HTMLElement | null} */
  const card = document.querySelector(".now");
  if (!card) return;
  const places = all(document, "[data-matter]").filter(
    ({ dataset: { actionKey } }) => !actionKey || isOpen(actionKey),
  );
  const windows = places.map((place) => place.dataset.matter ?? "");
  const chosen = places[chooseMatter(windows, today())];
  if (chosen && !(card.contains(chosen) && !chosen.hidden)) exchange(card, chosen);
  for (const one of all(card, "[data-day]")) {
    const days = daysBetween(today(), one.dataset.day ?? "");
    one.dataset.days = String(days);
    for (const text of all(one, ".now__far")) text.hidden = days < 2;
    for (const text of all(one, ".now__near")) text.hidden = days >= 2;
  }
  const meetings = all(card, "[data-meets]");
  const next = meetings.find(({ dataset }) => Number(dataset.days) >= 0);
  for (const one of meetings) one.hidden = one !== next;
  find(card, "h2").textContent = titleOf(card, next);
}

/**
 * Returns what stands over what matters: on the day of a session, until it begins, that it comes first.
 * @param {HTMLElement} card
 * @param {HTMLElement} [next]
 */
const titleOf = (card, next) => {
  const { over = "", usual = "" } = find(card, "h2").dataset;
  if (card.dataset.now === "over") return over;
  return next && card.dataset.now !== "session" && isLaterToday(next.dataset)
    ? (next.dataset.meets ?? "")
    : usual;
};

const isLaterToday = (/** @type {DOMStringMap} */ { days, at = "24:00" }) =>
  days === "0" && new Date().toTimeString() < at;

/**
 * Puts what matters into a card. A promise that does not goes back to where the rest is.
 * @param {HTMLElement} card
 * @param {HTMLElement} chosen
 */
const exchange = (card, chosen) => {
  if (card.querySelector(":focus")) return; // what is being written on stays
  for (const one of all(card, ".now__one")) one.hidden = true;
  card.dataset.now = chosen.dataset.kind ?? "";
  const mine = find(card, ".now__actions");
  const lists = [mine, ...all(document, "#promises")]; // none of the second where nothing was promised
  lists.at(-1)?.prepend(...mine.children);
  if (chosen.matches(".action")) mine.append(chosen);
  chosen.hidden = false;
  for (const list of lists) list.hidden = !list.children.length;
};
