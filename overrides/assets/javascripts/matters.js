// What matters most today. A page holds all that may matter, each with its days: when days have passed
// since it was built, or a promise has been kept on this device, another of them is shown.
import { daysBetween, today } from "./days.js";
import { all, find } from "./dom.js";
import { isOpen } from "./facts.js";
import { waits } from "./first-steps.js";

// The weights of a session on its day, and of what has a place below it: as in view/today.py.
const MEETING = 1;
const BELOW = [2, 3, 5, 6];
const PROMISE = 2;
// How many promises that are due or late stand below a session.
const MOST_DUE = 3;

/**
 * Returns which of some matters is the weightiest on a day, or -1 for none, and which stands below it if
 * it is a session of that day; of equals it is the first.
 * @param {string[]} matters the windows of each, such as "2 2026-11-18/, 7 2026-11-11/2026-11-17"
 * @param {string} day
 * @returns {[number, number]}
 */
export function chooseMatters(matters, day) {
  const weights = matters.map((windows) => weightOn(windows, day));
  const first = leastOf(weights);
  if (weights[first] !== MEETING) return [first, -1];
  return [first, leastOf(weights.map((weight) => (BELOW.includes(weight) ? weight : Infinity)))];
}

const leastOf = (/** @type {number[]} */ weights) => {
  const least = Math.min(...weights);
  return least === Infinity ? -1 : weights.indexOf(least);
};

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

/** Shows in the card the first step that is next, where nothing else matters; once all are done, that nothing does. */
export function showFirstStep() {
  const steps = all(document, ".now__first");
  const next = steps.find(
    ({ dataset: { waitsFor } }) => !waitsFor || waitsFor.split(" ").some(waits),
  );
  for (const step of steps) step.hidden = step !== next;
  for (const rest of all(document, ".now__rest")) rest.hidden = Boolean(next);
}

/** Shows what matters most today, if it is not what the page was built with. */
export function showMatter() {
  /** @type {HTMLElement | null} */
  const card = document.querySelector(".now");
  if (!card) return;
  showDays(card);
  if (card.querySelector(":focus")) return; // what is being written on stays
  const places = all(document, "[data-matter]").filter(
    ({ dataset: { actionKey } }) => !actionKey || isOpen(actionKey),
  );
  const windows = places.map((place) => place.dataset.matter ?? "");
  const [first, below] = chooseMatters(windows, today()).map((n) => places[n]);
  if (!first) return;
  const kind = first.dataset.kind ?? "promise";
  const isLed = kind === "session";
  card.dataset.now = kind;
  lead(card, isLed ? first : null, !below);
  exchange(card, isLed ? below : first, isLed ? dueBeside(places, below) : []);
  const title = find(card, "h2");
  title.textContent = title.dataset[kind === "over" ? "over" : "usual"] ?? "";
}

/**
 * Returns the promises that are due today or late beside one that is.
 * @param {HTMLElement[]} places of all that may matter
 * @param {HTMLElement} [below] what stands below a session of the day
 */
const dueBeside = (places, below) => {
  const due = places.filter(({ dataset }) => weightOn(dataset.matter ?? "", today()) === PROMISE);
  if (!below || !due.includes(below)) return [];
  return due.filter((one) => one !== below).slice(0, MOST_DUE - 1);
};

/** Tells of each session how far off it is. @param {HTMLElement} card */
const showDays = (card) => {
  for (const one of all(card, "[data-day]")) {
    const days = daysBetween(today(), one.dataset.day ?? "");
    one.dataset.days = String(days);
    for (const text of all(one, ".now__far")) text.hidden = days < 2;
    for (const text of all(one, ".now__near")) text.hidden = days >= 2;
  }
};

/**
 * Puts a session above what matters, and shows the next of the others below: none of a later day.
 * @param {HTMLElement} card
 * @param {HTMLElement | null} led
 * @param {boolean} alone whether nothing else matters
 */
const lead = (card, led, alone) => {
  const [place, foot] = [find(card, ".now__lead"), find(card, ".now__foot")];
  if (place.firstElementChild !== led) {
    foot.prepend(...place.children);
    if (led) place.append(led);
  }
  const rest = all(foot, "[data-days]");
  const next = rest.find(({ dataset }) => Number(dataset.days) >= 0);
  for (const one of rest) one.hidden = one !== next || isLater(one, led);
  for (const one of all(place, ".now__next")) one.hidden = false;
  for (const one of all(card, ".now__more")) one.hidden = !(alone && place.contains(one));
};

/**
 * @param {HTMLElement} one
 * @param {HTMLElement | null} led
 */
const isLater = ({ dataset }, led) => led !== null && dataset.day !== led.dataset.day;

/**
 * Puts what matters into a card. A promise that does not goes back to where the rest is.
 * @param {HTMLElement} card
 * @param {HTMLElement} [chosen]
 * @param {HTMLElement[]} [also] promises that are due, too
 */
const exchange = (card, chosen, also = []) => {
  const mine = find(card, ".now__actions");
  const are = [chosen, ...also].filter((one) => one !== undefined);
  if (chosen && are.every((one) => !one.hidden && card.contains(one))) return;
  for (const one of all(card, ".now__one")) one.hidden = true;
  const lists = [mine, ...all(document, "#promises")]; // none of the second where nothing was promised
  lists.at(-1)?.prepend(...mine.children);
  if (chosen?.matches(".action")) mine.append(...are);
  for (const one of are) one.hidden = false;
  for (const list of lists) list.hidden = !list.children.length;
};
