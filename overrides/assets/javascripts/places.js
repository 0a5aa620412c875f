// Which draft is of a place on a page. What has no id is known to the portal by its place in a
// list, where another may stand by now: there the words that the reader saw decide. A draft that is
// not of its place is put aside, and found again where its words are. Ratings and check-ins that
// were sent are put aside for good, since the next are others.
import { all, find } from "./dom.js";
import { placeKey } from "./draft-kinds.js";
import { drafts } from "./drafts.js";
import { FIRST_NAME, patterns } from "./page.js";

const BY_PLACE = new RegExp(patterns.place);

const keyOf = (/** @type {HTMLElement} */ place) => place.dataset.key ?? "";

/**
 * Returns the place with a key on this page, or null.
 * @param {string} key
 * @returns {HTMLElement | null}
 */
export const placeWith = (key) =>
  document.querySelector(`[data-write][data-key="${CSS.escape(key)}"]`);

/**
 * Returns what a key asks for, whatever stands in its place of a list.
 * @param {string} key
 */
const asked = (key) => {
  const [section, , ...rest] = placeKey(key).split("/");
  return section === "actions" ? section : [section, ...rest].join("/");
};

/**
 * Tells whether the words that a draft is about are those of a place.
 * @param {HTMLElement} place
 * @param {Draft} draft
 */
const isCalledSo = ({ dataset: { of, what } }, { about }) =>
  about.of === of && (what === undefined || about.what === what);

/**
 * Tells whether the draft that is kept under the key of a place is of this place still.
 * @param {HTMLElement} place
 * @param {Draft} draft
 */
const fits = (place, draft) => {
  const { key = "", of, base } = place.dataset;
  // What is new each time makes room for the next once it is sent.
  if (!base) return !draft.sent;
  if (!BY_PLACE.test(key) || key === FIRST_NAME) return true;
  const saysWhat = draft.about.of !== "" || draft.about.what !== "";
  return saysWhat && of !== undefined ? isCalledSo(place, draft) : draft.base === base;
};

/**
 * @param {string} from
 * @param {string} to
 * @param {Draft} draft
 */
const move = (from, to, draft) => {
  drafts.remove(from);
  drafts.put(to, draft);
  return draft;
};

// Each place of a page asks for them: they are listed once, and then followed.
/** Keys that say nothing of where their drafts belong. @type {Set<string> | null} */
let known = null;
drafts.watch((keys) => {
  if (!keys) known = null;
  for (const key of keys ?? []) known?.[isStray(key) ? "add" : "delete"](key);
});
const strays = () => [...(known ??= new Set(drafts.keys().filter(isStray)))];

const isStray = (/** @type {string} */ key) => {
  const draft = drafts.get(key);
  if (!draft) return false;
  if (placeKey(key) !== key) return true;
  if (!BY_PLACE.test(key)) return false;
  const place = placeWith(key);
  return !(place && fits(place, draft));
};

/**
 * Returns the draft of a place, or null; one that was put aside and belongs here is put back.
 * @param {HTMLElement} place
 * @param {string} [key] of the draft, if it is one that waits aside
 * @returns {Draft | null}
 */
export function draftAt(place, key = keyOf(place)) {
  const here = drafts.get(key);
  if (here && key !== keyOf(place)) return here;
  if (here && fits(place, here)) return withGoals(place, here);
  if (here) move(key, `${key}/draft-${here.id}`, here);
  // What is new each time stays aside once it is there.
  if (!place.dataset.base) return null;
  const found = strays().filter((stray) => stray !== key && mayMove(stray, key, place));
  const [draft] = found.map(drafts.get);
  return draft && found.length === 1 ? withGoals(place, move(found[0], key, draft)) : null;
}

/**
 * Puts the draft of a place aside, so that another can be written; what is new each time alone.
 * @param {HTMLElement} place
 */
export function putAside(place) {
  const key = keyOf(place);
  const draft = drafts.get(key);
  if (draft) move(key, `${key}/draft-${draft.id}`, draft);
}

/**
 * Tells whether the draft with a key is of a place by what it asks and by what it is called.
 * @param {string} stray
 * @param {string} key of the place
 * @param {HTMLElement} place
 */
const mayMove = (stray, key, place) => {
  if (asked(stray) !== asked(key)) return false;
  const draft = drafts.get(stray);
  return draft !== null && isCalledSo(place, draft);
};

/**
 * Returns a draft of a review with the ids that its goals have by now: they are known by titles.
 * @param {HTMLElement} place
 * @param {Draft} draft
 * @returns {Draft}
 */
const withGoals = (place, draft) => {
  const titles = draft.about.goals;
  if (place.dataset.write !== "review" || !titles) return draft;
  /** @type {HTMLTemplateElement} */
  const { content } = find(place, ":scope > template.form");
  const now = all(content, "[data-goal]").map(({ dataset }) => [dataset.title, dataset.goal]);
  const ids = new Map(/** @type {[string, string][]} */ (now));
  const renamed = Object.entries(draft.value.goals ?? {}).map(([id, told]) => [
    ids.get(titles[id]) ?? id,
    told,
  ]);
  const goals = { ...titles, ...Object.fromEntries([...ids].map(([title, id]) => [id, title])) };
  const value = { ...draft.value, goals: Object.fromEntries(renamed) };
  return { ...draft, value, about: { ...draft.about, goals } };
};

/**
 * Returns the keys of the drafts that wait aside of a place.
 * @param {HTMLElement} place
 */
export const keysAside = ({ dataset: { key, base } }) =>
  base ? [] : strays().filter((other) => other !== key && placeKey(other) === key);
