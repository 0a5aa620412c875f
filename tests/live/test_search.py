"""The search finds, in each way to open a portal and in each engine, and shows it whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live.portal import DESK, Opened, opened
from tests.site.building import TOMAS, Project

WIDTHS: Final = (320, 390, 480, 600, 719, 720, 800, *range(900, 1921, 120))
TITLES: Final = {
    "hausboot": "Das Hausboot legt am Kai in München ab",
    "القارب": "القارب يغادر الميناء",
    "目標": "コーチングの目標を立てる",
    "上海": "我们在上海的工厂",
    "พูด": "ฉันต้องการพูดให้ช้าลง",
}
# What of the results, text by text, lies beyond the list, or of the list beyond the screen.
CUT: Final = """() => {
  const list = document.querySelector(".search");
  const all = list.getBoundingClientRect();
  const left = Math.max(0, all.left);
  const right = Math.min(innerWidth, all.right);
  const boxes = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return [one.getBoundingClientRect(), ...range.getClientRects()];
  };
  const seen = [...list.querySelectorAll(".search__places *")];
  const cut = seen.filter(one =>
    boxes(one).some(box => box.width && (box.left < left - 1 || box.right > right + 1)));
  const slides = list.scrollWidth > list.clientWidth;
  return { found: seen.length, cut: cut.map(one => one.outerHTML.slice(0, 99)), slides };
}"""


def ask(page: Page, words: str) -> None:
    """Open the search by its key and type words into it."""
    page.bring_to_front()  # who reads in another window types into that
    page.keyboard.press("/")
    expect(page.locator(".search")).to_be_visible()
    expect(page.locator(".search__field")).to_be_focused()
    page.keyboard.type(words)


def results(page: Page) -> list[str]:
    """Return the titles of what was found."""
    expect(page.locator(".search__status")).not_to_be_empty()
    return page.locator(".search__title").all_inner_texts()


def test_by_keyboard(portal: Opened) -> None:
    """A key opens the search, which counts what it finds; arrows choose, Enter opens, Escape
    closes."""
    with portal.visit() as page:
        assert page.locator(".search__status").get_attribute("role") is None
        ask(page, "VERDICT peers")
        expect(page.get_by_role("status").filter(has_text="1 place")).to_be_visible()
        assert [text.lower() for text in page.locator("mark").all_inner_texts()].count("verdict")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".search__places a").first).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(page.locator(".search__field")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("The room finishes its thought before I speak")
        assert page.url.partition("#")[0] == f"{portal.address}/goals/listening.html"
        page.get_by_role("button", name="Search").click()
        page.keyboard.type("nowhere to be found")
        expect(page.locator(".search__status")).to_contain_text("Nothing found.")
        page.keyboard.press("Escape")
        expect(page.locator(".search")).to_be_hidden()
        expect(page.get_by_role("button", name="Search")).to_be_focused()
        assert page.locator(".search__status").get_attribute("role") is None


def test_without_the_key(desk: Opened) -> None:
    """Who does not want a key that acts alone turns it off, and on again (WCAG 2.1.4)."""
    with desk.visit() as page:
        ask(page, "")
        page.get_by_role("button", name="Do not open the search with the / key").click()
        for _ in range(2):
            page.keyboard.press("Escape")
            page.keyboard.press("/")
            expect(page.locator(".search")).to_be_hidden()
            page.reload()
        page.get_by_role("button", name="Search").click()
        page.get_by_role("button", name="Open the search with the / key").click()
        page.keyboard.press("Escape")
        ask(page, "peers")


def test_a_place_on_this_page(desk: Opened) -> None:
    """A result on the page that is open closes the search and shows the place."""
    with desk.visit("sessions.html") as page:
        ask(page, "check-ins between")
        page.locator(".search__places a").first.click()
        expect(page.locator(".search")).to_be_hidden()
        expect(page.get_by_role("heading", name="Check-ins between sessions")).to_be_in_viewport()


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_languages(request: pytest.FixtureRequest, engine: str, many: Path) -> None:
    """As a file, words of any language are found, and by words of several at once."""
    browser = request.getfixturevalue(engine)
    with opened(browser, many, "file", DESK) as portal, portal.visit("goals.html") as page:
        for word, title in TITLES.items():
            ask(page, word)
            expect(page.locator(".search__title", has_text=title).first).to_be_visible()
            page.keyboard.press("Escape")
            expect(page.locator(".search")).to_be_hidden()
        ask(page, " ".join([*TITLES, "munchen"]))
        expect(page.locator(".search__places li").first).to_contain_text("All goals")


@pytest.mark.parametrize("folder", ["amara", "arabic"])
def test_results_are_whole(request: pytest.FixtureRequest, chromium: Browser, folder: str) -> None:
    """At each width, from the left and from the right, no result reaches beyond its list."""
    with (
        opened(chromium, request.getfixturevalue(folder), "http", DESK) as portal,
        portal.visit(reduced_motion="reduce") as page,
    ):
        ask(page, "compressor")
        assert results(page)
        assert {width: told for width in WIDTHS if (told := cut_at(page, width))} == {}


def cut_at(page: Page, width: int) -> list[Any]:
    """Return what is cut off at a width of the screen."""
    page.set_viewport_size({"width": width, "height": 800})
    told = page.evaluate(CUT)
    assert told["found"] > 3
    return [*told["cut"], *(["slides"] if told["slides"] else [])]


def test_what_cannot_be_loaded(desk: Opened) -> None:
    """A search whose index does not come says so."""
    with desk.browser.new_page() as page:
        page.route("**/search/**", lambda route: route.abort())
        page.goto(f"{desk.address}/index.html")
        ask(page, "board")
        expect(page.locator(".search__status")).to_contain_text("cannot be loaded")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a portal with goals in many languages."""
    project = Project(tmp_path_factory.mktemp("live") / "project", TOMAS)
    name = f"engagements/{TOMAS}/engagement.yml"
    goals = "".join(f"  - title: {title}\n" for title in TITLES.values())
    project.write(name, f"{(project.folder / name).read_text('utf-8')}\ngoals:\n{goals}")
    return project.build(TOMAS).folder
