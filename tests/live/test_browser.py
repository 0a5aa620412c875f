"""What a reader can do with the portal, in a browser that reaches no other host."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.live.portal import Opened, is_seen, violations

PAGES = [
    *(
        "about-me.html",
        "achieved.html",
        "actions.html",
        "agreement.html",
        "follow-up.html",
        "goals.html",
    ),
    *("goals/board.html", "goals/depots.html", "goals/evenings.html", "goals/listening.html"),
    *("index.html", "programme.html", "prompts.html", "reply.html", "reviews.html"),
    *("sessions.html", "thought-starters.html"),
]
SHOWS_FOCUS = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
# What in the header is cut off, and where the base lines of its first lines and its middles are.
BASE_LINES = """() => {
  const seen = [...document.querySelectorAll(
    ".frame__brand > span:last-child, .frame a:not(.frame__brand), .frame button")]
    .filter(one => one.checkVisibility());
  const cut = seen.filter(one => {
    const { left, right } = one.getBoundingClientRect();
    return left < 0 || right > innerWidth || one.scrollWidth > one.clientWidth + 1;
  });
  const isDrawn = one => {
    const word = one.matches(".frame__search") && one.querySelector("span");
    return word && getComputedStyle(word).position === "absolute";
  };
  const tops = seen.filter(one => !isDrawn(one)).map(one => {
    const mark = document.createElement("span");
    mark.style = "display: inline-block";
    one.prepend(mark);
    const { bottom } = mark.getBoundingClientRect();
    mark.remove();
    return bottom;
  });
  const boxes = seen.map(one => one.getBoundingClientRect());
  const middles = boxes.map(box => (box.top + box.bottom) / 2);
  // What is drawn has no line of its own: it stands in the middle of what is beside it.
  const drawn = seen.map((one, n) => isDrawn(one) ? Math.abs(middles[n] - middles.at(-1)) : 0);
  return { cut: cut.map(one => one.outerHTML), tops, middles, drawn };
}"""
TABS = ["Today", "Agreement", "About me", "Goals", "Actions", "Sessions", "Reviews"]

# What of the words of a page lies over those of a button.
LAID_OVER = """() => {
  const isThere = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 1;
  const boxesOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  };
  const areOver = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 6;
  const article = document.querySelector("article");
  const buttons = [...article.querySelectorAll("button, .button")].filter(isThere);
  const found = [];
  const words = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode;
    const around = text.parentElement;
    if (!text.data.trim() || !isThere(around) || around.closest("svg, summary")) continue;
    const boxes = boxesOf(text);
    for (const button of buttons.filter((one) => !one.contains(text))) {
      if (boxesOf(button).some((one) => boxes.some((other) => areOver(one, other)))) {
        found.push(`${text.data.trim()} over ${button.textContent.trim()}`);
      }
    }
  }
  return found;
}"""


DOUBLE_RULES = """() => {
  const rules = [];
  for (const one of document.querySelectorAll("main *")) {
    const style = getComputedStyle(one);
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    const box = one.getBoundingClientRect();
    if (box.width < 100 || parseFloat(style.borderLeftWidth)) continue;
    for (const side of ["Top", "Bottom"]) {
      const width = parseFloat(style[`border${side}Width`]);
      if (!width || /, 0\\)$/.test(style[`border${side}Color`])) continue;
      const y = side === "Top" ? box.top : box.bottom - width;
      rules.push({ y, left: box.left, right: box.right, of: `${one.tagName}.${one.className}` });
    }
  }
  const found = [];
  for (const [n, one] of rules.entries()) {
    for (const other of rules.slice(n + 1)) {
      const apart = Math.abs(one.y - other.y);
      const common = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (apart > 0.5 && apart <= 6 && common > 50) found.push(`${one.of}, ${other.of}`);
    }
  }
  return found;
}"""


def test_every_page_opens(portal: Opened) -> None:
    """Each page opens without an error, a breach of the policy or a request to another place, is
    no wider than the screen, and draws no two lines where one was meant."""
    assert portal.names == PAGES
    for name, page in portal.tour():
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert page.evaluate(DOUBLE_RULES) == [], name


def test_first_screen(served: Opened) -> None:
    """Home shows at once what matters most today, when the next session is, and the path."""
    with served.visit() as page:
        for text in (
            "Welcome, Amara.",
            "Week 12 of 29 with Noor.",
            "The one thing for today",
            "Ask three peers what they have stopped bringing to me",
            "Thursday, 26 Nov",
        ):
            assert is_seen(page, page.get_by_text(text).first), text
        assert is_seen(page, page.locator(".path__name").first)


def test_theme_switch(portal: Opened) -> None:
    """A button changes to dark and back, and says so; the next page keeps the choice."""
    with portal.visit() as page:
        light = background(page)
        switch(page, portal, "Switch to dark")
        dark = background(page)
        assert sum(dark) < sum(light) / 2
        page.goto(f"{portal.address}/actions.html")
        assert background(page) == dark
        switch(page, portal, "Switch to light")
        assert background(page) == light


def test_theme_of_the_system(desk: Opened) -> None:
    """Until the switch is pressed a page follows the system, with or without JavaScript."""
    with desk.visit(color_scheme="dark") as page:
        expect(page.get_by_role("button", name="Switch to light")).to_be_visible()
        dark = background(page)
        page.emulate_media(color_scheme="light")
        expect(page.get_by_role("button", name="Switch to dark")).to_be_visible()
        assert sum(background(page)) > 2 * sum(dark)
    with desk.visit(color_scheme="dark", java_script_enabled=False) as page:
        expect(page.locator("body")).to_have_css("background-color", f"rgb{(*dark,)}")


def test_printed(desk: Opened) -> None:
    """On paper a page begins with its title and ends with its day, and has no menu or button."""
    for name, page in desk.tour():
        page.emulate_media(media="print")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("footer .colophon__note")).to_contain_text("As of 23 November")
        frames = (".frame", ".menu", ".search", ".siblings", ".onward", ".md-skip")
        for frame in (
            *frames,
            "article button",
            ".folded > summary",
            ".reply-plain",
        ):
            shown = page.locator(frame).filter(visible=True)
            assert shown.count() == 0, f"{name}: {frame}"


def test_pages_of_a_section(phone: Opened) -> None:
    """Above a goal the others are folded in one line; below it stand its neighbours."""
    with phone.visit("goals/listening.html") as page:
        others = page.locator(".siblings")
        expect(others.locator("li").first).to_be_hidden()
        others.locator("summary").click()
        assert others.get_by_role("link").count() == 5
        expect(page.get_by_role("link", name="Previous The depots")).to_have_attribute(
            "href", "depots.html"
        )
        page.get_by_role("link", name="Next The board").click()
        expect(page.locator("h1")).to_have_text("The board asks about our next five years")


def test_steps_are_named_on_paper(desk: Opened) -> None:
    """A sheet of paper has room for the names of the steps, though it is narrow."""
    with desk.visit() as page:
        page.set_viewport_size({"width": 642, "height": 900})
        page.emulate_media(media="print")
        names = page.locator(".path__name").evaluate_all("all => all.map(one => one.offsetWidth)")
        assert min(names) > 20


def test_contents_stay_in_sight(phone: Opened) -> None:
    """On a phone the parts of a signed agreement can be chosen from wherever one reads; the list
    closes by that, so that it lies over nothing."""
    with phone.visit("agreement.html") as page:
        page.mouse.wheel(0, 2000)
        listed = page.locator(".contents")
        expect(listed).to_be_in_viewport()
        listed.locator("summary").click()
        listed.get_by_role("link").last.click()
        expect(listed.get_by_role("link").last).to_be_hidden()
        expect(page.locator("#signatures")).to_be_in_viewport()


def test_header(desk: Opened) -> None:
    """Whose coaching it is can be read whole at every width, on one base line with the rest; on a
    desk, where it may have two lines, in the middle of the rest."""
    with desk.visit() as page:
        for width in (320, 390, 768, 1219, 1220, 1280, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            lines = page.evaluate(BASE_LINES)
            assert lines["cut"] == [], width
            heights = lines["middles" if width >= 1220 else "tops"]
            assert max(heights) - min(heights) <= 1, (width, lines)
            assert max(lines["drawn"]) <= 1, (width, lines)


def test_keyboard(desk: Opened) -> None:
    """The keyboard reaches the skip link first, then the tabs, and always shows where it is."""
    with desk.visit() as page:
        reached = []
        for _ in range(30):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.textContent.trim()"))
            assert page.evaluate(SHOWS_FOCUS)
        assert reached[0] == "Skip to content"
        assert [name for name in TABS if name not in reached] == []


def test_skip_link(desk: Opened) -> None:
    """The skip link takes the keyboard past the navigation."""
    with desk.visit() as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        inside = "document.querySelector('article').contains(document.activeElement)"
        assert page.evaluate(inside)


def test_accessible(served: Opened) -> None:
    """Axe finds nothing to object to on any page, and no text lies over a button.

    What a phone does not show is in the frame, and home has that, too.
    """
    for name, page in served.tour(bypass_csp=True):
        of_colours = served.on_phone or name == "index.html"
        assert violations(page, of_colours=of_colours) == [], name
        assert page.evaluate(LAID_OVER) == [], name


def switch(page: Page, portal: Opened, name: str) -> None:
    """Press the switch of colours, which a phone has in its menu."""
    if portal.on_phone:
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name=name).click()
    page.keyboard.press("Escape")


def background(page: Page) -> list[int]:
    """Return red, green and blue of what the page stands on."""
    # Colours change over a moment.
    page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return [int(part) for part in colour.strip("rgb()").split(",")]
