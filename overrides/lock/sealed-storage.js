// What the reader writes, on the device, encrypted while the portal is locked: each entry for itself,
// under a name that tells nothing. In this window all of it is in clear in memory, since scripts read
// it at once; encrypting takes a moment.

const NAMES = "coaching-lock names";
const TEXTS = "coaching-lock texts";
const NONCE_BYTES = 12;

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** @param {Uint8Array} bytes */
const base64 = (bytes) => {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** @param {string} base64Text */
const bytes = (base64Text) => Uint8Array.from(atob(base64Text), (one) => one.charCodeAt(0));

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

  /** Ends once all is written. */
  #written = Promise.resolve();

  #waiting = 0;

  /** Whether the browser has refused to keep something. */
  #isRefused = false;

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
    /** @type {string[]} */
    let entries = [];
    try {
      const { prefix } = this;
      localStorage.setItem(`${prefix}?`, "");
      localStorage.removeItem(`${prefix}?`);
      entries = Object.keys(localStorage).filter((entry) => entry.startsWith(prefix));
    } catch {
      this.#isRefused = true;
    }
    await Promise.all(entries.map((entry) => this.#take(entry, localStorage.getItem(entry))));
  }

  /** Whether something is not on the device yet, or cannot be. */
  get isPending() {
    return this.#waiting > 0;
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
    if (this.#isRefused) throw new Error("refused");
    this.#write(async () => {
      const entry = await this.#entryOf(name);
      this.#names.set(entry, name);
      const sealed = await this.#sealed(entry, name, value);
      if (this.#items.get(name) === value) localStorage.setItem(entry, sealed);
    });
  }

  /** @param {string} name */
  removeItem(name) {
    this.#items.delete(name);
    this.#write(async () => {
      const entry = await this.#entryOf(name);
      if (!this.#items.has(name)) localStorage.removeItem(entry);
    });
  }

  /**
   * Takes over what an open portal kept here in clear, whose names begin so.
   * @param {string} prefix
   */
  async adopt(prefix) {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
      for (const name of names) {
        const value = localStorage.getItem(name);
        if (value !== null && !this.#items.has(name)) this.setItem(name, value);
      }
      await this.#written;
      if (!this.#isRefused) names.forEach((name) => localStorage.removeItem(name));
    } catch {
      this.#isRefused = true;
    }
  }

  /**
   * Takes in what another window has written, and tells scripts of it as a browser does.
   * @param {StorageEvent} event
   */
  async follow({ key, newValue }) {
    if (key === null) this.#items.clear();
    if (!key?.startsWith(this.prefix)) return;
    const name = newValue === null ? this.#names.get(key) : await this.#take(key, newValue);
    if (!name) return;
    if (newValue === null) this.#items.delete(name);
    dispatchEvent(new StorageEvent("storage", { key: name, newValue: this.getItem(name) }));
  }

  /** @param {() => Promise<void>} act */
  #write(act) {
    this.#waiting += 1;
    this.#written = this.#written
      .then(act)
      .catch(() => {
        this.#isRefused = true;
      })
      .finally(() => {
        this.#waiting -= 1;
      });
  }

  /** @param {string} name */
  async #entryOf(name) {
    const signed = await crypto.subtle.sign("HMAC", this.cipher.names, utf8.encode(name));
    return this.prefix + base64(new Uint8Array(signed).subarray(0, 16));
  }

  /** @param {string} entry @param {string} name @param {string} value */
  async #sealed(entry, name, value) {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const how = { name: "AES-GCM", iv, additionalData: utf8.encode(entry) };
    const said = utf8.encode(JSON.stringify([name, value]));
    const locked = await crypto.subtle.encrypt(how, this.cipher.texts, said);
    return `${base64(iv)}.${base64(new Uint8Array(locked))}`;
  }

  /** @param {string} entry @param {string | null} sealed */
  async #take(entry, sealed) {
    try {
      const [iv, locked] = (sealed ?? "").split(".").map(bytes);
      const how = { name: "AES-GCM", iv, additionalData: utf8.encode(entry) };
      const said = await crypto.subtle.decrypt(how, this.cipher.texts, locked);
      const [name, value] = JSON.parse(text.decode(said));
      this.#items.set(name, value);
      this.#names.set(entry, name);
      return name;
    } catch {
      return null;
    }
  }
}
