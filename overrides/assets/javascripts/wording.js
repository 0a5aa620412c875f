// Sentences that scripts write, from the words that a page brings along.
import { language, words } from "./page.js";

// Where nobody has translated the words, they are not in the language of the page.
const plural = new Intl.PluralRules(words.language || language);

export const figures = new Intl.NumberFormat(language, { numberingSystem: "latn" });

/**
 * Returns a text with its gaps, such as `{coach}`, filled.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}(\.?)/g, (gap, name, stop) => {
    const value = values[name];
    if (value === undefined) return gap;
    if (typeof value === "number") return figures.format(value) + stop;
    return value + (/[.!?…]\u2069?$/.test(value) ? "" : stop); // "with Sam Jr."
  });
}

/**
 * Returns a sentence by its name, with its gaps filled.
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export const word = (name, values = {}) => fill(words[name] ?? "", values);

/**
 * Returns a sentence about `n` things, in the form for such a number.
 * @param {string} name
 * @param {number} n
 * @param {Record<string, number>} [values]
 */
export const counted = (name, n, values = {}) =>
  fill(words[`${name}_${plural.select(n)}`] || words[`${name}_other`], { ...values, n });

/**
 * Returns how far off a day is: "tomorrow", "in 5 days", from two weeks on "in 9 weeks"; of days past, "5 days ago".
 * @param {number} days
 */
export function relativeDay(days) {
  const near = { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days];
  if (near) return word(near);
  const far = Math.abs(days);
  if (far < 14) return counted(days > 0 ? "in_days" : "days_ago", far);
  return counted(days > 0 ? "in_weeks" : "weeks_ago", Math.floor((far + 3) / 7));
}

/**
 * Returns a text that keeps its own direction among words of another.
 * @param {string} text
 */
export const isolated = (text) => `\u2068${text}\u2069`;

/** @type {Intl.DateTimeFormatOptions} */
const WITHOUT_YEAR = { day: "numeric", month: "short" };

/**
 * Returns a day in words, on one line with its month: days.py writes alike.
 * @param {string} day
 * @param {Intl.DateTimeFormatOptions} options
 * @param {string} [locale]
 */
export function dayWritten(day, options, locale = language) {
  const form = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  const isPart = (/** @type {{ type: string } | undefined} */ part) =>
    part?.type === "day" || part?.type === "month";
  return form
    .formatToParts(new Date(day))
    .map(({ value }, n, parts) =>
      isPart(parts[n - 1]) && isPart(parts[n + 1]) ? value.replace(/ /g, "\u00a0") : value,
    )
    .join("");
}

/**
 * Returns a day in words, among words that may be of another language.
 * @param {string} day
 * @param {Intl.DateTimeFormatOptions} [options]
 */
export function dayInWords(day, options = { dateStyle: "long" }) {
  const text = dayWritten(day, options);
  return words.language ? isolated(text) : text;
}

/**
 * Returns a day without its year, as in a list.
 * @param {string} day
 */
export const shortDay = (day) => dayInWords(day, WITHOUT_YEAR);
