// The key of a device in a portal that was locked after it had signed: it stays the same one.
import "./browser.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const NAME = "coaching-lock:0123:";
const kept = new Map();

const request = (act) => {
  const made = {};
  queueMicrotask(() => {
    made.result = act();
    made.onsuccess?.();
  });
  return made;
};
const keys = {
  get: (name) => request(() => kept.get(name)),
  add: (value, name) => request(() => kept.set(name, value)),
  put: (value, name) => request(() => kept.set(name, value)),
  delete: (name) => request(() => kept.delete(name)),
};
Object.assign(globalThis, {
  indexedDB: {
    open: () => request(() => ({ transaction: () => ({ objectStore: () => keys }), close() {} })),
  },
  lockedPortal: {
    storage: { prefix: NAME, keys: () => [], refuses: () => false, ...localStorage },
  },
});
const { signedText, thisDevice } = await import("../../overrides/assets/javascripts/signing.js");

test("a key of before the lock signs on, under a name that tells nothing", async () => {
  const how = { name: "ECDSA", namedCurve: "P-256" };
  const before = await crypto.subtle.generateKey(how, false, ["sign", "verify"]);
  kept.set("coaching:ann", before);
  const device = await thisDevice();
  assert.deepEqual([...kept], [[NAME, before]]);
  const { isSigned, text } = await signedText({ id: "1" });
  const { x } = await crypto.subtle.exportKey("jwk", before.publicKey);
  assert.deepEqual([isSigned, JSON.parse(text).signature.x], [true, x]);
  assert.equal(await thisDevice(), device);
});
