// Every field is named by its question and described by its hint and its state.
import { asksOf, whatOf } from "./about.js";
import { all, find, idOf } from "./dom.js";
import { areasOf, rowsOf } from "./form-fields.js";
import { limits } from "./page.js";
import { clean } from "./text.js";
import { word } from "./wording.js";

/**
 * Names a form, if it has a role, by what its place asks, and its buttons by that and what they do.
 * @param {HTMLElement} place
 * @param {HTMLElement} form
 */
export function labelForm(place, form) {
  if (form.matches("[role=group]")) form.setAttribute("aria-labelledby", nameOf(place));
  for (const control of all(form, ".tick > input, .write__ways > *")) {
    const own = control.nextElementSibling?.matches(".tick__name")
      ? control.nextElementSibling
      : control;
    control.setAttribute("aria-labelledby", `${idOf(own)} ${nameOf(place)}`);
  }
  for (const button of all(form, "button:not(.write__ways > *)")) nameButton(button, place);
}

/**
 * Names a button by what it says, and by what it is about.
 * @param {HTMLElement} button
 * @param {HTMLElement} place
 */
export function nameButton(button, place) {
  const label = button.textContent ?? "";
  const asked = place.dataset.what ?? whatOf(place);
  const what = [asked, ...tellingApart(place).map((one) => clean(one.textContent))].join(" · ");
  const name = what === label ? label : word("write_of", { label, what });
  button.setAttribute("aria-label", name);
}

/**
 * Names and describes the fields of a form; after each change of their number.
 * @param {HTMLElement} place
 * @param {HTMLElement} form
 */
export function labelFields(place, form) {
  const rows = rowsOf(form);
  for (const [n, area] of rows.entries()) {
    const number = find(/** @type {Element} */ (area.closest(".write__row")), ".write__number");
    number.textContent = String(n + 1);
    const name = rows.length > 1 ? `${nameOf(place)} ${idOf(number)}` : nameOf(place);
    area.setAttribute("aria-labelledby", name);
    if (place.dataset.line !== undefined) area.maxLength = limits.name;
  }
  const hints = all(place, ":scope > .prompt__ask > .prompt__hint");
  const parts = [...hints, ...all(form, ".write__wanted, .write__status")];
  for (const area of areasOf(form)) area.setAttribute("aria-describedby", ids(parts));
}

/** @param {HTMLElement} place */
const nameOf = (place) => ids([...asksOf(place), ...tellingApart(place)]);

/**
 * Returns what tells an action apart from others of the page with the same words: whose it is, and of which goal.
 * @param {HTMLElement} place
 */
const tellingApart = (place) => {
  const { write, what, key } = place.dataset;
  const actions = write === "action" ? all(document, "[data-write=action]") : [];
  const hasTwin = actions.some(({ dataset }) => dataset.what === what && dataset.key !== key);
  return hasTwin ? all(place, ".action__owner, .action__meta > a") : [];
};

const ids = (/** @type {Element[]} */ elements) => elements.map(idOf).join(" ");
