// Where metrics stand: a reading of this device counts from the moment it is kept, until the coach has
// decided on it.
import { all } from "./dom.js";
import { placeKey } from "./draft-kinds.js";
import { drafts } from "./drafts.js";
import { answerTo } from "./receipts.js";
import { figures, shortDay, word } from "./wording.js";

/** The number that stands in the text of a page for any other, and what it may be written with. */
const ANY = /8(?:[.,]0+)?/;

/** What each place says without a draft. @type {WeakMap<HTMLElement, ChildNode[]>} */
const was = new WeakMap();

/** Shows each metric of the page as it stands on this device. */
export function showReadings() {
  for (const element of all(document, "[data-reading]")) show(element, latest(element));
}

/**
 * Returns the draft with the latest reading of a metric, unless the portal shows a later one.
 * @param {HTMLElement} element
 */
const latest = ({ dataset: { reading, what, on = "" } }) => {
  const written = drafts.keys().flatMap((key) => {
    const draft = drafts.get(key);
    if (placeKey(key) !== reading || !draft?.value || answerTo(key, draft)) return [];
    // What has no id is known by its name, too.
    return draft.about.what === what && draft.value.on >= on ? [draft] : [];
  });
  const order = (/** @type {Draft} */ { value, at }) => `${value.on} ${at}`;
  return written.sort((one, other) => (order(one) < order(other) ? 1 : -1))[0];
};

/**
 * @param {HTMLElement} element
 * @param {Draft} [draft]
 */
const show = (element, draft) => {
  const { dataset } = element;
  if (!was.has(element)) was.set(element, [...element.childNodes]);
  element.classList.toggle("is-drafted", Boolean(draft));
  const now = draft && (dataset.as ?? "").replace(ANY, written(draft.value.value));
  element.replaceChildren(...(now ? [now + fate(element, draft)] : (was.get(element) ?? [])));
  const bar = dataset.target ? element.closest("li")?.querySelector(".bar__done") : null;
  if (!bar) return;
  const [start, target] = [dataset.start, dataset.target].map(Number);
  const share = draft
    ? (100 * (Number(draft.value.value) - start)) / (target - start)
    : dataset.share;
  bar.setAttribute("width", `${Math.min(Math.max(Number(share), 0), 100)}%`);
};

const written = (/** @type {string} */ number) => figures.format(Number(number)).replace("-", "−");

/**
 * Returns what has become of a draft, where there is room to say so.
 * @param {HTMLElement} element
 * @param {Draft} draft
 */
const fate = ({ dataset }, { sent }) => {
  if (dataset.fate === undefined) return "";
  return ` · ${sent ? word("write_row_sent", { day: shortDay(sent) }) : word("write_row_kept")}`;
};
