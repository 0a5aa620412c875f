// Which page of a locked portal an address means. All of them are in one file, so the page stands
// behind its `#`: #/goals/depots, and #/goals/depots:actions for a place in it.

const FIRST = "index.html";
const PAGE = /\.html$/;
/** Stands for the folder of a portal, which nothing is loaded from. */
const FOLDER = "https://portal.invalid/";

/** @typedef {{ path: string, fragment: string }} Place */

/** Returns what a part of an address says, "" where it is malformed. @param {string} text */
export const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
};

/**
 * Returns the part of an address behind its `#` that leads to a place, with the `#`.
 * @param {Place} place
 */
export function routeOf({ path, fragment }) {
  const page = path === FIRST ? "" : path.replace(PAGE, "");
  return `#/${encodeURI(page)}${fragment && `:${encodeURIComponent(fragment)}`}`;
}

/**
 * Returns the place that such a part names, or null where it names none.
 * @param {string} hash
 * @param {(path: string) => boolean} isThere
 * @returns {Place | null}
 */
export function placeAt(hash, isThere) {
  const [, page, fragment = ""] = /^#\/([^:]*)(?::(.*))?$/.exec(hash) ?? [];
  if (page === undefined) return null;
  const name = decoded(page);
  const path = [name, `${name}.html`, FIRST].find((one) => one && isThere(one)) ?? FIRST;
  return { path, fragment: decoded(fragment) };
}

/**
 * Returns the place that an address means which stands on a page; null if it leads out of the portal,
 * or to nothing that is in it.
 * @param {string} address
 * @param {string} page the path of that page
 * @param {(path: string) => boolean} isThere
 * @returns {Place | null}
 */
export function placeOf(address, page, isThere) {
  const url = parsed(address, FOLDER + page);
  if (!url?.href.startsWith(FOLDER)) return null;
  const path = decoded(url.pathname.slice(1)) || FIRST;
  return isThere(path) ? { path, fragment: decoded(url.hash.slice(1)) } : null;
}

/** @param {string} address @param {string} base */
const parsed = (address, base) => {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
};

/** Tells whether a path is that of a page. @param {string} path */
export const isPage = (path) => PAGE.test(path);
