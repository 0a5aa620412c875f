// What a page tells its scripts: whose portal it is, and the words for what they show.

const read = (/** @type {string} */ id) =>
  JSON.parse(document.getElementById(id)?.textContent ?? "null");

/** @type {PortalData} */
export const portal = read("__portal") ?? {};

/** Where a device keeps that its reader wants no key that opens the search. */
export const KEY_OFF = `coaching:${portal.engagement}:key`;

// A page that is none of a portal's has no table.
/** @type {DraftTable} */
const table = portal.drafts ?? { limits: { scores: [] }, patterns: {}, name: "", kinds: {} };

export const kinds = table.kinds;
export const limits = table.limits;
export const patterns = table.patterns;

/** The key for the name of a first value, until it has one. */
export const FIRST_NAME = table.name;

/** @type {Record<string, string>} */
export const words = read("__words") ?? {};

export const isPortal = Boolean(
  document.getElementById("__portal") && document.getElementById("__words"),
);

export const language = document.documentElement.lang || "en";
