// Opens a locked portal; docs/locking.md describes each byte, coaching_site/crypto/lock_container.py
// does the same in Python. Nothing of what the file says is believed before it is checked.
import { fromBase64, utf8 } from "../assets/javascripts/encoding.js";

const FORMAT = "coaching-lock";
const VERSION = 1;
const KDF = "PBKDF2-SHA256";
const LEAST_ROUNDS = 1_000_000;
const MOST_ROUNDS = 10_000_000;
const MOST_SLOTS = 8;
const MOST_HEADER_CHARACTERS = 10_000;
const LENGTHS = { salt: 16, nonce: 12, key: 48 };

/** @typedef {import("../assets/javascripts/encoding.js").Bytes} Bytes */
/** @typedef {{ nonce: Bytes, key: Bytes }} Wrapped */
/** @typedef {Wrapped & { salt: Bytes, rounds: number, said: string }} Slot */
/** @typedef {{ text: string, lock: string, slots: Slot[], key: Wrapped, nonce: Bytes }} Header */

/** Why it does not open: a "wrong" passphrase, a key of an "other" build, or a "damaged" file. */
export class LockFault extends Error {
  /** @param {"wrong" | "other" | "damaged"} kind */
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

/** @param {boolean} isRight */
const require = (isRight) => {
  if (!isRight) throw new LockFault("damaged");
};

/**
 * Returns the bytes that a text in base64 says; throws `LockFault`.
 * @param {string} base64
 */
export function bytesOf(base64) {
  try {
    return fromBase64(base64);
  } catch {
    throw new LockFault("damaged");
  }
}

/** @param {any} said @param {"salt" | "nonce" | "key"} name */
const field = (said, name) => {
  require(typeof said?.[name] === "string");
  const bytes = bytesOf(said[name]);
  require(bytes.length === LENGTHS[name]);
  return bytes;
};

/** @param {any} said @param {string[]} names */
const requireKeys = (said, names) =>
  require(
    said !== null &&
      typeof said === "object" &&
      `${Object.keys(said).sort()}` === `${names.sort()}`,
  );

/** @param {any} said @param {string} lock @returns {Slot} */
const slotOf = (said, lock) => {
  requireKeys(said, ["kdf", "rounds", "salt", "nonce", "key"]);
  const { kdf, rounds } = said;
  require(kdf === KDF && Number.isInteger(rounds));
  // Fewer would let a passphrase be guessed, more would keep a phone busy for a minute.
  require(rounds >= LEAST_ROUNDS && rounds <= MOST_ROUNDS);
  const bound = `${FORMAT} ${VERSION} slot ${lock} ${KDF} ${rounds} ${said.salt}`;
  return {
    ...{ salt: field(said, "salt"), nonce: field(said, "nonce"), key: field(said, "key") },
    ...{ rounds, said: bound },
  };
};

/**
 * Returns what a header says, with nothing computed yet; throws `LockFault`.
 * @param {string} text
 * @returns {Header}
 */
export function headerOf(text) {
  /** @type {any} */
  let said = null;
  try {
    if (text.length <= MOST_HEADER_CHARACTERS) said = JSON.parse(text);
  } catch {
    throw new LockFault("damaged");
  }
  requireKeys(said, ["format", "version", "lock", "slots", "key", "nonce"]);
  requireKeys(said.key, ["nonce", "key"]);
  const { format, version, lock, slots } = said;
  require(format === FORMAT && version === VERSION && /^[0-9a-f]{32}$/.test(lock));
  require(Array.isArray(slots) && slots.length > 0 && slots.length <= MOST_SLOTS);
  return {
    ...{ text, lock, nonce: field(said, "nonce") },
    slots: slots.map((/** @type {any} */ slot) => slotOf(slot, lock)),
    key: { nonce: field(said.key, "nonce"), key: field(said.key, "key") },
  };
}

/** @param {Bytes} raw @returns {Promise<CryptoKey>} */
const aesKey = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);

/**
 * @param {CryptoKey} key
 * @param {Bytes} nonce
 * @param {Bytes} locked
 * @param {string} bound
 */
const decrypted = async (key, nonce, locked, bound) => {
  const how = { name: "AES-GCM", iv: nonce, additionalData: utf8.encode(bound) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, locked));
};

/** @param {string} passphrase */
const passphraseBytes = (passphrase) =>
  utf8.encode(
    passphrase
      .normalize("NFKC")
      .replace(/[\t\n\v\f\r ]+/g, " ")
      .replace(/^ | $/g, ""),
  );

/** @param {Slot} slot @param {CryptoKey} passphrase */
const openSlot = async ({ salt, rounds, nonce, key, said }, passphrase) => {
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  const bits = await crypto.subtle.deriveBits(how, passphrase, 256);
  return decrypted(await aesKey(new Uint8Array(bits)), nonce, key, said);
};

/**
 * Returns the key of the engagement, by a passphrase; throws `LockFault`.
 * @param {Header} header
 * @param {string} passphrase
 * @returns {Promise<Bytes>}
 */
export async function keyFor(header, passphrase) {
  const raw = passphraseBytes(passphrase);
  const secret = await crypto.subtle.importKey("raw", raw, "PBKDF2", false, ["deriveBits"]);
  try {
    return await Promise.any(header.slots.map((slot) => openSlot(slot, secret)));
  } catch {
    throw new LockFault("wrong");
  }
}

/**
 * Returns the content, by the key of the engagement; throws `LockFault`.
 * @param {Header} header
 * @param {Bytes} key
 * @param {Bytes} locked
 * @returns {Promise<Bytes>}
 */
export async function contentOf(header, key, locked) {
  const content = await contentKey(header, key);
  try {
    return await decrypted(content, header.nonce, locked, header.text);
  } catch {
    throw new LockFault("damaged");
  }
}

/** @param {Header} header @param {Bytes} key */
const contentKey = async ({ lock, key: { nonce, key: wrapped } }, key) => {
  try {
    const bound = `${FORMAT} ${VERSION} key ${lock}`;
    return await aesKey(await decrypted(await aesKey(key), nonce, wrapped, bound));
  } catch {
    throw new LockFault("other");
  }
};
