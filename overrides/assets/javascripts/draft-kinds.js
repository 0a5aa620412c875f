// The kinds of drafts, by the table that a page brings along: which key is of which kind, and which
// values one may have. The table is made by `coaching_site/drafts.py`.
import { isDay } from "./days.js";
import { kinds, limits, patterns } from "./page.js";
import { clean } from "./text.js";
import { isEmpty } from "./values.js";

const ID = /^[a-z][a-z0-9_-]*$/;
const KEY = new RegExp(`^(?:${patterns.key})$`);
const NUMBER = new RegExp(`^(?:${patterns.number})$`);
const SUFFIX = new RegExp(patterns.suffix);

/** @type {[string, RegExp][]} */
const keyPatterns = Object.entries(kinds).flatMap(([kind, { key }]) =>
  key ? [[kind, new RegExp(`^(?:${key})$`)]] : [],
);

/** The kind of all keys that have the form of no other. */
const otherKind = Object.keys(kinds).find((kind) => !kinds[kind].key) ?? "";

/**
 * Tells whether a value is a record of these names alone, or of ids where none are given.
 * @param {any} value
 * @param {string[]} [names]
 */
export const isRecord = (value, names) =>
  value !== null &&
  typeof value === "object" &&
  !Array.isArray(value) &&
  Object.keys(value).every((name) => (names ? names.includes(name) : ID.test(name)));

/** @param {any} value */
const isText = (value) =>
  typeof value === "string" && clean(value) !== "" && value.length <= limits.text;

/** What the words for forms mean. @type {Record<string, (value: any) => boolean>} */
const isWord = {
  text: isText,
  line: (value) => isText(value) && value.length <= limits.name && !/[\r\n]/.test(value),
  texts: (value) => Array.isArray(value) && value.length <= limits.texts && value.every(isText),
  score: (value) =>
    Number.isInteger(value) && value >= limits.scores[0] && value <= limits.scores[1],
  number: (value) => typeof value === "string" && NUMBER.test(value),
  day: isDay,
  days: (value) => Array.isArray(value) && value.length <= limits.texts && value.every(isDay),
};

/**
 * Tells whether a value has a form.
 * @param {DraftForm} form
 * @param {any} value
 * @returns {boolean}
 */
function hasForm(form, value) {
  if (typeof form === "string") {
    if (form.endsWith("?")) return value === null || hasForm(form.slice(0, -1), value);
    return isWord[form](value);
  }
  const { "*": each } = form;
  return (
    isRecord(value, each ? undefined : Object.keys(form)) &&
    Object.entries(value).every(([name, part]) => hasForm(each ?? form[name], part))
  );
}

/**
 * Returns the key of the place that a draft was written for, also where it was put aside.
 * @param {string} key
 */
export const placeKey = (key) => key.replace(SUFFIX, "");

/**
 * Tells whether a key is one of a draft.
 * @param {string} key
 */
export const isKey = (key) => KEY.test(key) && key.length <= limits.key;

/**
 * Returns the kind of the draft with a key.
 * @param {string} key
 */
export function kindOf(key) {
  const found = keyPatterns.find(([, pattern]) => pattern.test(placeKey(key)));
  return found ? found[0] : otherKind;
}

/**
 * Tells whether what is written under a key is new each time, with no place in the portal.
 * @param {string} key
 */
export const isRound = (key) => Boolean(kinds[kindOf(key)].round);

/**
 * Tells whether the draft with a key may have a value on top of a base: on top of nothing, it says
 * something.
 * @param {string} key
 * @param {any} value
 * @param {string} base
 */
export const isValue = (key, value, base) =>
  hasForm(kinds[kindOf(key)].value, value) && (base !== "" || !isEmpty(value));

/**
 * Returns the names of the fields for texts that a kind of draft has, in their order.
 * @param {string} kind
 */
export const textFields = (kind) =>
  Object.entries(kinds[kind]?.value ?? {}).flatMap(([name, form]) =>
    form === "texts" ? [name] : [],
  );
