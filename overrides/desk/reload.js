// A desk that is served asks whether it was written anew, and is loaded again then. In a folder it has no script.

const EVERY_MS = 1500;

/**
 * Whether the server has another revision than the one that this page is of; false while it does not answer.
 * @param {string} address
 * @param {string} known
 */
async function isOutdated(address, known) {
  try {
    const answer = await fetch(address, { cache: "no-store" });
    return answer.ok && (await answer.text()) !== known;
  } catch {
    return false;
  }
}

/** @param {DOMStringMap} data */
function watch({ asks = "", known = "" }) {
  setInterval(async () => {
    if (!document.hidden && (await isOutdated(asks, known))) location.reload();
  }, EVERY_MS);
}

watch(document.currentScript instanceof HTMLElement ? document.currentScript.dataset : {});
