// What the reader writes, on the device, encrypted while the portal is locked: each entry for itself,
// under a name that tells nothing. In this window all of it is in clear in memory, since scripts read
// it at once; encrypting takes a moment.
import { base64Of, fromBase64, utf8 } from "../assets/javascripts/encoding.js";

const NAMES = "coaching-lock names";
const TEXTS = "coaching-lock texts";
const NONCE_BYTES = 12;
/** What an entry is called by which a window asks others to lock; no other has this length. */
const LOCK = "lock";

const text = new TextDecoder();

/** Returns what the browser keeps by names that begin so. @param {string} prefix */
const kept = (prefix) => {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    return names.map((name) => ({ name, value: localStorage.getItem(name) ?? "" }));
  } catch {
    return [];
  }
};

/** When what is a draft was written, 0 for all else. @param {string} item */
const momentOf = (item) => {
  try {
    return Number(JSON.parse(item).at) || 0;
  } catch {
    return 0;
  }
};

/** @param {string} one @param {string} other */
const isNewer = (one, other) => momentOf(other) > 0 && momentOf(one) > momentOf(other);

/** @param {Uint8Array<ArrayBuffer>} raw */
const keysOf = async (raw) => {
  const { subtle } = crypto;
  const base = await subtle.importKey("raw", raw, "HKDF", false, ["deriveKey"]);
  const how = (/** @type {string} */ info) => ({
    ...{ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8.encode(info) },
  });
  const hmac = { name: "HMAC", hash: "SHA-256", length: 256 };
  const aes = { name: "AES-GCM", length: 256 };
  return {
    names: await subtle.deriveKey(how(NAMES), base, hmac, false, ["sign"]),
    texts: await subtle.deriveKey(how(TEXTS), base, aes, false, ["encrypt", "decrypt"]),
  };
};

/**
 * Returns the storage of a lock, which reads like that of a browser.
 * @param {string} lock
 * @param {Uint8Array<ArrayBuffer>} raw the key for it
 */
export async function openStorage(lock, raw) {
  const storage = new SealedStorage(`coaching-lock:${lock}:`, await keysOf(raw));
  await storage.load();
  return storage;
}

export class SealedStorage {
  /** What is kept, by its name. @type {Map<string, string>} */
  #items = new Map();

  /** Which name an entry is for. @type {Map<string, string>} */
  #names = new Map();

  /** Ends once all has been tried to be written. */
  #tried = Promise.resolve();

  /** Names of what has changed here, and not on the device yet. @type {Set<string>} */
  #unwritten = new Set();

  /** Those of them that the browser has refused to keep. @type {Set<string>} */
  #refused = new Set();

  /** Ends once all that other windows have written is taken in, in their order. */
  #followed = Promise.resolve();

  /** Whether the browser refuses to keep anything. */
  #isClosed = false;

  /** Called where another window asks this one to lock. */
  onLock = () => {};

  /**
   * @param {string} prefix
   * @param {{ names: CryptoKey, texts: CryptoKey }} keys
   */
  constructor(prefix, keys) {
    this.prefix = prefix;
    this.cipher = keys;
  }

