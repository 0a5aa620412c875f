"""A device that opens a locked portal by its own lock: a passkey, by a virtual authenticator."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from coaching_site.build.workspace import Workspace
from coaching_site.crypto.lock_file import LockKey, new_lock_key
from coaching_site.locking.locked_page import UnlockPage
from coaching_site.locking.locked_portal import PortalLock
from coaching_site.locking.places import LOCKED_FILE
from coaching_site.model.brand import Brand
from tests.browser import BROWSER_ARGS, find_chromium, serve_folder
from tests.crypto.locks import JANE, SAM
from tests.locking.portals import PAGE, built

DATA = "assets/javascripts/portal-data.0a.js"
SAID = 'var portalData={{"portal":{{"engagement":"jane-doe","version":"{} 0a"}}}};\n'
OPENED = "Kzq7Wm3xTf9Lp2Vd"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasUserVerification": True,
    "hasResidentKey": True,
    "hasPrf": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def browser(playwright: Playwright) -> Browser:
    """Give a Chromium that reaches this machine by a name: a passkey is of no number."""
    rules = "--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    args = [arg for arg in BROWSER_ARGS if "resolver" not in arg]
    path = find_chromium()
    return playwright.chromium.launch(executable_path=path, args=[*args, rules])


def lock(folder: Path, key: LockKey, day: str = "2026-11-26") -> None:
    """Lock a portal of one page, as of a day, with a key."""
    file = folder / "locked" / LOCKED_FILE
    former = file.stat().st_mtime if file.exists() else 0.0
    nowhere = Path("nowhere")
    page = UnlockPage(Workspace(nowhere, nowhere, nowhere), "en", Brand())
    site = built(
        folder / "site/jane-doe",
        {"index.html": PAGE.format(f"<h1>{OPENED}</h1>"), DATA: SAID.format(day)},
    )
    assert PortalLock(page, key).lock(site, file)
    # A browser asks for what is newer by whole seconds.
    os.utime(file, (file.stat().st_atime, max(file.stat().st_mtime, former + 2)))


def page_with_passkeys(context: BrowserContext) -> Page:
    """Open a page on a device that knows its user, and gives secrets."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def unlock(page: Page) -> None:
    """Open the portal by its passphrase."""
    page.get_by_label("Passphrase").fill(JANE)
    page.get_by_role("button", name="Open the portal").click()
    expect(page.get_by_role("heading", name=OPENED)).to_be_visible()


def test_a_device_opens(browser: Browser, tmp_path: Path) -> None:
    """Once allowed, it opens this build and the next without a passphrase; once one is withdrawn,
    the passphrase is asked for again. What the device keeps holds no key in clear."""
    key = new_lock_key().added("Jane", JANE).added("Sam", SAM)
    lock_file = tmp_path / "locked" / LOCKED_FILE
    lock(tmp_path, key)
    with serve_folder(tmp_path / "locked") as served, browser.new_context() as context:
        address = served.replace("127.0.0.1", "localhost")
        page = page_with_passkeys(context)
        page.goto(address)
        by_device = page.get_by_role("button", name="Open with this device")
        expect(page.get_by_label("Passphrase")).to_be_visible()
        expect(by_device).to_be_hidden()
        unlock(page)
        page.get_by_role("button", name="Let this device open it next time").click()
        expect(page.get_by_role("status")).to_contain_text("From now on you can open")
        kept = page.evaluate(f"localStorage.getItem('coaching-passkey:{key.lock}')")
        assert not re.search(re.escape(_base64(key.key)), kept)
        whole = lock_file.read_bytes()
        lock_file.write_bytes(b"")
        lock(tmp_path, key)  # under another content key
        assert lock_file.read_bytes() != whole
        page.reload()
        expect(page.get_by_text("It opens with this device, or")).to_be_visible()
        by_device.click()
        expect(page.get_by_role("heading", name=OPENED)).to_be_visible()
        expect(page.get_by_role("button", name="Let this device open")).to_have_count(0)
        lock(tmp_path, key.without("Sam"))
        page.reload()
        by_device.click()
        expect(page.get_by_role("alert")).to_contain_text("locked anew")
        expect(by_device).to_be_hidden()
        expect(page.get_by_text("It opens with the passphrase")).to_be_visible()
        unlock(page)
        expect(page.get_by_role("button", name="Let this device open")).to_be_visible()
    browser.close()


def test_an_older_file(browser: Browser, tmp_path: Path) -> None:
    """A file that is older than one that was opened on the device says so, on each of its pages;
    the newest says nothing."""
    key = new_lock_key().added("Jane", JANE)
    with serve_folder(tmp_path) as served, browser.new_context(locale="en-GB") as context:
        page = context.new_page()
        older = page.locator(".lock-older")
        for day, told in (("2026-11-20", 0), ("2026-11-26", 0), ("2026-11-20", 1)):
            lock(tmp_path, key, day)
            page.goto(f"{served.replace('127.0.0.1', 'localhost')}/locked/{LOCKED_FILE}")
            unlock(page)
            expect(older).to_have_count(told)
            page.get_by_role("button", name="Lock the portal").click()
            expect(page.get_by_label("Passphrase")).to_be_visible()
        unlock(page)
        expect(older).to_contain_text("older version of the portal")
        expect(older).to_contain_text("November 26, 2026")
        assert "2026" not in str(page.evaluate("Object.entries(localStorage)"))
    browser.close()


def test_another_person(browser: Browser, tmp_path: Path) -> None:
    """A device that does not know its user, or gives no secret, opens nothing."""
    lock(tmp_path, new_lock_key().added("Jane", JANE))
    with serve_folder(tmp_path / "locked") as served, browser.new_context() as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {**AUTHENTICATOR, "hasPrf": False}
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        page.goto(served.replace("127.0.0.1", "localhost"))
        unlock(page)
        page.get_by_role("button", name="Let this device open it next time").click()
        expect(page.get_by_role("status")).to_contain_text("That did not work on this device")
        assert "passkey" not in str(page.evaluate("Object.keys(localStorage)"))
    browser.close()


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
