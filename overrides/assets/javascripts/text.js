// Texts as an engagement holds them.

import { patterns } from "./page.js";

const UNREADABLE = new RegExp(patterns.unreadable, "gu");
const SEEN = /[^\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Returns a text without white space around it, and empty if nothing in it can be seen.
 * @param {string | null} text
 */
export function clean(text) {
  // U+0085, which no browser trims, is the end of a line.
  const readable = (text ?? "").replace(UNREADABLE, "").replaceAll("\x85", "\n").trim();
  return SEEN.test(readable) ? readable : "";
}
