"""The sample portal as a reader meets it: over a server or as a file, on a phone or a desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, Page, ViewportSize

from tests.browser import serve_folder, watch

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
DESK: Final[ViewportSize] = {"width": 1280, "height": 800}
_RUN_AXE: Final = """async (options) => (await axe.run(document, options)).violations
  .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))"""
# Without a path to each element, nor style sheets and videos loaded anew, which takes a quarter of
# the time; what it needs the last for are turned screens, no rule by default, and videos.
_VIOLATIONS_ALONE: Final = {"resultTypes": ["violations"], "selectors": False, "preload": False}
_OF_COLOURS: Final = ("color-contrast", "link-in-text-block")


@dataclass(frozen=True)
class Opened:
    """A portal that one kind of reader has before them; `address` has no last slash."""

    browser: Browser
    folder: Path
    address: str
    size: ViewportSize

    @property
    def names(self) -> list[str]:
        """The path of every page."""
        pages = self.folder.rglob("*.html")
        return sorted(path.relative_to(self.folder).as_posix() for path in pages)

    @property
    def on_phone(self) -> bool:
        """Whether the page is as narrow as a phone."""
        return self.size == PHONE

    @contextmanager
    def visit(self, name: str = "index.html", **settings: Any) -> Iterator[Page]:
        """Open a page in a browser without a past; nothing may go wrong while it is open."""
        with (
            self.browser.new_context(viewport=self.size, **settings) as context,
            context.new_page() as page,
            self._opened(page, name),
        ):
            page.wait_for_load_state("networkidle")  # to leave sooner would end requests
            yield page

    def tour(self, holding: str = "", **settings: Any) -> Iterator[tuple[str, Page]]:
        """Open every page in turn, as `visit` does, in the same browser; or those with a text.

        One window shows them all, which takes half the time of a window for each.
        """
        names = [one for one in self.names if holding in (self.folder / one).read_text("utf-8")]
        with (
            self.browser.new_context(viewport=self.size, **settings) as context,
            context.new_page() as page,
        ):
            for name in names:
                with self._opened(page, name):
                    yield name, page
                page.goto("about:blank")  # ends what still loads, before anybody watches again

    @contextmanager
    def _opened(self, page: Page, name: str) -> Iterator[None]:
        troubles = watch(page, self.address)
        page.goto(f"{self.address}/{name}")
        yield
        assert troubles == [], troubles


@contextmanager
def opened(browser: Browser, folder: Path, scheme: str, size: ViewportSize) -> Iterator[Opened]:
    """Give the portal in a folder by `http` or `file`."""
    with ExitStack() as stack:
        served = stack.enter_context(serve_folder(folder)) if scheme == "http" else folder.as_uri()
        yield Opened(browser, folder, served, size)


def violations(page: Page, *, of_colours: bool = True) -> list[str]:
    """Return what axe objects to in a page, and where: to all of it in the light, and in the dark,
    where only colours differ, to those.

    To measure colours takes two thirds of the time: where the same are shown elsewhere, ask for
    none.
    """
    page.evaluate(AXE_SCRIPT)
    page.emulate_media(color_scheme="light")
    if not of_colours:
        return _found(page, rules={rule: {"enabled": False} for rule in _OF_COLOURS})
    found = _found(page)
    page.emulate_media(color_scheme="dark")
    return found + _found(page, runOnly=_OF_COLOURS)


def _found(page: Page, **options: Any) -> list[str]:
    found: list[str] = page.evaluate(_RUN_AXE, {**_VIOLATIONS_ALONE, **options})
    return found


def is_seen(page: Page, found: Locator) -> bool:
    """Return whether the whole of an element is on the screen, without scrolling."""
    box, size = found.bounding_box(), page.viewport_size
    assert box
    assert size
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return min(box["x"], box["y"]) >= 0 and right <= size["width"] and bottom <= size["height"]
