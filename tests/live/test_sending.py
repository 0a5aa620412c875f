"""Sending a reply from a portal with a key: shared, saved, or from a page that cannot encrypt."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from playwright.sync_api import BrowserContext, Page, Route, expect

from coaching_site.crypto.private_key import public_half
from coaching_site.replies.decryption import decrypted as unlocked
from tests.browser import serve_folder, watch
from tests.live.writing import drafts, save_reply, write
from tests.site.building import AMARA, Project

OPEN: Final = "party/wished/remembered"
KEY: Final = generate_private_key(SECP256R1())
PLAIN: Final = "http://portal.test"

# A share sheet as a phone has it: what it is offered can be read, and it does as it is told.
SHEET: Final = """
  navigator.canShare = ({ files }) => files.every(({ name }) => name.endsWith("%s"));
  navigator.share = async ({ files }) => {
    const said = (one) => one.text().then((text) => [one.name, one.type, text]);
    window.shared = await Promise.all(files.map(said));
    if ("%s") throw new DOMException("", "%s");
  };
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample's portal with the key of a coach."""
    project = Project(tmp_path_factory.mktemp("sending") / "project", AMARA)
    project.write("content/reply-key.json", json.dumps(public_half(KEY)))
    return project.build(AMARA).folder


@contextmanager
def reply_page(context: BrowserContext, folder: Path) -> Iterator[Page]:
    """Write a draft, and open the page that sends it; nothing may go wrong meanwhile."""
    with serve_folder(folder) as address, context.new_page() as page:
        troubles = watch(page, address)
        page.goto(f"{address}/about-me.html", wait_until="networkidle")
        write(page, OPEN, "For my coach alone")
        page.goto(f"{address}/reply.html", wait_until="networkidle")
        yield page
        assert troubles == []


def content_of(envelope: str) -> list[Any]:
    """Return what the coach finds in a locked reply."""
    items: list[Any] = json.loads(unlocked(envelope.encode(), KEY))["items"]
    return [item["value"] for item in items]


def test_a_reply_that_cannot_be_locked(context: BrowserContext, folder: Path) -> None:
    """Where locking fails, the reader is told, no file is made, and the drafts stay."""
    context.add_init_script('crypto.subtle.encrypt = () => Promise.reject(new Error("no"));')
    with reply_page(context, folder) as page:
        page.evaluate("() => { HTMLAnchorElement.prototype.click = () => (window.saved = true); }")
        page.locator("[data-reply=save]").click()
        expect(page.locator(".reply__told")).to_contain_text("could not be locked")
        expect(page.locator(".reply__saved")).to_be_hidden()
        assert page.evaluate("window.saved") is None
        assert drafts(page)[OPEN]["value"] == ["For my coach alone"]


@pytest.mark.parametrize(
    ("takes", "name", "kind"),
    [
        (".jwe", "reply-{day}.jwe", "application/jose"),
        (".txt", "reply-{day}.jwe.txt", "text/plain"),
    ],
)
def test_the_share_sheet(
    context: BrowserContext, folder: Path, takes: str, name: str, kind: str
) -> None:
    """The system's sheet is offered the locked reply and nothing else; then it counts as sent.

    How long it is does not tell how much was written.
    """
    context.add_init_script(SHEET % (takes, "", ""))
    with reply_page(context, folder) as page:
        page.locator("[data-reply=share]").click()
        expect(page.locator(".reply__told")).to_contain_text("Marked as sent.")
        ((shared, form, text),) = page.evaluate("window.shared")
        day = drafts(page)[OPEN]["sent"]
        assert (shared, form) == (name.format(day=day), kind)
        assert content_of(text) == [["For my coach alone"]]
        assert len(urlsafe_b64decode(f"{text.split('.')[3]}==")) == 4096


def test_a_sheet_put_away(context: BrowserContext, folder: Path) -> None:
    """Who puts the sheet away hears nothing, and nothing counts as sent."""
    context.add_init_script(SHEET % (".jwe", "x", "AbortError"))
    with reply_page(context, folder) as page:
        page.locator("[data-reply=share]").click()
        page.wait_for_function("() => window.shared")
        expect(page.locator(".reply__told")).to_be_empty()
        expect(page.locator(".reply__saved")).to_be_hidden()
        assert drafts(page)[OPEN]["sent"] is None


def test_a_sheet_that_fails(context: BrowserContext, folder: Path) -> None:
    """Where sharing fails the same file is saved instead, and the page says so."""
    context.add_init_script(SHEET % (".jwe", "x", "NotAllowedError"))
    with reply_page(context, folder) as page:
        with page.expect_download() as download:
            page.locator("[data-reply=share]").click()
        ((_, _, text),) = page.evaluate("window.shared")
        assert Path(download.value.path()).read_text() == text
        expect(page.locator(".reply__saved")).to_be_visible()
        expect(page.locator(".reply__told")).to_contain_text("Sharing did not work")
        assert drafts(page)[OPEN]["sent"] is None


@pytest.mark.parametrize("script", ["", "navigator.canShare = () => false;"])
def test_no_sheet(context: BrowserContext, folder: Path, tmp_path: Path, script: str) -> None:
    """Where files cannot be shared no button says so, and saving locks the same reply."""
    context.add_init_script(script)
    with reply_page(context, folder) as page:
        expect(page.locator("[data-reply=share]")).to_be_hidden()
        expect(page.get_by_text("nobody else can read it")).to_be_visible()
        assert content_of(save_reply(page, tmp_path).read_text()) == [["For my coach alone"]]


def test_plain_http(context: BrowserContext, folder: Path, tmp_path: Path) -> None:
    """Where a page may not encrypt it says what to do, and an open file needs a clear yes."""

    def serve(route: Route) -> None:
        route.fulfill(path=folder / route.request.url.removeprefix(f"{PLAIN}/").partition("?")[0])

    context.add_init_script(SHEET % (".json", "", ""))
    with context.new_page() as page:
        page.route(f"{PLAIN}/**", serve)
        troubles = watch(page, PLAIN)
        page.goto(f"{PLAIN}/about-me.html", wait_until="networkidle")
        assert page.evaluate("[isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
        write(page, OPEN, "For my coach alone")
        page.goto(f"{PLAIN}/reply.html", wait_until="networkidle")
        expect(page.get_by_text("nobody else can read it")).to_be_hidden()
        warning = page.locator(".reply__open")
        expect(warning).to_contain_text("This file will not be encrypted.")
        expect(warning).to_contain_text("Open your portal over https, or from a file")
        for name in ("save", "share"):
            expect(page.locator(f"[data-reply={name}]")).to_be_disabled()
        expect(page.locator(".reply__unsigned")).to_be_visible()
        page.get_by_label("I understand").check()
        reply = save_reply(page, tmp_path)
        assert reply.suffix == ".json"
        assert json.loads(reply.read_text())["items"][0]["value"] == ["For my coach alone"]
        page.get_by_label("I understand").uncheck()
        expect(page.locator("[data-reply=save]")).to_be_disabled()
        assert troubles == []
