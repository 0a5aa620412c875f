// Shows the pages of a locked portal once it is open, one after the other in this window. A page has
// the whole document, as if it had been loaded: `document.open` takes away what the one before listened
// to, and the scripts of a page run anew. The policy of this file lets them run by their hashes.
import { IdleLock } from "./idle-lock.js";
import { newerSeen, noteOlder } from "./older-version.js";
import { PageFiles, typeOf } from "./page-parts.js";
import { decoded, isPage, placeAt, placeOf, routeOf } from "./places.js";

/** @typedef {import("./places.js").Place} Place */

const DATA = /^var (\w+)=(.*);\s*$/s;
const PORTAL_DATA = /^assets\/javascripts\/portal-data\.[0-9a-f]+\.js$/;
const KEPT_FOR_DOWNLOAD = 60_000; // milliseconds
const UNTIL_STILL = 150; // milliseconds

/** Lets the page keep what is being typed, and close what stands over it, as before it is left. */
const leavePage = () => dispatchEvent(new PageTransitionEvent("pagehide"));

/** Leaves an empty document, to which nothing listens. */
const clearPage = () => {
  document.open();
  document.write("<!doctype html>");
  document.close();
};

/** Returns what the portal says of itself by a name. @param {string} name @returns {string} */
const dataOf = (name) => /** @type {any} */ (globalThis).portalData?.portal?.[name] ?? "";

const footOf = () => document.querySelector(".colophon") ?? document.body;

/** @returns {HTMLElement | null} */
const lockButton = () => document.querySelector(".lock-button");

/** Whether a click asks for more than to follow a link, such as for a new window. */
const isForBrowser = (/** @type {MouseEvent} */ { button, metaKey, ctrlKey, shiftKey, altKey }) =>
  button || metaKey || ctrlKey || shiftKey || altKey;

export class LockedPortal {
  #files;
  #storage;
  #words;
  #notices;
  #keep;
  #idle;

  /** The path of the page that is shown. */
  #path = "";

  /** The day of the newest version that this device has seen, where this one is older, or "". */
  #newer = "";

  /** Counts what is scrolled, so that only the last of it is noted. */
  #still = 0;

  /**
   * @param {Map<string, Uint8Array<ArrayBuffer>>} files
   * @param {import("./sealed-storage.js").SealedStorage} storage
   * @param {{ words: Record<string, string>, styles: string }} told
   * @param {(() => Promise<void>) | null} keep lets the device open the portal the next time
   */
  constructor(files, storage, { words, styles }, keep) {
    this.#keep = keep;
    this.#files = new PageFiles(files);
    this.#storage = storage;
    this.#words = words;
    this.#notices = new CSSStyleSheet();
    this.#notices.replaceSync(styles);
    this.#idle = new IdleLock(() => this.#lock({ isUnattended: true }), words.lock_idle);
    storage.onLock = () => this.#lock({ isAsked: true });
  }

  /** Shows the page that the address names, once what an open portal kept here is in safety. */
  async start() {
    this.#runData();
    await this.#storage.adopt(`coaching:${this.#engagement()}:`);
    this.#newer = newerSeen(this.#storage, this.#engagement(), dataOf("version"));
    history.scrollRestoration = "manual";
    /** @type {any} */ (globalThis).lockedPortal = {
      storage: this.#storage,
      run: (/** @type {string} */ address) => this.run(this.#files.pathOf(address, "index.html")),
    };
    const { isThere } = this.#files;
    const found = placeAt(location.hash, isThere);
    const place = found && isPage(found.path) ? found : { path: "index.html", fragment: "" };
    history.replaceState(history.state, "", routeOf(place));
    this.#show(place, history.state?.y);
  }

  /**
   * Runs a script of the portal: what is data becomes a value of its name, code an element.
   * @param {string} path
   * @param {DOMStringMap} [dataset]
   */
  async run(path, dataset = {}) {
    const text = this.#files.text(path).replace(/\r\n?/g, "\n");
    const [, name, json] = DATA.exec(text) ?? [];
    if (name) {
      /** @type {any} */ (globalThis)[name] = this.#value(JSON.parse(json));
      return;
    }
    const script = document.createElement("script");
    Object.assign(script.dataset, dataset);
    script.textContent = text;
    document.head.append(script);
  }

  /**
   * Returns what a script of data says; a part of a page gets links that lead to what they mean.
   * @param {unknown} value
   */
  #value(value) {
    if (typeof value !== "string") return value;
    const part = document.createElement("template");
    part.innerHTML = value;
    this.#files.complete(part.content, this.#path);
    return part.innerHTML;
  }

