// Actions in lists and pictures, in the state that they have on this device; and what is shown only
// as long as something waits.
import { daysBetween, today } from "./days.js";
import { all } from "./dom.js";
import { drafts } from "./drafts.js";
import { actionFacts, isDone, isDueToday, isOpen } from "./facts.js";
import { reserveRepeat, showRepeat } from "./repeats.js";
import { shortDay, word } from "./wording.js";

/** Shows each action of the page as it stands. */
export function showFactRows() {
  for (const [element, action] of rows()) {
    if (action.was.state === "overdue") element.dataset.late = "";
    showState(element, action);
    if (action.starts) showRepeat(element, action);
    showNow(element, action);
  }
}

/** Keeps room in rows for what a tick changes in them, and another day in those that are late. */
export function reserveRows() {
  for (const [element, action] of rows()) {
    if (action.starts) reserveRepeat(element, action);
    const room = element.querySelector(".action__status");
    if (room && isOffered(element)) {
      room.setAttribute("data-room", `${suggested(today())} · ${word("write_row_kept")}`);
    }
  }
}

const isOffered = (/** @type {HTMLElement} */ { dataset: { move, late } }) =>
  Boolean(move) && late !== undefined;

/** Returns the rows and marks of actions, each with its action. @returns {[HTMLElement, ActionFact][]} */
const rows = () => {
  const facts = new Map(actionFacts().map((action) => [action.key, action]));
  return all(document, "[data-action-key]").flatMap((element) => {
    const action = facts.get(element.dataset.actionKey ?? "");
    return action ? [[element, action]] : [];
  });
};

/**
 * Shows the first of a list that wait still, and hides what waits no longer. A reader's own act hides
 * nothing, since what lies below would move under the finger: only a new look at the page does.
 */
export function showWhatWaits() {
  showNext();
  for (const element of all(document, "[data-while]")) {
    element.hidden = !isOpen(element.dataset.while ?? "");
  }
  for (const element of all(document, "[data-when-done]")) {
    element.hidden = !isDone(element.dataset.whenDone ?? "");
  }
  for (const list of all(document, "[data-show-first]")) showFirst(list);
}

const showFirst = (/** @type {HTMLElement} */ list) => {
  let room = Number(list.dataset.showFirst);
  for (const item of /** @type {HTMLElement[]} */ ([...list.children])) {
    const waits = isOpen(item.dataset.while ?? item.dataset.key ?? "");
    item.hidden = item.dataset.while !== undefined && !waits ? true : room <= 0;
    if (waits) room -= 1;
  }
};

/** Puts the first action of a goal that waits into the first list for them, and all others into the second. */
const showNext = () => {
  const [first, rest] = all(document, "[data-next]");
  if (!first) return;
  const rows = /** @type {HTMLElement[]} */ ([...first.children, ...rest.children]);
  const next = rows.find(({ dataset }) => isOpen(dataset.actionKey ?? ""));
  /** @type {HTMLElement} */ (first.parentElement).hidden = !next;
  if (next === first.firstElementChild) return;
  rest.prepend(...rows.filter((row) => row !== next));
  if (next) first.append(next);
};

/**
 * Says how an action stands: before which session it is to be done, if that is known and still ahead.
 * @param {DOMStringMap} told
 * @param {string} state
 * @param {boolean} isToday
 */
const standingOf = (told, state, isToday) =>
  isToday
    ? told.today || word("due_today")
    : (isAhead(told, state) && told.ahead) || word(`state_${state}`);

const isAhead = (/** @type {DOMStringMap} */ { ahead }, /** @type {string} */ state) =>
  Boolean(ahead) && state !== "overdue";

/**
 * Below a draft stands what was said without it, out of sight: it keeps the room that it takes.
 * @param {HTMLElement} element
 * @param {ActionFact} action
 */
const showState = (element, action) => {
  const { state, was } = action;
  /** @type {HTMLElement | null} */
  const text = element.querySelector(".action__state");
  if (text) {
    const isToday = isDueToday({ ...action, state: was.state });
    text.textContent = standingOf(text.dataset, was.state, isToday);
    text.classList.toggle("action__state--overdue", was.state === "overdue");
    text.classList.toggle("action__state--today", isToday);
    /** @type {HTMLElement | null} */
    const when = element.querySelector(".when");
    if (when) when.hidden = isToday || isAhead(text.dataset, was.state);
  }
  const before = element.dataset.state ?? "";
  if (state === before) return;
  element.dataset.state = state;
  for (const { classList } of [element, ...all(element, ".mark")]) {
    for (const name of [...classList]) {
      if (name.endsWith(`--${before}`)) classList.replace(name, name.replace(before, state));
    }
  }
  element.querySelector("use")?.setAttribute("href", `#mark-${state}`);
};

/**
 * Says what the draft of an action says, in the room of what the portal says.
 * @param {HTMLElement} element
 * @param {ActionFact} action
 */
const showNow = (element, { key, done, draft }) => {
  /** @type {HTMLElement | null} */
  const now = element.querySelector(".action__now");
  if (!now) return;
  // Unseen it says what a tick would, so that the row has room for it already.
  const said = draft?.value.days?.at(-1) ?? done;
  const text = draft ? sentenceOf(key, draft, said) : untouched();
  if (now.textContent !== text) now.textContent = text;
  element.classList.toggle("is-drafted", draft !== null);
};

const untouched = () => `${word("write_row_today")} · ${word("write_row_kept")}`;

const suggested = (/** @type {string} */ day) => word("write_row_day", { day: shortDay(day) });

/**
 * @param {string} key
 * @param {Draft} draft
 * @param {string} done
 */
const sentenceOf = (key, { sent, value: { target } }, done) => {
  const fate = sent
    ? word("write_row_sent", { day: shortDay(sent) })
    : word(drafts.stay(key) === "not" ? "write_row_unkept" : "write_row_kept");
  return `${target && !done ? suggested(target) : what(done)} · ${fate}`;
};

/** @param {string} done */
const what = (done) => {
  if (!done) return word("write_undone");
  if (daysBetween(done, today()) === 0) return word("write_row_today");
  return word("done_on", { day: shortDay(done) });
};
