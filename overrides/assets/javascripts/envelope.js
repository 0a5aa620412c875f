// The envelope of a reply: a text encrypted on this device to the coach's public key, as JWE
// (RFC 7516), by ECDH-ES over P-256 and A256GCM.
(() => {
  const utf8 = new TextEncoder();
  const base64url = (buffer) => {
    let binary = "";
    for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte);
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const number = (n) => new Uint8Array([n >>> 24, n >>> 16, n >>> 8, n]);
  const joined = async (...parts) => new Uint8Array(await new Blob(parts).arrayBuffer());

  // How much was written would show in the length: spaces, which JSON takes anywhere, fill it up to a
  // multiple of 4 KiB, or to an eighth more at most.
  const padded = (content) => {
    const bytes = utf8.encode(content);
    const step = Math.max(4096, 2 ** Math.floor(Math.log2(bytes.length)) / 8);
    return joined(bytes, " ".repeat(Math.ceil(bytes.length / step) * step - bytes.length));
  };

  window.lockedFor = async ({ kty, crv, x, y, kid }, content) => {
    const { subtle } = crypto;
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const theirs = await subtle.importKey("jwk", { kty, crv, x, y }, curve, false, []);
    const ours = await subtle.generateKey(curve, false, ["deriveBits"]);
    const point = await subtle.exportKey("jwk", ours.publicKey);
    const secret = await subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
    // Concat KDF, RFC 7518 section 4.6: one round of SHA-256 gives the 256 bits of the key.
    const algorithm = utf8.encode("A256GCM");
    const seed = await joined(
      number(1),
      secret,
      number(algorithm.length),
      algorithm,
      number(0),
      number(0),
      number(256),
    );
    const bits = await subtle.digest("SHA-256", seed);
    const key = await subtle.importKey("raw", bits, "AES-GCM", false, ["encrypt"]);
    const header = base64url(
      utf8.encode(
        JSON.stringify({
          alg: "ECDH-ES",
          enc: "A256GCM",
          kid,
          typ: "coaching-reply",
          epk: { kty: "EC", crv: "P-256", x: point.x, y: point.y },
        }),
      ),
    );
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: utf8.encode(header) },
      key,
      await padded(content),
    );
    const text = sealed.slice(0, -16);
    return [header, "", base64url(iv), base64url(text), base64url(sealed.slice(-16))].join(".");
  };
})();
