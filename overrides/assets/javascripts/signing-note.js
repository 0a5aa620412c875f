// What the page that sends drafts says of signatures: by which digits the coach knows this device, or
// that it cannot sign.
import { find } from "./dom.js";
import { thisDevice } from "./signing.js";
import { fill } from "./wording.js";

/**
 * Says whether what is sent from a page is signed; again once a file was made.
 * @param {HTMLElement} page
 * @param {{ isSigned: boolean }} [made] the file
 */
export async function showSigning(page, made) {
  const device = made?.isSigned === false ? null : await thisDevice();
  find(page, ".reply__signed").hidden = device === null;
  find(page, ".reply__unsigned").hidden = device !== null;
  const digits = find(page, ".reply__digits");
  digits.hidden = !device;
  const unbroken = (device ?? "").replaceAll(" ", "\u00A0");
  digits.textContent = fill(digits.dataset.sentence ?? "", { device: unbroken });
}
