// The picture of sessions held and still to come, month by month, as of the reader's day.
import { today } from "./days.js";
import { all, find } from "./dom.js";
import { words } from "./page.js";
import { counted, figures, word } from "./wording.js";

/** Draws and tells each of these pictures anew. */
export function showRhythm() {
  for (const picture of all(document, ".rhythm")) {
    Object.assign(words, JSON.parse(picture.dataset.words ?? "{}")); // no other page needs them
    const months = all(picture, ".rhythm__month").map(showMonth);
    const over = months.filter(({ isOver }) => isOver);
    const kept = over.filter(({ isKept }) => isKept);
    find(picture, ".picture__says").textContent = said(over.length, kept.length);
    /** @type {HTMLTableRowElement[]} */
    const rows = all(picture, "tbody tr");
    for (const [n, { cells }] of rows.entries()) {
      cells[2].textContent = figures.format(months[n].unconfirmed);
      cells[3].textContent = figures.format(months[n].planned);
    }
    const used = {
      unconfirmed: months.some(({ unconfirmed }) => unconfirmed),
      planned: months.some(({ planned }) => planned),
      missed: picture.querySelector(".rhythm__month--over .rhythm__mark--missed"),
    };
    for (const [kind, isUsed] of Object.entries(used)) {
      find(picture, `[data-kind=${kind}]`).hidden = !isUsed;
    }
  }
}

/**
 * @param {number} over months that are over
 * @param {number} kept of them, those with as many sessions as agreed
 */
const said = (over, kept) => {
  if (!over) return word("rhythm_first");
  if (kept === over) return counted("rhythm_all", over);
  return kept ? counted("rhythm_says", over, { kept }) : counted("rhythm_none", over);
};

const showMonth = (/** @type {HTMLElement} */ element) => {
  const { first = "", last = "", days = "", least, open, ...counts } = element.dataset;
  const state = last < today() ? "over" : first <= today() ? "current" : "ahead";
  const dates = days.split(" ").filter(Boolean);
  const [held, cancelled] = [Number(counts.held), Number(counts.cancelled)];
  const unconfirmed = dates.filter((day) => day < today()).length;
  const planned = dates.length - unconfirmed;
  element.className = `rhythm__month rhythm__month--${state}`;
  const lacking = Number(least) - held - dates.length - cancelled;
  const missed = state === "over" ? Math.max(lacking, 0) : 0;
  const facts = Object.entries({ held, unconfirmed, cancelled, planned, missed })
    .filter(([kind, n]) => n > 0 || (kind === "held" && state === "over"))
    .map(([kind, n]) => counted(`rhythm_${kind}`, n))
    .join(", ");
  const parts = [facts, state !== "over" && open];
  find(element, ".rhythm__says").textContent = parts.filter(Boolean).join("; ");
  showMarks(all(element, ".rhythm__mark").slice(held, held + dates.length), unconfirmed);
  return { unconfirmed, planned, isOver: state === "over", isKept: held >= Number(least) };
};

/**
 * @param {HTMLElement[]} marks of sessions that are not confirmed, and of those to come
 * @param {number} unconfirmed
 */
const showMarks = (marks, unconfirmed) => {
  for (const [n, mark] of marks.entries()) {
    const kind = n < unconfirmed ? "unconfirmed" : "planned";
    mark.setAttribute("class", `rhythm__mark rhythm__mark--${kind}`);
    mark.firstElementChild?.setAttribute("href", `#rhythm-${kind}`);
  }
};
