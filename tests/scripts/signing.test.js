// Signatures of replies: by one key for each portal and device, and none where no key is kept.
import "./browser.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  canSign,
  deviceName,
  signedText,
  thisDevice,
} from "../../overrides/assets/javascripts/signing.js";

const POINT = {
  x: "ZaFf3CbPfhrfqaFLGKJSR2rlzbOHvs0v30PQlBOL38I",
  y: "p-g2UW6mVc26GKCpZrFF5rV2hnf5w9tQwwc2iumxtpk",
};

/** What the browser keeps as keys, by name. */
const kept = new Map();
let refuses = false;

const request = (act) => {
  const made = {};
  queueMicrotask(() => {
    try {
      made.result = act();
      made.onsuccess?.();
    } catch (error) {
      made.error = error;
      made.onerror?.();
    }
  });
  return made;
};

const add = (value, name) => {
  if (refuses || kept.has(name)) throw new Error("refused");
  kept.set(name, value);
};
const keys = {
  get: (name) => request(() => kept.get(name)),
  add: (value, name) => request(() => add(value, name)),
};
globalThis.indexedDB = {
  open: () => request(() => ({ transaction: () => ({ objectStore: () => keys }), close() {} })),
};

beforeEach(() => {
  kept.clear();
  refuses = false;
});

test("a device has the digits that Python gives it", async () => {
  assert.equal(await deviceName(POINT), "60954 06381 12937 75598");
});

test("the key is made at the first reply, stays, and cannot be read", async () => {
  assert.equal(await thisDevice(), "");
  const one = await signedText({ id: "1", text: "ä" });
  const other = await signedText({ id: "2" });
  assert.deepEqual([...kept.keys()], ["coaching:ann"]);
  const { publicKey, privateKey } = kept.get("coaching:ann");
  assert.equal(privateKey.extractable, false);
  assert.equal(
    await thisDevice(),
    await deviceName(await crypto.subtle.exportKey("jwk", publicKey)),
  );
  for (const { text, isSigned } of [one, other]) {
    const { signature, ...said } = JSON.parse(text);
    assert.equal(isSigned, true);
    const how = { name: "ECDSA", hash: "SHA-256" };
    const raw = new TextEncoder().encode(`coaching-reply signature 1\n${JSON.stringify(said)}`);
    const value = Buffer.from(signature.value, "base64url");
    assert.ok(await crypto.subtle.verify(how, publicKey, value, raw));
  }
});

test("a key is made where somebody is to sign, and then used", async () => {
  assert.equal(await canSign(), true);
  const [made] = kept.values();
  assert.equal((await signedText({ id: "1" })).isSigned, true);
  assert.deepEqual([...kept.values()], [made]);
});

test("two windows that send at once have one key", async () => {
  const made = await Promise.all([signedText({ id: "1" }), signedText({ id: "2" })]);
  const [one, other] = made.map(({ text }) => JSON.parse(text).signature.x);
  assert.equal(one, other);
});

test("a reply is not signed where no key is kept", async () => {
  refuses = true;
  assert.equal(await thisDevice(), "");
  assert.equal(await canSign(), false);
  assert.deepEqual(await signedText({ id: "1" }), { text: '{"id":"1"}', isSigned: false });
});

test("a browser without such a store says so at once", async () => {
  const { indexedDB } = globalThis;
  delete globalThis.indexedDB;
  assert.equal(await thisDevice(), null);
  assert.equal((await signedText({ id: "1" })).isSigned, false);
  globalThis.indexedDB = indexedDB;
});
