"""A locked portal in both browsers: what opens it, and that it is the portal then."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, ViewportSize, expect

from coaching_site.build.workspace import Workspace
from coaching_site.crypto.lock_file import new_lock_key
from coaching_site.locking.locked_page import UnlockPage
from coaching_site.locking.locked_portal import PortalLock
from coaching_site.locking.places import LOCKED_FILE
from coaching_site.model.brand import Brand
from coaching_site.replies.reply import reply_of
from coaching_site.replies.signer import signer_of
from tests.browser import serve_folder, watch
from tests.crypto.locks import JANE
from tests.live.portal import DESK, PHONE, violations
from tests.live.test_bound import KEEP_MADE
from tests.live.writing import field, fill, opened
from tests.paper import texts

TITLE = "This portal is locked"
GOAL = "The depots run under their directors"
ANSWER = "party/wished/remembered"


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


def answer(page: Page) -> Locator:
    """Return where the answer is written that these tests write."""
    return opened(page, ANSWER).locator("[data-part=answer] textarea").first


def heading(page: Page, text: str) -> None:
    """Wait until a page has this title."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


@pytest.mark.parametrize("name", ["chromium", "firefox"])
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_way(request: pytest.FixtureRequest, locked: Path, name: str, scheme: str) -> None:
    """From a wrong passphrase to a page, by links and Back, by the search, to the reply; what is
    written there outlives the lock, and the device has none of it in clear. A second window shows
    it, too, and both are locked by one of them."""
    browser: Browser = request.getfixturevalue(name)
    with serve_folder(locked) as served, browser.new_context(viewport=DESK) as context:
        base = f"{served if scheme == 'http' else locked.as_uri()}/{LOCKED_FILE}"
        with at(context, f"{base}#/goals/depots") as page:
            heading(page, TITLE)
            unlock(page, "not these words")
            expect(page.get_by_role("alert")).to_contain_text("does not open the portal")
            expect(page.get_by_label("Passphrase")).to_have_attribute("aria-invalid", "true")
            unlock(page)
            heading(page, GOAL)
            _walk(page, base)
            _search(page, base)
            _write(page)
            with at(context, f"{base}#/reply") as other:
                unlock(other)
                assert "Kzq7Wm3xTf9Lp2Vd" in _reply(other)
                expect(answer(page)).to_have_value("Kzq7Wm3xTf9Lp2Vd")
                fill(page, ANSWER, "Nwv2Rc8yHj4Bt6Gs")
                _hear(other, "Nwv2Rc8yHj4Bt6Gs")
                other.evaluate("location.hash = '#/about-me'")
                expect(answer(other)).to_have_value("Nwv2Rc8yHj4Bt6Gs")
                answer(page).fill("Dk5sPz1mXb7Qe3Uf")  # and is not kept yet
                other.get_by_role("button", name="Lock the portal").click()
                heading(other, TITLE)
            heading(page, TITLE)
            unlock(page)
            expect(answer(page)).to_have_value("Dk5sPz1mXb7Qe3Uf")
            assert page.url.startswith(f"{base}#/about-me")
            _send(page)


def _hear(page: Page, text: str) -> None:
    """Wait until a window has heard of what another one has kept."""
    kept = "lockedPortal.storage.keys().map((key) => lockedPortal.storage.getItem(key)).join()"
    for _ in range(100):
        if text in str(page.evaluate(kept)):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{text} is not heard of")


def _reply(page: Page) -> str:
    page.evaluate(KEEP_MADE)
    page.get_by_label("I understand").check()
    page.locator("[data-reply=save]").click()
    expect(page.locator(".reply__saved")).to_be_visible()
    text: str = page.evaluate("window.made.text()")
    return text


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


ODD = (
    *("#/<img src=x onerror=alert(1)>", "#/:<svg onload=alert(1)>", "#javascript:alert(1)"),
    *("#/../../engagement.yml", "#/%2e%2e%2fx", "#/%E0%A4%A", "#%E0%A4%A", "#/__proto__"),
    *("#/https://x.example/", "#//x.example", "#/goals/depots.html:constructor"),
)


def test_odd_addresses(chromium: Browser, locked: Path) -> None:
    """Whatever stands behind the address of a locked portal shows one of its pages, and runs
    nothing: it may have been sent by anybody."""
    address = f"{locked.as_uri()}/{LOCKED_FILE}"
    with chromium.new_context(viewport=PHONE) as context, at(context, f"{address}{ODD[0]}") as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        unlock(page)
        for odd in ODD:
            page.evaluate("(odd) => { location.hash = odd; }", odd)
            page.wait_for_timeout(50)
            expect(page.locator("main h1")).to_be_visible()
        assert page.evaluate("[...document.querySelectorAll('[onload], [onerror]')].length") == 0


