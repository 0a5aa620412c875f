// How a draft stands against the portal, which may show by now what it says.
import { today } from "./days.js";
import { all } from "./dom.js";
import { drafts } from "./drafts.js";
import { seenAt } from "./form-kinds.js";
import { draftAt, keysAside } from "./places.js";
import { answerTo } from "./receipts.js";
import { seenAction } from "./repeats.js";
import { clean } from "./text.js";
import { isSame } from "./values.js";

/**
 * Returns the value of a round that the portal shows.
 * @param {HTMLElement} place
 * @param {DocumentFragment} content
 */
const roundOf = (place, content) => {
  const said = all(content, "[data-of]").map(({ dataset, textContent }) => ({
    part: dataset.of ?? "",
    text: clean(textContent),
  }));
  if (place.dataset.write === "rating") {
    return Object.fromEntries(said.map(({ part, text }) => [part, Number(text)]));
  }
  /** @type {Record<string, string[]>} */
  const parts = {};
  for (const { part, text } of said) (parts[part] ??= []).push(text);
  return parts;
};

/**
 * Tells whether what was written stands in the portal now.
 * @param {HTMLElement} place
 * @param {Draft} draft
 */
const isReceived = (place, draft) => {
  const { base } = place.dataset;
  // What was sent with another wording, and says by now what the portal still says, is the way back.
  const isWayBack = draft.out && !draft.sent && draft.base === base;
  if (base) return !isWayBack && isSame(seenAt(place), withoutKnown(place, draft.value));
  // A round that is dated on or after the day of the draft, and says the same, is this one.
  /** @type {HTMLTemplateElement[]} */
  const rounds = all(place, ":scope > template.round");
  return (
    draft.sent !== null &&
    rounds.some(
      ({ dataset, content }) =>
        (dataset.on ?? "") >= draft.on && isSame(roundOf(place, content), draft.value),
    )
  );
};

/**
 * Returns a value without the days of an action that the portal shows by now: on which it was done, or by which it is
 * due.
 * @param {HTMLElement} place
 * @param {any} value
 */
const withoutKnown = ({ dataset: { again, key = "" } }, value) => {
  if (value?.target && value.target === seenAction(key).target) {
    return { ...value, target: null, was: null };
  }
  if (again === undefined || !value?.days) return value;
  const known = again.split(" ");
  return { ...value, days: value.days.filter((/** @type {string} */ day) => !known.includes(day)) };
};

/**
 * Returns the draft of a place and its state; one that was received is dropped. Without a draft,
 * what waits aside was sent.
 * @param {HTMLElement} place
 * @param {string} [key] of the draft, if it is one that waits aside
 * @returns {Standing}
 */
export function reconcile(place, key = place.dataset.key ?? "") {
  const draft = draftAt(place, key);
  if (!draft) return lastSent(place);
  const answer = answerTo(key, draft);
  if (answer === "mine") return { draft: noteAsRead(key, draft), state: "declined" };
  if (answer === "taken" || isReceived(place, draft)) {
    drafts.remove(key);
    return { draft: null, state: "received" };
  }
  if (draft.base !== (place.dataset.base ?? "")) return { draft, state: "changed" };
  return { draft, state: draft.sent ? "sent" : "kept" };
}

/**
 * Returns the standing of a place without a draft, where one that was sent may wait aside.
 * @param {HTMLElement} place
 * @returns {Standing}
 */
const lastSent = (place) => {
  const aside = keysAside(place).flatMap((key) => reconcile(place, key).draft ?? []);
  const sent = aside.filter((draft) => draft.sent).sort((one, other) => one.at - other.at);
  const last = sent.pop();
  return { draft: null, state: last ? "sent" : "", sent: last };
};

/**
 * Returns a draft as one that was sent, which it must have been for the coach to decide on it.
 * @param {string} key
 * @param {Draft} draft
 */
const noteAsRead = (key, draft) => {
  if (draft.sent) return draft;
  const read = { ...draft, sent: today(), out: true };
  drafts.put(key, read);
  return read;
};
