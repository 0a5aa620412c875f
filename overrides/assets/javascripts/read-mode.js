// Read mode: what was written on this device, and is not in the portal yet, stands in the place of
// what it answers.
import { all, copyById, find, namedId } from "./dom.js";
import { drafts } from "./drafts.js";
import { nameButton } from "./field-labels.js";
import { placeOf } from "./fields.js";
import { reconcile } from "./reconcile.js";
import { isEmpty } from "./values.js";
import { dayInWords, word } from "./wording.js";

/** Shows the drafts of a page where their answers will be, and keeps them true. */
export function startReadMode() {
  const show = () => all(document, "[data-said]").forEach(showDraft);
  drafts.watch(show);
  show();
  unfold();
  addEventListener("hashchange", unfold);
}

/** Unfolds what the address names. */
const unfold = () => {
  const named = document.getElementById(namedId());
  const folded = named?.querySelector(":scope.session-line > .fold");
  if (folded instanceof HTMLDetailsElement) folded.open = true;
};

const showDraft = (/** @type {HTMLElement} */ said) => {
  const place = placeOf(said.dataset.said ?? "");
  if (!place) return;
  const { draft, state } = reconcile(place);
  said.querySelector(":scope > .said__draft")?.remove();
  said.classList.toggle("has-draft", Boolean(draft) && state !== "changed");
  said.hidden = !draft && said.dataset.empty !== undefined;
  if (draft) said.append(draftNode(draft, state, place));
};

/**
 * @param {Draft} draft
 * @param {DraftState} state
 * @param {HTMLElement} place in write mode
 */
const draftNode = (draft, state, place) => {
  const node = copyById("said-draft");
  find(node, "span").textContent = sentenceOf(draft, state);
  /** @type {HTMLAnchorElement} */
  const link = find(node, "a");
  link.href = `#${place.id}`;
  nameButton(link, place);
  for (const text of draft.value) {
    const line = document.createElement("p");
    line.className = "spaced";
    line.dir = "auto";
    line.textContent = text;
    node.append(line);
  }
  return node;
};

/**
 * @param {Draft} draft
 * @param {DraftState} state
 */
const sentenceOf = ({ value, sent }, state) => {
  if (state === "changed") return word("write_yours_changed");
  if (sent) return word("write_yours_sent", { day: dayInWords(sent) });
  return word(isEmpty(value) ? "write_yours_back" : "write_yours");
};
