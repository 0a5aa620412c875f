// The form of a rater. What is answered stays on this page until it is saved as a file, which the coach alone can
// open; all files of a round have one name and one size.
import { lockedFor } from "../assets/javascripts/envelope.js";
import { asFiles } from "../assets/javascripts/share-files.js";

const CODE_BYTES = 16;
const STEP = 65_536; // bytes of which each file has a multiple, the same one for all who are asked the same
const MOST = 1_500_000; // bytes of what can be received, with room for what is around it
const AROUND = 8192; // bytes for all that is no answer
const OF_A_FIELD = 200; // bytes for the id and the score of a field
const OF_A_LETTER = 3;

/**
 * @typedef {{ engagement: string, round: string, group: string, promised: Record<string, string>,
 *   key: JsonWebKey & { kid?: string }, file: string, words: Record<string, string> }} Asked
 * @typedef {{ scores: Record<string, string>, comments: Record<string, string> }} Given
 */

const find = (/** @type {string} */ selector) =>
  /** @type {HTMLElement} */ (document.querySelector(selector));

/** @type {Asked} */
const asked = JSON.parse(find("#asked").textContent ?? "");
const form = /** @type {HTMLFormElement} */ (find("form"));
const status = find("[role=status]");

/** Returns a code that is this device's for this round, so that no answer of it counts twice. */
function codeOf() {
  const place = `rater ${asked.engagement} ${asked.round} ${asked.group}`;
  const fresh = [...crypto.getRandomValues(new Uint8Array(CODE_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  try {
    const kept = localStorage.getItem(place) ?? fresh;
    localStorage.setItem(place, kept);
    return kept;
  } catch {
    return fresh; // a browser that keeps nothing
  }
}

/** Returns what is filled in. @returns {Given} */
function given() {
  /** @type {Given} */
  const found = { scores: {}, comments: {} };
  for (const [name, value] of new FormData(form)) {
    const text = String(value).trim();
    const field = form.elements.namedItem(name);
    if (!text) continue;
    if (field instanceof HTMLTextAreaElement) found.comments[name] = text;
    else found.scores[name.replace("?", "")] = text;
  }
  return found;
}

/** Returns the first field whose number is none of the scale. */
const wrongNumber = () =>
  [...form.querySelectorAll("input[type=number]")].find(
    (field) => field instanceof HTMLInputElement && !field.checkValidity(),
  );

/** Returns the most bytes of answers to this form, however much is written. */
function mostBytes() {
  const fields = [...form.elements].map((field) =>
    field instanceof HTMLTextAreaElement ? OF_A_FIELD + OF_A_LETTER * field.maxLength : OF_A_FIELD,
  );
  return fields.reduce((sum, bytes) => sum + bytes, AROUND);
}

/** Returns a text with so many blanks behind it that its size tells nothing. @param {string} text */
function filled(text) {
  const { length } = new TextEncoder().encode(text);
  const bytes = Math.max(length, Math.min(MOST, mostBytes()));
  return text + " ".repeat(Math.ceil(bytes / STEP) * STEP - length);
}

async function save() {
  const { engagement, round, group, promised } = asked;
  const content = { format: "coaching-answer", version: 1, code: codeOf() };
  const whole = JSON.stringify({ ...content, engagement, round, group, promised, ...given() });
  const text = await lockedFor(asked.key, filled(whole));
  const file = { name: asked.file, type: "application/jose", text };
  offer(file);
}

/** Shows how to send a file. @param {{ name: string, type: string, text: string }} file */
function offer(file) {
  const keep = /** @type {HTMLAnchorElement} */ (find("[data-act=keep]"));
  URL.revokeObjectURL(keep.href);
  keep.href = URL.createObjectURL(new Blob([file.text], { type: file.type }));
  const share = find("[data-act=share]");
  const files = asFiles(file);
  share.hidden = !files;
  share.onclick = () => void navigator.share({ files }).catch(() => {}); // closed again
  const send = find("#send");
  send.hidden = false;
  send.focus();
  if (!files) keep.click();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wrong = /** @type {HTMLElement | undefined} */ (wrongNumber());
  const { scores, comments } = given();
  const isEmpty = !Object.keys(scores).length && !Object.keys(comments).length;
  const { failed = "", nothing = "", number = "" } = asked.words;
  status.textContent = wrong ? number : isEmpty ? nothing : "";
  wrong?.focus();
  if (wrong || isEmpty) return;
  // A browser that cannot encrypt must not look as if it had saved.
  save().catch(() => {
    status.textContent = failed;
  });
});

form.addEventListener("input", (event) => {
  find("#send").hidden = true; // what was saved is no longer what stands here
  status.textContent = "";
  const field = /** @type {HTMLInputElement} */ (event.target);
  const around = field.closest("fieldset");
  const number = around?.querySelector("input[type=number]");
  if (!(number instanceof HTMLInputElement)) return;
  const none = /** @type {HTMLInputElement} */ (around?.querySelector("input[type=checkbox]"));
  if (field === none && none.checked) number.value = "";
  else if (field === number && number.value) none.checked = false;
});
