// Light or dark: what the reader's system says, until this reader has said otherwise for this portal.
// The page itself reads what was said, before it is painted (overrides/partials/javascripts/base.html).
import { writeItem } from "./device-storage.js";
import { all } from "./dom.js";
import { portal } from "./page.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

/** Lets the buttons for it switch; styles show which way. */
export function startThemeSwitch() {
  for (const button of all(document, "[data-do=theme]")) {
    button.addEventListener("click", () => {
      const isDark = root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
      root.dataset.theme = isDark ? "light" : "dark";
      writeItem(`coaching:${portal.engagement}:theme`, root.dataset.theme);
    });
  }
}