def _search(page: Page, base: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type("party")
    expect(page.locator("#search [role=status]")).to_contain_text("place")
    page.locator("#search a").first.click()
    assert page.url.startswith(f"{base}#/")


def _send(page: Page) -> None:
    """What is sent is signed by a key of this device, which bears no name of whose it is."""
    page.evaluate("location.hash = '#/reply'")
    raw = _reply(page).encode()
    signer = signer_of(raw, reply_of(raw))
    assert signer
    assert signer.is_sound
    expect(page.locator(".reply__digits")).to_contain_text(signer.name.replace(" ", "\u00a0"))
    (name,) = page.evaluate(_KEYS)
    assert re.fullmatch("coaching-lock:[0-9a-f]{32}:", name)


_KEYS = """() => new Promise((resolve) => {
  indexedDB.open("coaching-keys", 1).onsuccess = ({ target: { result } }) => {
    const keys = result.transaction("keys").objectStore("keys").getAllKeys();
    keys.onsuccess = () => resolve(keys.result);
  };
})"""


def _write(page: Page) -> None:
    page.evaluate("location.hash = '#/about-me'")
    fill(page, ANSWER, "Kzq7Wm3xTf9Lp2Vd")
    expect(field(page, ANSWER).locator(".write__status")).to_contain_text("Draft")
    page.wait_for_timeout(500)
    kept = str(page.evaluate("Object.entries(localStorage)"))
    assert "coaching-lock:" in kept
    for clear in ("Kzq7", "party", "amara"):
        assert clear not in kept


def test_the_page_that_asks(chromium: Browser, locked: Path) -> None:
    """It fits the narrowest phone, and axe objects to nothing, before and after; what it shows in
    dark outlives the lock, and so does what an open portal kept here in clear, which is gone."""
    address = f"{locked.as_uri()}/{LOCKED_FILE}"
    narrow: ViewportSize = {"width": 320, "height": 640}
    with chromium.new_context(viewport=narrow) as context, at(context, address) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []
        page.evaluate("localStorage.setItem('coaching:amara-lindqvist:theme', 'dark')")
        page.get_by_label("Show what I type").check()
        assert page.get_by_label("Passphrase").get_attribute("type") == "text"
        unlock(page)
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.wait_for_timeout(300)
        assert "amara" not in str(page.evaluate("Object.keys(localStorage)"))
        page.get_by_role("button", name="Lock the portal").click()
        heading(page, TITLE)
        unlock(page)
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_nobody_there(chromium: Browser, locked: Path) -> None:
    """A portal that nobody uses says so, goes on if somebody does, and else locks."""
    with chromium.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{locked.as_uri()}/{LOCKED_FILE}")
        unlock(page)
        expect(page.locator(".colophon")).to_be_attached()
        notice = page.locator(".lock-notice")
        page.evaluate(LATER, 14.5)
        expect(notice).to_contain_text("it locks in a minute")
        page.keyboard.press("Shift")
        expect(notice).to_have_count(0)
        page.evaluate(LATER, 13)
        expect(notice).to_have_count(0)
        page.evaluate(LATER, 2.5)
        heading(page, TITLE)


LATER = """(minutes) => {
  const now = Date.now;
  Date.now = () => now() + minutes * 60_000;
  dispatchEvent(new Event("pageshow"));
}"""


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("Object.defineProperty(window, 'isSecureContext', { value: false });", "not encrypted"),
        ("delete window.DecompressionStream;", "too old"),
    ],
)
def test_where_it_cannot_open(chromium: Browser, locked: Path, script: str, said: str) -> None:
    """Where nothing can be decrypted it says what to do, and asks for no passphrase."""
    with chromium.new_context() as context:
        context.add_init_script(script)
        with at(context, f"{locked.as_uri()}/{LOCKED_FILE}") as page:
            expect(page.get_by_role("alert")).to_contain_text(said)
            expect(page.get_by_label("Passphrase")).to_be_hidden()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id="lock-content">', 'id="lock-content">AAAA'),
        ('id="lock-header">{', 'id="lock-header">{ '),
        ('"rounds":1000000', '"rounds":1000'),
        ('id="lock-header">{', 'id="lock-header">'),
    ],
)
def test_a_changed_file(
    chromium: Browser, locked: Path, tmp_path: Path, old: str, new: str
) -> None:
    """A file that was changed says so, however right the passphrase is."""
    text = (locked / LOCKED_FILE).read_text("utf-8")
    assert text.count(old) == 1
    (tmp_path / LOCKED_FILE).write_text(text.replace(old, new), "utf-8")
    address = f"{tmp_path.as_uri()}/{LOCKED_FILE}"
    with chromium.new_context() as context, at(context, address) as page:
        unlock(page)
        expect(page.get_by_role("alert")).to_contain_text("damaged or was changed")


