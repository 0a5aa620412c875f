// Actions in lists and pictures, in the state that they have on this device; and what is shown only
// as long as something waits.
import { daysBetween, today } from "./days.js";
import { all } from "./dom.js";
import { drafts } from "./drafts.js";
import { actionFacts, isOpen } from "./facts.js";
import { showRepeat } from "./repeats.js";
import { shortDay, word } from "./wording.js";

/** Shows each action of the page as it stands. */
export function showFactRows() {
  const facts = new Map(actionFacts().map((action) => [action.key, action]));
  for (const element of all(document, "[data-action-key]")) {
    const action = facts.get(element.dataset.actionKey ?? "");
    if (!action) continue;
    showState(element, action.state);
    if (action.starts) showRepeat(element, action);
    showNow(element, action);
  }
}

/**
 * Shows the first of a list that wait still, and hides what waits no longer. A reader's own act hides
 * nothing, since what lies below would move under the finger: only a new look at the page does.
 */
export function showWhatWaits() {
  for (const element of all(document, "[data-while]")) {
    element.hidden = !isOpen(element.dataset.while ?? "");
  }
  for (const list of all(document, "[data-show-first]")) {
    let room = Number(list.dataset.showFirst);
    for (const item of /** @type {HTMLElement[]} */ ([...list.children])) {
      const waits = isOpen(item.dataset.while ?? item.dataset.key ?? "");
      item.hidden = item.dataset.while !== undefined && !waits ? true : room <= 0;
      if (waits) room -= 1;
    }
  }
}

/**
 * @param {HTMLElement} element
 * @param {string} state
 */
const showState = (element, state) => {
  const before = element.dataset.state ?? "";
  if (state === before) return;
  element.dataset.state = state;
  for (const { classList } of [element, ...all(element, ".mark")]) {
    for (const name of [...classList]) {
      if (name.endsWith(`--${before}`)) classList.replace(name, name.replace(before, state));
    }
  }
  element.querySelector("use")?.setAttribute("href", `#mark-${state}`);
  const text = element.querySelector(".action__state");
  if (text) text.textContent = word(`state_${state}`);
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

/**
 * @param {string} key
 * @param {Draft} draft
 * @param {string} done
 */
const sentenceOf = (key, { sent }, done) => {
  const fate = sent
    ? word("write_row_sent", { day: shortDay(sent) })
    : word(drafts.stay(key) === "not" ? "write_row_unkept" : "write_row_kept");
  return `${what(done)} · ${fate}`;
};

/** @param {string} done */
const what = (done) => {
  if (!done) return word("write_undone");
  if (daysBetween(done, today()) === 0) return word("write_row_today");
  return word("done_on", { day: shortDay(done) });
};
