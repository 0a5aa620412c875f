// The menu of a phone by keyboard. The theme opens it by a label, which no key reaches, and leaves
// the page behind it in reach. Without this script a menu whose links are reached shows itself.
(() => {
  const drawer = document.getElementById("__drawer");
  const label = document.querySelector(".md-header [for=__drawer]");
  const menu = document.querySelector(".md-sidebar--primary");
  if (!drawer || !label || !menu) return;
  const parts = ".md-skip, .md-header, .md-content, .md-top, .md-footer";
  const behind = [...document.querySelectorAll(parts)];
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });

  const opener = document.createElement("button");
  opener.type = "button";
  opener.className = label.className;
  opener.setAttribute("aria-label", menu.querySelector("nav").getAttribute("aria-label"));
  opener.append(...label.childNodes);
  opener.addEventListener("click", () => drawer.click());
  label.replaceWith(opener);

  const tell = () => {
    opener.setAttribute("aria-expanded", drawer.checked);
    for (const element of behind) element.inert = drawer.checked;
  };

  tell();

  drawer.addEventListener("change", () => {
    const was = menu.contains(document.activeElement);
    tell();
    if (drawer.checked) {
      [...menu.querySelectorAll("a[href], [tabindex='0']")].find(isSeen)?.focus();
    } else if (was || document.activeElement === document.body) {
      opener.focus();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) drawer.click();
  });

  // A section slides over the one that it is in: the focus goes with it, and back.
  for (const toggle of menu.querySelectorAll(".md-nav__toggle")) {
    const link = menu.querySelector(`label.md-nav__link[for="${toggle.id}"]`);
    const back = menu.querySelector(`.md-nav__title[for="${toggle.id}"]`);
    if (!link || !back) continue;
    link.tabIndex = 0; // the theme lets Enter press a label that has the focus
    back.tabIndex = 0;
    toggle.addEventListener("change", () => (toggle.checked ? back : link).focus());
  }
})();

// Of the pages of a section a phone shows as many as there is room for: the one in view among them.
(() => {
  const here = document.querySelector(".section-pages [aria-current]");
  if (!here) return;
  const strip = here.closest(".section-pages");
  const [one, all] = [here, strip].map((element) => element.getBoundingClientRect());
  strip.scrollLeft += one.left + one.width / 2 - all.left - all.width / 2;
})();
