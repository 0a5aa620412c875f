// The picture of sessions held and still to come, month by month, as of the reader's day.
import { today } from "./days.js";
import { all, find } from "./dom.js";
import { counted, figures, word } from "./wording.js";

/** Draws and tells each of these pictures anew. */
export function showRhythm() {
  for (const picture of all(document, ".rhythm")) {
    const months = all(picture, ".rhythm__month").map(showMonth);
    const over = months.filter(({ isOver }) => isOver);
    const kept = over.filter(({ isKept }) => isKept);
    find(picture, ".picture__says").textContent = over.length
      ? counted("rhythm_says", over.length, { kept: kept.length })
      : word("rhythm_first");
    /** @type {HTMLTableRowElement[]} */
    const rows = all(picture, "tbody tr");
    for (const [n, { cells }] of rows.entries()) {
      cells[1].textContent = figures.format(months[n].held);
      cells[2].textContent = figures.format(months[n].planned);
    }
  }
}

const showMonth = (/** @type {HTMLElement} */ element) => {
  const { first = "", last = "", days = "", least, agreed } = element.dataset;
  const state = last < today() ? "over" : first <= today() ? "current" : "ahead";
  const dates = days.split(" ").filter(Boolean);
  const held = dates.filter((day) => day < today()).length;
  const planned = dates.length - held;
  element.className = `rhythm__month rhythm__month--${state}`;
  const said = [
    state !== "ahead" && counted("rhythm_held", held),
    planned && counted("rhythm_planned", planned),
    agreed,
    state === "current" && word("rhythm_current"),
  ];
  find(element, ".rhythm__says").textContent = said.filter(Boolean).join(" · ");
  showMarks(element, held, planned);
  return { held, planned, isOver: state === "over", isKept: held >= Number(least) };
};

/**
 * @param {HTMLElement} element
 * @param {number} held
 * @param {number} planned
 */
const showMarks = (element, held, planned) => {
  for (const [n, mark] of all(element, ".rhythm__mark").entries()) {
    const kind = n < held ? "held" : n < held + planned ? "planned" : "missed";
    mark.setAttribute("class", `rhythm__mark rhythm__mark--${kind}`);
    mark.firstElementChild?.setAttribute("href", `#rhythm-${kind}`);
  }
};
