// What is ticked to be shared stands in the report beside it from the moment it is kept, told apart from what the
// sponsor sees by now. What is taken back stays until the portal is built without it.
import { all, copyById, find } from "./dom.js";
import { drafts } from "./drafts.js";
import { seenAt } from "./form-kinds.js";
import { reconcile } from "./reconcile.js";
import { shortDay, word } from "./wording.js";

/** @typedef {"new" | "gone" | "same" | ""} Fate of a goal or a number; "" of what is neither shared nor ticked */

const LOOKS = { new: "report__new", gone: "report__gone" };

/** Shows what is ticked in the report of the page, and again with every draft that changes. */
export function startSharing() {
  /** @type {HTMLElement | null} */
  const place = document.querySelector("[data-choice]");
  const part = document.querySelector(".mirror .report__part--goals");
  if (!place || !part) return;
  const built = [...part.childNodes];
  const show = () => part.replaceChildren(...(chosen(place) ?? built));
  show();
  drafts.watch(show);
}

/**
 * Returns what the part with the goals shows of what is ticked; null where that is what it shows without scripts.
 * @param {HTMLElement} place
 */
const chosen = (place) => {
  const { draft, state } = reconcile(place);
  if (!draft || state === "declined") return null;
  const seen = seenAt(place);
  const fateOf = (/** @type {HTMLInputElement} */ { value: line }) => {
    const [was, is] = [seen, draft.value].map((lines) => lines.includes(line));
    return is ? (was ? "same" : "new") : was ? "gone" : "";
  };
  /** @type {HTMLTemplateElement} */
  const { content } = find(place, ":scope > template.form");
  const boxes = all(content, ".share").map((share) => all(share, "input"));
  const fates = boxes.map((some) => /** @type {HTMLInputElement[]} */ (some).map(fateOf));
  if (fates.flat().every((fate) => !fate || fate === "same")) return null;
  const part = copyById("on-offer");
  const sent = draft.sent ? word("write_row_sent", { day: shortDay(draft.sent) }) : "";
  const shown = all(part, ".report__goal");
  fates.forEach((some, n) => showGoal(shown[n], some, sent || word("write_row_kept")));
  return part.childNodes;
};

/**
 * Leaves of a goal what is shared or ticked, and says of what is not both what becomes of it.
 * @param {HTMLElement} goal
 * @param {Fate[]} fates its own, and those of its numbers
 * @param {string} state of the draft, in words
 */
const showGoal = (goal, [own, ...others], state) => {
  if (!own) {
    goal.remove();
    return;
  }
  mark(goal, ".report__goal-title", own, state);
  all(goal, ".report__metric").forEach((metric, n) => {
    if (!others[n]) metric.remove();
    else if (others[n] !== own) mark(metric, ".report__metric-name", others[n], state);
  });
  // What none of the numbers has that are left takes no column.
  leaveOut(goal, ".report__value--start");
  leaveOut(goal, ".report__value--target");
  if (!others.some(Boolean)) goal.querySelector(".report__metrics")?.remove();
};

/**
 * @param {HTMLElement} element
 * @param {string} name the selector of what it is called by
 * @param {Fate} fate
 * @param {string} state
 */
const mark = (element, name, fate, state) => {
  if (fate !== "new" && fate !== "gone") return;
  element.classList.add(LOOKS[fate]);
  const told = copyById(`share-${fate}`);
  told.append(` · ${state}`);
  find(element, name).append(" ", told);
};

/**
 * @param {HTMLElement} goal
 * @param {string} column
 */
const leaveOut = (goal, column) => {
  const cells = all(goal, column);
  const isEmpty = cells.every((cell) => find(cell, "dd").textContent?.trim() === "–");
  if (isEmpty) cells.forEach((cell) => cell.remove());
};
