"""What three checkers of other makers object to in both samples: `make access`.

The newest axe and HTML_CodeSniffer read each page in Chromium, on a phone and on a desk, with
everything unfolded; Nu's checker, where Java is, reads the files. They come from npm. Prints a line
for each objection, and ends with 1 if there is any.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import BROWSER_ARGS, find_chromium, on_the_day
from tests.live.portal import DESK, PHONE, opened

ROOT: Final = Path(__file__).parents[1]
NODE_MODULES: Final = ROOT / "node_modules"
AXE: Final = NODE_MODULES / "axe-core/axe.min.js"
CODE_SNIFFER: Final = NODE_MODULES / "html_codesniffer/build/HTMLCS.js"
NU: Final = NODE_MODULES / "vnu-jar/build/dist/vnu.jar"
SAMPLES: Final = ("amara-lindqvist", "tomas-okafor")
DAY: Final = "2026-11-23"

# A file has no origin that `'self'` could mean, and data in a script is no script.
_NOT_OF_A_FILE: Final = "violates Content Security Policy"
_UNFOLD: Final = """for (const one of document.querySelectorAll("details")) one.open = true;"""
_ASK_AXE: Final = """async () => (await axe.run({ resultTypes: ["violations"] })).violations
  .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))"""
_ASK_CODE_SNIFFER: Final = """() => new Promise((resolve) => {
  const found = () => HTMLCS.getMessages().filter(({ type }) => type === HTMLCS.ERROR);
  HTMLCS.process("WCAG2AA", document, () => resolve(found()
    .map(({ code, element }) => `${code}: ${(element.outerHTML ?? "").slice(0, 160)}`)));
})"""


def main() -> int:
    """Print every objection, and return how the program shall end."""
    with TemporaryDirectory() as folder:
        found = list(objections(Path(folder)))
    print(*found, sep="\n", end="\n" * bool(found))
    print(f"{len(found)} objections")
    return 1 if found else 0


def objections(folder: Path) -> Iterator[str]:
    """Build both samples in a folder, and yield what the checkers object to."""
    for slug in SAMPLES:
        _build(slug, folder)
    yield from _by_nu(folder)
    with sync_playwright() as playwright:
        browser = on_the_day(
            playwright.chromium.launch(executable_path=find_chromium(), args=BROWSER_ARGS)
        )
        for slug in SAMPLES:
            yield from _in_browser(browser, folder / slug)
        browser.close()


def _build(slug: str, folder: Path) -> None:
    settings = {"ENGAGEMENT": slug, "AS_OF": DAY, "NO_MKDOCS_2_WARNING": "1"}
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    subprocess.run(build, check=True, cwd=ROOT, env={**os.environ, **settings})


def _in_browser(browser: Browser, folder: Path) -> Iterator[str]:
    for size in (PHONE, DESK):
        with opened(browser, folder, "http", size) as portal:
            for name, page in portal.tour(bypass_csp=True):
                for found in _of_page(page):
                    yield f"{folder.name}/{name} at {size['width']}: {found}"


def _of_page(page: Page) -> list[str]:
    page.evaluate(_UNFOLD)
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    page.add_script_tag(content=CODE_SNIFFER.read_text(encoding="utf-8"))
    asked: list[list[str]] = [page.evaluate(_ASK_AXE), page.evaluate(_ASK_CODE_SNIFFER)]
    return [message for messages in asked for message in messages]


def _by_nu(folder: Path) -> Iterator[str]:
    if not (java := shutil.which("java")):
        print("Java is not here: Nu's checker was not asked.", file=sys.stderr)
        return
    pages = sorted(str(page) for page in folder.rglob("*.html"))
    asked = [java, "-jar", str(NU), "--format", "json", "--exit-zero-always", *pages]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stderr
    messages: list[dict[str, Any]] = json.loads(said)["messages"]
    for message in messages:
        matters = message["type"] == "error" or message.get("subType") == "warning"
        if matters and _NOT_OF_A_FILE not in message["message"]:
            extract = " ".join(message.get("extract", "").split())[:160]
            page = message["url"].partition(folder.name)[2].lstrip("/")
            yield f"{page}: {message['message']} {extract}"


if __name__ == "__main__":
    sys.exit(main())