  /**
   * @param {Place} place
   * @param {number} [y] how far down its reader was, who comes back
   */
  #show({ path, fragment }, y) {
    this.#path = path;
    const { root, sheets, scripts } = this.#files.page(path);
    leavePage();
    clearPage();
    document.replaceChild(document.adoptNode(root), document.documentElement);
    document.adoptedStyleSheets = [
      ...sheets.map((sheet) => this.#files.sheet(sheet)),
      this.#notices,
    ];
    this.#attach();
    for (const { path: script, dataset } of scripts) this.run(script, dataset);
    this.#addLock();
    if (this.#newer) noteOlder(this.#newer, this.#words.lock_older);
    this.#settle(fragment, y);
  }

  /** Learns what scripts need to know of the portal, whichever page they are on. */
  #runData() {
    for (const path of this.#files.files.keys()) if (PORTAL_DATA.test(path)) this.run(path);
  }

  /** Listens anew, since what listened before is gone with the page before; and looks as it did. */
  #attach() {
    const engagement = this.#engagement();
    document.documentElement.className = "js";
    const theme = this.#storage.getItem(`coaching:${engagement}:theme`);
    if (theme) document.documentElement.dataset.theme = theme;
    document.addEventListener("click", (event) => this.#click(event));
    addEventListener("popstate", () => this.#follow());
    addEventListener("hashchange", () => this.#follow());
    addEventListener("storage", (event) => this.#storage.follow(event));
    addEventListener("scroll", () => this.#noteScroll(), { passive: true });
    addEventListener("beforeunload", (event) => {
      leavePage();
      // To encrypt takes a moment, which a page that is left has not.
      if (this.#storage.isPending) event.preventDefault();
    });
    this.#idle.attach();
  }

  /**
   * Locks the portal: nothing of it stays in the memory of a page that is loaded anew. A reader who
   * locks it in one window means all of them; a window that was asked by another asks no further.
   */
  async #lock({ isUnattended = false, isAsked = false } = {}) {
    leavePage();
    // While nobody is there, the browser is not to wait for an answer with a page of it shown.
    if (isUnattended) clearPage();
    else if (!isAsked) this.#storage.lockElsewhere();
    await this.#storage.settled();
    location.reload();
  }

  #engagement() {
    return dataOf("engagement");
  }

  /** Goes to a place in the page, or as far down as its reader was; those who hear it hear its title. */
  #settle(/** @type {string} */ fragment, /** @type {number | undefined} */ y) {
    if (fragment && y === undefined) location.replace(`#${encodeURIComponent(fragment)}`);
    else scrollTo({ top: y ?? 0, behavior: "instant" });
    if (document.activeElement !== document.body) return;
    const title = document.querySelector("h1");
    title?.setAttribute("tabindex", "-1");
    title?.focus({ preventScroll: true });
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (event.defaultPrevented || isForBrowser(event)) return;
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const place = link && this.#placeOf(link.getAttribute("href") ?? "");
    if (!place) return;
    event.preventDefault();
    if (!isPage(place.path)) this.#download(place.path);
    else this.#go(place);
  }

  /** @param {string} address */
  #placeOf(address) {
    const { isThere } = this.#files;
    if (address.startsWith("#/")) return placeAt(address, isThere);
    if (address.startsWith("#")) return null; // the browser goes there, and #follow notes it
    const folder = new URL(".", location.href).href;
    const { href } = new URL(address, location.href);
    return href.startsWith(folder)
      ? placeOf(href.slice(folder.length) || "index.html", "index.html", isThere)
      : null;
  }

  /** @param {Place} place */
  #go(place) {
    this.#keepScroll();
    history.pushState({}, "", routeOf(place));
    this.#show(place);
  }

  /** Shows what the address names by now: after Back, after a link to a place in the page. */
  #follow() {
    const place = placeAt(location.hash, this.#files.isThere);
    if (!place) {
      const fragment = decoded(location.hash.slice(1));
      history.replaceState({ y: scrollY }, "", routeOf({ path: this.#path, fragment }));
    } else if (place.path !== this.#path && isPage(place.path)) {
      this.#show(place, history.state?.y);
    } else if (history.state?.y !== undefined) {
      scrollTo({ top: history.state.y, behavior: "instant" });
    }
  }

  #noteScroll() {
    clearTimeout(this.#still);
    const path = this.#path;
    this.#still = setTimeout(() => path === this.#path && this.#keepScroll(), UNTIL_STILL);
  }

  #keepScroll() {
    history.replaceState({ y: scrollY }, "", location.hash);
  }

  /** @param {string} path */
  #download(path) {
    const bytes = this.#files.files.get(path);
    if (!bytes) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: typeOf(path) }));
    link.download = path.split("/").pop() ?? "";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR_DOWNLOAD);
  }

  /** Puts buttons for the lock at the foot of every page. */
  #addLock() {
    /** @type {(word: string, act: (button: HTMLButtonElement) => void) => void} */
    const add = (word, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "frame__button lock-button";
      button.textContent = this.#words[word];
      button.addEventListener("click", () => act(button));
      footOf().append(button);
    };
    add("lock_lock", () => this.#lock());
    if (this.#keep) add("lock_device_keep", (button) => this.#keepHere(button));
    const status = document.createElement("p");
    status.className = "lock-status";
    status.setAttribute("role", "status");
    footOf().append(status);
  }

  /** @param {HTMLButtonElement} button */
  async #keepHere(button) {
    let said = "lock_device_kept";
    try {
      await this.#keep?.();
      this.#keep = null;
      // The one before it takes the focus, which would else be lost with it.
      if (document.activeElement === button) lockButton()?.focus();
      button.remove();
    } catch {
      said = "lock_device_failed";
    }
    const status = document.querySelector(".lock-status");
    if (status) status.textContent = this.#words[said];
  }
}
