// The page of the reply, or what sends the drafts of a page: a list of drafts, and one file of them.
import { all, find } from "./dom.js";
import { saveDrafts, saveFile } from "./draft-file.js";
import { takeDrafts } from "./draft-file-in.js";
import { drafts } from "./drafts.js";
import { lastReply } from "./last-reply.js";
import { isTooLarge, makeReply } from "./reply-file.js";
import { asFiles } from "./share-files.js";
import { showSigning } from "./signing-note.js";
import { copyDraft, hold, ReplyList } from "./reply-list.js";
import { counted, dayInWords, fill } from "./wording.js";

/**
 * Returns what sends drafts from this page, or null: where a browser keeps drafts by page, each
 * page on which one may write sends its own.
 * @returns {HTMLElement | null}
 */
export const replyPage = () =>
  document.getElementById("send-here") ?? document.getElementById("reply");

/**
 * Lets drafts be sent from this page.
 * @param {HTMLElement | null} page
 * @param {import("./reply-list.js").PlaceOf} [placeOf] finds what of the page a draft is of
 */
export function startReply(page, placeOf = () => null) {
  if (page) new Reply(page, placeOf).start();
}

class Reply {
  /** Whether drafts have changed since they were listed. */
  #isStale = false;
  #isListing = false;
  /** Whether the reader wants to send once more what was sent. */
  #isAgain = false;

  /**
   * @param {HTMLElement} page
   * @param {import("./reply-list.js").PlaceOf} placeOf
   */
  constructor(page, placeOf) {
    this.page = page;
    this.isHere = page.id === "send-here";
    this.list = new ReplyList(page, placeOf);
    /** @type {JsonWebKey | null} */
    this.publicKey = page.dataset.publicKey ? JSON.parse(page.dataset.publicKey) : null;
    this.canEncrypt = Boolean(this.publicKey && globalThis.crypto?.subtle);
    // A reader who comes from a page with drafts and finds none here has a browser that keeps them
    // with that page.
    [, this.from = ""] = /^#from=([a-z0-9][\w/-]*\.html)$/i.exec(location.hash) ?? [];
    const isLost = Boolean(this.from && !drafts.keys().length);
    this.isElsewhere = !this.isHere && (drafts.isBound || isLost);
  }

  start() {
    this.#say();
    showSigning(this.page);
    this.page.addEventListener("click", ({ target }) =>
      this.#click(/** @type {Element} */ (target)),
    );
    this.page.addEventListener("change", ({ target }) =>
      this.#change(/** @type {HTMLInputElement} */ (target)),
    );
    drafts.watch(() => this.show());
    this.show();
    if (this.isHere && location.hash === "#send-here") this.page.scrollIntoView();
  }

