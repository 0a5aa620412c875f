// Values of drafts, compared: what is empty says nothing, and the order of names does not count.

/**
 * Returns a value without what is empty, in one order of names; undefined if nothing is left.
 * @param {any} value
 * @returns {any}
 */
function withoutEmpty(value) {
  if (value === null || value === undefined || value === "") return undefined;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.length ? value : undefined;
  const parts = Object.entries(value)
    .map(([name, part]) => [name, withoutEmpty(part)])
    .filter(([, part]) => part !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return parts.length ? Object.fromEntries(parts) : undefined;
}

/**
 * Tells whether a value says nothing.
 * @param {any} value
 */
export const isEmpty = (value) => withoutEmpty(value) === undefined;

/**
 * Tells whether two values say the same.
 * @param {any} one
 * @param {any} other
 */
export const isSame = (one, other) =>
  JSON.stringify(withoutEmpty(one)) === JSON.stringify(withoutEmpty(other));

/**
 * Tells whether something that stands in the portal is gone from what was written.
 * @param {any} seen
 * @param {any} value
 * @returns {boolean}
 */
export function takesBack(seen, value) {
  if (isEmpty(seen)) return false;
  if (isEmpty(value)) return true;
  const isRecord = typeof seen === "object" && !Array.isArray(seen);
  return isRecord && Object.keys(seen).some((name) => takesBack(seen[name], value[name]));
}
