// The page of a locked portal: asks for the passphrase, and shows the portal once it opens.
import { unpacked } from "./archive.js";
import { LockFault, bytesOf, contentOf, headerOf, keyFor } from "./container.js";
import { Device } from "./device.js";
import { LockedPortal } from "./locked-portal.js";
import { openStorage } from "./sealed-storage.js";

/** @typedef {{ words: Record<string, string>, styles: string }} Told */

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id */
const textIn = (id) => (element(id).textContent ?? "").trim();

/** @type {Told} */
const told = JSON.parse(textIn("told"));
const form = /** @type {HTMLFormElement} */ (element("unlock"));
const field = /** @type {HTMLInputElement} */ (element("passphrase"));
const button = /** @type {HTMLButtonElement} */ (element("open"));
const shown = /** @type {HTMLInputElement} */ (element("show"));
const byDevice = /** @type {HTMLButtonElement} */ (element("by-device"));
const message = element("message");

/** @param {string} name of a word, or "" for none */
const say = (name) => {
  message.textContent = name && told.words[name];
};

/** @param {boolean} isWrong whether the passphrase is told to be */
const markWrong = (isWrong) => {
  if (isWrong) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
};

/** Offers the device's own lock, or the passphrase alone. @param {boolean} isOffered */
const offerDevice = (isOffered) => {
  byDevice.hidden = !isOffered;
  element("lead").textContent = told.words[isOffered ? "lock_device_lead" : "lock_lead"];
};

/** @param {boolean} isBusy */
const setBusy = (isBusy) => {
  button.disabled = isBusy;
  field.readOnly = isBusy;
  button.textContent = told.words[isBusy ? "lock_opening" : "lock_open"];
};

/** Returns what keeps this browser from opening anything, "" if nothing does. */
const lacking = () => {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return "lock_insecure";
  const isOld = !("DecompressionStream" in globalThis) || !("adoptedStyleSheets" in document);
  return isOld ? "lock_old_browser" : "";
};

const header = () => headerOf(textIn("lock-header"));

/** @param {Uint8Array<ArrayBuffer>} key of the engagement */
const show = async (key) => {
  const head = header();
  const content = await contentOf(head, key, bytesOf(textIn("lock-content")));
  const { files, storage } = await unpacked(content);
  const device = new Device(head.lock);
  const keep = device.canKeep ? () => device.keep(key, told.words.lock_device_title) : null;
  const portal = new LockedPortal(files, await openStorage(head.lock, storage), told, keep);
  await portal.start();
};

/** @param {string} passphrase */
const open = async (passphrase) => show(await keyFor(header(), passphrase));

/** Opens the portal by the device's own lock; if that is of no use any more, by the passphrase. */
const openByDevice = async () => {
  const device = new Device(header().lock);
  /** @type {Uint8Array<ArrayBuffer>} */
  let key;
  try {
    key = await device.open();
  } catch {
    say("lock_device_failed"); // or the reader has changed their mind
    return;
  }
  await show(key).catch((fault) => {
    if (!(fault instanceof LockFault && fault.kind === "other")) throw fault;
    device.forget();
    offerDevice(false);
    say("lock_device_stale");
    field.focus();
  });
};

/** @param {unknown} fault */
const tell = (fault) => {
  const isWrong = fault instanceof LockFault && fault.kind === "wrong";
  say(isWrong ? "lock_wrong" : "lock_damaged");
  setBusy(false);
  markWrong(isWrong);
  field.focus();
  if (isWrong) field.select();
  if (!(fault instanceof LockFault)) throw fault;
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (button.disabled || !field.value.trim()) return;
  say("");
  markWrong(false);
  setBusy(true);
  open(field.value).catch(tell);
});
shown.addEventListener("change", () => {
  field.type = shown.checked ? "text" : "password";
});

byDevice.addEventListener("click", () => {
  say("");
  openByDevice().catch(tell);
});

const lack = lacking();
form.hidden = Boolean(lack);
if (lack) form.before(message);
say(lack);
if (!lack) {
  try {
    offerDevice(new Device(header().lock).canOpen);
  } catch {
    say("lock_damaged");
  }
  (byDevice.hidden ? field : byDevice).focus();
}
