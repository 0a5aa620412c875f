"""What a first visit to each page of a sample costs over the wire, file by file.

    python -m benchmarks.first_visit

A real Chromium without a past opens each page, from a server on this machine that gzips text.
Counted are the bytes of each answer, its headers included. Bytes are the same on every machine,
so a test holds the limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from tests.browser import BROWSER_ARGS, find_chromium, serve_folder
from tests.live.portal import PHONE
from tests.site.building import AMARA, Project

MOST_BYTES: Final = 70_000
MOST_REQUESTS: Final = 8


def measure() -> dict[str, dict[str, int]]:
    """Return what each file of a first visit costs in bytes, for each page of the sample."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Project(Path(folder) / "project", AMARA).build().folder
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*BROWSER_ARGS])
        costs = first_visits(browser, site)
        browser.close()
        return costs


def first_visits(browser: Browser, site: Path) -> dict[str, dict[str, int]]:
    """Return for each page how many bytes come over the wire for each file, by its path."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    with serve_folder(site, zipped=True) as address:
        return {page: _first_visit(browser, address, page) for page in pages}


def _first_visit(browser: Browser, address: str, page: str) -> dict[str, int]:
    costs: dict[str, int] = {}
    paths: dict[str, str] = {}
    with browser.new_context(viewport=PHONE) as visitor:
        tab = visitor.new_page()
        wire = visitor.new_cdp_session(tab)
        wire.on("Network.requestWillBeSent", lambda of: paths.update(_asked(of, address)))
        wire.on("Network.loadingFinished", lambda of: costs.update(_answered(of, paths)))
        wire.send("Network.enable")
        tab.goto(f"{address}/{page}", wait_until="networkidle")
    return {path: cost for path, cost in costs.items() if not path.startswith("data:")}


def report(costs: Mapping[str, Mapping[str, int]]) -> str:
    """Return the bytes of each page's files and their sum, as text, the heaviest page first."""
    lines = []
    for page, files in sorted(costs.items(), key=lambda one: -sum(one[1].values())):
        total = sum(files.values())
        lines.append(f"{total:9,}  {total / MOST_BYTES:5.0%} of what may come, {page}")
        for path, size in sorted(files.items(), key=lambda item: -item[1]):
            lines.append(f"{size:9,}  {size / total:5.0%} {path}")
    return "\n".join(lines)


def _asked(event: Mapping[str, str | Mapping[str, str]], address: str) -> dict[str, str]:
    request = event["request"]
    assert isinstance(request, Mapping)
    return {str(event["requestId"]): request["url"].removeprefix(f"{address}/")}


def _answered(event: Mapping[str, str | int], paths: Mapping[str, str]) -> dict[str, int]:
    return {paths[str(event["requestId"])]: int(event["encodedDataLength"])}


if __name__ == "__main__":
    print(report(measure()))
