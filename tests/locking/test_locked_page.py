"""The page of a locked portal: what stands in it in clear, and what it may run."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256

import pytest
from bs4 import BeautifulSoup

from coaching_site.crypto.lock_container import Container, DamagedLock
from coaching_site.locking.locked_page import complete_page, is_locked_page, parts_of, script_hashes
from tests.locking.portals import CANARY, DATA, PAGE, unlock_page

CODE = "(() => 1)();\n"
FILES = {
    "index.html": PAGE.format(CANARY).encode(),
    "assets/javascripts/portal.js": CODE.encode(),
    "assets/javascripts/portal-data.12345678.js": DATA.encode(),
    "search/index.12345678.js": f'var searchIndex=["{CANARY}"];\n'.encode(),
    "files/attached.js": b"alert(1)",
}


def hash_in(text: str) -> str:
    """Return by what a policy names a script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.fixture(scope="module")
def page() -> str:
    """Give the page for some files."""
    return unlock_page().text(FILES)


def test_nothing_of_the_portal_is_in_it(page: str) -> None:
    """It names nobody, and no hash in it is of what a page says: that could be guessed."""
    assert CANARY not in page
    assert hash_in(DATA) not in page
    assert hash_in(FILES["search/index.12345678.js"].decode()) not in page


def test_its_policy(page: str) -> None:
    """Scripts run by their hashes, of the page and of the portal's code; nothing else loads."""
    found = BeautifulSoup(page, "html.parser")
    policy = str(found.select_one("meta[http-equiv]")["content"])  # type: ignore[index]
    (script,) = found.select("script:not([type])")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert set(rules.pop("script-src").split()) == {hash_in(str(script.string)), hash_in(CODE)}
    assert rules == {
        "default-src": "'none'",
        "style-src": hash_in(str(found.style.string)),  # type: ignore[union-attr]
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    addresses = [tag.get("href") or tag.get("src") for tag in found.select("[href], [src]")]
    assert addresses == ["data:,"]
    assert [*script_hashes(FILES)] == [hash_in(CODE)]


def test_it_speaks_the_language_of_the_portal() -> None:
    """Its words are those of the portal, also those that scripts say."""
    found = BeautifulSoup(unlock_page("de").text({}), "html.parser")
    assert found.html
    assert found.html["lang"] == "de"
    assert "Dieses Portal ist gesperrt" in str(found.h1)
    told = json.loads(str(found.select_one("#told").string))  # type: ignore[union-attr]
    assert told["words"]["lock_lock"] == "Portal sperren"


def test_parts(page: str) -> None:
    """Header and content are read from the page as they were put into it."""
    container = Container('{"a":"b"}', b"\x00\xff" * 50)
    text = complete_page(page, container)
    assert parts_of(text) == (page, container)
    assert is_locked_page(text.encode())
    assert not is_locked_page(b"<!doctype html>")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id="lock-header"', 'id="x"'),
        ('id="lock-content"', 'id="x"'),
        ('id="lock-content">', 'id="lock-content"> '),
        ('id="lock-content">', 'id="lock-content">*'),
        ('id="lock-content">', 'id="lock-content">A'),
        ("</body>", '<script type="application/json" id="lock-header"></script></body>'),
        ("</script>", ""),
    ],
)
def test_what_is_no_page(page: str, old: str, new: str) -> None:
    """A page without one of its parts, or with two, is damaged."""
    with pytest.raises(DamagedLock):
        parts_of(complete_page(page, Container("{}", b"abc")).replace(old, new))
