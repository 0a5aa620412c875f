// The line for today, and how late an action is, on a line of months or days.
import { daysBetween, today } from "./days.js";
import { all, find } from "./dom.js";
import { fragment } from "./locked.js";

const NARROW = 704; // 44rem of media queries, below which a picture is as long as the list beside it

/** Folds the pictures that a phone has no room for, unless one of them was asked for. */
export function foldPictures() {
  if (innerWidth >= NARROW || fragment() === "timeline") return;
  for (const picture of all(document, "[data-fold]")) picture.removeAttribute("open");
}

/** Moves today's line in each picture to the reader's day. */
export function showToday() {
  for (const picture of all(document, "[data-first][data-to]")) {
    const { first = "", last = "", from, to } = picture.dataset;
    const share = daysBetween(first, today()) / daysBetween(first, last);
    const at = Number(from) + (Number(to) - Number(from)) * Math.min(Math.max(share, 0), 1);
    const isBeyond = share < 0 || share > 1;
    picture.classList.toggle("timeline--beyond", isBeyond);
    for (const note of all(picture, ".timeline__beyond")) {
      note.hidden = !isBeyond;
    }
    showAt(picture, at);
  }
}

/**
 * Puts today, in the picture of a metric, below the day that it is near, as metric_chart.py does.
 * @param {HTMLElement} picture
 * @param {boolean} isNear
 */
const lower = (picture, isNear) => {
  find(picture, ".timeline__now > text").setAttribute("y", isNear ? "30" : "15");
  picture.classList.toggle("metric__chart--low", isNear);
};

/**
 * @param {HTMLElement} picture
 * @param {number} at per cent of the picture's width
 */
const showAt = (picture, at) => {
  for (const line of all(picture, ".timeline__today")) {
    line.setAttribute("x1", `${at}%`);
    line.setAttribute("x2", `${at}%`);
  }
  for (const line of all(picture, ".timeline__late--open")) {
    const start = Number.parseFloat(line.getAttribute("x1") ?? "");
    line.setAttribute("x2", `${Math.max(at, start)}%`);
  }
  const label = find(picture, ".timeline__now");
  label.setAttribute("x", `${at}%`);
  const anchor = at < 12 ? "start" : at > 88 ? "end" : "middle";
  label.firstElementChild?.setAttribute("text-anchor", anchor);
  if (picture.localName === "svg") lower(picture, at < 22 || at > 78);
};
