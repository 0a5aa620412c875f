// Texts that tell facts: each says by `data-fact` which one it tells, by `data-goal` of which goal
// alone, and by `data-of` whether of the reader's own actions or of others'. Without scripts the text
// of the build stands.
import { today } from "./days.js";
import { all } from "./dom.js";
import { actionFacts, isDueToday, isOpen } from "./facts.js";
import { counted, figures, word } from "./wording.js";

/** @typedef {{ element: HTMLElement, own: ActionFact[], awaited: ActionFact[], some: ActionFact[] }} Told */

const isDone = (/** @type {ActionFact} */ { state }) => state === "done";
const isLate = (/** @type {ActionFact} */ { state }) => state === "overdue";
const isMissed = (/** @type {ActionFact} */ { state }) => state === "ended";
const isDue = (/** @type {ActionFact} */ action) =>
  isDone(action) || isLate(action) || isMissed(action);

/**
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => boolean} test
 */
const count = (things, test) => things.filter(test).length;

/**
 * @param {"kept_own" | "kept_awaited"} name
 * @param {ActionFact[]} actions
 */
const doneOf = (name, actions) => word(name, { done: count(actions, isDone), all: actions.length });

/** @param {Told} told */
const tally = (told) => tallied(told) + (told.element.dataset.stop ?? "");

/** @param {Told} told */
const tallied = ({ own, awaited }) => {
  if (!own.length && !awaited.length) return word("no_actions");
  if (!awaited.length) return counted("kept", own.length, { done: count(own, isDone) });
  return [own.length ? doneOf("kept_own", own) : "", doneOf("kept_awaited", awaited)]
    .filter(Boolean)
    .join(" · ");
};

/** @param {Told} told */
const promises = ({ element, own }) => {
  const [due, late, missed] = [isDue, isLate, isMissed].map((test) => count(own, test));
  const kept = due - late - missed;
  if (!due) return element.dataset.none ?? "";
  if (kept === due) return counted("promises_all", due);
  if (due === late) return counted("promises_none", due);
  if (due === missed) return counted("promises_missed_all", due);
  const first = kept ? counted("promises_some", due, { kept }) : counted("promises_none", due);
  const told = element.dataset.brief === undefined ? late : 0;
  return [first, some("promises_late", told), some("promises_missed", missed)]
    .filter(Boolean)
    .join(" ");
};

/**
 * Returns a sentence about a number of things, none about none.
 * @param {string} name
 * @param {number} n
 */
const some = (name, n) => (n ? counted(name, n) : "");

/**
 * Returns what a number of kept promises counts, and of how many where that is told and more were due.
 * @param {HTMLElement} element
 * @param {ActionFact[]} own
 */
const keptWords = ({ dataset }, own) => {
  const [kept, due] = [isDone, isDue].map((test) => count(own, test));
  const of = dataset.ofDue !== undefined && due > kept;
  return [counted("achieved_kept", kept), of ? counted("achieved_of", due) : ""].join(" ").trim();
};

/** What is told of each fact. @type {Record<string, (told: Told) => string>} */
const texts = {
  promises,
  tally,
  kept_own: ({ own }) => `${doneOf("kept_own", own)}.`,
  kept_awaited: ({ awaited }) => `${doneOf("kept_awaited", awaited)}.`,
  due_today: ({ own }) => some("promises_today", count(own, isDueToday)),
  awaited_late: ({ awaited }) => some("awaited_late", count(awaited, isLate)),
  late: ({ some: actions }) =>
    some("timeline_late", count(actions, isLate)) || word("timeline_none_late"),
  kept: ({ own }) => figures.format(count(own, isDone)),
  kept_word: ({ element, own }) => keptWords(element, own),
};

/** Tells every fact of the page anew. */
export function showFactTexts() {
  const actions = actionFacts();
  for (const element of factElements()) showFact(element, actions);
  for (const element of all(document, "[data-open-keys]")) {
    const { openKeys = "", openWord = "", openOf, none = "" } = element.dataset;
    const n = count(openKeys.split(" ").filter(Boolean), isOpen);
    if (openOf) say(element, word(openWord, { done: Number(openOf) - n, all: Number(openOf) }));
    else say(element, n ? counted(openWord, n, { minutes: 2 * n }) : none);
    element.classList.toggle("is-answered", !n);
  }
}

/**
 * Keeps room for the longest that the texts of facts can come to say by ticks, so that no tick moves
 * what stands below them. It is measured once for all of them.
 */
export function reserveRoom() {
  const actions = actionFacts();
  const waiting = actions.filter((action) => !isDone(action));
  const ticked = waiting.map((_, n) => actions.map(doneIn(waiting.slice(0, n + 1))));
  const elements = factElements();
  /** @type {(HTMLElement | null)[]} */
  const around = elements.map((element) => element.closest("p, dd, figcaption"));
  const blocks = new Set(around.filter((block) => block !== null));
  for (const { style } of blocks) style.minHeight = "";
  for (const element of elements) {
    const said = [actions, ...ticked].map((some) => textOf(element, some));
    say(
      element,
      said.reduce((one, other) => (other.length > one.length ? other : one)),
    );
  }
  const heights = [...blocks].map((block) => block.offsetHeight);
  for (const [n, { style }] of [...blocks].entries()) style.minHeight = `${heights[n]}px`;
  for (const element of elements) showFact(element, actions);
}

const factElements = () => all(document, "[data-fact]");

/** @param {ActionFact[]} some */
const doneIn = (some) => (/** @type {ActionFact} */ action) =>
  some.includes(action) ? { ...action, state: "done", done: today() } : action;

/**
 * Returns what an element can tell of actions: of its goal alone, if it has one.
 * @param {HTMLElement} element
 * @param {ActionFact[]} actions
 * @returns {Told}
 */
const toldBy = (element, actions) => {
  const { goal, of } = element.dataset;
  // What was dropped is neither kept nor broken.
  const promised = actions.filter(({ state }) => state !== "dropped");
  const inside = promised.filter((action) => !goal || action.goal === goal);
  const own = inside.filter((action) => action.own);
  const awaited = inside.filter((action) => !action.own);
  return { element, own, awaited, some: of === "awaited" ? awaited : own };
};

/**
 * @param {HTMLElement} element
 * @param {ActionFact[]} actions
 */
const textOf = (element, actions) =>
  texts[element.dataset.fact ?? ""]?.(toldBy(element, actions)) ?? "";

/**
 * @param {HTMLElement} element
 * @param {ActionFact[]} actions
 */
const showFact = (element, actions) => {
  say(element, textOf(element, actions));
};

/**
 * Writes a text where another stands: a page that is read aloud says only what has changed.
 * @param {HTMLElement} element
 * @param {string} text
 */
const say = (element, text) => {
  if (element.textContent?.replace(/\s+/g, " ").trim() !== text) element.textContent = text;
};
