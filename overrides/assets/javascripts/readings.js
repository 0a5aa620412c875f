// The form of a reading of a metric: how it is read, filled in and checked.
import { announce } from "./announce.js";
import { today } from "./days.js";
import { find, idOf } from "./dom.js";
import { dayIn, fillEach, textsOf } from "./form-fields.js";
import { numberInWords, numberOf } from "./numbers.js";
import { limits } from "./page.js";

/** @param {HTMLElement} form @param {string} name @returns {HTMLInputElement} */
const inputOf = (form, name) => find(form, `[data-part=${name}]`);

/**
 * Returns the number that is typed, or "" where it is none that the metric takes.
 * @param {HTMLElement} form
 * @param {HTMLElement} place
 */
function valueIn(form, place) {
  const number = numberOf(inputOf(form, "value").value);
  const [least, most] = limits.scores;
  const isRating = place.dataset.scale !== undefined;
  return isRating && (Number(number) < least || Number(number) > most) ? "" : number;
}

/** @type {import("./form-kinds.js").FormKind} */
export const reading = {
  read(form, place) {
    const value = valueIn(form, place);
    const on = dayIn(inputOf(form, "on"));
    return value ? { on, value, note: textsOf(form, "note")[0] ?? null } : null;
  },
  fill(form, value, place) {
    inputOf(form, "value").value = value ? numberInWords(value.value) : "";
    Object.assign(inputOf(form, "on"), { value: value?.on ?? today(), max: today() });
    fillEach(form, "note", [value?.note ?? ""]);
    reading.check?.(form, place);
  },
  check(form, place) {
    const input = inputOf(form, "value");
    const isWrong = input.value.trim() !== "" && valueIn(form, place) === "";
    input.setAttribute("aria-invalid", String(isWrong));
    const told = find(form, ".write__wrong");
    input.setAttribute("aria-describedby", idOf(told));
    if (isWrong && told.hidden) announce(told.textContent ?? "");
    told.hidden = !isWrong;
  },
};
