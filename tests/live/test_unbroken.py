"""No word is too long for a screen or for paper, in whatever field it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.live.portal import PHONE, opened
from tests.site.building import AMARA, Project
from tests.unbroken import unbroken

# The last is how wide A4 is between its margins, in the pixels of a style sheet.
WAYS: Final = (("screen", 320), ("screen", 390), ("screen", 1280), ("print", 642))
# What of the words of a page lies beyond the screen or beyond a box that hides it.
CUT: Final = """() => {
  const cut = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) cut.push(`${wide} wide`);
  for (const one of document.querySelectorAll("article *, footer *")) {
    if (!one.checkVisibility() || one.closest("svg, .wide, template, .siblings")) continue;
    const range = document.createRange();
    for (const text of one.childNodes) {
      if (text.nodeType !== Node.TEXT_NODE || !text.data.trim()) continue;
      range.selectNodeContents(text);
      const boxes = [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1);
      if (boxes.some(box => box.left < -1 || box.right > innerWidth + 1)) {
        cut.push(one.outerHTML.slice(0, 120));
      }
    }
  }
  return cut;
}"""


@pytest.fixture(scope="module", params=["en-GB", "ar"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the portal of an engagement whose every text is one word."""
    project = Project(tmp_path_factory.mktemp("unbroken") / "project", AMARA)
    project.write(f"engagements/{AMARA}/engagement.yml", unbroken(request.param))
    return project.build(AMARA).folder


def test_no_word_is_cut(chromium: Browser, folder: Path) -> None:
    """On each page, narrow, wide and on paper, all words are within the page."""
    with opened(chromium, folder, "http", PHONE) as portal:
        found = {
            (name, *way): cut
            for name, page in portal.tour(reduced_motion="reduce")
            for way in WAYS
            if (cut := cut_in(page, *way))
        }
    assert found == {}


def cut_in(page: Page, media: str, width: int) -> list[str]:
    """Return what is cut in a page of a width, on a screen or on paper."""
    page.emulate_media(media="print" if media == "print" else "screen")
    page.set_viewport_size({"width": width, "height": 844})
    found: list[str] = page.evaluate(CUT)
    return found
