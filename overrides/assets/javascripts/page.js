// What a portal tells its scripts, by one that comes before them: whose portal it is, and the words for what they show.

/** @type {{ portal?: PortalData, words?: Record<string, string> } | undefined} */
const data = /** @type {any} */ (globalThis).portalData;

/** @type {PortalData} */
export const portal = data?.portal ?? /** @type {any} */ ({});

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
export const words = data?.words ?? {};

export const isPortal = Boolean(data);

export const language = document.documentElement.lang || "en";
