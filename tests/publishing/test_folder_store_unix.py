"""Folders as Unix has them: modes, links, pipes, and a process that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coaching_site.publishing.folder_store import FolderStore
from coaching_site.publishing.portal_files import portal_files
from coaching_site.publishing.publish import Publication, PublishOrder
from coaching_site.publishing.refusals import StoreFailed
from tests.fixture import ROOT
from tests.publishing.memory import RECORD, write_portal
from tests.publishing.test_portal_files import faults


def test_modes(tmp_path: Path) -> None:
    """A folder is made for its owner alone; one that others may enter is not known to be closed."""
    store = FolderStore(tmp_path / "place")
    store.write("index.html", b"x")
    assert store.is_closed
    for folder in (tmp_path, tmp_path / "place"):
        folder.chmod(0o755)
    around = any(not one.stat().st_mode & 0o077 for one in (tmp_path / "place").parents)
    assert store.is_closed is around  # pytest may have made one of them for its owner alone


def test_the_folder_of_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that another user alone may enter, such as a web server, is not closed."""
    store = FolderStore(tmp_path / "place")
    store.write("index.html", b"x")
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    assert not store.is_closed


def test_links(tmp_path: Path) -> None:
    """No link at a place is followed: neither read nor written through, and told as foreign."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_bytes(b"private")
    place = tmp_path / "place"
    place.mkdir()
    (place / "assets").symlink_to(secret)
    (place / "index.html").symlink_to(secret / "key.txt")
    store = FolderStore(place)
    assert sorted(store.names()) == ["assets", "index.html"]
    assert store.read("index.html") is None
    for name in ("assets/key.txt", "../secret/key.txt", "/etc/hostname"):
        with pytest.raises(StoreFailed, match="leads out of that folder"):
            store.read(name)
        with pytest.raises(StoreFailed):
            store.write(name, b"x")
    store.write("index.html", b"x")
    assert (secret / "key.txt").read_bytes() == b"private"
    assert not (place / "index.html").is_symlink()


def test_what_is_no_file(tmp_path: Path) -> None:
    """Links out of the portal, links to folders, and pipes are refused, and never read."""
    (tmp_path / "secret.txt").write_text("private", encoding="utf-8", newline="")
    portal = tmp_path / "portal"
    portal.mkdir()
    (portal / "index.html").symlink_to(tmp_path / "secret.txt")
    (portal / "files").symlink_to(tmp_path)
    os.mkfifo(portal / "pipe")
    assert faults(portal) == [
        "files: is a link: a portal is sent without such",
        "index.html: is a link: a portal is sent without such",
        "pipe: is no file: a portal is sent without such",
    ]


def test_links_of_a_host(tmp_path: Path) -> None:
    """A link that is not ours is left out, and no fault."""
    (tmp_path / "index.html").write_bytes(b"x")
    (tmp_path / ".htaccess").symlink_to("/etc/hostname")
    assert [*portal_files(tmp_path, lambda name: name != ".htaccess")] == ["index.html"]


def test_killed(tmp_path: Path) -> None:
    """A process that is killed while it writes leaves whole files; the next one completes it."""
    pages = {f"page-{number}.html": "x" * 100_000 for number in range(30)}
    files = write_portal(tmp_path / "portal", {"index.html": "1", **pages})
    place = tmp_path / "place"
    code = (
        "import sys, time; from pathlib import Path\n"
        "from tests.publishing.memory import RECORD\n"
        "from coaching_site.publishing.folder_store import FolderStore\n"
        "from coaching_site.publishing.publish import Publication, PublishOrder\n"
        "from coaching_site.publishing.portal_files import portal_files\n"
        "portal, place = map(Path, sys.argv[1:])\n"
        "files = portal_files(portal, lambda _: True)\n"
        "class Slow(FolderStore):\n"
        "    def send(self, files):\n"
        "        for name in super().send(files):\n"
        "            print(name, flush=True)\n"
        "            time.sleep(0.01)\n"
        "            yield name\n"
        "Publication(Slow(place), PublishOrder('jane', files), RECORD).run()\n"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "portal"), str(place)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for _ in range(12):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    there = list(place.glob("*.html"))
    assert 12 <= len(there) < 31
    assert {len(path.read_bytes()) for path in there} == {100_000}
    Publication(FolderStore(place), PublishOrder("jane", files), RECORD).run()
    assert {path.name for path in place.glob("*.html")} == files.keys()
    assert (place / "index.html").read_bytes() == b"1"
