// Of the pages of a section a phone shows as many as there is room for: this page is among them.

/** Scrolls the list of pages so that the current one is in its middle. */
export function scrollToPage() {
  const page = document.querySelector(".section-pages [aria-current]");
  const list = page?.closest(".section-pages");
  if (!page || !list) return;
  const [one, all] = [page, list].map((element) => element.getBoundingClientRect());
  list.scrollLeft += one.left + one.width / 2 - all.left - all.width / 2;
}
