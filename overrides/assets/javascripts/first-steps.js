// What is to be done before a session, and the first steps of a beginning: what is done on this device.
import { isRead } from "./agreement-read.js";
import { all, find } from "./dom.js";
import { isOpen } from "./facts.js";
import { word } from "./wording.js";

/** Tells whether a first step waits for a draft, or for a text to be read. @param {string} key */
export const waits = (key) => (key.startsWith("read:") ? !isRead(key.slice(5)) : isOpen(key));

/** Ticks each first step that is done on this device. */
export function showFirstSteps() {
  const here = all(document, ".start__here")[0];
  for (const step of all(document, "[data-waits]")) {
    const isDone = !step.dataset.waits?.split(" ").some(waits);
    const state = isDone ? "done" : "planned";
    step.classList.toggle("start__step--done", isDone);
    find(step, ".mark").setAttribute("class", `mark mark--${state}`);
    find(step, "use").setAttribute("href", `#mark-${state}`);
    const told = find(step, ".start__state");
    step.dataset.built ??= told.textContent ?? "";
    told.textContent = isDone ? word("state_done") : step.dataset.built;
  }
  const next = ".start .start__step:not(.start__step--done) .start__state";
  if (here) all(document, next)[0]?.before(here);
}

/** Tells how many minutes take what is not done on this device; each key stands behind its own. */
export function showSums() {
  for (const sum of all(document, "[data-sum]")) {
    const built = (sum.dataset.built ??= sum.textContent ?? "");
    const open = (sum.dataset.sum ?? "")
      .split(" ")
      .filter((one) => waits(one.replace(/^\d+:/, "")));
    const minutes = open.reduce((all, one) => all + Number.parseInt(one, 10), 0);
    sum.textContent = built.replace(/\d+/, String(minutes));
    sum.hidden = !minutes;
  }
}
