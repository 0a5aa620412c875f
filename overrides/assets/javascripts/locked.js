// What a page does otherwise where its portal is locked, and all pages are in one file:
// overrides/lock/locked-portal.js shows it then.

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Items */
/** @typedef {{ prefix: string, keys: () => string[], refuses: (name?: string) => boolean } & Items} SealedItems */

/** @type {{ storage: SealedItems, run: (address: string) => Promise<void> } | undefined} */
export const locked = /** @type {any} */ (globalThis).lockedPortal;

/** Returns what the address names in its page: behind the `#`, and behind the page that stands there. */
export const fragment = () => location.hash.replace(/^#\/[^:]*:?|^#/, "");

/** Lets the address name the page alone. */
export function forgetFragment() {
  const [page = ""] = /^#\/[^:]*/.exec(location.hash) ?? [];
  history.replaceState(history.state, "", location.pathname + location.search + page);
}

/**
 * Runs a script by its address, after those that are asked for already; tells when it has run.
 * @param {string} [address]
 */
export const runScript = (address = "") =>
  locked?.run(address) ??
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.async = false;
    script.src = address;
    script.addEventListener("load", () => resolve(undefined));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
