// The page of a locked portal: asks for the passphrase, and shows the portal once it opens.
import { unpacked } from "./archive.js";
import { LockFault, bytesOf, contentOf, headerOf, keyFor } from "./container.js";
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
const message = element("message");

/** @param {string} name of a word, or "" for none */
const say = (name) => {
  message.textContent = name && told.words[name];
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

/** @param {Uint8Array<ArrayBuffer>} content */
const show = async (content) => {
  const { files, storage } = await unpacked(content);
  const header = headerOf(textIn("lock-header"));
  const sealed = await openStorage(header.lock, storage);
  const portal = new LockedPortal(files, sealed, told.words, told.styles);
  await portal.start();
};

/** @param {string} passphrase */
const open = async (passphrase) => {
  const header = headerOf(textIn("lock-header"));
  const key = await keyFor(header, passphrase);
  await show(await contentOf(header, key, bytesOf(textIn("lock-content"))));
};

/** @param {unknown} fault */
const tell = (fault) => {
  const isWrong = fault instanceof LockFault && fault.kind === "wrong";
  say(isWrong ? "lock_wrong" : "lock_damaged");
  setBusy(false);
  field.focus();
  if (isWrong) field.select();
  if (!(fault instanceof LockFault)) throw fault;
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (button.disabled || !field.value.trim()) return;
  say("");
  setBusy(true);
  open(field.value).catch(tell);
});
shown.addEventListener("change", () => {
  field.type = shown.checked ? "text" : "password";
});

const lack = lacking();
form.hidden = Boolean(lack);
say(lack);
if (!lack) field.focus();
