// What the reader adds: actions, goals and values, each a draft under a key of its own. It is listed at
// once where it will stand, as new and not sent yet, until the portal shows it. What is typed and not
// added stays in the form, also when that is closed.
import { announce } from "./announce.js";
import { all, copyOf, find } from "./dom.js";
import { kindOf } from "./draft-kinds.js";
import { nextDraft, randomHex } from "./draft.js";
import { drafts } from "./drafts.js";
import { detailsOf } from "./entry-parts.js";
import { grow } from "./form-fields.js";
import { answerTo } from "./receipts.js";
import { clean } from "./text.js";
import { isSame } from "./values.js";
import { shortDay, word } from "./wording.js";

const TOKEN_BYTES = 8;
const BY_PLACE = /^goal-\d+$/;

/** Lets the reader add to each list of the page that may grow. */
export function startAdding() {
  for (const place of all(document, "[data-add]")) new Adding(place).start();
}

class Adding {
  /** The key of the draft that is changed, or "" for a new one. */
  #key = "";

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    /** @type {HTMLFormElement} */
    this.form = find(place, "form");
    this.opener = find(place, "[data-do=open]");
  }

  start() {
    this.opener.hidden = false;
    this.place.addEventListener("click", ({ target }) => {
      const button = /** @type {Element} */ (target).closest("button");
      this.#handlers[button?.dataset.do ?? ""]?.(button?.closest("li")?.dataset.key ?? "");
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#keep();
    });
    this.form.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLTextAreaElement) grow(target);
      drafts.putTyped(this.#name, typedIn(this.form));
    });
    drafts.watch(() => this.#list());
    this.#list();
  }

  /** What the buttons do, by their names. @type {Record<string, (key: string) => void>} */
  #handlers = {
    open: () => this.#open(""),
    change: (key) => this.#open(key),
    close: () => this.#close(),
    drop: (key) => {
      drafts.putTyped(key);
      drafts.remove(key);
      this.opener.focus();
    },
  };

  /** By what is kept what is typed and not added yet: the draft that it changes, or this place. */
  get #name() {
    const { prefix = "", goal = "" } = this.place.dataset;
    return this.#key || `${prefix}/${goal}`;
  }

  /** Lists the drafts that are of this place, the one written last at the end. */
  #list() {
    const at = (/** @type {string} */ key) => drafts.get(key)?.at ?? 0;
    const keys = drafts.keys().sort((one, other) => at(one) - at(other));
    const items = keys.flatMap((key) => this.#itemOf(key) ?? []);
    find(this.place, ".adding__list").replaceChildren(...items);
  }

  /** @param {string} key */
  #itemOf(key) {
    const draft = drafts.get(key);
    if (!draft || !this.#isMine(key, draft)) return null;
    const answer = answerTo(key, draft);
    // What the coach has taken stands in the portal itself.
    if (answer === "taken") return null;
    const item = copyOf(find(this.place, "template"));
    const { what, more } = detailsOf(key, draft);
    item.dataset.key = key;
    find(item, ".action__what").textContent = what;
    find(item, ".adding__more").textContent = [this.place.dataset.of ? "" : draft.about.of, ...more]
      .filter(Boolean)
      .join(" · ");
    find(item, ".adding__state").textContent = stateOf(key, draft, answer);
    for (const button of all(item, "button")) {
      button.setAttribute("aria-label", `${button.textContent}: ${what}`);
    }
    return item;
  }

  /**
   * Tells whether a draft is listed here: of a goal that is known by its place its title decides.
   * @param {string} key
   * @param {Draft} draft
   */
  #isMine(key, draft) {
    const { add, goal, of } = this.place.dataset;
    if (kindOf(key) !== add) return false;
    if (!goal) return true;
    return key.split("/")[1] === goal && (!BY_PLACE.test(goal) || draft.about.of === of);
  }

  /** @param {string} key of a draft to change, or "" */
  #open(key) {
    this.#key = key;
    const value = drafts.getTyped(this.#name) ?? drafts.get(key)?.value ?? {};
    for (const field of all(this.form, "[data-field]")) {
      const { field: name = "" } = field.dataset;
      const input = inputOf(field);
      if (name === "goal") {
        field.hidden = key !== "";
      } else input.value = value[name] ?? "";
      if (input instanceof HTMLTextAreaElement) grow(input);
    }
    this.form.hidden = false;
    this.opener.hidden = true;
    find(this.form, "input").focus();
  }

  #close() {
    this.form.hidden = true;
    this.opener.hidden = false;
    this.opener.focus();
  }

  /** Keeps what stands in the form as a draft, unless it says nothing. */
  #keep() {
    const value = valueOf(this.form);
    const stored = drafts.get(this.#key);
    if (!Object.values(value)[0]) return;
    drafts.putTyped(this.#name);
    if (!stored || !isSame(stored.value, value)) {
      const [goal, of] = this.#goal();
      const { prefix = "", what = "" } = this.place.dataset;
      const key = this.#key || [prefix, goal, randomHex(TOKEN_BYTES)].filter(Boolean).join("/");
      const about = stored?.about ?? { of, what };
      const draft = nextDraft(stored, { value, base: "", about });
      drafts.put(key, draft);
      announce(`${detailsOf(key, draft).what}: ${stateOf(key, draft, "")}`);
    }
    this.#close();
  }

  /** Returns the id and the title of the goal that is added to; none for what is added to none. */
  #goal() {
    const { goal, of = "" } = this.place.dataset;
    if (goal) return [goal, of];
    /** @type {HTMLSelectElement | null} */
    const choice = this.form.querySelector("[data-field=goal] select");
    return choice ? [choice.value, choice.selectedOptions[0].text] : ["", ""];
  }
}

/**
 * Returns what a form says, by the names of its fields; null where a field is empty.
 * @param {HTMLFormElement} form
 */
const valueOf = (form) => {
  const fields = all(form, "[data-field]:not([data-field=goal])");
  const said = fields.map((field) => {
    const input = inputOf(field);
    const text = clean(input.value);
    return [
      field.dataset.field,
      (input.type === "text" ? text.replace(/\s+/g, " ") : text) || null,
    ];
  });
  return Object.fromEntries(said);
};

/**
 * Returns what stands in a form, letter for letter, by the names of its fields.
 * @param {HTMLFormElement} form
 */
const typedIn = (form) =>
  Object.fromEntries(
    all(form, "[data-field]:not([data-field=goal])").map((field) => [
      field.dataset.field ?? "",
      inputOf(field).value,
    ]),
  );

/** @param {HTMLElement} field @returns {HTMLInputElement} */
const inputOf = (field) => find(field, "input, textarea, select");

/**
 * @param {string} key
 * @param {Draft} draft
 * @param {string} answer
 */
const stateOf = (key, { sent }, answer) => {
  if (answer) return word("write_declined");
  const fate = drafts.stay(key) === "not" ? "write_row_unkept" : "write_row_kept";
  return `${word("add_new")} · ${sent ? word("write_row_sent", { day: shortDay(sent) }) : word(fate)}`;
};
