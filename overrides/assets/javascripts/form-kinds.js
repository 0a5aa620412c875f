// How a draft of each kind is read from its form, and put into it.
import { today } from "./days.js";
import { all, copyById, copyOf, find } from "./dom.js";
import { textFields } from "./draft-kinds.js";
import {
  addMarks,
  choose,
  dayIn,
  fillEach,
  fillRows,
  scoreOn,
  scoresOf,
  textsOf,
} from "./form-fields.js";
import { reading } from "./readings.js";
import { presentStart, seenAction } from "./repeats.js";
import { clean } from "./text.js";
import { isEmpty } from "./values.js";

/** @typedef {HTMLElement} Form */

/**
 * `read` gets what stood in the portal and what was sent, since only there something can be taken
 * back. `rest` is what the form has no place for any more, such as the score of a goal that is
 * gone: it stays in the draft, to which `join` adds it.
 * @typedef {object} FormKind
 * @property {(form: Form, place: HTMLElement, before: any[]) => any} read
 * @property {(form: Form, value: any, place: HTMLElement) => void} fill
 * @property {(form: Form, value: any, place: HTMLElement) => any} [rest]
 * @property {(value: any, rest: any) => any} [join]
 * @property {(form: Form, place: HTMLElement) => void} [check] tells what is wrong in it
 */

const REVIEW = textFields("review");

/** @type {FormKind} */
const answer = {
  read: (form, { dataset }) =>
    textsOf(form, "answer").map((text) =>
      dataset.line === undefined ? text : text.replace(/\s+/g, " "),
    ),
  fill: (form, value, { dataset }) => fillRows(form, value ?? [], Number(dataset.count) || 1),
};

/**
 * Returns the checkbox of an action, the day on which it was done, and the one that is suggested for it.
 * @param {Form} form
 * @returns {HTMLInputElement[]}
 */
const doneOf = (form) => ["done", "day", "target"].map((part) => find(form, `[data-part=${part}]`));

/**
 * Returns another day for an action, and the one that the portal says; nothing if that is no other.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} place
 */
const movedTo = (field, { dataset: { key = "" } }) => {
  const was = seenAction(key).target ?? null;
  return field.value && field.value !== was ? { target: dayIn(field), was } : {};
};

/** @type {FormKind} */
const action = {
  read(form, place) {
    const { dataset } = place;
    const [done, day, other] = doneOf(form);
    const on = done.checked ? dayIn(day) : null;
    const note = textsOf(form, "note")[0] ?? null;
    if (dataset.again === undefined) {
      return { done: on, note, ...(on ? {} : movedTo(other, place)) };
    }
    return { done: null, note, days: on ? [on] : [] };
  },
  fill(form, value, place) {
    const [done, day, other] = doneOf(form);
    const on = place.dataset.again === undefined ? value?.done : dayNow(value, place);
    const { note = null, target = "" } = value ?? {};
    done.checked = Boolean(on);
    day.value = on ?? "";
    other.value = target ?? "";
    fillEach(form, "note", [note ?? ""]);
    const seen = seenAt(place);
    if (note !== seen.note) find(form, "[data-part=more]").hidden = false;
    showDays(form, seen, place);
  },
  // Of what is repeated the form shows the present time alone; earlier ticks stay in the draft.
  rest(_, value, place) {
    if (place.dataset.again === undefined) return undefined;
    const now = dayNow(value, place);
    return (value?.days ?? []).filter((/** @type {string} */ day) => day !== now);
  },
  join: (value, rest) => ({ ...value, days: [...new Set([...rest, ...value.days])].sort() }),
};

/**
 * Returns the day on which a repeated action was ticked in its present period, if it was.
 * @param {Action | null} value
 * @param {HTMLElement} place
 */
const dayNow = (value, { dataset: { key = "" } }) => {
  const start = presentStart(key);
  return value?.days?.filter((day) => day >= start).at(-1);
};

/**
 * Asks for the day once an action is ticked, unless the portal says it; until then for another one, where there may
 * be one.
 * @param {Form} form
 * @param {Action} seen
 * @param {HTMLElement} place
 */
export function showDays(form, seen, { dataset: { move } }) {
  const [done, day, other] = doneOf(form);
  other.min = today();
  /** @type {HTMLElement} */ (other.parentElement).hidden = !move || done.checked;
  if (done.checked) day.value ||= today();
  day.max = today();
  const label = /** @type {HTMLElement} */ (day.parentElement);
  label.hidden = !done.checked || day.value === seen.done;
}

/**
 * @param {Form} form
 * @param {"scale" | "goal"} name
 * @param {Record<string, any>} [given] by ids
 */
const withoutPlace = (form, name, given = {}) =>
  Object.fromEntries(
    Object.entries(given).filter(([id]) => !form.querySelector(`[data-${name}="${id}"]`)),
  );

/** @type {FormKind} */
const rating = {
  read: scoresOf,
  fill(form, value) {
    for (const scale of all(form, "[data-scale]")) {
      choose(scale, value?.[scale.dataset.scale ?? ""]);
    }
  },
  rest: (form, value) => withoutPlace(form, "scale", value ?? {}),
  join: (value, rest) => ({ ...rest, ...value }),
};

