// A device that opens a portal by its own lock, such as a face or a finger, once a passphrase has
// opened it there: a passkey gives a secret (the extension PRF of WebAuthn), under which the key of the
// engagement is kept. Where a later build has another key, the passphrase is asked for again.
import { base64Of, fromBase64, utf8 } from "../assets/javascripts/encoding.js";

const NAME = "coaching-passkey:";
const INFO = "coaching-lock passkey";
const TIMEOUT = 120_000; // milliseconds

/** @typedef {import("../assets/javascripts/encoding.js").Bytes} Bytes */
/** @typedef {{ id: string, salt: string, nonce: string, key: string }} Kept */

const random = (/** @type {number} */ length) => crypto.getRandomValues(new Uint8Array(length));

/** Whether this browser has passkeys, which a page that is opened as a file cannot use. */
const isOffered = () => location.protocol !== "file:" && "PublicKeyCredential" in globalThis;

/** @param {any} credential @returns {Bytes | null} */
const secretOf = (credential) => {
  const first = credential?.getClientExtensionResults().prf?.results?.first;
  return first ? new Uint8Array(first) : null;
};

/** @param {Bytes} secret @param {"encrypt" | "decrypt"} use */
const keyFrom = async (secret, use) => {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8.encode(INFO) };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, [use]);
};

export class Device {
  /** @param {string} lock the id of the lock */
  constructor(lock) {
    this.lock = lock;
    this.name = NAME + lock;
  }

  /** @returns {Kept | null} */
  get #kept() {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "null");
    } catch {
      return null;
    }
  }

  /** Whether it may open the portal now. */
  get canOpen() {
    return isOffered() && this.#kept !== null;
  }

  /** Whether it could open the portal the next time. */
  get canKeep() {
    return isOffered() && this.#kept === null;
  }

  /** Opens the portal no longer. */
  forget() {
    localStorage.removeItem(this.name);
  }

  /**
   * Returns the key of the engagement, after the device has asked who is there.
   * @returns {Promise<Bytes>}
   */
  async open() {
    const kept = this.#kept;
    if (!kept) throw new Error("nothing is kept");
    const secret = await this.#secret(fromBase64(kept.id), fromBase64(kept.salt));
    const how = this.#cipher(fromBase64(kept.nonce));
    const key = await keyFrom(secret, "decrypt");
    return new Uint8Array(await crypto.subtle.decrypt(how, key, fromBase64(kept.key)));
  }

  /**
   * Keeps the key of the engagement under the device's own lock.
   * @param {Bytes} key
   * @param {string} title what the device calls it
   */
  async keep(key, title) {
    const salt = random(32);
    /** @type {any} */
    const made = await navigator.credentials.create({
      publicKey: {
        ...{ challenge: random(32), timeout: TIMEOUT, rp: { name: title } },
        user: { id: random(16), name: title, displayName: title },
        pubKeyCredParams: [-7, -257].map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { userVerification: "required" },
        extensions: { prf: { eval: { first: salt } } },
      },
    });
    const id = new Uint8Array(made.rawId);
    // Some devices give the secret at once, others when they are asked again.
    const secret = secretOf(made) ?? (await this.#secret(id, salt));
    const nonce = random(12);
    const cipher = await keyFrom(secret, "encrypt");
    const sealed = new Uint8Array(await crypto.subtle.encrypt(this.#cipher(nonce), cipher, key));
    const said = Object.entries({ id, salt, nonce, key: sealed }).map(([n, raw]) => [
      n,
      base64Of(raw),
    ]);
    localStorage.setItem(this.name, JSON.stringify(Object.fromEntries(said)));
  }

  /** @param {Bytes} iv */
  #cipher(iv) {
    return { name: "AES-GCM", iv, additionalData: utf8.encode(`${INFO} ${this.lock}`) };
  }

  /** @param {Bytes} id @param {Bytes} salt */
  async #secret(id, salt) {
    const secret = secretOf(
      await navigator.credentials.get({
        publicKey: {
          ...{ challenge: random(32), timeout: TIMEOUT, userVerification: "required" },
          allowCredentials: [{ type: "public-key", id }],
          extensions: { prf: { eval: { first: salt } } },
        },
      }),
    );
    if (!secret) throw new Error("this device gives no secret");
    return secret;
  }
}
