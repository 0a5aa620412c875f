// The buttons of a form: which of them can be used, and how many answers are wanted still.
import { copyById, find } from "./dom.js";
import { nameButton } from "./field-labels.js";
import { rowsOf, textsOf } from "./form-fields.js";
import { limits } from "./page.js";
import { counted } from "./wording.js";

/**
 * Adds to a place the button that opens its form.
 * @param {HTMLElement} place
 * @param {() => void} open
 */
export function makeOffer(place, open) {
  const offer = copyById("write-open");
  const button = find(offer, "button");
  button.textContent = place.dataset.open ?? "";
  nameButton(button, place);
  place.append(offer);
  offer.addEventListener("click", open);
  return offer;
}

/**
 * Shows or hides a button of a form, if it has that.
 * @param {HTMLElement} form
 * @param {string} name
 * @param {boolean} isShown
 */
export function showTool(form, name, isShown) {
  /** @type {HTMLElement | null} */
  const tool = form.querySelector(`[data-do=${name}]`);
  if (tool) tool.hidden = !isShown;
}

/**
 * Tells how many answers are wanted still, and offers a row for one more.
 * @param {HTMLElement} place
 * @param {HTMLElement} form
 */
export function showCount(place, form) {
  const { count, exactly } = place.dataset;
  const least = Number(count) || 1;
  const given = textsOf(form, "answer").length;
  const isWanted = count !== undefined && given > 0 && given < least;
  const wanted = isWanted ? counted("more_wanted", least - given) : "";
  find(form, ".write__wanted").textContent = wanted;
  const rows = rowsOf(form).length;
  const isFull = rows >= limits.texts || (exactly !== undefined && rows >= least);
  showTool(form, "add", !isFull && given > 0);
}