  /** Reads all that is there; what does not open is left alone. */
  async load() {
    const { prefix } = this;
    await Promise.all(kept(prefix).map(({ name, value }) => this.#read(name, value)));
    try {
      localStorage.setItem(`${prefix}?`, "");
      localStorage.removeItem(`${prefix}?`);
    } catch {
      this.#isClosed = true;
    }
  }

  /** Whether something is not on the device yet, or cannot be. */
  get isPending() {
    return this.#unwritten.size > 0;
  }

  /** Waits until all is on the device that the browser keeps. */
  async settled() {
    await this.#tried;
  }

  /** Tells whether the browser has refused to keep what has this name, or anything. */
  refuses(/** @type {string | undefined} */ name) {
    return name === undefined ? this.#refused.size > 0 : this.#refused.has(name);
  }

  /** @param {string} name */
  getItem(name) {
    return this.#items.get(name) ?? null;
  }

  keys() {
    return [...this.#items.keys()];
  }

  /** @param {string} name @param {string} value */
  setItem(name, value) {
    this.#items.set(name, value);
    this.#change(name);
    if (this.#isClosed) throw new Error("refused");
  }

  /** @param {string} name */
  removeItem(name) {
    this.#items.delete(name);
    this.#change(name);
  }

  /**
   * Takes over what an open portal kept here in clear, whose names begin so; of two drafts with one
   * name the newer one. What would be lost by that stays as it is.
   * @param {string} prefix
   */
  async adopt(prefix) {
    const clear = kept(prefix);
    for (const { name, value } of clear) {
      const sealed = this.#items.get(name);
      if (sealed !== undefined && !isNewer(value, sealed)) continue;
      this.#items.set(name, value);
      this.#change(name);
    }
    await this.settled();
    for (const { name, value } of clear) {
      const sealed = this.#items.get(name) ?? "";
      const isNeeded = value !== sealed && !isNewer(sealed, value);
      if (!this.#unwritten.has(name) && !isNeeded) localStorage.removeItem(name);
    }
  }

  /** Asks the other windows of this portal on the device to lock. */
  lockElsewhere() {
    try {
      localStorage.setItem(this.prefix + LOCK, "");
      localStorage.removeItem(this.prefix + LOCK);
    } catch {
      // Where a browser keeps nothing, each window stands for itself.
    }
  }

  /**
   * Takes in what another window has written, and tells scripts of it as a browser does.
   * @param {StorageEvent} event
   */
  async follow(event) {
    if (event.key === this.prefix + LOCK && event.newValue !== null) this.onLock();
    this.#followed = this.#followed.then(() => this.#follow(event));
    await this.#followed;
  }

  /** @param {StorageEvent} event */
  async #follow({ key, newValue }) {
    if (key === null) this.#forget();
    if (!key?.startsWith(this.prefix)) return;
    const said = newValue === null ? null : await this.#opened(key, newValue);
    const name = newValue === null ? this.#names.get(key) : said?.[0];
    // What has changed here since is written after it.
    if (!name || this.#unwritten.has(name)) return;
    if (said) this.#keep(key, said);
    else this.#items.delete(name);
    this.#tell(name);
  }

  #forget() {
    for (const all of [this.#items, this.#unwritten, this.#refused]) all.clear();
  }

  /** Writes what has a name as it is by then, after what was changed before. @param {string} name */
  #change(name) {
    this.#unwritten.add(name);
    this.#tried = this.#tried.then(() => this.#write(name)).catch(() => this.#noteRefused(name));
  }

  /** @param {string} name */
  async #write(name) {
    const value = this.#items.get(name);
    const entry = await this.#entryOf(name);
    this.#names.set(entry, name);
    const sealed = value === undefined ? "" : await this.#sealed(entry, name, value);
    if (this.#items.get(name) !== value) return; // which is written next
    if (sealed) localStorage.setItem(entry, sealed);
    else localStorage.removeItem(entry);
    this.#isClosed = false;
    this.#unwritten.delete(name);
    if (this.#refused.delete(name)) this.#tell(name);
    // What is gone has left room for the rest.
    if (!sealed) this.#refused.forEach((other) => this.#change(other));
  }

  /** @param {string} name */
  #noteRefused(name) {
    if (!this.#items.has(name)) this.#unwritten.delete(name);
    else if (!this.#refused.has(name)) {
      this.#refused.add(name);
      this.#tell(name);
    }
  }

  /** Tells scripts of what is not as they know it. @param {string} name */
  #tell(name) {
    dispatchEvent(new StorageEvent("storage", { key: name, newValue: this.getItem(name) }));
  }

  /** @param {string} name */
  async #entryOf(name) {
    const signed = await crypto.subtle.sign("HMAC", this.cipher.names, utf8.encode(name));
    return this.prefix + base64Of(new Uint8Array(signed).subarray(0, 16));
  }

  /** @param {string} entry @param {string} name @param {string} value */
  async #sealed(entry, name, value) {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const how = { name: "AES-GCM", iv, additionalData: utf8.encode(entry) };
    const said = utf8.encode(JSON.stringify([name, value]));
    const locked = await crypto.subtle.encrypt(how, this.cipher.texts, said);
    return `${base64Of(iv)}.${base64Of(new Uint8Array(locked))}`;
  }

  /** @param {string} entry @param {string} sealed */
  async #read(entry, sealed) {
    const said = await this.#opened(entry, sealed);
    if (said) this.#keep(entry, said);
  }

  /** @param {string} entry @param {[string, string]} said */
  #keep(entry, [name, value]) {
    this.#items.set(name, value);
    this.#names.set(entry, name);
  }

  /**
   * Returns name and text of an entry, null where it does not open.
   * @param {string} entry
   * @param {string} sealed
   * @returns {Promise<[string, string] | null>}
   */
  async #opened(entry, sealed) {
    try {
      const [iv, locked] = sealed.split(".").map(fromBase64);
      const how = { name: "AES-GCM", iv, additionalData: utf8.encode(entry) };
      const said = await crypto.subtle.decrypt(how, this.cipher.texts, locked);
      return JSON.parse(text.decode(said));
    } catch {
      return null;
    }
  }
}
