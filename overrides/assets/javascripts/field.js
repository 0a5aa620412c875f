// A place to write in, in place of lines for a pen: what is typed is a draft at once, and replaces nothing unseen.
import { aboutOf } from "./about.js";
import { Debounced } from "./debounce.js";
import { all, copyById, find } from "./dom.js";
import { nextDraft } from "./draft.js";
import { drafts } from "./drafts.js";
import { labelFields, labelForm } from "./field-labels.js";
import { sentenceOf, showStatus } from "./field-status.js";
import { makeOffer, showCount, showTool } from "./field-tools.js";
import { addRow, grow, isOfForm, settleDay } from "./form-fields.js";
import { kindAt, makeForm, mayClose, seenAt, showDays } from "./form-kinds.js";
import { draftAt, putAside } from "./places.js";
import { answerTo } from "./receipts.js";
import { reconcile } from "./reconcile.js";
import { isEmpty, isSame } from "./values.js";

/** @typedef {import("./field-status.js").FieldState} FieldState */

const WAIT = 200; // milliseconds from the first letter until it is kept

export class Field {
  #key;
  #kind;
  /** What the portal shows, in the form of a draft's value. @type {any} */
  #seen;
  #mayClose;
  /** The button that opens the form. @type {HTMLElement | null} */
  #offered = null;
  /** @type {HTMLElement | null} */
  #form = null;
  /** @type {FieldState} */
  #state = "";
  #at = 0; // the moment of the draft that the form shows, 0 without one
  /** The value that lost against a newer one. @type {any} */
  #other = null;
  /** What the draft has that the form has no field for. @type {any} */
  #rest = undefined;
  #typing = new Debounced(() => this.#keep(), WAIT);

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.#key = place.dataset.key ?? "";
    this.#kind = kindAt(place);
    this.#seen = seenAt(place);
    this.#mayClose = mayClose(place, this.#seen);
    // A review that has begun is written on only where that was begun before.
    if (place.hidden && !drafts.get(this.#key)) return;
    place.hidden = false;
    this.look();
    if (!this.#form && !this.#mayClose) this.#open();
    if (!this.#form && !this.#offered) this.#offer();
  }

  /** Shows what is kept, on opening the page and when another window has written. */
  look(isElsewhere = false) {
    const { draft, state, sent = draft } = reconcile(this.place);
    if (draft) this.place.hidden = false;
    if (draft && !this.#form) this.#open();
    if (this.#form) this.#refresh({ draft, state, sent }, isElsewhere);
    else if (state) this.#offer(sentenceOf(state, sent));
  }

  /**
   * @param {{ draft: Draft | null, state: FieldState, sent: Draft | null }} standing
   * @param {boolean} isElsewhere
   */
  #refresh({ draft, state, sent }, isElsewhere) {
    const mine = this.#value;
    const at = draft?.at ?? 0;
    if (at !== this.#at) this.#fill(draft ? draft.value : this.#seen);
    if (isElsewhere) this.#noteLoss(mine, sent);
    this.#at = at;
    const lost = draft ? "elsewhere" : "cleared";
    this.#show(isElsewhere && this.#other ? lost : state, draft, sent);
  }

  /** Keeps what is being typed, which is newer than what another window has written. */
  update(isElsewhere = true) {
    if (this.#typing.isWaiting) this.#typing.flush();
    else this.look(isElsewhere);
  }

  /** Keeps at once what is being typed. */
  flush() {
    this.#typing.flush();
  }

  /**
   * What was in the form before another window changed it can come back.
   * @param {any} mine
   * @param {Draft | null} sent
   */
  #noteLoss(mine, sent) {
    const isThere = [this.#value, sent?.value].some((value) => isSame(mine, value));
    if (!isEmpty(mine) && !isThere) this.#other = mine;
  }

  #offer(text = "") {
    this.#offered ??= makeOffer(this.place, () => {
      this.#open();
      this.#focus();
    });
    find(this.#offered, "p").textContent = text;
    this.#offered.hidden = false;
    return this.#offered;
  }

  #open() {
    this.#form ??= this.#make();
    this.#fill(this.#seen);
    this.#form.hidden = false;
    if (this.#offered) this.#offered.hidden = true;
    this.place.classList.add("is-written");
    this.#show("", null);
  }

  #close() {
    this.form.hidden = true;
    this.place.classList.remove("is-written");
    const { draft, state, sent = draft } = reconcile(this.place);
    find(this.#offer(state && sentenceOf(state, sent)), "button").focus();
  }

  /** The form, once it has been made. */
  get form() {
    return /** @type {HTMLElement} */ (this.#form);
  }

  #make() {
    const form = makeForm(this.place);
    (form.querySelector("[data-part=more]") ?? form).append(copyById("write-foot"));
    form.addEventListener("input", ({ target }) => this.#type(/** @type {HTMLElement} */ (target)));
    form.addEventListener("focusout", ({ target }) => (this.flush(), settleDay(target)));
    form.addEventListener("focusin", (event) => isOfForm(event) && this.#tell());
    form.addEventListener("click", ({ target }) => {
      const button = /** @type {Element} */ (target).closest("button");
      this.#handlers[button?.dataset.do ?? ""]?.();
    });
    this.place.append(form);
    labelForm(this.place, form);
    return form;
  }

  /** What the buttons of the form do, by their names. @type {Record<string, () => void>} */
  #handlers = {
    add: () => this.#addRow(),
    note: () => this.#toggle("textarea"),
    move: () => this.#toggle("[data-part=target]"),
    another: () => this.#addAnother(),
    clear: () => this.#clear(),
    close: () => this.#close(),
    other: () => this.#swap(),
  };

  get #value() {
    const { out, value: sent } = draftAt(this.place) ?? {};
    const value = this.#kind.read(this.form, this.place, [this.#seen, out ? sent : null]);
    return this.#rest ? this.#kind.join?.(value, this.#rest) : value;
  }

  /** @param {any} value */
  #fill(value) {
    this.#rest = this.#kind.rest?.(this.form, value, this.place);
    this.#kind.fill(this.form, value, this.place);
    labelFields(this.place, this.form);
  }

  #focus() {
    find(this.form, "textarea, input").focus();
  }

  #tell() {
    if (!this.#state) this.#show("", null);
  }

  /** @param {HTMLElement} control */
  #type(control) {
    if (control instanceof HTMLTextAreaElement) grow(control);
    const isTick = control.matches("[data-part=done]");
    if (isTick) showDays(this.form, this.#seen, this.place);
    this.#kind.check?.(this.form, this.place);
    this.#typing.request();
    if (isTick) this.flush(); // felt at once
    showCount(this.place, this.form);
  }

  /**
   * Tells whether the wording of the portal is to be sent, too: after another was, unless the
   * coach has decided on that.
   * @param {Draft | null} stored
   */
  #hasWayBack(stored) {
    return Boolean(stored?.out && this.place.dataset.base && !answerTo(this.#key, stored));
  }

  /** Keeps what stands in the form, unless the portal says the same. */
  #keep() {
    const stored = draftAt(this.place);
    const value = this.#value;
    if (stored && stored.at > this.#at && !isSame(stored.value, value)) this.#other = stored.value;
    if (isSame(value, this.#seen) && !this.#hasWayBack(stored)) {
      this.#at = 0;
      if (stored) drafts.remove(this.#key);
      this.#show(isEmpty(this.#seen) ? "" : "same", null);
    } else this.#put(value, stored);
  }

  /**
   * @param {any} value
   * @param {Draft | null} stored the draft before
   */
  #put(value, stored) {
    const { base = "" } = this.place.dataset;
    const draft = nextDraft(stored, { value, base, about: aboutOf(this.place) });
    this.#at = draft.at;
    drafts.put(this.#key, draft);
    this.#show(this.#other && this.#state !== "cleared" ? "elsewhere" : "kept", draft);
  }

  #addRow() {
    const area = addRow(this.form);
    labelFields(this.place, this.form);
    showCount(this.place, this.form);
    area.focus();
  }

  /** Begins a further draft of what is new each time. */
  #addAnother() {
    this.#typing.flush();
    putAside(this.place);
    this.#at = 0;
    this.#fill(this.#seen);
    this.#show("", null);
    this.#focus();
  }

  /** @param {string} selector of the field to go to */
  #toggle(selector) {
    const more = find(this.form, "[data-part=more]");
    more.hidden = !more.hidden;
    this.#show(this.#state, drafts.get(this.#key));
    if (!more.hidden) find(more, selector).focus();
  }

  #clear() {
    this.#typing.cancel();
    const stored = drafts.get(this.#key);
    this.#other = null;
    this.#fill(this.#seen);
    if (stored && this.#hasWayBack(stored) && !isSame(stored.value, this.#seen)) {
      this.#at = stored.at;
      this.#keep();
      return;
    }
    this.#at = 0;
    drafts.remove(this.#key);
    this.#show("", null);
    if (this.#mayClose) this.#close();
    else this.#focus();
  }

  /** The wording that lost against a newer one comes back, once. */
  #swap() {
    this.#typing.cancel();
    this.#fill(this.#other);
    this.#other = null;
    this.#keep();
    this.#focus();
  }

  /**
   * @param {FieldState} state
   * @param {Draft | null} draft
   * @param {Draft | null} [sent]
   */
  #show(state, draft, sent) {
    this.#state = state;
    showStatus(this.place, this.form, { state, draft, sent, seen: this.#seen });
    showTool(this.form, "clear", Boolean(draft));
    showTool(this.form, "another", Boolean(draft));
    showTool(this.form, "close", !draft && this.#mayClose);
    showTool(this.form, "other", Boolean(this.#other));
    this.#showMore(state);
    showCount(this.place, this.form);
  }

  /**
   * Shows the note of an action where the reader must see more than its row says.
   * @param {FieldState} state
   */
  #showMore(state) {
    /** @type {HTMLElement | null} */
    const more = this.form.querySelector("[data-part=more]");
    if (!more) return;
    if (["changed", "declined", "elsewhere"].includes(state)) more.hidden = false;
    const ways = all(this.form, ".write__ways > *");
    ways.forEach((way) => way.setAttribute("aria-expanded", String(!more.hidden)));
  }
}
