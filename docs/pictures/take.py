"""Take the pictures in this folder anew from the sample portal: `make pictures`.

Each shows a page on a desk and on a phone, once in light and once in dark. The day is fixed, so
that the same portal gives the same pictures on the same machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import BROWSER_ARGS, find_chromium

HERE: Final = Path(__file__).parent
SAMPLE: Final = "amara-lindqvist"
AS_OF: Final = "2026-11-23"
PAGES: Final = {
    "home": "index.html",
    "goal": "goals/depots.html",
    "actions": "actions.html",
    "answer": "about-me.html#write-party-wished-remembered",
}
# What is typed before a picture is taken, and where.
TYPED: Final = {
    "about-me.html#write-party-wished-remembered": (
        '[data-write][data-key="party/wished/remembered"]',
        "The afternoon on which I said nothing, and it went well.",
    )
}
SCHEMES: Final = {"light": "#e7e5e0", "dark": "#0d1117"}

_HEIGHT: Final = 860
_DESKTOP, _PHONE = 1280, 390
_COLOURS: Final = 128
_SIDE_BY_SIDE: Final = """
<body style="margin: 0; padding: 24px; display: flex; gap: 24px; background: {ground}">
<style>img {{ border-radius: 8px; box-shadow: 0 2px 12px #0003 }}</style>
<img src="data:image/png;base64,{desktop}"><img src="data:image/png;base64,{phone}">
"""


def take_all() -> None:
    """Build the sample, and write a picture for each page and colour scheme."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        _build(Path(folder))
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*BROWSER_ARGS])
        for name, page in PAGES.items():
            address = f"{(Path(folder) / SAMPLE).as_uri()}/{page}"
            for scheme in SCHEMES:
                _take(browser, address, scheme, HERE / f"{name}-{scheme}.png")
        browser.close()


def _build(folder: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    asked = {"ENGAGEMENT": SAMPLE, "AS_OF": AS_OF, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, check=True, env={**os.environ, **asked}, cwd=HERE.parents[1])  # noqa: S603


def _take(browser: Browser, address: str, scheme: str, target: Path) -> None:
    desktop, phone = (_shot(browser, address, scheme, width) for width in (_DESKTOP, _PHONE))
    page = browser.new_page(viewport={"width": _DESKTOP + _PHONE + 72, "height": _HEIGHT + 48})
    both = {"desktop": desktop, "phone": phone, "ground": SCHEMES[scheme]}
    page.set_content(_SIDE_BY_SIDE.format(**both))
    with Image.open(BytesIO(page.screenshot())) as picture:
        few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(target, optimize=True)
    page.close()


def _shot(browser: Browser, address: str, scheme: str, width: int) -> str:
    page = browser.new_page(
        viewport={"width": width, "height": _HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    _set_clock(page)
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    if typed := TYPED.get(address.rpartition("/")[2]):
        _type(page, *typed)
    shot = page.screenshot()
    page.close()
    return b64encode(shot).decode()


def _type(page: Page, place: str, text: str) -> None:
    page.locator(f"{place} textarea").fill(text)
    page.locator(".drafts-here").wait_for()
    page.locator(place).evaluate("it => it.scrollIntoView({block: 'center'})")


def _set_clock(page: Page) -> None:
    # The portal reckons "in 3 days" from the reader's own day.
    page.clock.set_fixed_time(f"{AS_OF}T12:00:00")


if __name__ == "__main__":
    take_all()
