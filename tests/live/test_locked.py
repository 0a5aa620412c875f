"""A locked portal in both browsers: what opens it, and that it is the portal then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coaching_site.build.workspace import Workspace
from coaching_site.crypto.lock_file import new_lock_key
from coaching_site.locking.locked_page import UnlockPage
from coaching_site.locking.locked_portal import LOCKED_FILE, PortalLock
from coaching_site.model.brand import Brand
from tests.browser import serve_folder, watch
from tests.crypto.locks import JANE
from tests.live.portal import DESK, PHONE
from tests.live.writing import field, fill, opened

TITLE = "This portal is locked"
GOAL = "The depots run under their directors"


@pytest.fixture(scope="session")
def locked(amara: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the sample as one file, with as many rounds as any other."""
    folder = tmp_path_factory.mktemp("locked")
    nowhere = Path("nowhere")
    page = UnlockPage(Workspace(nowhere, nowhere, nowhere), "en", Brand())
    PortalLock(page, new_lock_key().added("Amara", JANE)).lock(amara, folder / LOCKED_FILE)
    assert [path.name for path in folder.iterdir()] == [LOCKED_FILE]
    return folder


@contextmanager
def at(context: BrowserContext, address: str) -> Iterator[Page]:
    """Open an address; nothing may be asked for but it, and nothing go wrong."""
    page = context.new_page()
    troubles = watch(page, address.partition("#")[0])
    page.goto(address)
    yield page
    assert troubles == []
    page.close()


def unlock(page: Page, passphrase: str = JANE) -> None:
    """Type a passphrase."""
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Open the portal").click()


def heading(page: Page, text: str) -> None:
    """Wait until a page has this title."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


@pytest.mark.parametrize("name", ["chromium", "firefox"])
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_way(request: pytest.FixtureRequest, locked: Path, name: str, scheme: str) -> None:
    """From a wrong passphrase to a page, by links and Back, by the search, to a file; what is
    written there outlives the lock, and the device has none of it in clear."""
    browser: Browser = request.getfixturevalue(name)
    with serve_folder(locked) as served, browser.new_context(viewport=DESK) as context:
        base = f"{served if scheme == 'http' else locked.as_uri()}/{LOCKED_FILE}"
        with at(context, f"{base}#/goals/depots") as page:
            heading(page, TITLE)
            unlock(page, "not these words")
            expect(page.get_by_role("alert")).to_contain_text("does not open the portal")
            unlock(page)
            heading(page, GOAL)
            _walk(page, base)
            _search(page, base)
            _write(page)
            page.reload()
            heading(page, TITLE)
            unlock(page)
            answer = opened(page, "party/wished/remembered").locator("[data-part=answer] textarea")
            expect(answer.first).to_have_value("Kzq7Wm3xTf9Lp2Vd")
            assert page.url.startswith(f"{base}#/about-me")


def _walk(page: Page, base: str) -> None:
    page.get_by_role("link", name="Sessions", exact=True).first.click()
    heading(page, "Sessions")
    assert page.url == f"{base}#/sessions"
    assert page.title().startswith("Sessions")
    page.evaluate("scrollTo(0, 400)")
    page.wait_for_timeout(400)
    # A click of Playwright's would scroll to the link first.
    page.get_by_role("link", name="Goals", exact=True).first.evaluate("(link) => link.click()")
    heading(page, "Your goals")
    page.go_back()
    heading(page, "Sessions")
    assert page.evaluate("scrollY") == 400
    page.go_back()
    heading(page, GOAL)


def test_files(chromium: Browser, locked: Path, amara: Path) -> None:
    """A file of the portal is saved as it is, under its name."""
    address = f"{locked.as_uri()}/{LOCKED_FILE}#/sessions"
    with chromium.new_context(viewport=PHONE) as context, at(context, address) as page:
        unlock(page)
        heading(page, "Sessions")
        with page.expect_download() as download:
            page.locator("a[href$='.ics']:visible").first.click()
        name = download.value.suggested_filename
        saved = Path(download.value.path())
        assert saved.read_bytes() == (amara / "calendar" / name).read_bytes()


def _search(page: Page, base: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type("party")
    expect(page.locator("#search [role=status]")).to_contain_text("place")
    page.locator("#search a").first.click()
    assert page.url.startswith(f"{base}#/")


def _write(page: Page) -> None:
    page.evaluate("location.hash = '#/about-me'")
    fill(page, "party/wished/remembered", "Kzq7Wm3xTf9Lp2Vd")
    expect(field(page, "party/wished/remembered").locator(".write__status")).to_contain_text(
        "Draft"
    )
    page.wait_for_timeout(500)
    kept = str(page.evaluate("Object.entries(localStorage)"))
    assert "coaching-lock:" in kept
    for clear in ("Kzq7", "party", "amara"):
        assert clear not in kept
