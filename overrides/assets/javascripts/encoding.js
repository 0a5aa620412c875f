// Texts and bytes as they are encrypted, signed and written: in base64, and words in UTF-8.

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const CHUNK = 32_768; // arguments, of which a call takes a limited number

export const utf8 = new TextEncoder();

/** @param {Uint8Array} bytes */
export function base64Of(bytes) {
  let binary = "";
  for (let n = 0; n < bytes.length; n += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(n, n + CHUNK));
  }
  return btoa(binary);
}

/**
 * Returns the bytes that a text in base64 says; throws where it is none.
 * @param {string} base64
 * @returns {Bytes}
 */
export function fromBase64(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let n = 0; n < binary.length; n += 1) bytes[n] = binary.charCodeAt(n);
  return bytes;
}

/**
 * Returns bytes in base64url, as JOSE writes them.
 * @param {ArrayBuffer | Uint8Array} buffer
 */
export function base64url(buffer) {
  const base64 = base64Of(new Uint8Array(buffer));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
