// The list of all drafts on the page of the reply, in reading order, each of which may be held back.
import { announce } from "./announce.js";
import { aboutOf } from "./about.js";
import { all, copyOf, find } from "./dom.js";
import { isRound, kindOf, placeKey } from "./draft-kinds.js";
import { drafts } from "./drafts.js";
import { asText, headOf, linesOf } from "./entries.js";
import { elementOf } from "./entry-parts.js";
import { sentenceOf } from "./field-status.js";
import { seenAt } from "./form-kinds.js";
import { takeIn } from "./late.js";
import { draftAt, placeWith } from "./places.js";
import { answerTo } from "./receipts.js";
import { reconcile } from "./reconcile.js";
import { word } from "./wording.js";

/** @typedef {(key: string) => HTMLElement | null} PlaceOf */

/** @param {HTMLElement} entry @returns {HTMLInputElement} */
const checkboxOf = (entry) => find(entry, ".reply__pick input");

export class ReplyList {
  /** Entries of drafts that have no place in the list. @type {Map<string, HTMLElement>} */
  #others = new Map();
  /** Entries of all places that drafts may be of. @type {Map<string, HTMLElement>} */
  places = new Map();
  isComing = false;

  /**
   * @param {HTMLElement} page with what sends the drafts
   * @param {PlaceOf} placeOf finds what else of the page a draft is of
   */
  constructor(page, placeOf) {
    this.page = page;
    this.placeOf = placeOf;
    this.isOfPage = page.id === "send-here";
    this.list = find(page, ".reply__items");
    this.isLate = this.list.querySelector("template[data-late]") !== null;
  }

  /**
   * Tells whether the entries of all places are still to come, which nobody needs before there is a
   * draft, and calls when they are there.
   * @param {() => void} then
   */
  awaitsPlaces(then) {
    if (!this.isLate || !drafts.keys().length) return false;
    if (!this.isComing) {
      this.isComing = true;
      this.#takeInPlaces().finally(() => {
        this.isLate = false; // without them drafts are listed as those of no place
        then();
      });
    }
    return true;
  }

  async #takeInPlaces() {
    await takeIn(this.list);
    const entries = all(this.list, ".reply__item");
    this.places = new Map(entries.map((entry) => [entry.dataset.key ?? "", entry]));
    settleDrafts();
  }

  /** Shows all drafts in their entries, which are returned. */
  showDrafts() {
    return drafts.keys().flatMap((key) => this.#showDraft(key) ?? []);
  }

  /**
   * Hides all entries but these.
   * @param {HTMLElement[]} shown
   */
  hideOthers(shown) {
    const kept = new Set(shown);
    for (const [key, entry] of [...this.places, ...this.#others]) {
      if (kept.has(entry)) continue;
      entry.hidden = true;
      if (this.#others.delete(key)) entry.remove();
    }
  }

  /** Ticks every draft that is shown. */
  tickAll() {
    for (const entry of all(this.list, ".reply__item:not([hidden])")) {
      checkboxOf(entry).checked = true;
    }
  }

  /** Returns what is sent: see `coaching-site receive`, which reads it. */
  picked() {
    const entries = all(this.list, ".reply__item");
    const ticked = entries.filter((entry) => !entry.hidden && checkboxOf(entry).checked);
    return ticked.flatMap((entry) => this.#itemOf(entry) ?? []);
  }

  /** @param {HTMLElement} entry */
  #itemOf(entry) {
    const { key = "", base: seenBase = "" } = entry.dataset;
    const draft = drafts.get(key);
    if (!draft) return null;
    const { id, on, base, value } = draft;
    // A draft of an older portal does not say what it is about, but may still be of this place.
    const isHere = !draft.about.what && this.places.has(key) && base === seenBase;
    const about = isHere ? aboutOf(entry) : draft.about;
    const asked = { kind: kindOf(key), key: placeKey(key) };
    const at = new Date(draft.at).toISOString();
    return { ...asked, id, at, on, about, ...(base ? { base } : {}), value };
  }

  /**
   * Returns the entry of a draft: one for each, whether or not the portal has a place for it.
   * @param {string} key
   */
  #entryOf(key) {
    const known = this.places.get(key) ?? this.#others.get(key);
    if (known) return known;
    const entry = copyOf(find(this.page, "template.reply__other"));
    entry.dataset.key = key;
    this.list.append(entry);
    this.#others.set(key, entry);
    return entry;
  }

  /**
   * Returns the place of a draft, or null. What is new each time and was sent before waits aside.
   * @param {string} key
   */
  #placeOf(key) {
    const placed = (/** @type {string} */ name) => this.places.get(name) ?? this.placeOf(name);
    const around = placed(placeKey(key));
    return placed(key) ?? (around?.dataset.base ? null : around) ?? null;
  }

  /**
   * Shows a draft in its entry, which is returned; null if there is none left.
   * @param {string} key
   */
  #showDraft(key) {
    const entry = this.#entryOf(key);
    const place = this.#placeOf(key);
    const { draft, state } = place
      ? reconcile(place, key)
      : { draft: drafts.get(key), state: "gone" };
    if (!draft) return null;
    entry.hidden = false;
    tick(entry, draft);
    if (this.#others.has(key)) fillHead(entry, key, draft);
    const lines = linesOf(key, draft, place && seenAt(place));
    find(entry, ".reply__draft").replaceChildren(...lines.map(elementOf));
    showState(entry, draft, state === "gone" ? this.#stateWithoutPlace(key, draft) : state);
    return entry;
  }

  /**
   * Returns the state of a draft without a place: where each page keeps its own drafts, one of
   * another page has none here, and what is new has none yet.
   * @param {string} key
   * @param {Draft} draft
   */
  #stateWithoutPlace(key, draft) {
    if (answerTo(key, draft) === "mine") return "declined";
    if (draft.sent) return "sent";
    return this.isOfPage || isRound(key) ? "kept" : "gone";
  }
}