/**
 * Returns how a kind is read and filled in that has nothing but texts by name, as the table tells.
 * @param {string} kind
 * @returns {FormKind}
 */
const textKind = (kind) => {
  const parts = textFields(kind);
  return {
    read: (form) => Object.fromEntries(parts.map((name) => [name, textsOf(form, name)])),
    fill: (form, value) => parts.forEach((name) => fillEach(form, name, value?.[name] ?? [])),
  };
};

/**
 * Returns a part of a review, if it says something or may take something back.
 * @param {string} name
 * @param {any} now
 * @param {any[]} before
 */
const part = (name, now, before) =>
  before.every((one) => one?.[name] === undefined) && isEmpty(now) ? {} : { [name]: now };

/**
 * @param {HTMLElement} fieldset
 * @param {any[]} before
 * @returns {GoalProgress}
 */
const progressOf = (fieldset, before) => {
  const told = before.map((one) => one?.goals?.[fieldset.dataset.goal ?? ""]);
  const text = textsOf(fieldset, "progress").join("\n\n") || null;
  return { ...part("score", scoreOn(fieldset), told), ...part("progress", text, told) };
};

/** @type {FormKind} */
const review = {
  read(form, _, before) {
    const goals = all(form, "[data-goal]")
      .map((goal) => [goal.dataset.goal, progressOf(goal, before)])
      .filter(([, progress]) => Object.keys(progress ?? {}).length);
    const texts = REVIEW.map((name) => part(name, textsOf(form, name), before));
    return Object.assign({ scores: scoresOf(form), goals: Object.fromEntries(goals) }, ...texts);
  },
  fill(form, value, place) {
    rating.fill(form, value?.scores, place);
    for (const goal of all(form, "[data-goal]")) {
      const { score, progress } = value?.goals?.[goal.dataset.goal ?? ""] ?? {};
      choose(goal, score);
      fillEach(goal, "progress", progress ? [progress] : []);
    }
    REVIEW.forEach((name) => fillEach(form, name, value?.[name] ?? []));
  },
  rest: (form, value) => ({
    scores: withoutPlace(form, "scale", value?.scores),
    goals: withoutPlace(form, "goal", value?.goals),
  }),
  join: (value, rest) => ({
    ...value,
    scores: { ...rest.scores, ...value.scores },
    goals: { ...rest.goals, ...value.goals },
  }),
};

/**
 * An answer that is ticked; what is below a box that is not ticked does not count.
 * @type {FormKind}
 */
const choice = {
  read: (form) =>
    boxesOf(form, ".share:has(> label > :checked) :checked").map(({ value }) => value),
  fill(form, value) {
    for (const box of boxesOf(form, "input")) box.checked = (value ?? []).includes(box.value);
  },
};

/**
 * @param {Form} form
 * @param {string} selector
 * @returns {HTMLInputElement[]}
 */
const boxesOf = (form, selector) => all(form, selector);

/** @type {Record<string, FormKind>} */
const kinds = { answer, action, choice, rating, review, reading };

/**
 * Returns how drafts of a place are read and filled in.
 * @param {HTMLElement} place
 */
export const kindAt = ({ dataset: { write: kind = "", choice: ticked } }) =>
  kinds[ticked === undefined ? kind : "choice"] ?? textKind(kind);

/**
 * Tells whether the form of a place may be closed: what asks for an answer stays open until it has one, and what is
 * ticked always.
 * @param {HTMLElement} place
 * @param {any} seen what the portal shows there
 */
export const mayClose = ({ dataset: { write, choice: ticked } }, seen) =>
  ticked === undefined && write !== "action" && (write !== "answer" || seen.length > 0);

/**
 * Returns a new form for a place; that of an action takes in what is said of it.
 * @param {HTMLElement} place
 * @returns {Form}
 */
export function makeForm(place) {
  const own = place.querySelector(":scope > template.form");
  const form = own ? copyOf(own) : copyById(`write-${place.dataset.write}`);
  addMarks(form);
  // The box to tick stands before what it is of, the rest behind: as they are seen, so the keyboard goes.
  const body = place.querySelector(":scope > .action__body");
  if (body) find(form, ".tick").after(body);
  // What others do is not the reader's to tick off, but to report.
  if (place.dataset.tick) find(form, ".tick__name").textContent = place.dataset.tick;
  const { move } = place.dataset;
  if (move) {
    const button = find(form, "[data-do=move]");
    button.hidden = false;
    for (const one of [button, find(form, ".write__move > span")]) one.textContent = move;
  }
  return form;
}

/**
 * Returns what the portal shows in a place already, in the form of a draft's value.
 * @param {HTMLElement} place
 * @returns {any}
 */
export function seenAt(place) {
  /** @type {HTMLTemplateElement[]} */
  const templates = all(place, ":scope > template.was");
  const texts = templates.map(({ content }) => clean(content.textContent)).filter(Boolean);
  if (place.dataset.write === "answer") return texts;
  if (place.dataset.write === "action") {
    return { done: place.dataset.done || null, note: texts[0] ?? null };
  }
  return place.dataset.write === "review" ? review.read(makeForm(place), place, []) : null;
}
