// What a form says below its fields: how the draft stands, how long it is kept, what can be done.
import { announce } from "./announce.js";
import { find } from "./dom.js";
import { drafts } from "./drafts.js";
import { isEmpty, takesBack } from "./values.js";
import { dayInWords, word } from "./wording.js";

/**
 * Beside the states of a draft: what is written says the "same" as the portal, or lost against what
 * was written "elsewhere", or the draft was "cleared" there.
 * @typedef {DraftState | "same" | "elsewhere" | "cleared"} FieldState
 */

/**
 * Returns the sentence about a state.
 * @param {FieldState} state
 * @param {Draft | null} [sent]
 */
export const sentenceOf = (state, sent) =>
  word(`write_${state}`, { day: state === "sent" && sent?.sent ? dayInWords(sent.sent) : "" });

/**
 * Returns how long a draft stays, or the drafts that are written from now on.
 * @param {"write_kept" | "write_keeps"} name
 * @param {string} stay
 */
const howLong = (name, stay) => word(stay ? `${name}_${stay}` : name);

/**
 * Returns what is told about a draft that is kept and not yet sent.
 * @param {Draft | null} draft
 * @param {any} seen what the portal shows
 * @param {string} stay
 */
const keptSentence = (draft, seen, stay) => {
  if (stay === "not") return howLong("write_kept", stay);
  const isBack = draft && (isEmpty(draft.value) || takesBack(seen, draft.value));
  return `${word(isBack ? "write_back" : "write_draft")} · ${howLong("write_kept", stay)}`;
};

/**
 * @typedef {object} FieldStanding
 * @property {FieldState} state
 * @property {Draft | null} draft
 * @property {Draft | null} [sent]
 * @property {any} seen what the portal shows
 */

/**
 * Returns what a form says below its fields.
 * @param {HTMLElement} form
 * @param {FieldStanding} standing
 * @param {string} stay
 */
const textFor = (form, { state, draft, sent = draft, seen }, stay) => {
  if (state === "kept") return keptSentence(draft, seen, stay);
  if (state) return sentenceOf(state, sent);
  // Beside a box that stands open at once nothing else says where it goes.
  return form.closest(".think, .prepare__ask") || form.contains(document.activeElement)
    ? howLong("write_keeps", stay)
    : "";
};

/**
 * Tells the state of a draft in the form of a place.
 * @param {HTMLElement} place
 * @param {HTMLElement} form
 * @param {FieldStanding} standing
 */
export function showStatus(place, form, standing) {
  const { state, draft } = standing;
  const stay = drafts.stay(draft ? place.dataset.key : undefined);
  const status = find(form, ".write__status");
  const text = textFor(form, standing, stay);
  if (status.textContent !== text) {
    replaceText(status, text);
    if (isHeard(form, state)) announce(text);
  }
  status.dataset.written = stay === "not" && state === "kept" ? "not" : state;
  place.dataset.written = state === "same" ? "" : state;
}

/**
 * Tells whether a state is news to the reader: where they write, or from another window.
 * @param {HTMLElement} form
 * @param {FieldState} state
 */
const isHeard = (form, state) =>
  form.contains(document.activeElement) || state === "elsewhere" || state === "cleared";

/**
 * Writes another text. It takes no less height than the one before: between pressing and releasing
 * a button nothing may move up, or the click would miss it.
 * @param {HTMLElement} status
 * @param {string} text
 */
const replaceText = (status, text) => {
  const height = status.textContent ? status.offsetHeight : 0;
  status.textContent = text;
  if (height) status.style.minHeight = `${height}px`;
};
