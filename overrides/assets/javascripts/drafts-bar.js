// On every page: how many drafts wait to be sent, and what to do where they do not stay.
import { all, find } from "./dom.js";
import { saveDrafts } from "./draft-file.js";
import { drafts } from "./drafts.js";
import { locked } from "./locked.js";
import { counted, figures, word } from "./wording.js";

/**
 * Shows the bar, and keeps it true.
 * @param {HTMLElement | null} page where drafts are sent from, if that is this page
 */
export function startDraftsBar(page) {
  /** @type {HTMLElement | null} */
  const bar = document.querySelector(".drafts-here");
  const show = () => {
    all(document, "[data-draft]").forEach(showDrafted);
    all(document, "[data-drafts-count]").forEach(showCount);
    if (bar) showWaiting(bar);
  };
  if (bar) {
    linkTo(page, bar);
    find(bar, "button").addEventListener("click", saveDrafts);
  }
  drafts.watch(show);
  show();
}

// In the list of all prompts a draft counts too, until what was sent of it stands in the portal.
const showDrafted = (/** @type {HTMLElement} */ { dataset, lastElementChild: state }) => {
  const draft = drafts.get(dataset.draft ?? "");
  const isDraft = draft && (!draft.sent || draft.base === dataset.base);
  if (state) state.textContent = isDraft ? word("write_draft") : "";
};

const countWaiting = () => drafts.keys().filter((key) => !drafts.get(key)?.sent).length;

// Beside the link to the reply in the menu.
const showCount = (/** @type {HTMLElement} */ place) => {
  const waiting = countWaiting();
  place.hidden = !waiting;
  place.textContent = figures.format(waiting);
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", counted("write_waiting", waiting));
};

const showWaiting = (/** @type {HTMLElement} */ bar) => {
  const waiting = countWaiting();
  const stay = drafts.stay();
  bar.hidden = !waiting;
  find(bar, "span").textContent = counted("write_waiting", waiting);
  find(bar, "button").hidden = !stay;
  bar.classList.toggle("drafts-here--not", stay === "not");
};

/**
 * Leads from the bar to the reply, which is told from which page the reader comes: one that sees no
 * drafts can lead back.
 * @param {HTMLElement | null} page
 * @param {HTMLElement} bar
 */
const linkTo = (page, bar) => {
  /** @type {HTMLAnchorElement} */
  const link = find(bar, "a");
  const root = new URL(".", link.href).pathname;
  const { pathname } = location;
  if (locked) return;
  if (page?.id === "send-here") {
    link.href = "#send-here";
    find(link, "strong").textContent = word("write_send_here");
  } else if (pathname.startsWith(root)) link.hash = `from=${pathname.slice(root.length)}`;
};
