// Numbers as a reader types them in the language of the page, and as a reply carries them.
import { patterns } from "./page.js";

const SENT = new RegExp(`^(?:${patterns.number})$`);
const GROUPED = /^-?(?:\d+|\d{1,3}(?:[.,]\d{3})+)$/;

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
  const plain = typed
    .normalize("NFKC")
    .replace(/[\s'’%\p{Sc}]|^\+/gu, "")
    .replace(/[−–]/g, "-")
    .replace(/^(-?)(?=[.,]\d)/, "$10");
  const last = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."));
  const behind = last < 0 ? 0 : plain.length - last - 1;
  const isGroup = behind === 0 || (behind === 3 && plain[last] !== sign);
  const whole = isGroup ? plain.replace(/[.,]$/, "") : plain.slice(0, last);
  const decimals = isGroup ? "" : `.${plain.slice(last + 1)}`;
  const number = GROUPED.test(whole) ? whole.replace(/[.,]/g, "") + decimals : "";
  return SENT.test(number) ? number : "";
}

/**
 * Returns a number of a reply with the decimal sign of the language.
 * @param {string} number
 */
export const numberInWords = (number) => number.replace(".", point).replace("-", "−");
