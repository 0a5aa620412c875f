// Texts that tell facts: each says by `data-fact` which one it tells, by `data-goal` of which goal
// alone, and by `data-of` whether of the reader's own actions or of others'. Without scripts the text
// of the build stands.
import { actionFacts, isOpen } from "./facts.js";
import { all } from "./dom.js";
import { counted, figures, word } from "./wording.js";

/** @typedef {{ element: HTMLElement, own: ActionFact[], awaited: ActionFact[], some: ActionFact[] }} Told */

const isDone = (/** @type {ActionFact} */ { state }) => state === "done";
const isLate = (/** @type {ActionFact} */ { state }) => state === "overdue";
const isMissed = (/** @type {ActionFact} */ { state }) => state === "ended";
const isDue = (/** @type {ActionFact} */ action) =>
  isDone(action) || isLate(action) || isMissed(action);
const wasLate = (/** @type {ActionFact} */ { state, done, target }) =>
  state === "done" && Boolean(target) && done > (target ?? "");

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
const tally = ({ own, awaited }) => {
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
  const said = [some("promises_late", late), some("promises_missed", missed)];
  return [counted("promises_some", due, { kept }), ...said].filter(Boolean).join(" ");
};

/**
 * Returns a sentence about a number of things, none about none.
 * @param {string} name
 * @param {number} n
 */
const some = (name, n) => (n ? counted(name, n) : "");

/** What is told of each fact. @type {Record<string, (told: Told) => string>} */
const texts = {
  promises,
  tally,
  kept_late: ({ own }) => some("kept_late", count(own, wasLate)),
  awaited_late: ({ awaited }) => some("awaited_late", count(awaited, isLate)),
  late: ({ some: actions }) =>
    some("timeline_late", count(actions, isLate)) || word("timeline_none_late"),
  due: (told) => figures.format(count(told.some, isDue)),
  done: (told) => figures.format(count(told.some, isDone)),
  done_late: (told) => figures.format(count(told.some, wasLate)),
  overdue: (told) => figures.format(count(told.some, isLate)),
};

/** Tells every fact of the page anew. */
export function showFactTexts() {
  const actions = actionFacts();
  for (const element of all(document, "[data-fact]")) showFact(element, actions);
  for (const element of all(document, "[data-open-keys]")) {
    const { openKeys = "", openWord = "", none = "" } = element.dataset;
    const n = count(openKeys.split(" ").filter(Boolean), isOpen);
    say(element, some(openWord, n) || none);
  }
}

/**
 * @param {HTMLElement} element
 * @param {ActionFact[]} actions
 */
const showFact = (element, actions) => {
  const { fact = "", goal, of } = element.dataset;
  // What was dropped is neither kept nor broken.
  const promised = actions.filter(({ state }) => state !== "dropped");
  const inside = promised.filter((action) => !goal || action.goal === goal);
  const own = inside.filter((action) => action.own);
  const awaited = inside.filter((action) => !action.own);
  const told = { element, own, awaited, some: of === "awaited" ? awaited : own };
  if (fact === "bar") showBar(told);
  else say(element, texts[fact]?.(told) ?? "");
  if (fact === "late") element.dataset.late = String(count(told.some, isLate));
};

/**
 * Writes a text where another stands: a page that is read aloud says only what has changed.
 * @param {HTMLElement} element
 * @param {string} text
 */
const say = (element, text) => {
  if (element.textContent?.replace(/\s+/g, " ").trim() !== text) element.textContent = text;
};

/** @param {Told} told */
const showBar = ({ element, own, awaited }) => {
  const whole = own.length + awaited.length || 1;
  const [done, others] = [own, awaited].map((one) => (100 * count(one, isDone)) / whole);
  element.querySelector(".bar__done")?.setAttribute("width", `${done}%`);
  const second = element.querySelector(".bar__others");
  second?.setAttribute("x", `${done}%`);
  second?.setAttribute("width", `${others}%`);
};