/**
 * Ticks a draft that is new; what was sent, or is held back, goes along only if the reader does.
 * @param {HTMLElement} entry
 * @param {Draft} draft
 */
const tick = (entry, { id, at, sent, held }) => {
  const now = JSON.stringify([id, at, sent, held]);
  if (entry.dataset.ticked === now) return;
  entry.dataset.ticked = now;
  checkboxOf(entry).checked = !sent && !held;
};

/**
 * @param {HTMLElement} entry
 * @param {string} key
 * @param {Draft} draft
 */
const fillHead = (entry, key, draft) => {
  const [what, of] = headOf(key, draft);
  find(entry, ".reply__what").textContent = what;
  find(entry, ".reply__about span").textContent = of;
};

/**
 * @param {HTMLElement} entry
 * @param {Draft} draft
 * @param {string} state
 */
const showState = (entry, draft, state) => {
  entry.dataset.written = state;
  const text = { changed: "reply_changed", declined: "write_declined", gone: "reply_gone" }[state];
  find(entry, ".reply__state").textContent =
    state === "sent" ? sentenceOf(state, draft) : text ? word(text) : "";
};

/**
 * Copies a draft as text; where a page may not, the text is chosen, for the reader to copy.
 * @param {HTMLElement} entry
 */
export async function copyDraft(entry) {
  const { key = "" } = entry.dataset;
  const draft = drafts.get(key);
  if (!draft) return;
  try {
    await navigator.clipboard.writeText(asText(key, draft));
    find(entry, ".reply__state").textContent = word("reply_copied");
    announce(word("reply_copied"));
  } catch {
    getSelection()?.selectAllChildren(find(entry, ".reply__draft"));
  }
}

/**
 * Notes whether a draft is held back; what was sent and is ticked goes along once more.
 * @param {string} key
 * @param {boolean} held
 */
export const hold = (key, held) => {
  const draft = drafts.get(key);
  if (draft && !draft.sent) drafts.put(key, { ...draft, held });
};

/** On the page of the reply: puts each draft to its place, and drops what was taken and has none. */
function settleDrafts() {
  if (!document.getElementById("reply")) return;
  for (const place of all(document, "[data-write]")) draftAt(place);
  for (const key of drafts.keys()) {
    const draft = drafts.get(key);
    if (draft && answerTo(key, draft) === "taken" && !placeWith(key)) drafts.remove(key);
  }
}
