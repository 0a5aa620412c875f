// How drafts read that a page lists in its own places: entries.js knows all kinds, for the reply.
import { kindOf } from "./draft-kinds.js";
import { numberInWords } from "./numbers.js";
import { kinds } from "./page.js";
import { dayInWords, word } from "./wording.js";

/**
 * @param {string} label
 * @param {string[]} [texts]
 * @returns {Line[]}
 */
export const textLines = (label, texts = []) => texts.map((text) => [label, text]);

/**
 * Returns what something that was added is called, and what else is said of it, in words.
 * @param {string} key
 * @param {Draft} draft
 */
export function detailsOf(key, { value }) {
  const forms = Object.entries(kinds[kindOf(key)].value);
  const said = forms.flatMap(([name, form]) => {
    if (!value[name]) return [];
    return form === "day?" ? word("due", { day: dayInWords(value[name]) }) : value[name];
  });
  const [what = "", ...more] = said;
  return { what, more };
}

/**
 * @param {Reading} reading
 * @returns {Line[]}
 */
export const readingLines = ({ on, value, note }) => [
  [dayInWords(on), numberInWords(value)],
  ...textLines(word("write_note"), note ? [note] : []),
];

/**
 * Returns the element that shows a line.
 * @param {Line} line
 */
export function elementOf([label, text, kind]) {
  const line = document.createElement("p");
  if (kind) line.className = "reply__back";
  for (const [name, said] of [
    ["reply__label", label],
    ["reply__said", text],
  ]) {
    if (!said) continue;
    const part = document.createElement("span");
    part.className = name;
    part.dir = "auto";
    part.textContent = said;
    line.append(part, name === "reply__label" && text ? " " : "");
  }
  return line;
}
