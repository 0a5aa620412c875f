// The picture of sessions held and still to come, month by month, as of the reader's day.
import { today } from "./days.js";
import { all, find } from "./dom.js";
import { words } from "./page.js";
import { counted, figures } from "./wording.js";

/** Draws and tells each of these pictures anew. */
export function showRhythm() {
  for (const picture of all(document, ".rhythm")) {
    Object.assign(words, JSON.parse(picture.dataset.words ?? "{}")); // no other page needs them
    const months = all(picture, ".rhythm__month").map(showMonth);
    const over = months.filter(({ isOver }) => isOver);
    const kept = over.filter(({ isKept }) => isKept);
    const says = find(picture, ".picture__says");
    says.textContent = said(over.length, kept.length) || (says.dataset.beginning ?? "");
    /** @type {HTMLTableRowElement[]} */
    const rows = all(picture, "tbody tr");
    for (const [n, { cells }] of rows.entries()) {
      cells[2].textContent = figures.format(months[n].unconfirmed);
      cells[3].textContent = figures.format(months[n].planned);
    }
    for (const kind of /** @type {const} */ (["unconfirmed", "planned", "open", "missed"])) {
      find(picture, `[data-kind=${kind}]`).hidden = !months.some((month) => month[kind]);
    }
  }
}

/**
 * @param {number} over months that are over
 * @param {number} kept of them, those with as many sessions as agreed
 * @returns {string} nothing while the first is not over
 */
const said = (over, kept) => {
  if (!over) return "";
  if (kept === over) return counted("rhythm_all", over);
  return kept ? counted("rhythm_says", over, { kept }) : counted("rhythm_none", over);
};

/**
 * @param {HTMLElement} element
 * @param {string} state
 */
const setState = (element, state) => {
  for (const one of ["over", "current", "ahead"]) {
    element.classList.toggle(`rhythm__month--${one}`, one === state);
  }
};

const showMonth = (/** @type {HTMLElement} */ element) => {
  const { first = "", last = "" } = element.dataset;
  const state = last < today() ? "over" : first <= today() ? "current" : "ahead";
  setState(element, state);
  const month = countsOf(element.dataset, state === "over");
  find(element, ".rhythm__marks").setAttribute("aria-label", told(month, element.dataset.open));
  const marks = all(element, ".rhythm__mark");
  for (const [n, mark] of marks.slice(month.held, month.dated).entries()) {
    draw(mark, n < month.unconfirmed ? "unconfirmed" : "planned");
  }
  for (const [n, mark] of marks.slice(month.dated + month.cancelled).entries()) {
    draw(mark, month.isOver ? "missed" : "open");
    mark.toggleAttribute("hidden", month.isOver && n >= month.missed);
  }
  return month;
};

/**
 * Returns how many sessions of a month were held, are planned and so on; `open` has no day yet.
 * @param {DOMStringMap} data
 * @param {boolean} isOver
 */
const countsOf = ({ days = "", least, ...counts }, isOver) => {
  const dates = days.split(" ").filter(Boolean);
  const [held, cancelled] = [Number(counts.held), Number(counts.cancelled)];
  const dated = held + dates.length;
  const unconfirmed = dates.filter((day) => day < today()).length;
  const lacking = Math.max(Number(least) - dated, 0);
  const missed = isOver ? Math.max(lacking - cancelled, 0) : 0;
  const isKept = held >= Number(least);
  const ahead = { planned: dates.length - unconfirmed, open: isOver ? 0 : lacking };
  return { held, cancelled, dated, unconfirmed, missed, ...ahead, isOver, isKept };
};

/**
 * Says in words what the marks of a month show.
 * @param {ReturnType<typeof countsOf>} month
 * @param {string} [open] how many sessions have no day
 */
const told = ({ held, unconfirmed, cancelled, planned, missed, isOver }, open) => {
  const facts = Object.entries({ held, unconfirmed, cancelled, planned, missed })
    .filter(([kind, n]) => n > 0 || (kind === "held" && isOver))
    .map(([kind, n]) => counted(`rhythm_${kind}`, n))
    .join(", ");
  return [facts, !isOver && open].filter(Boolean).join("; ");
};

const draw = (/** @type {HTMLElement} */ mark, /** @type {string} */ kind) => {
  mark.setAttribute("class", `rhythm__mark rhythm__mark--${kind}`);
  mark.firstElementChild?.setAttribute("href", `#rhythm-${kind}`);
};