def test_every_page(chromium: Browser, locked: Path, amara: Path) -> None:
    """Each page shows what it shows in the open portal, in its styles, and nothing goes wrong; a
    draft is listed on the page of the reply. Paper says the same of both, and nothing of a page
    that is locked."""
    names = sorted(path.relative_to(amara).as_posix() for path in amara.rglob("*.html"))
    address = f"{locked.as_uri()}/{LOCKED_FILE}#/actions"
    with chromium.new_context(viewport=DESK) as context, at(context, address) as page:
        unlock(page)
        page.locator("[data-write] input[type=checkbox]:visible").first.check()
        for name in names:
            route = "#/" if name == "index.html" else f"#/{name.removesuffix('.html')}"
            page.evaluate("(route) => { location.hash = route; }", route)
            title = (amara / name).read_text("utf-8").partition("<title")[2].partition(">")[2]
            expect(page).to_have_title(html.unescape(title.partition("<")[0]))
            assert page.evaluate("document.adoptedStyleSheets.length") > 1
            broken = "[...document.images].filter((one) => !one.naturalWidth).length"
            assert page.evaluate(broken) == 0, name
        page.evaluate("location.hash = '#/reply'")
        expect(page.locator("main")).to_contain_text("Hand the 07:30 call")
        page.evaluate("location.hash = '#/agreement'")
        expect(page).to_have_title(re.compile("Agreement"))
        on_paper = _paper(page)
        page.get_by_role("button", name="Lock the portal").click()
        heading(page, TITLE)
        assert "passphrase" in _paper(page)
        assert "Show what I type" not in _paper(page)
        with context.new_page() as open_page:
            open_page.goto((amara / "agreement.html").as_uri())
            assert on_paper == _paper(open_page)


def _paper(page: Page) -> str:
    return " ".join(" ".join(texts(page.pdf())).split())


def test_what_is_being_typed(chromium: Browser, locked: Path) -> None:
    """What was typed a moment ago is there after Back and after the lock; before the page is left
    in another way the browser asks."""
    address = f"{locked.as_uri()}/{LOCKED_FILE}#/"
    with chromium.new_context(viewport=DESK) as context, at(context, address) as page:
        unlock(page)
        page.evaluate("location.hash = '#/about-me'")
        answer(page).fill("First")
        page.evaluate(TYPED, ["Second", THERE_AND_BACK])
        expect(answer(page)).to_have_value("Second")
        page.evaluate(TYPED, ["Third", "document.querySelector('.lock-button').click()"])
        heading(page, TITLE)
        unlock(page)
        expect(answer(page)).to_have_value("Third")
        asked: list[str] = []

        def leave(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", leave)
        answer(page).press("End")
        page.evaluate(TYPED, ["Fourth", "location.reload()"])
        heading(page, TITLE)
        unlock(page)
        expect(answer(page)).to_have_value(re.compile("Third|Fourth"))
        assert asked == ["beforeunload"] or answer(page).input_value() == "Fourth"


def test_what_is_kept_nowhere(chromium: Browser, locked: Path) -> None:
    """Where the browser refuses to keep a text, it asks before another window locks this one."""
    address = f"{locked.as_uri()}/{LOCKED_FILE}#/about-me"
    with chromium.new_context(viewport=DESK) as context, at(context, address) as page:
        unlock(page)
        page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full'); })")
        answer(page).fill("Nowhere else")
        answer(page).press("End")
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        page.on("dialog", stay)
        with at(context, address) as other:
            unlock(other)
            other.get_by_role("button", name="Lock the portal").click()
            heading(other, TITLE)
        page.wait_for_timeout(500)
        assert asked == ["beforeunload"]
        expect(answer(page)).to_have_value("Nowhere else")
        page.remove_listener("dialog", stay)
        page.on("dialog", lambda dialog: dialog.accept())


# Faster than a field keeps what is typed.
THERE_AND_BACK = """location.hash = "#/goals";
setTimeout(() => { location.hash = "#/about-me"; }, 60);"""
TYPED = """([text, code]) => {
  const field = document.querySelector("[data-key='party/wished/remembered'] textarea");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  (0, eval)(code);
}"""
