"""What a reader can do with the portal, in a browser that reaches no other host."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.live.portal import Opened, is_seen, violations

PAGES = [
    *("about-me.html", "actions.html", "agreement.html", "follow-up.html", "goals.html"),
    *("goals/board.html", "goals/depots.html", "goals/evenings.html", "goals/listening.html"),
    *("index.html", "programme.html", "prompts.html", "reply.html", "reviews.html"),
    *("sessions.html", "thought-starters.html"),
]
# An outline on what has the focus or, for the switch of colours, on the label that stands for it;
# the search field opens its panel.
SHOWS_FOCUS = """() => {
  const focused = document.activeElement;
  const isOutlined = (element) => element && getComputedStyle(element).outlineStyle !== "none";
  const isSearch = focused.name === "query" && document.getElementById("__search").checked;
  return isSearch || isOutlined(focused.type === "radio" ? focused.nextElementSibling : focused);
}"""
TABS = ["Today", "Agreement", "About me", "Goals", "Actions", "Sessions", "Reviews"]


def test_every_page_opens(portal: Opened) -> None:
    """Each page opens without an error, a breach of the policy or a request to another place, and
    is no wider than the screen."""
    assert portal.names == PAGES
    for name, page in portal.tour():
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_first_screen(served: Opened) -> None:
    """Home shows at once who is meant, where they are, what is next and what was promised."""
    with served.visit() as page:
        for text in (
            "Welcome, Amara.",
            "Step 5 of 7",
            "You have kept 5 of the 7 promises that were due so far. 2 are late.",
            "Thursday, 26 November 2026",
        ):
            assert is_seen(page, page.get_by_text(text)), text
        first = page.get_by_text("Ask three peers what they have stopped bringing to me")
        assert is_seen(page, first) or served.on_phone


def test_search(portal: Opened) -> None:
    """Search finds a word of a goal, and the result opens the page where the word stands."""
    with portal.visit() as page:
        if portal.on_phone:
            page.locator("label.md-header__button[for=__search]").click()
        page.locator("input[name=query]").click()
        page.keyboard.type("verdict")
        page.locator(".md-search-result__link").first.click()
        expect(page.locator("h1")).to_have_text("The room finishes its thought before I speak")
        assert page.url.partition("?")[0].partition("#")[0] == (
            f"{portal.address}/goals/listening.html"
        )
        word = page.get_by_text("My peers get a colleague, and not a verdict.")
        word.scroll_into_view_if_needed()
        expect(word).to_be_visible()


def test_palette(portal: Opened) -> None:
    """The reader changes to dark and back, and the next page keeps the choice."""
    with portal.visit() as page:
        light = background(page)
        page.get_by_title("Switch to dark").click()
        dark = background(page)
        assert sum(dark) < sum(light) / 2
        page.goto(f"{portal.address}/actions.html")
        assert background(page) == dark
        page.get_by_title("Switch to light").click()
        assert background(page) == light


def test_printed(desk: Opened) -> None:
    """On paper a page begins with its title and ends with its day, and has no menu or button."""
    for name, page in desk.tour():
        page.emulate_media(media="print")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("footer .md-copyright__highlight")).to_contain_text("As of 23 November")
        frames = (".md-header", ".md-tabs", ".md-search", ".section-pages")
        for frame in (
            *frames,
            "article button",
            ".folded > summary",
            ".reply-plain",
        ):
            shown = page.locator(frame).filter(visible=True)
            assert shown.count() == 0, f"{name}: {frame}"


@pytest.mark.parametrize("name", ["goals.html", "goals/evenings.html"])
def test_page_of_a_section(phone: Opened, name: str) -> None:
    """Among the pages of a section that a phone has room for is the one in view."""
    with phone.visit(name) as page:
        expect(page.locator(".section-pages [aria-current]")).to_be_in_viewport(ratio=1)


def test_steps_are_named_on_paper(desk: Opened) -> None:
    """A sheet of paper has room for the names of the steps, though it is narrow."""
    with desk.visit("programme.html") as page:
        page.set_viewport_size({"width": 642, "height": 900})
        page.emulate_media(media="print")
        names = page.locator(".path__name").evaluate_all("all => all.map(one => one.offsetWidth)")
        assert min(names) > 20


def test_name_is_whole(served: Opened) -> None:
    """Whose coaching it is can be read to its end at the top of each page."""
    with served.visit() as page:
        name = page.locator(".md-header__topic:first-child .md-ellipsis")
        cut = (
            "(name) => name.scrollWidth > name.clientWidth || name.scrollHeight > name.clientHeight"
        )
        assert not name.evaluate(cut)


def test_drawer(phone: Opened) -> None:
    """On a phone a drawer opens and leads to another page."""
    with phone.visit() as page:
        link = page.locator(".md-nav--primary").get_by_role("link", name="Sessions")
        expect(link).not_to_be_in_viewport()
        page.get_by_role("button", name="Navigation").click()
        expect(link).to_be_in_viewport()
        link.click()
        expect(page.locator("h1")).to_have_text("Sessions")


def test_keyboard(desk: Opened) -> None:
    """The keyboard reaches the skip link first, then the tabs, and always shows where it is."""
    with desk.visit() as page:
        reached = []
        for _ in range(30):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.textContent.trim()"))
            page.wait_for_function(SHOWS_FOCUS)  # a slow machine opens the search a little later
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


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_accessible(served: Opened, colours: str) -> None:
    """Axe finds nothing to object to on any page."""
    for name, page in served.tour(color_scheme=colours, bypass_csp=True):
        assert violations(page, colours=colours) == [], name


def background(page: Page) -> list[int]:
    """Return red, green and blue of what the page stands on."""
    # Colours change over a moment.
    page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return [int(part) for part in colour.strip("rgb()").split(",")]
