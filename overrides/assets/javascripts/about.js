// What a place asks, in the words of its page: a draft takes them along.
import { all, find } from "./dom.js";
import { drafts } from "./drafts.js";
import { makeForm } from "./form-kinds.js";
import { FIRST_NAME } from "./page.js";

/**
 * Returns the elements that say what a place asks.
 * @param {HTMLElement} place
 * @returns {HTMLElement[]}
 */
export function asksOf(place) {
  const row = place.closest(".party__row");
  const own =
    ":scope > .prompt__ask > .prompt__text, :scope > .party__when, :scope > .metric__name, .action__what";
  return [...(row ? [find(row, ".prompt__text")] : []), ...all(place, own)];
}

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

const whatOf = (/** @type {HTMLElement} */ place) => {
  const around = place.closest(".audience")?.querySelector(".audience__name");
  const listed = place.querySelector(":scope > .reply__pick > .reply__what");
  const said = [around, listed, ...asksOf(place)]
    .map((element) => element?.textContent?.trim().replace(/\s+/g, " "))
    .filter((text) => text !== undefined);
  return said.join(" · ") || place.dataset.open || "";
};
