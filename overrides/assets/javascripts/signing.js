// Signatures of replies, by a key that this device made and never gives away: ECDSA on P-256 with
// SHA-256. The coach knows the device by it; coaching_site/replies/signer.py checks what is signed.
import { base64url, utf8 } from "./encoding.js";
import { drafts } from "./drafts.js";
import { locked } from "./locked.js";
import { portal } from "./page.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const HOW = { name: "ECDSA", hash: "SHA-256" };
const DATABASE = "coaching-keys";
const STORE = "keys";
const PURPOSE = "coaching-reply signature 1\n";
const [GROUPS, GROUP_BYTES, GROUP_SIZE] = [4, 4, 100_000];

const LONGEST_WAIT = 5000; // milliseconds

/** The most bytes that a signature adds to a reply. */
export const SIGNATURE_BYTES = 300;

const OPEN_NAME = `coaching:${portal.engagement}`;
/** A locked portal leaves no name that tells whose it is. */
const NAME = locked ? locked.storage.prefix : OPEN_NAME;

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const answerOf = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * Answers as a promise does, or fails after a while: some browsers never answer where they should refuse.
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
const inTime = (answer) =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("no answer")), LONGEST_WAIT);
    answer.then(resolve, reject).finally(() => clearTimeout(late));
  });

/**
 * Does something with the keys that this browser keeps.
 * @template T
 * @param {(keys: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
const withKeys = async (act) => {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  const database = await inTime(answerOf(request));
  try {
    return await answerOf(act(database.transaction(STORE, "readwrite").objectStore(STORE)));
  } finally {
    database.close();
  }
};

/** @param {string} name @returns {Promise<CryptoKeyPair | undefined>} */
const keptAs = (name) => withKeys((keys) => keys.get(name));

/** Returns the pair of keys that is kept for this portal; one of the time before it was locked, too. */
const keptPair = async () => {
  const pair = await keptAs(NAME);
  if (pair || !locked) return pair;
  const earlier = await keptAs(OPEN_NAME);
  if (!earlier) return undefined;
  await withKeys((keys) => {
    keys.put(earlier, NAME);
    return keys.delete(OPEN_NAME);
  });
  return earlier;
};

/** Returns the pair of keys of this device, which is made if there is none; throws if none can be kept. */
const ownPair = async () => {
  const kept = await keptPair();
  if (kept) return kept;
  const made = await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
  // Another window may have made one meanwhile, which stays.
  await withKeys((keys) => keys.add(made, NAME)).catch(() => {});
  const pair = await keptAs(NAME);
  if (!pair) throw new Error("no key is kept");
  return pair;
};

/** @param {CryptoKeyPair} pair @returns {Promise<JsonWebKey>} */
const pointOf = ({ publicKey }) => crypto.subtle.exportKey("jwk", publicKey);

/**
 * Returns the digits by which people know a key: `device_name` in coaching_site/model/device.py.
 * @param {JsonWebKey} point
 */
export async function deviceName({ x, y }) {
  // The thumbprint of RFC 7638, of which the names stand in this order.
  const said = utf8.encode(JSON.stringify({ crv: "P-256", kty: "EC", x, y }));
  const digest = new DataView(await crypto.subtle.digest("SHA-256", said));
  const numbers = Array.from({ length: GROUPS }, (_, n) => digest.getUint32(n * GROUP_BYTES));
  return numbers.map((number) => `${number % GROUP_SIZE}`.padStart(5, "0")).join(" ");
}

/**
 * Returns the digits of this device, "" where it has no key yet, or null where it cannot keep one:
 * without encryption, without storage, and where a browser keeps things by page.
 * @returns {Promise<string | null>}
 */
export async function thisDevice() {
  if (!globalThis.crypto?.subtle || drafts.isBound) return null;
  try {
    const pair = await keptPair();
    return pair ? await deviceName(await pointOf(pair)) : "";
  } catch {
    return null;
  }
}

/**
 * Tells whether this device can sign, for which it makes a key if it has none: some browsers say only
 * then that they keep none.
 */
export async function canSign() {
  if ((await thisDevice()) === null) return false;
  return ownPair().then(
    () => true,
    () => false,
  );
}

/** @param {string} text */
const signatureOf = async (text) => {
  const pair = await ownPair();
  const { x, y } = await pointOf(pair);
  const signed = await crypto.subtle.sign(HOW, pair.privateKey, utf8.encode(PURPOSE + text));
  return { version: 1, x, y, value: base64url(signed) };
};

/**
 * Returns the text of a reply with its signature, or as it is where this device cannot sign.
 * @param {Record<string, unknown>} content
 */
export async function signedText(content) {
  const text = JSON.stringify(content);
  try {
    const signature = (await thisDevice()) === null ? null : await signatureOf(text);
    if (signature) return { text: JSON.stringify({ ...content, signature }), isSigned: true };
  } catch {
    // Some browsers say only when a key is to be kept that they keep none.
  }
  return { text, isSigned: false };
}
