// The file of a reply, which is signed and encrypted wherever it can be.
import { today } from "./days.js";
import { randomHex } from "./draft.js";
import { utf8 } from "./encoding.js";
import { lockedFor } from "./envelope.js";
import { limits, portal } from "./page.js";
import { SIGNATURE_BYTES, signedText } from "./signing.js";

const ID_BYTES = 16;

/** @typedef {{ id: string, at: string }} Item and what else is sent of a draft */
/** @typedef {{ same: string, name: string, type: string, text: string, isSigned: boolean }} MadeFile */
/** @typedef {MadeFile & { items: ReplyFile["items"] }} Made */

/**
 * Returns the content of a reply.
 * @param {Item[]} items
 * @param {string} [id]
 */
const contentOf = (items, id = "0".repeat(2 * ID_BYTES)) => ({
  format: "coaching-reply",
  version: 3,
  id,
  engagement: portal.engagement,
  portal: portal.version,
  made: new Date().toISOString().replace(/\.\d+Z/, "Z"),
  on: today(),
  items,
});

/**
 * Tells whether a reply of these items is more than can be received.
 * @param {Item[]} items
 */
export const isTooLarge = (items) =>
  utf8.encode(JSON.stringify(contentOf(items))).length + SIGNATURE_BYTES > limits.reply;

/** The file that was made last. @type {Made | null} */
let last = null;

/**
 * Returns the file of a reply; the same one for the same items on one day.
 * @param {Item[]} items
 * @param {JsonWebKey | null} publicKey of the coach, to encrypt it
 */
export async function makeReply(items, publicKey) {
  const same = today() + JSON.stringify(items); // a clock that is put right makes another file
  if (last?.same === same) return last;
  const { text: content, isSigned } = await signedText(contentOf(items, randomHex(ID_BYTES)));
  const name = `reply-${today()}`; // whose it is, no name of a file tells
  const file = publicKey
    ? { name: `${name}.jwe`, type: "application/jose", text: await lockedFor(publicKey, content) }
    : { name: `${name}.json`, type: "application/json", text: content };
  const moments = items.map(({ id, at }) => ({ id, at: Date.parse(at) }));
  last = { same, ...file, isSigned, items: moments };
  return last;
}
