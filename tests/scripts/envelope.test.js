// The envelope of a reply: locked for one key, and of a length that tells little.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lockedFor, paddedLength } from "../../overrides/assets/javascripts/envelope.js";

for (const [length, padded] of [
  [1, 4096],
  [4096, 4096],
  [4097, 8192],
  [65_536, 65_536],
  [65_537, 73_728],
  [1_000_000, 1_048_576],
]) {
  test(`${length} bytes are filled up to ${padded}`, () => {
    assert.equal(paddedLength(length), padded);
  });
}

test("an envelope has the five parts of a JWE, and another key each time", async () => {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, [
    "deriveBits",
  ]);
  const key = { ...(await crypto.subtle.exportKey("jwk", pair.publicKey)), kid: "k" };
  const [one, other] = [await lockedFor(key, "{}"), await lockedFor(key, "{}")];
  const parts = one.split(".").map((part) => Buffer.from(part, "base64url"));
  assert.deepEqual(
    parts.slice(1).map(({ length }) => length),
    [0, 12, 4096, 16],
  );
  const { epk, ...header } = JSON.parse(parts[0]);
  assert.deepEqual(header, { alg: "ECDH-ES", enc: "A256GCM", kid: "k", typ: "coaching-reply" });
  assert.deepEqual([epk.kty, epk.crv], ["EC", "P-256"]);
  assert.notEqual(one.split(".")[0], other.split(".")[0]);
});
