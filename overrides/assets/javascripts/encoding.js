// Texts and bytes as they are encrypted, signed and written.

export const utf8 = new TextEncoder();

/**
 * Returns bytes in base64url, as JOSE writes them.
 * @param {ArrayBuffer | Uint8Array} buffer
 */
export function base64url(buffer) {
  let binary = "";
  for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
