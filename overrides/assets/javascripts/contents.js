// What a long text consists of, which stays in sight on a phone: it closes once a part has been chosen.
import { all } from "./dom.js";

/** Closes such a list by each of its links. */
export function startContents() {
  for (const list of all(document, ".contents")) {
    list.addEventListener("click", ({ target }) => {
      const isChosen = /** @type {Element} */ (target).closest("a");
      if (isChosen) list.querySelector("details")?.removeAttribute("open");
    });
  }
}
