// How a draft reads where it is listed: from what it says itself, whatever has become of its place.
import { all } from "./dom.js";
import { kindOf, textFields } from "./draft-kinds.js";
import { detailsOf, readingLines, textLines } from "./entry-parts.js";
import { limits } from "./page.js";
import { dayInWords, word } from "./wording.js";

/**
 * Returns what a scale asks, or the title of a goal, where a form of this page has it; else its id.
 * @param {"scale" | "goal"} name
 * @param {string} id
 */
const legendOf = (name, id) => {
  /** @type {HTMLTemplateElement[]} */
  const forms = all(document, "template.form");
  const legends = forms.map((one) => one.content.querySelector(`[data-${name}="${id}"] legend`));
  return legends.find(Boolean)?.textContent ?? id;
};

const outOf = (/** @type {number} */ score) => `${score} / ${limits.scores[1]}`;

/**
 * @param {Scores} [scores]
 * @returns {Line[]}
 */
const scoreLines = (scores = {}) =>
  Object.entries(scores).map(([id, score]) => [legendOf("scale", id), outOf(score)]);

/**
 * @param {string} label of what is taken back
 * @returns {Line}
 */
const backLine = (label) => [label, word("write_back"), "back"];

/**
 * @param {string | null} [target]
 * @returns {Line[]}
 */
const movedLines = (target) =>
  target ? [["", word("write_row_day", { day: dayInWords(target) })]] : [];

/**
 * @param {string | null} note
 * @param {Action | null} seen
 * @returns {Line[]}
 */
const noteLines = (note, seen) => {
  const label = word("write_note");
  if (note) return [[label, note]];
  return seen?.note ? [backLine(label)] : [];
};

/**
 * @param {Action} value
 * @param {Action | null} seen
 * @returns {Line[]}
 */
const actionLines = ({ done, note, days = [], target }, seen) => {
  /** @type {Line[]} */
  const lines = days.map((day) => ["", word("done_on", { day: dayInWords(day) })]);
  if (days.length) {
    // The days alone are told: what is repeated is not over with them.
  } else if (done) {
    lines.push(["", word("done_on", { day: dayInWords(done) })]);
    // Where something else is said and nothing was done before, there is nothing to say of that.
  } else if (seen?.done || !(note || target)) lines.push(["", word("write_undone"), "back"]);
  return [...lines, ...movedLines(target), ...noteLines(note, seen)];
};

/**
 * @param {string} title
 * @param {GoalProgress} told
 * @returns {Line[]}
 */
const goalLines = (title, { score, progress }) => {
  /** @type {Line[]} */
  const lines = [[title, score ? outOf(score) : ""]];
  const label = word("review_progress");
  if (progress) lines.push([label, progress]);
  if (progress === null) lines.push(backLine(label));
  return lines;
};

/**
 * @param {Draft} draft
 * @returns {Line[]}
 */
const reviewLines = ({ value, about }) => {
  const lines = scoreLines(value.scores);
  for (const [id, progress] of Object.entries(value.goals ?? {})) {
    lines.push(...goalLines(about.goals?.[id] ?? legendOf("goal", id), progress));
  }
  for (const name of textFields("review")) {
    const label = word(`review_${name}`);
    lines.push(...(value[name]?.length === 0 ? [backLine(label)] : textLines(label, value[name])));
  }
  return lines;
};

/**
 * Returns the lines of a kind that has no place in the portal yet.
 * @param {string} key
 * @param {Draft} draft
 * @returns {Line[]}
 */
const addedLines = (key, draft) => {
  const { what, more } = detailsOf(key, draft);
  return textLines("", [what, ...more]);
};

/** @type {Record<string, (draft: Draft, seen: any) => Line[]>} */
const linesOfKind = {
  answer: ({ value }) => (value.length ? textLines("", value) : [backLine("")]),
  action: ({ value }, seen) => actionLines(value, seen),
  rating: ({ value }) => scoreLines(value),
  review: reviewLines,
  reading: ({ value }) => readingLines(value),
};

/**
 * Returns the lines of a kind that has nothing but texts by name; its words begin with its name.
 * @param {string} kind
 * @param {Draft} draft
 * @returns {Line[]}
 */
const textKindLines = (kind, { value }) =>
  textFields(kind).flatMap((name) =>
    textLines(word(`${kind.replaceAll("-", "_")}_${name}`), value[name]),
  );

/**
 * Returns labels and texts of a draft.
 * @param {string} key
 * @param {Draft} draft
 * @param {any} [seen] what the portal shows in its place, if it has one
 */
export function linesOf(key, draft, seen = null) {
  const kind = kindOf(key);
  if (kind.startsWith("new-")) return addedLines(key, draft);
  return linesOfKind[kind]?.(draft, seen) ?? textKindLines(kind, draft);
}

/**
 * Returns what a draft without a place is about, in the words that the reader saw, or by its key:
 * what it answers, and of which goal or value.
 * @param {string} key
 * @param {Draft} draft
 */
export const headOf = (key, { about: { of, what } }) =>
  what ? [what, of] : [of || key.replaceAll("/", " · "), ""];

/**
 * Returns a draft as text.
 * @param {string} key
 * @param {Draft} draft
 */
export function asText(key, draft) {
  const [what, of] = headOf(key, draft);
  const said = linesOf(key, draft).map(([label, text]) => [label, text].filter(Boolean).join(": "));
  return [[of, what].filter(Boolean).join(" · "), ...said].join("\n");
}
