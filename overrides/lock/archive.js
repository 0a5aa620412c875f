// The files of a portal, out of the content of its container: coaching_site/locking/archive.py.
import { LockFault, bytesOf } from "./container.js";

const LENGTH_BYTES = 4;
const STORAGE_BYTES = 32;
const MOST_BYTES = 300_000_000;

/** @typedef {{ files: Map<string, Uint8Array<ArrayBuffer>>, storage: Uint8Array<ArrayBuffer> }} Archive */

/** @param {Uint8Array<ArrayBuffer>} raw */
const split = (raw) => {
  if (raw.length < LENGTH_BYTES) throw new LockFault("damaged");
  const length = new DataView(raw.buffer, raw.byteOffset).getUint32(0);
  const end = LENGTH_BYTES + length;
  if (end > raw.length) throw new LockFault("damaged");
  return { part: raw.subarray(LENGTH_BYTES, end), rest: raw.subarray(end) };
};

/** @param {Uint8Array<ArrayBuffer>} packed */
const decompressed = async (packed) => {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const whole = new Uint8Array(await new Response(stream).arrayBuffer());
  if (whole.length > MOST_BYTES) throw new LockFault("damaged");
  return whole;
};

/**
 * @param {any} entries
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
const filesOf = (entries, bytes) => {
  /** @type {Archive["files"]} */
  const files = new Map();
  let start = 0;
  for (const [name, size] of entries) {
    const isPlace = typeof name === "string" && !/^\/|\\|:|(?:^|\/)\.{0,2}(?:\/|$)/.test(name);
    if (!isPlace || files.has(name) || !Number.isInteger(size) || size < 0) {
      throw new LockFault("damaged");
    }
    files.set(name, bytes.subarray(start, start + size));
    start += size;
  }
  if (start !== bytes.length) throw new LockFault("damaged");
  return files;
};

/**
 * Returns the archive that a content holds; throws `LockFault`.
 * @param {Uint8Array<ArrayBuffer>} content
 * @returns {Promise<Archive>}
 */
export async function unpacked(content) {
  try {
    const { part: head, rest } = split(await decompressed(split(content).part));
    const index = JSON.parse(new TextDecoder().decode(head));
    const storage = bytesOf(index.storage);
    if (storage.length !== STORAGE_BYTES) throw new LockFault("damaged");
    return { files: filesOf(index.files, rest), storage };
  } catch {
    throw new LockFault("damaged");
  }
}
