// Texts as an engagement holds them.

// What an engagement may not hold: signs that cannot be seen, and halves of letters.
const UNREADABLE =
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  /[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\u{10ffe0}-\u{10ffff}]|\p{Cs}/gu;
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
