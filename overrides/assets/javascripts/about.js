// What a place asks, in the words of its page: a draft takes them along.
import { all } from "./dom.js";
import { drafts } from "./drafts.js";
import { makeForm } from "./form-kinds.js";
import { FIRST_NAME } from "./page.js";

/**
 * Returns the elements that say what a place asks, and of whom or what.
 * @param {HTMLElement} place
 * @returns {HTMLElement[]}
 */
export const asksOf = (place) =>
  all(
    place,
    ":scope > .prompt__ask > :is(.prompt__where, .prompt__text), :scope > .metric__name, .action__what",
  );

/**
 * Returns what a draft of a place is about.
 * @param {HTMLElement} place
 * @returns {About}
 */
export function aboutOf(place) {
  const about = { of: ownerOf(place), what: place.dataset.what ?? whatOf(place) };
  if (place.dataset.write !== "review") return about;
  const goals = all(makeForm(place), "[data-goal]");
  const titles = goals.map(({ dataset: { goal = "", title = "" } }) => [goal, title]);
  return { ...about, goals: Object.fromEntries(titles) };
}

// A first value has no name in the portal before the reader has written one.
const ownerOf = (/** @type {HTMLElement} */ { dataset: { key = "", of } }) => {
  const isOfFirst = key.startsWith("values/1/") && key !== FIRST_NAME;
  return of ?? (isOfFirst ? drafts.get(FIRST_NAME)?.value[0] : "") ?? "";
};

/**
 * Returns what a place asks, as text: the name of a value stands beside it.
 * @param {HTMLElement} place
 */
export const whatOf = (place) => {
  const listed = ":scope > .reply__pick > .reply__what, :scope > .metric__name, .action__what";
  const asked = ":scope > .prompt__ask :is(.prompt__part, .prompt__text)";
  const said = all(place, `${listed}, ${asked}`)
    .map(({ textContent }) => textContent?.trim().replace(/\s+/g, " "))
    .filter(Boolean);
  return said.join(" · ") || place.dataset.open || "";
};