  /** @param {string} selector */
  #find(selector) {
    return find(this.page, selector);
  }

  /** Says what does not change while the page is open. */
  #say() {
    if (!this.isHere) {
      this.#find(".reply__bound").hidden = !this.isElsewhere;
      this.#find(".reply__from").hidden = !this.from;
      const link = this.#find(".reply__from a");
      if (this.from) link.setAttribute("href", `${this.from}#send-here`);
    }
    const [before, after] = (this.#find(".reply__as").dataset.sentence ?? "").split("{name}");
    this.#find(".reply__name").before(before);
    this.#find(".reply__name").after(after);
    for (const promise of all(document, ".reply-locked")) promise.hidden = !this.canEncrypt;
    this.#find(".reply__open").hidden = this.canEncrypt;
    this.#find(".reply__no-key").hidden = Boolean(this.publicKey);
    this.#find(".reply__no-crypto").hidden = !this.publicKey;
    this.#find(".reply__closed").hidden = !this.canEncrypt;
    const file = { text: "", name: "reply.jwe", type: "application/jose" };
    this.#find("[data-reply=share]").hidden = !asFiles(file);
  }

  /** Lists the drafts that are kept, which are what is counted, too. */
  show() {
    if (this.list.awaitsPlaces(() => this.show())) return;
    this.#isStale = true;
    if (!this.#isListing) this.#showAll(this.#list());
  }

  /** Returns the entries of all drafts; while they are listed, some may go or move. */
  #list() {
    /** @type {HTMLElement[]} */
    let shown = [];
    this.#isListing = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        shown = this.list.showDrafts();
      }
    } finally {
      this.#isListing = false; // or no later change would be listed any more
    }
    return shown;
  }

  /** @param {HTMLElement[]} shown entries of all drafts */
  #showAll(shown) {
    this.list.hideOthers(shown);
    const isEmpty = shown.length === 0;
    this.page.hidden = this.isHere && isEmpty;
    if (!this.isHere) this.#find(".reply__none").hidden = !isEmpty || this.isElsewhere;
    this.#find(".reply__some").hidden = isEmpty;
    this.#disable("keep", isEmpty);
    this.#disable("clear", isEmpty);
    this.#showRest(shown);
    this.#showSending(shown.length);
  }

  /**
   * Shows the page at rest once all that is written was sent: when that was, and what happens next.
   * @param {HTMLElement[]} shown
   */
  #showRest(shown) {
    const days = shown.map((entry) => drafts.get(entry.dataset.key ?? "")?.sent ?? "");
    const last = days.reduce((one, other) => (one > other ? one : other), "");
    const isSent = shown.every((entry) => entry.dataset.written === "sent");
    const isRest = !this.#isAgain && shown.length > 0 && isSent;
    this.page.classList.toggle("reply--rest", isRest);
    this.#find(".reply__rest").hidden = !isRest;
    this.#find(".reply__send").hidden = isRest;
    const title = this.#find(".reply__rest > h2");
    if (isRest) title.textContent = fill(title.dataset.sentence ?? "", { day: dayInWords(last) });
  }

  /** Lets all that was sent go along once more. */
  #sendAgain() {
    this.#isAgain = true;
    this.list.tickAll();
    this.show();
    this.#find(".reply__count").focus();
  }

  /** @param {number} count of drafts */
  #showSending(count) {
    const items = this.list.picked();
    const isLarge = isTooLarge(items);
    const all = items.length === count ? "" : `${counted("write_drafts", count)}. `;
    this.#find(".reply__count").textContent = all + counted("reply_picked", items.length);
    this.#find(".reply__large").hidden = !isLarge;
    const isOpen = !this.canEncrypt && !this.page.querySelector(".reply__open input:checked");
    const cannot = isOpen || isLarge || !items.length;
    this.#disable("save", cannot);
    this.#disable("share", cannot);
    const file = lastReply.read();
    this.#find(".reply__saved").hidden = !file;
    this.#find(".reply__name").textContent = file?.name ?? "";
  }

  /**
   * @param {string} name
   * @param {boolean} isDisabled
   */
  #disable(name, isDisabled) {
    /** @type {HTMLButtonElement[]} */
    const buttons = all(this.page, `[data-reply=${name}]`);
    for (const button of buttons) button.disabled = isDisabled;
  }

  /**
   * Tells one of the sentences that an element brings along.
   * @param {string} selector
   * @param {string} name
   */
  #announce(selector, name) {
    const element = this.#find(selector);
    element.textContent = element.dataset[name] ?? "";
  }

  async #make() {
    const made = await makeReply(this.list.picked(), this.canEncrypt ? this.publicKey : null);
    showSigning(this.page, made);
    return made;
  }

  /**
   * What the buttons of the page do, by their names.
   * @type {Record<string, (entry: HTMLElement) => unknown>}
   */
  #handlers = {
    save: () => this.#save(),
    share: () => this.#share(),
    sent: () => this.#markSent(),
    again: () => this.#sendAgain(),
    keep: () => {
      saveDrafts();
      this.#announce(".reply__loaded", "kept");
    },
    copy: copyDraft,
    drop: (entry) => {
      drafts.remove(entry.dataset.key ?? "");
      this.#find(".reply__count").focus();
    },
    clear: () => this.#dialog.showModal(),
    back: () => this.#dialog.close(),
    cleared: () => {
      lastReply.forget();
      drafts.clear();
      this.#dialog.close();
    },
  };

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.#find("dialog"));
  }

  /** @param {Element} target */
  async #click(target) {
    /** @type {HTMLElement | null} */
    const button = target.closest("[data-reply]");
    try {
      await this.#handlers[button?.dataset.reply ?? ""]?.(
        /** @type {HTMLElement} */ (target.closest(".reply__item")),
      );
    } catch {
      this.#announce(".reply__told", "broken"); // a key that no browser takes, for instance
    }
  }

  async #save() {
    const file = await this.#make();
    saveFile(file.name, file.text, file.type);
    lastReply.note({ name: file.name, items: file.items });
    this.show();
  }

  async #share() {
    try {
      const file = await this.#make();
      await navigator.share({ files: asFiles(file) });
      lastReply.note({ name: file.name, items: file.items });
      this.#markSent();
    } catch (error) {
      if (/** @type {Error} */ (error).name === "AbortError") return;
      await this.#save();
      this.#announce(".reply__told", "failed");
    }
  }

  #markSent() {
    this.#isAgain = false;
    lastReply.markSent();
    this.#announce(".reply__told", "sent");
    if (!this.#find(".reply__rest").hidden) this.#find(".reply__rest > h2").focus();
  }

  /** @param {HTMLInputElement} input */
  async #change(input) {
    if (input.type === "file" && input.files?.length) await this.#load(input, input.files[0]);
    /** @type {HTMLElement | null} */
    const entry = input.closest(".reply__pick") && input.closest(".reply__item");
    if (entry) hold(entry.dataset.key ?? "", !input.checked);
    this.show();
  }

  /**
   * @param {HTMLInputElement} input
   * @param {File} file
   */
  async #load(input, file) {
    const came = takeDrafts(await file.text());
    if (typeof came === "string") this.#announce(".reply__loaded", came);
    else {
      const { taken: n, older, unknown } = came;
      const loaded = this.#find(".reply__loaded");
      loaded.textContent = fill(loaded.dataset.taken ?? "", { n, older, unknown });
    }
    input.value = "";
  }
}
