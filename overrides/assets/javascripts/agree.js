// Agreeing in the portal: the name that is typed, and the text that is agreed to by its fingerprint, as
// a draft that is sent with the others. It counts only if it is signed, so it is asked for only where
// this device keeps a key.
import { all, find } from "./dom.js";
import { nextDraft } from "./draft.js";
import { drafts } from "./drafts.js";
import { limits } from "./page.js";
import { answerTo } from "./receipts.js";
import { canSign, thisDevice } from "./signing.js";
import { clean } from "./text.js";
import { dayInWords, fill } from "./wording.js";

/** Lets the reader agree, or says why that is not possible here; drops what the coach has taken. */
export async function startAgreeing() {
  const place = document.getElementById("agree");
  if (!place) return;
  const { agree: key = "" } = place.dataset;
  const draft = drafts.get(key);
  if (draft && answerTo(key, draft) === "taken") drafts.remove(key);
  if (!place.childElementCount) return;
  const device = await thisDevice();
  place.hidden = false;
  find(place, ".agree__cannot").hidden = device !== null;
  if (device !== null) new Agreeing(place).start();
}

class Agreeing {
  /** @param {HTMLElement} place */
  constructor(place) {
    const { agree: key = "", base = "", fingerprint = "", what = "" } = place.dataset;
    this.place = place;
    this.key = key;
    this.seen = { base, fingerprint, about: { of: "", what } };
    this.form = /** @type {HTMLFormElement} */ (find(place, "form"));
    this.name = /** @type {HTMLInputElement} */ (find(place, "input"));
    this.done = find(place, ".agree__done");
  }

  start() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#agree();
    });
    find(this.place, ".agree__back").addEventListener("click", () => this.#takeBack());
    drafts.watch(() => this.#show());
    this.#show();
  }

  /** What was agreed to on this device, if it is this text and the coach has not decided on it. */
  get #draft() {
    const draft = drafts.get(this.key);
    const isOfText = draft?.value[1] === this.seen.fingerprint;
    return draft && isOfText && !answerTo(this.key, draft) ? draft : null;
  }

  async #agree() {
    const name = clean(this.name.value).slice(0, limits.name);
    find(this.place, ".agree__missing > span").hidden = Boolean(name);
    if (!name) {
      this.name.focus();
      return;
    }
    if (!(await canSign())) {
      this.form.hidden = true;
      find(this.place, ".agree__cannot").hidden = false;
      return;
    }
    const { fingerprint, base, about } = this.seen;
    drafts.put(this.key, nextDraft(null, { value: [name, fingerprint], base, about }));
    this.done.focus();
  }

  #takeBack() {
    drafts.remove(this.key);
    this.name.focus();
  }

  #show() {
    const draft = this.#draft;
    this.form.hidden = draft !== null;
    this.done.hidden = draft === null;
    for (const way of all(document, ".agree__to")) way.hidden = draft !== null;
    for (const said of all(document, ".agree__said")) {
      said.hidden = draft === null;
      if (draft) said.textContent = this.#saidOf(draft);
    }
    if (draft) this.#showSent(draft.sent);
  }

  /** @param {Draft} draft */
  #saidOf({ on, value: [name] }) {
    return fill(this.done.dataset.sentence ?? "", { day: dayInWords(on), name });
  }

  /** @param {string | null} day */
  #showSent(day) {
    find(this.place, ".agree__waits").hidden = day !== null;
    const sent = find(this.place, ".agree__sent");
    sent.hidden = day === null;
    if (day) sent.textContent = fill(sent.dataset.sentence ?? "", { day: dayInWords(day) });
  }
}
