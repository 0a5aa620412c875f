"""A finished portal, locked and opened again in Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.crypto import lock_container
from coaching_site.crypto.lock_container import DamagedLock, NoSlotOpens
from coaching_site.locking.locked_page import parts_of
from coaching_site.locking.locked_portal import PortalLock, is_locked, open_portal, portal_files
from coaching_site.problems import InvalidInput
from tests.crypto.locks import JANE, ROUNDS, SAM, lock_of
from tests.locking.portals import CANARY, built, unlock_page


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take locks of few rounds, which no command would."""
    defaults = {"least_rounds": 1}
    monkeypatch.setattr(lock_container.engagement_key, "__kwdefaults__", defaults)


def test_there_and_back(tmp_path: Path) -> None:
    """All files of the portal come out as they were; in clear, the file has none of them."""
    site, target = built(tmp_path / "jane-doe"), tmp_path / "locked/index.html"
    (site / ".htaccess").write_text("of the host", "utf-8")
    assert PortalLock(unlock_page(), lock_of(JANE, SAM)).lock(site, target)
    raw = target.read_bytes()
    assert CANARY.encode() not in raw
    page, container = parts_of(raw.decode())
    assert "jane" not in page.lower()
    assert "Jane" not in container.header
    opened = open_portal(target, SAM)
    assert dict(opened.files) == portal_files(site)
    assert ".htaccess" not in opened.files
    assert [*opened.faults()] == []
    opened.write(tmp_path)
    assert (tmp_path / "assets/javascripts/portal.js").read_text("utf-8") == "(()=>{})();\n"
    with pytest.raises(NoSlotOpens):
        open_portal(target, "another one")


def test_what_has_not_changed(tmp_path: Path) -> None:
    """The same portal under the same passphrases is left as it is; anything else is locked anew."""
    site, target = built(tmp_path / "jane-doe"), tmp_path / "locked/index.html"
    key = lock_of(JANE)
    lock = PortalLock(unlock_page(), key)
    assert lock.lock(site, target)
    before = target.read_bytes()
    assert not lock.lock(site, target)
    assert target.read_bytes() == before
    more = PortalLock(unlock_page(), key.added("Sam", SAM, ROUNDS))
    assert more.lock(site, target)
    assert not more.lock(site, target)
    assert PortalLock(unlock_page("de"), more.key).lock(site, target)
    built(site, {"index.html": "<!doctype html>new"})
    assert PortalLock(unlock_page("de"), more.key).lock(site, target)
    target.write_bytes(target.read_bytes()[:-9])
    assert PortalLock(unlock_page("de"), more.key).lock(site, target)


def test_what_was_changed_by_others(tmp_path: Path) -> None:
    """A file with a flipped sign, a script more, or the content of an older build is told."""
    site, target = built(tmp_path / "jane-doe"), tmp_path / "index.html"
    lock = PortalLock(unlock_page(), lock_of(JANE))
    lock.lock(site, target)
    old = target.read_text("utf-8")
    start = old.index('id="lock-content">') + 100
    flipped = "B" if old[start] != "B" else "C"
    target.write_text(old[:start] + flipped + old[start + 1 :], "utf-8")
    assert is_locked(target)
    with pytest.raises(DamagedLock):
        open_portal(target, JANE)
    target.write_bytes(b"\xff" + old.encode())
    with pytest.raises(DamagedLock):
        open_portal(target, JANE)
    built(site, {"index.html": "<!doctype html>new"})
    target.unlink()
    lock.lock(site, target)
    new = target.read_text("utf-8")
    cut = 'id="lock-content">'
    target.write_text(new.partition(cut)[0] + cut + old.partition(cut)[2], "utf-8")
    with pytest.raises(DamagedLock):
        open_portal(target, JANE)


def test_a_page_that_would_not_run_its_scripts(tmp_path: Path) -> None:
    """A policy without the hash of a script is told."""
    site, target = built(tmp_path / "jane-doe"), tmp_path / "index.html"
    PortalLock(unlock_page(), lock_of(JANE)).lock(site, target)
    opened = open_portal(target, JANE)
    bare = type(opened)(opened.page.replace("sha256-", "sha384-"), opened.files)
    assert [*bare.faults()] == ["index.html: its policy does not name 1 scripts of the portal"]


def test_no_portal(tmp_path: Path) -> None:
    """Nothing is locked that no build has made, or that is not whole; links are not followed."""
    with pytest.raises(InvalidInput, match="build it first"):
        portal_files(tmp_path)
    site = built(tmp_path / "jane-doe")
    (site / "index.html").unlink()
    with pytest.raises(InvalidInput, match="1 of its files are missing"):
        portal_files(site)
    (site / "index.html").symlink_to("/etc/passwd")
    with pytest.raises(InvalidInput, match="1 of its files are missing"):
        portal_files(site)
