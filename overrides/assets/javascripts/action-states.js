// States of actions as of the reader's day, in lists and in pictures.
import { today } from "./days.js";
import { all } from "./dom.js";
import { counted, word } from "./wording.js";

/**
 * Returns the state of an action on a day.
 * @param {DOMStringMap} action
 * @param {string} day
 */
export function stateOn({ state, target, started }, day) {
  if (state === "done") return "done";
  if (target && target < day) return "overdue";
  return started && started <= day ? "under_way" : "planned";
}

/** Shows each action in the state of today. */
export function showActionStates() {
  for (const element of all(document, "[data-state]")) {
    const state = stateOn(element.dataset, today());
    if (state !== element.dataset.state) showState(element, state);
  }
}

/** Tells in each list and picture how many actions are late today. */
export function showLateCounts() {
  for (const element of all(document, "[data-late]")) {
    const scope = element.closest(".lane, .timeline");
    const whose = element.dataset.of === "own" ? ":not([data-awaited])" : "[data-awaited]";
    const n = scope?.querySelectorAll(`.row[data-state="overdue"]${whose}`).length ?? 0;
    element.dataset.late = String(n);
    element.textContent = n ? counted("timeline_late", n) : word("timeline_none_late");
  }
}

/**
 * @param {HTMLElement} element
 * @param {string} state
 */
const showState = (element, state) => {
  const before = element.dataset.state ?? "";
  element.dataset.state = state;
  for (const { classList } of [element, ...all(element, ".mark")]) {
    for (const name of [...classList]) {
      if (name.endsWith(`--${before}`)) classList.replace(name, name.replace(before, state));
    }
  }
  element.querySelector("use")?.setAttribute("href", `#mark-${state}`);
  const text = element.querySelector(".action__state, .row__state");
  if (text) text.textContent = word(`state_${state}`);
};
