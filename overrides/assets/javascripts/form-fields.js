// The fields of a form: texts in rows, scores on scales, and days.
import { today } from "./days.js";
import { all, copyById, find } from "./dom.js";
import { limits } from "./page.js";
import { clean } from "./text.js";

/** @typedef {HTMLElement} Form */

/**
 * Returns the texts that are written in a part of a form.
 * @param {ParentNode} form
 * @param {string} part
 */
export const textsOf = (form, part) =>
  areasOf(form, `[data-part=${part}] textarea`)
    .map((area) => clean(area.value))
    .filter(Boolean);

/**
 * @param {ParentNode} scope
 * @param {string} [selector]
 * @returns {HTMLTextAreaElement[]}
 */
export const areasOf = (scope, selector = "textarea") => all(scope, selector);

/**
 * Returns the score that is chosen on a scale, or null.
 * @param {ParentNode} scale
 */
export const scoreOn = (scale) => {
  /** @type {HTMLInputElement | null} */
  const chosen = scale.querySelector(":checked");
  return Number(chosen?.value) || null;
};

/**
 * Returns the scores of a form, by the ids of scales.
 * @param {ParentNode} form
 * @returns {Scores}
 */
export const scoresOf = (form) =>
  Object.fromEntries(
    all(form, "[data-scale]")
      .map((scale) => [scale.dataset.scale, scoreOn(scale)])
      .filter(([, score]) => score),
  );

/**
 * Chooses a score on a scale, or none.
 * @param {ParentNode} scale
 * @param {number | null | undefined} score
 */
export const choose = (scale, score) => {
  /** @type {HTMLInputElement[]} */
  const inputs = all(scale, "input");
  for (const input of inputs) input.checked = Number(input.value) === score;
};

/**
 * Returns the day of something that has happened, as a field says it: today where it is empty, or to come. The one by
 * which something is to be done is not past.
 * @param {HTMLInputElement} field
 */
export const dayIn = ({ value, dataset: { part } }) => {
  const isOther = part === "target" ? value < today() : value > today();
  return value && !isOther ? value : today();
};

/**
 * Tells whether what an event is of is part of a form, and not what that is about, such as a link.
 * @param {Event} event
 */
export const isOfForm = ({ target }) =>
  target instanceof Element && target.matches("input, textarea, button");

/**
 * Shows in a field, once it has been filled in, the day that it is taken for.
 * @param {EventTarget | null} field
 */
export const settleDay = (field) => {
  if (field instanceof HTMLInputElement && field.type === "date" && field.value) {
    field.value = dayIn(field);
  }
};

// Choices of one name exclude one another, also in two forms of a page: each scale has its own.
let scales = 0;

/**
 * Puts a mark for each score into each scale of a form, and chooses those it comes with.
 * @param {Form} form
 */
export function addMarks(form) {
  const [least, most] = limits.scores;
  for (const scale of all(form, "fieldset")) {
    const name = `m${(scales += 1)}`;
    for (let score = least; score <= most; score += 1) {
      const mark = copyById("write-mark");
      const isChosen = Number(scale.dataset.score) === score;
      Object.assign(find(mark, "input"), { name, value: score, defaultChecked: isChosen });
      find(mark, "span").textContent = String(score);
      find(scale, ".marks").append(mark);
    }
  }
}
/**
 * Lets a field be as tall as what is written in it.
 * @param {HTMLTextAreaElement} area
 */
export const grow = (area) => {
  if (area.parentElement) area.parentElement.dataset.text = area.value;
};

/**
 * @param {HTMLTextAreaElement} area
 * @param {string} [text]
 */
const write = (area, text = "") => {
  area.value = text;
  grow(area);
};

/**
 * Returns the rows of a form for an answer of several texts.
 * @param {Form} form
 */
export const rowsOf = (form) => areasOf(form, "[data-part=answer] textarea");

/**
 * Adds a row and returns its field.
 * @param {Form} form
 * @returns {HTMLTextAreaElement}
 */
export function addRow(form) {
  const rows = find(form, "[data-part=answer]");
  const row = copyById("write-row");
  rows.append(row);
  showNumbers(rows);
  return find(row, "textarea");
}

const showNumbers = (/** @type {HTMLElement} */ rows) =>
  rows.classList.toggle("write__rows--several", rows.children.length > 1);

/**
 * Writes texts into rows, at least so many.
 * @param {Form} form
 * @param {string[]} texts
 * @param {number} least
 */
export function fillRows(form, texts, least) {
  const rows = find(form, "[data-part=answer]");
  const wanted = Math.max(texts.length, least);
  while (rows.children.length > wanted) rows.lastElementChild?.remove();
  while (rows.children.length < wanted) addRow(form);
  showNumbers(rows);
  for (const [n, area] of areasOf(rows).entries()) write(area, texts[n]);
}

/**
 * Writes each text into a field of a part, which has at least one.
 * @param {ParentNode} form
 * @param {string} part
 * @param {string[]} texts
 */
export function fillEach(form, part, texts) {
  const fields = find(form, `[data-part=${part}]`);
  while (fields.children.length < texts.length) {
    fields.append(/** @type {Element} */ (fields.lastElementChild).cloneNode(true));
  }
  for (const [n, area] of areasOf(fields).entries()) write(area, texts[n]);
}
