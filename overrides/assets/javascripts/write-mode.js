// Write mode: a page shows its questions in place of what there is to read, until the reader is done.
// Its address says so (#write, or the id of a question), so that links lead here and Back leads out.
import { all, find, namedId } from "./dom.js";
import { forgetFragment } from "./locked.js";

const QUESTION = "write-";

/** Opens and closes write mode, on a page that has one, as its address tells. */
export function startWriteMode() {
  const flow = document.getElementById("write");
  if (!flow) return;
  foldLater(flow);
  const follow = () => {
    const place = placeIn(flow);
    if (place) open(flow, place);
    else if (isOpen(flow)) closeFor(flow, document.getElementById(namedId()));
  };
  addEventListener("hashchange", follow);
  document.addEventListener("click", ({ target }) => {
    const link = /** @type {Element} */ (target).closest("a[href^='#write']");
    if (link instanceof HTMLElement) opener = link;
  });
  for (const button of all(document, "[data-leave]")) {
    button.addEventListener("click", () => {
      forgetFragment();
      close(flow);
    });
  }
  follow();
  addEventListener("load", follow); // a browser takes the focus away as it goes to the address
}

/** What the reader pressed, which has the focus again afterwards. @type {HTMLElement | null} */
let opener = null;

const isOpen = (/** @type {HTMLElement} */ flow) =>
  flow.parentElement?.classList.contains("is-writing");

/**
 * Returns what of write mode the address names: all of it, or a question, also by its answer.
 * @param {HTMLElement} flow
 */
const placeIn = (flow) => {
  const id = namedId();
  const named = document.getElementById(id);
  const isEmpty = named?.matches("[hidden], .said:not(.has-draft):has(> .asks)");
  const found = isEmpty ? document.getElementById(QUESTION + id) : named;
  return found && flow.contains(found) ? found : null;
};

/**
 * @param {HTMLElement} flow
 * @param {HTMLElement} place
 */
const open = (flow, place) => {
  flow.parentElement?.classList.add("is-writing");
  if (place === flow) {
    scrollTo(0, 0);
    const first = flow.querySelector(".flow__some:not([hidden]) :is(textarea, input)");
    focusOn(first ?? find(flow, ".flow__title"));
    return;
  }
  const hidden = place.closest(".flow__some[hidden]");
  for (const some of hidden ? all(flow, ".flow__some") : []) some.hidden = false;
  /** @type {HTMLDetailsElement | null} */
  const folded = place.closest("details");
  if (folded) folded.open = true;
  showMore(flow);
  place.scrollIntoView();
  const button = place.querySelector(".write__open:not([hidden]) button");
  if (button instanceof HTMLElement) button.click();
  else focusOn(place.querySelector("textarea, input"));
};

/**
 * Closes write mode for a place to read, which was not there to go to; what is seen in it, too, stays.
 * @param {HTMLElement} flow
 * @param {HTMLElement | null} named by the address
 */
const closeFor = (flow, named) => {
  if (named?.getClientRects().length) return;
  close(flow);
  named?.scrollIntoView();
};

const close = (/** @type {HTMLElement} */ flow) => {
  flow.parentElement?.classList.remove("is-writing");
  const back = opener?.isConnected ? opener : document.querySelector("article a[href='#write']");
  if (back instanceof HTMLElement) back.focus();
  opener = null;
};

const focusOn = (/** @type {Element | null} */ element) =>
  element instanceof HTMLElement && element.focus({ preventScroll: true });

/**
 * Shows the first questions; a button shows the next of them, and the first of these has the focus.
 * @param {HTMLElement} flow
 */
const foldLater = (flow) => {
  const [, ...later] = all(flow, ".flow__some");
  for (const some of later) some.hidden = true;
  flow.querySelector("[data-more]")?.addEventListener("click", () => {
    const next = later.find((some) => some.hidden);
    if (!next) return;
    next.hidden = false;
    showMore(flow);
    focusOn(next.querySelector("textarea, input"));
  });
};

/** Hides the button once there are no more questions. */
const showMore = (/** @type {HTMLElement} */ flow) => {
  /** @type {HTMLElement | null} */
  const more = flow.querySelector("[data-more]");
  if (more) more.hidden = !flow.querySelector(".flow__some[hidden]");
};
