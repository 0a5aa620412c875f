"""What a first visit to the home page of the sample costs over the wire, file by file.

    python -m benchmarks.first_visit

A real Chromium without a past opens the page on a phone and on a desk, from a server on this
machine that gzips text. Counted are the bytes of each answer, its headers included, until nothing
more is asked for. Bytes are the same on every machine, so a test holds the limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser import BROWSER_ARGS, find_chromium, serve_folder
from tests.live.portal import DESK, PHONE
from tests.site.building import AMARA, Project

LIMIT: Final = 120_000


def measure() -> dict[str, dict[str, int]]:
    """Return for a phone and a desk what each file of the sample's home page costs, in bytes."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Project(Path(folder) / "project", AMARA).build().folder
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*BROWSER_ARGS])
        sizes = {"phone": PHONE, "desk": DESK}
        costs = {name: first_visit(browser, site, size) for name, size in sizes.items()}
        browser.close()
        return costs


def first_visit(
    browser: Browser, site: Path, size: ViewportSize, page: str = "index.html"
) -> dict[str, int]:
    """Return how many bytes come over the wire for each file of a page, by its path."""
    costs: dict[str, int] = {}
    paths: dict[str, str] = {}
    with serve_folder(site, zipped=True) as address, browser.new_context(viewport=size) as visitor:
        tab = visitor.new_page()
        wire = visitor.new_cdp_session(tab)
        wire.on("Network.requestWillBeSent", lambda of: paths.update(_asked(of, address)))
        wire.on("Network.loadingFinished", lambda of: costs.update(_answered(of, paths)))
        wire.send("Network.enable")
        tab.goto(f"{address}/{page}", wait_until="networkidle")
    return {path: cost for path, cost in costs.items() if not path.startswith("data:")}


def report(costs: Mapping[str, Mapping[str, int]]) -> str:
    """Return the bytes of each file and their sum, as text."""
    lines = []
    for name, files in costs.items():
        total = sum(files.values())
        lines.append(
            f"{total:9,}  {total / LIMIT:5.0%} of what a first visit may cost, on a {name}"
        )
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
