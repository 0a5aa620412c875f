// What this device keeps for the portal, as text by name. A browser may refuse any of it.
import { locked } from "./locked.js";

let refused = false;

/** Tells whether this browser has refused anything. */
export const isRefused = () => refused || hasRefused();

/**
 * Tells whether a locked portal could not keep what has a name, or anything: it learns that later.
 * @param {string} [name]
 */
export const hasRefused = (name) => Boolean(locked?.storage.refuses(name));

/**
 * @template T
 * @param {(storage: Pick<Storage, "getItem" | "setItem" | "removeItem">) => T} act
 * @param {T} otherwise what comes back where the browser refuses
 */
const attempt = (act, otherwise) => {
  try {
    return act(locked?.storage ?? localStorage);
  } catch {
    refused = true;
    return otherwise;
  }
};

/**
 * Returns the text that is kept by a name, or null.
 * @param {string} name
 * @returns {string | null}
 */
export const readItem = (name) => attempt((storage) => storage.getItem(name), null);

/**
 * Keeps a text by a name; tells whether it is kept.
 * @param {string} name
 * @param {string} text
 */
export function writeItem(name, text) {
  const isKept = attempt((storage) => {
    storage.setItem(name, text);
    return storage.getItem(name) === text;
  }, false);
  refused ||= !isKept;
  return isKept;
}

/**
 * Keeps no text by a name any more.
 * @param {string} name
 */
export const removeItem = (name) => attempt((storage) => storage.removeItem(name), undefined);

/**
 * Returns all names that begin so.
 * @param {string} prefix
 * @returns {string[]}
 */
export const itemNames = (prefix) =>
  attempt(() => locked?.storage.keys() ?? Object.keys(localStorage), []).filter((name) =>
    name.startsWith(prefix),
  );
