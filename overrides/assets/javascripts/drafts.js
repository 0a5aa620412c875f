// Drafts: what the reader has written and the portal does not show yet. They are kept on this
// device alone, an entry for each key, so that two windows seldom touch the same one.
import {
  hasRefused,
  isRefused,
  itemNames,
  readItem,
  removeItem,
  writeItem,
} from "./device-storage.js";
import { draftFrom, parsed } from "./draft.js";
import { locked } from "./locked.js";
import { portal } from "./page.js";
import { isEmpty } from "./values.js";

/** @typedef {(keys: string[] | null, isElsewhere: boolean) => void} Listener */

const PREFIX = `coaching:${portal.engagement}:draft:`;
const PROBE = `${PREFIX}?`;

/** What is typed into forms that add something, and not added yet. */
const TYPED = `coaching:${portal.engagement}:typed:`;

/** The same where this browser does not keep it. @type {Map<string, Record<string, string>>} */
const typed = new Map();

/** What this browser would not keep. @type {Map<string, Draft>} */
const unsaved = new Map();

/** What of that is in a file. @type {Map<string, Draft>} */
let exported = new Map();

/** @type {Set<Listener>} */
const listeners = new Set();

/** @type {Listener} */
const notify = (keys, isElsewhere) => listeners.forEach((listener) => listener(keys, isElsewhere));

/**
 * Returns the draft with a key, or null.
 * @param {string} key
 */
const get = (key) => unsaved.get(key) ?? draftFrom(key, parsed(readItem(PREFIX + key)));

/** Returns the keys of all drafts. */
const keys = () => {
  const stored = itemNames(PREFIX).map((name) => name.slice(PREFIX.length));
  return [...new Set([...unsaved.keys(), ...stored])].filter(get);
};

/**
 * Keeps a draft.
 * @param {string} key
 * @param {Draft} draft
 */
const put = (key, draft) => putAll(new Map([[key, draft]]));

/**
 * Keeps drafts by their keys. Listeners are called once, since some list all drafts each time.
 * @param {Map<string, Draft>} written
 */
const putAll = (written) => {
  for (const [key, draft] of written) {
    if (writeItem(PREFIX + key, JSON.stringify(draft))) unsaved.delete(key);
    else unsaved.set(key, draft);
  }
  notify([...written.keys()], false);
  askToStay();
};

/**
 * Keeps a draft no longer.
 * @param {string} key
 */
const remove = (key) => {
  unsaved.delete(key);
  removeItem(PREFIX + key);
  notify([key], false);
};

/** Keeps none of this portal's drafts any more, not even what could not be read. */
const clear = () => {
  unsaved.clear();
  typed.clear();
  [...itemNames(PREFIX), ...itemNames(TYPED)].forEach(removeItem);
  notify(null, false);
};

/**
 * Returns what was typed into a form with a name, by its fields; null if that is not kept.
 * @param {string} name
 * @returns {Record<string, unknown> | null}
 */
const getTyped = (name) => typed.get(name) ?? parsed(readItem(TYPED + name));

/**
 * Keeps what is typed into a form until it is added; nothing if no field says anything.
 * @param {string} name
 * @param {Record<string, string>} [texts]
 */
const putTyped = (name, texts = {}) => {
  typed.delete(name);
  if (isEmpty(texts)) removeItem(TYPED + name);
  else if (!writeItem(TYPED + name, JSON.stringify(texts))) typed.set(name, texts);
};

/** Returns the key under which each draft is kept, by its id: without a place, a draft moves. */
const keysById = () => new Map(keys().map((key) => [get(key)?.id ?? "", key]));

/** Notes that all drafts are in a file now. */
const noteExport = () => {
  exported = new Map(unsaved);
  notify([], false);
};

// Asked once, and only where a browser answers without asking the reader.
let hasAsked = false;
const askToStay = () => {
  if (hasAsked || !navigator.vendor || !navigator.storage?.persist) return;
  hasAsked = true;
  navigator.storage.persist().catch(() => {});
};

// Firefox keeps what a page stores that is opened as a file for that page alone, so that no other
// page sees it. Where another browser does so, the page of the reply notices, and says where to send.
const isBound =
  !locked &&
  (location.hash === "#send-here" ||
    (location.protocol === "file:" && CSS.supports("-moz-appearance", "none")));

/** @param {string} key */
const isLost = (key) => unsaved.has(key) || hasRefused(PREFIX + key) || (isRefused() && !get(key));

/**
 * Returns how long a draft stays, or all of them: "" as long as the reader wants, else "not" at
 * all, with the "page", with the "file" or "weekly" at least.
 * @param {string} [key]
 */
const stay = (key) => {
  if (key ? isLost(key) : isRefused() || unsaved.size) return "not";
  if (isBound) return "page";
  if (location.protocol === "file:") return "file";
  return navigator.vendor.startsWith("Apple") ? "weekly" : "";
};

/**
 * Calls a listener with the keys of drafts that change, here or in another window; with null if
 * all may have changed, and with none if what changed is how long they stay.
 * @param {Listener} listener
 */
const watch = (listener) => listeners.add(listener);

// A page to which the reader goes back may be as it was left, before other pages wrote.
addEventListener("pageshow", (event) => event.persisted && notify(null, true));
addEventListener("storage", (event) => {
  if (event.key === null) notify(null, true);
  else if (event.key.startsWith(PREFIX) && event.key !== PROBE) {
    notify([event.key.slice(PREFIX.length)], true);
  }
});

// Nothing that is only in this window is lost without a word.
addEventListener("beforeunload", (event) => {
  if ([...unsaved].some(([key, draft]) => exported.get(key) !== draft)) event.preventDefault();
});

// Whether this browser refuses to keep anything is known before the first draft.
writeItem(PROBE, "");
removeItem(PROBE);

export const drafts = {
  ...{ getTyped, putTyped },
  ...{ get, keys, keysById, put, putAll, remove, clear },
  ...{ noteExport, stay, watch, isBound },
};
