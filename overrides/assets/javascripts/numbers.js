// Numbers as a reader types them in the language of the page, and as a reply carries them.
import { patterns } from "./page.js";

const SENT = new RegExp(`^(?:${patterns.number})$`);
const GROUPED = /^-?(?:\d+|\d{1,3}(?:[.,]\d{3})+)$/;
/** Digits and signs of Arabic and Persian, whose keyboards have no others. */
const EASTERN = /[٠-٩۰-۹٫]/g;
const ELEVATED = /\p{No}/u; // "²", "½"

const format = new Intl.NumberFormat(document.documentElement.lang || "en");
const point = format.formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".";

/**
 * Returns what a reply carries of a typed number, with or without the sign of its unit, or "" where
 * it is none. The last comma or point begins decimals, unless three digits follow it and it is not
 * the decimal sign of the language.
 * @param {string} typed
 * @param {string} [sign] the decimal sign
 */
export function numberOf(typed, sign = point) {
  if (ELEVATED.test(typed)) return "";
  const plain = plainOf(typed);
  const last = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."));
  const behind = last < 0 ? 0 : plain.length - last - 1;
  if (behind === 0 || (behind === 3 && plain[last] !== plainOf(sign))) {
    return sentOf(plain.replace(/[.,]$/, ""), "");
  }
  return sentOf(plain.slice(0, last), `.${plain.slice(last + 1)}`);
}

/**
 * @param {string} whole
 * @param {string} decimals
 */
const sentOf = (whole, decimals) => {
  const digits = whole.replace(/[.,]/g, "").replace(/^(-?)0+(?=\d)/, "$1");
  return GROUPED.test(whole) && SENT.test(digits + decimals) ? digits + decimals : "";
};

const plainOf = (/** @type {string} */ typed) =>
  typed
    .replace(EASTERN, (sign) => (sign === "٫" ? "," : String((sign.codePointAt(0) ?? 0) & 15)))
    .normalize("NFKC")
    .replace(/[\s'’٬%\p{Sc}]|^\+/gu, "")
    .replace(/[−–]/g, "-")
    .replace(/^(-?)(?=[.,]\d)/, "$10");

/**
 * Returns a number of a reply with the decimal sign of the language.
 * @param {string} number
 */
export const numberInWords = (number) => number.replace(".", point).replace("-", "−");
