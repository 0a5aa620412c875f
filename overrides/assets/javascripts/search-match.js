// Which parts of a portal's pages hold all the words that a reader types, the best first. Words match
// from their beginning, whatever the case and without accents; long ones inside of others, too. Where a
// script sets no spaces, as Chinese, Japanese and Thai do, what is typed matches anywhere.

/** @typedef {[anchor: string, heading: string, text: string]} Section */
/** @typedef {[address: string, title: string, sections: Section[]]} IndexedPage */
/** @typedef {{ text: string, isJoined: boolean }} Term */
/** @typedef {{ address: string, title: string, heading: string, text: string, score: number }} Place */

const SCRIPTS = ["Han", "Hira", "Kana", "Bopo", "Thai", "Laoo", "Khmr", "Mymr"];
const JOINED = `[${SCRIPTS.map((script) => `\\p{scx=${script}}`).join("")}]`;
const LETTER = "[\\p{L}\\p{N}\\p{M}]";
const TERMS = new RegExp(`((?:(?=${LETTER})${JOINED})+)|(?:(?!${JOINED})${LETTER})+`, "gu");
const IN_A_WORD = new RegExp(`(?!${JOINED})[\\p{L}\\p{N}]`, "u");
const IGNORED = /[\p{M}\p{Cf}\u0640]/gu;
/** Letters that no normal form takes apart. @type {Record<string, string>} */
const ALIKE = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", þ: "th", ς: "σ" },
  ...{ ی: "ي", ى: "ي", ک: "ك" },
};
const OTHERS = new RegExp(`[${Object.keys(ALIKE).join("")}]`, "gu");
/** What parts the thousands of a number: 1,900 and 1.900 are found by 1900, and the other way round. */
const GROUPING = /(\p{Nd})[.,'’\u00a0\u2009\u202f](?=\p{Nd}{3}(?!\p{Nd}))/gu;
/** How many letters of a word are enough to find it inside of another. */
const ENOUGH = 3;

/**
 * Returns a text in the form in which it is compared.
 * @param {string} text
 */
export const fold = (text) =>
  text
    .replace(GROUPING, "$1")
    .normalize("NFKD")
    .toLowerCase()
    .replace(IGNORED, "")
    .replace(OTHERS, (letter) => ALIKE[letter]);

/**
 * Returns what of a query is looked for: its words, each once.
 * @param {string} query
 * @returns {Term[]}
 */
export function termsOf(query) {
  /** @type {Map<string, Term>} */
  const terms = new Map();
  for (const [run, joined] of query.replace(GROUPING, "$1").normalize("NFC").matchAll(TERMS)) {
    for (const word of joined ? wordsIn(joined) : [run]) {
      const text = fold(word);
      if (text) terms.set(text, { text, isJoined: Boolean(joined) });
    }
  }
  const signs = fold(query).trim();
  // What has no letter, such as "%" or a picture, is looked for as it is.
  return terms.size || !signs ? [...terms.values()] : [{ text: signs, isJoined: true }];
}

// Not all browsers know the words of such a run: then it is looked for as it is typed.
const wordsIn = (/** @type {string} */ run) =>
  "Segmenter" in Intl
    ? [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(run)].map(
        (one) => one.segment,
      )
    : [run];

/**
 * Returns where a term is in a folded text, -1 if nowhere, and whether a word begins there.
 * @param {string} folded
 * @param {Term} term
 * @returns {[at: number, isStart: boolean]}
 */
function find(folded, { text, isJoined }) {
  const first = folded.indexOf(text);
  for (let at = first; at >= 0; at = folded.indexOf(text, at + 1)) {
    if (isJoined || at === 0 || !IN_A_WORD.test(folded[at - 1])) return [at, true];
  }
  return [text.length < ENOUGH ? -1 : first, false];
}

// How well a term fits a text: not at all, inside of a word, or from its beginning.
const grade = (/** @type {string} */ folded, /** @type {Term} */ term) => {
  const [at, isStart] = find(folded, term);
  return at < 0 ? 0 : isStart ? 2 : 1;
};

const total = (/** @type {number[]} */ grades) => grades.reduce((sum, one) => sum + one, 0);

/**
 * Makes a search through pages, whose texts it folds once.
 * @param {IndexedPage[]} pages
 */
export function searchOf(pages) {
  const folded = pages.map(([address, title, sections]) => ({
    ...{ address, title, folded: fold(title) },
    sections: sections.map((section) => ({ section, folded: section.slice(1).map(fold) })),
  }));
  /** @param {string} query @returns {Place[]} */
  return (query) => {
    const terms = termsOf(query);
    if (!terms.length) return [];
    const phrase = fold(query).trim();
    const places = folded.flatMap((page) => placesOn(page, terms, phrase));
    return places.sort((one, other) => other.score - one.score);
  };
}

/**
 * @typedef {{ address: string, title: string, folded: string,
 *   sections: { section: Section, folded: string[] }[] }} FoldedPage
 */

/**
 * Returns the places of a page that hold all terms; a title counts more than a heading, and that more
 * than text. Where the terms are all over the page it is one place.
 * @param {FoldedPage} page
 * @param {Term[]} terms
 * @param {string} phrase
 * @returns {Place[]}
 */
function placesOn(page, terms, phrase) {
  const inTitle = terms.map((term) => grade(page.folded, term));
  const isTitle = inTitle.every(Boolean);
  const own = page.sections.map(({ folded: [heading, text] }) =>
    terms.map((term) => 10 * grade(heading, term) || grade(text, term)),
  );
  const places = own.flatMap((grades, n) => {
    const { folded } = page.sections[n];
    // The page itself stands for what begins it.
    if (isTitle && (n === 0 || folded[0] === page.folded)) return [];
    if (!grades.some(Boolean)) return [];
    const scores = grades.map((score, of) => score || 100 * inTitle[of]);
    return scores.every(Boolean) ? [placeOf(page, n, total(scores) + asTyped(folded, phrase))] : [];
  });
  const isAllOver = terms.every((_, of) => inTitle[of] || own.some((grades) => grades[of]));
  if (isTitle) return [topOf(page, 1000 * total(inTitle)), ...places];
  return places.length || !isAllOver ? places : [topOf(page, 0)];
}

// Words in the order in which they are typed come before the same in another.
const asTyped = (/** @type {string[]} */ [heading, text], /** @type {string} */ phrase) =>
  heading.includes(phrase) ? 20 : Number(text.includes(phrase));

const topOf = (/** @type {FoldedPage} */ page, /** @type {number} */ score) => ({
  ...placeOf(page, 0, score),
  address: page.address,
});

/**
 * @param {FoldedPage} page
 * @param {number} n
 * @param {number} score
 * @returns {Place}
 */
function placeOf({ address, title, sections }, n, score) {
  const [anchor, heading, text] = sections[n]?.section ?? ["", "", ""];
  return { address: anchor ? `${address}#${anchor}` : address, title, heading, text, score };
}

/**
 * Returns the part of a text around the first term in it, cut into pieces that are found or not.
 * @param {string} text
 * @param {Term[]} terms
 * @param {number} [length] of the part, in letters
 * @returns {[piece: string, isFound: boolean][]}
 */
export function excerptOf(text, terms, length = 180) {
  const letters = [...text];
  const forms = letters.map(fold);
  for (const { 1: digit, index } of text.matchAll(GROUPING)) {
    forms[[...text.slice(0, index), digit].length] = "";
  }
  const folded = forms.join("");
  // Of each letter of the folded text, which one of the text it comes from.
  const source = forms.flatMap((form, n) => Array(form.length).fill(n));
  const spans = terms
    .map((term) => [find(folded, term)[0], term.text.length])
    .filter(([at]) => at >= 0)
    .map(([at, size]) => [source[at], withMarks(forms, source[at + size - 1] + 1)])
    .sort(([one], [other]) => one - other);
  const [first = 0] = spans[0] ?? [];
  const before = Math.floor(first - length / 3);
  const begin = before > 0 ? withMarks(forms, atWord(letters, before, first)) : 0;
  const end = withMarks(forms, atWord(letters, begin + length, letters.length) - 1);
  return pieces(letters, spans, begin, end);
}

// An accent or a vowel sign stays with the letter before it, or a browser shows it on a dotted circle.
const withMarks = (/** @type {string[]} */ forms, /** @type {number} */ at) => {
  let end = at;
  while (forms[end] === "") end += 1;
  return end;
};

/** Returns where the next word begins, or the place itself where none begins in the next letters. */
const atWord = (
  /** @type {string[]} */ letters,
  /** @type {number} */ at,
  /** @type {number} */ end,
) => {
  const space = letters.indexOf(" ", at);
  return space >= 0 && space < Math.min(end, at + 20) ? space + 1 : at;
};

/**
 * @param {string[]} letters
 * @param {number[][]} spans
 * @param {number} begin
 * @param {number} end
 * @returns {[string, boolean][]}
 */
function pieces(letters, spans, begin, end) {
  /** @type {[string, boolean][]} */
  const found = begin ? [["… ", false]] : [];
  let at = begin;
  for (const [from, to] of spans.filter(([start, stop]) => start >= begin && stop <= end)) {
    if (from < at) continue;
    found.push([letters.slice(at, from).join(""), false], [letters.slice(from, to).join(""), true]);
    at = to;
  }
  found.push([letters.slice(at, end).join(""), false]);
  if (end < letters.length) found.push(["…", false]);
  return found.filter(([piece]) => piece);
}
