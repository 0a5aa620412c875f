// The envelope of a reply: a text encrypted on this device to the coach's public key, as JWE
// (RFC 7516), by ECDH-ES over P-256 and A256GCM.
import { base64url, utf8 } from "./encoding.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const CIPHER = "A256GCM";
const KEY_BITS = 256;
const TAG_BYTES = 16;
const LEAST_STEP = 4096; // bytes

const number = (/** @type {number} */ n) => new Uint8Array([n >>> 24, n >>> 16, n >>> 8, n]);

const joined = async (/** @type {BlobPart[]} */ ...parts) =>
  new Uint8Array(await new Blob(parts).arrayBuffer());

/**
 * Returns the length that a content is filled up to: how much was written would show in it. It is
 * a multiple of 4 KiB, or of an eighth of a power of two where that is more.
 * @param {number} length in bytes
 */
export function paddedLength(length) {
  const step = Math.max(LEAST_STEP, 2 ** Math.floor(Math.log2(length)) / 8);
  return Math.ceil(length / step) * step;
}

// Spaces, which JSON takes anywhere.
const padded = (/** @type {string} */ content) => {
  const bytes = utf8.encode(content);
  return joined(bytes, " ".repeat(paddedLength(bytes.length) - bytes.length));
};

/**
 * Returns the key for one message, and the public half of the pair that it was made with.
 * @param {JsonWebKey} publicKey
 */
const agreeOnKey = async ({ kty, crv, x, y }) => {
  const { subtle } = crypto;
  const theirs = await subtle.importKey("jwk", { kty, crv, x, y }, CURVE, false, []);
  const ours = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = await subtle.exportKey("jwk", ours.publicKey);
  const secret = await subtle.deriveBits(
    { name: "ECDH", public: theirs },
    ours.privateKey,
    KEY_BITS,
  );
  // Concat KDF, RFC 7518 section 4.6: one round of SHA-256 gives all bits of the key.
  const name = utf8.encode(CIPHER);
  const parties = [number(0), number(0)]; // who they are is not said
  const seed = await joined(
    number(1),
    secret,
    number(name.length),
    name,
    ...parties,
    number(KEY_BITS),
  );
  const bits = await subtle.digest("SHA-256", seed);
  const key = await subtle.importKey("raw", bits, "AES-GCM", false, ["encrypt"]);
  return { key, epk: { kty: "EC", crv: "P-256", x: point.x, y: point.y } };
};

/**
 * Returns a text as an envelope that the holder of the private key alone can open.
 * @param {JsonWebKey & { kid?: string }} publicKey the coach's
 * @param {string} content JSON
 */
export async function lockedFor(publicKey, content) {
  const { key, epk } = await agreeOnKey(publicKey);
  const fields = { alg: "ECDH-ES", enc: CIPHER, kid: publicKey.kid, typ: "coaching-reply", epk };
  const header = base64url(utf8.encode(JSON.stringify(fields)));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: utf8.encode(header) };
  const locked = await crypto.subtle.encrypt(how, key, await padded(content));
  const [text, tag] = [locked.slice(0, -TAG_BYTES), locked.slice(-TAG_BYTES)];
  return [header, "", ...[iv, text, tag].map(base64url)].join(".");
}
