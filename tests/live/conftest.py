"""The sample in mid-programme, built once, and opened in each way that a reader may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect

from tests.browser import launch_firefox
from tests.fixture import made_once
from tests.live.portal import DESK, PHONE, Opened, opened
from tests.site.building import AMARA, TOMAS, Project, sample_site

# A machine that does much else may take its time; how long it takes, no test asks.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def amara() -> Path:
    """Give the folder of the portal of the sample in mid-programme, as of 23 November 2026."""
    return sample_site(AMARA).folder


@pytest.fixture(scope="session")
def tomas() -> Path:
    """Give the folder of the portal of the sample in its first week, on the same day."""
    return sample_site(TOMAS).folder


@pytest.fixture(scope="session")
def arabic() -> Path:
    """Give the folder of the same portal in Arabic, whose words are said to be in it too."""
    return _in_arabic("words", "programme")


@pytest.fixture(scope="session")
def untranslated() -> Path:
    """Give the folder of the same portal in Arabic, whose words are in English."""
    return _in_arabic()


def _in_arabic(*translated: str) -> Path:
    def make(folder: Path) -> None:
        project = Project(folder / "project", AMARA)
        for name in translated:
            copy(project.folder / f"content/{name}.yml", project.folder / f"content/{name}.ar.yml")
        project.edit(f"engagements/{AMARA}/engagement.yml", "language: en-GB", "language: ar")
        project.build(AMARA)

    return made_once("-".join(("arabic", *translated)), make) / "project/site" / AMARA


@pytest.fixture(scope="session")
def strict(playwright: Playwright) -> Iterator[Browser]:
    """Give a Firefox as people have it: Playwright's own lets all files share what they store."""
    browser = launch_firefox(playwright, **{"security.fileuri.strict_origin_policy": True})
    yield browser
    browser.close()


@pytest.fixture
def desk(chromium: Browser, amara: Path) -> Iterator[Opened]:
    """Give the portal over http on a wide screen."""
    with opened(chromium, amara, "http", DESK) as portal:
        yield portal


@pytest.fixture
def phone(chromium: Browser, amara: Path) -> Iterator[Opened]:
    """Give the portal over http on a phone."""
    with opened(chromium, amara, "http", PHONE) as portal:
        yield portal


@pytest.fixture(params=["desk", "phone"])
def served(request: pytest.FixtureRequest) -> Opened:
    """Give the portal over http at either width."""
    portal = request.getfixturevalue(request.param)
    assert isinstance(portal, Opened)
    return portal


@pytest.fixture(params=["http-phone", "file-desk"])
def portal(request: pytest.FixtureRequest, chromium: Browser, amara: Path) -> Iterator[Opened]:
    """Give the portal in both ways to open it, at both widths."""
    scheme, size = request.param.split("-")
    with opened(chromium, amara, scheme, PHONE if size == "phone" else DESK) as found:
        yield found


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Give a phone's browser without a past, which remembers from page to page."""
    with chromium.new_context(viewport=PHONE) as context:
        yield context
