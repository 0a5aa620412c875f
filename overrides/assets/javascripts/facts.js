// The facts of the portal as this device knows them: what was built, with the drafts of this device
// laid over it. A draft counts from the moment it is kept until the portal shows what it says.
import { today } from "./days.js";
import { drafts } from "./drafts.js";
import { patterns, portal } from "./page.js";
import { answerTo } from "./receipts.js";
import { isDoneNow, repeatedStateOn } from "./repeats.js";
import { isEmpty } from "./values.js";

/** States that follow from dates; any other is the coach's word, which no day changes. */
const DATED = ["overdue", "under_way", "planned", "done"];
const BY_PLACE = new RegExp(patterns.place);

/**
 * Returns the state of an action on a day.
 * @param {{ state?: string, target?: string, started?: string, done?: string }} action
 * @param {string} day
 */
export function stateOn({ state = "planned", target, started, done }, day) {
  if (done) return "done";
  if (!DATED.includes(state)) return state;
  if (target && target < day) return "overdue";
  return started && started <= day ? "under_way" : "planned";
}

/**
 * Returns the draft with a key that was written on top of what the portal shows, unless the coach
 * has decided on it.
 * @param {string} key
 * @param {string} base
 */
const draftOn = (key, base) => {
  const draft = drafts.get(key);
  return draft && draft.base === base && !answerTo(key, draft) ? draft : null;
};

/**
 * Returns an action with its draft laid over it.
 * @param {SeenAction} seen
 * @param {string} day
 * @returns {ActionFact}
 */
const withDraft = (seen, day) => {
  const draft = draftOn(seen.key, seen.base);
  if (seen.starts) return withDays(seen, draft, day);
  const done = draft ? (draft.value.done ?? "") : (seen.done ?? "");
  const isDrafted = draft !== null && (saysMore(draft, seen, done) || isTakenBack(draft));
  // What the portal calls done has the state of its dates again once it is not.
  const state = stateOn({ ...seen, done }, day);
  const was = { state: stateOn(seen, day) };
  return { ...seen, ...whose(seen), done, state, was, draft: isDrafted ? draft : null };
};

/**
 * Tells whether a draft says another day than the portal: on which an action was done, or by which it is due.
 * @param {Draft} draft
 * @param {SeenAction} seen
 * @param {string} done
 */
const saysMore = ({ value: { target } }, seen, done) =>
  done !== (seen.done ?? "") || Boolean(target && target !== seen.target);

/**
 * Tells whether a draft takes back what was sent before, which is to be sent, too.
 * @param {Draft} draft
 */
const isTakenBack = ({ out, sent, value }) => out && !sent && isEmpty(value);

// The key of an action that belongs to no goal has its id alone: "actions/call".
const whose = (/** @type {SeenAction} */ { key, own }) => ({
  goal: key.split("/").slice(1, -1)[0],
  own: Boolean(own),
});

/**
 * Returns a repeated action with the days of its draft beside those that the portal knows.
 * @param {SeenAction} seen
 * @param {Draft | null} draft
 * @param {string} day
 * @returns {ActionFact}
 */
const withDays = (seen, draft, day) => {
  const added = draft?.value.days ?? [];
  const days = [seen.days, ...added].join(" ");
  const state = repeatedStateOn({ ...seen, days }, day);
  const was = { state: repeatedStateOn(seen, day), days: seen.days };
  const isDrafted = added.length > 0;
  return { ...seen, ...whose(seen), done: "", days, state, was, draft: isDrafted ? draft : null };
};

/** Returns all actions of the portal as they stand on this device today. */
export const actionFacts = () =>
  (portal.actions ?? []).map((/** @type {SeenAction} */ seen) => withDraft(seen, today()));

/**
 * Tells whether an action that is done once is due today, and still waits.
 * @param {{ state: string, target?: string }} action
 */
export const isDueToday = ({ state, target }) =>
  target === today() && ["under_way", "planned"].includes(state);

/**
 * Tells whether the action with a key is done, for good where it is repeated.
 * @param {string} key
 */
export const isDone = (key) =>
  actionFacts().some((action) => action.key === key && action.state === "done");

/**
 * Tells whether what a key asks for still waits: an action that is not done, a question without an
 * answer. A key that names its place in a list counts with the base behind it: "goals/goal-1/why:0a1b…".
 * @param {string} name
 */
export function isOpen(name) {
  const [key, base] = name.split(":");
  const action = (portal.actions ?? []).find((seen) => seen.key === key);
  if (action?.starts) return !isDoneNow(withDraft(action, today()), today());
  if (action) return DATED.includes(action.state) && withDraft(action, today()).state !== "done";
  const draft = drafts.get(key);
  if (!draft || isEmpty(draft.value)) return true;
  return base ? draft.base !== base : BY_PLACE.test(key);
}
