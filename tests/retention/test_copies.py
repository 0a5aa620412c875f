"""Each copy that is known is found, with what deletes it, or with what to do about it by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.retention.copies import (
    Copy,
    CopyFolders,
    CopyKind,
    MarkedFolder,
    copies_in,
    lock_of,
)
from coaching_site.zips import zipped
from tests.locking.portals import built

LOCK = "c" + "0" * 31
SLUG = "jane-doe"
LOCKED = b'<script type="application/json" id="lock-header">'


def folders(root: Path) -> CopyFolders:
    """Return the folders of a workspace."""
    return CopyFolders(
        root / "engagements",
        root / "locked",
        root / "hand-overs",
        root / "backups",
        root / "shards",
        (root / ".cache/coaching-site",),
        "clients",
    )


def found(root: Path) -> list[Copy]:
    """Return the copies of a client there."""
    marked = [MarkedFolder(CopyKind.PORTAL, root / "site" / SLUG, SLUG)]
    return [*copies_in(folders(root), SLUG, marked, lambda lock: root / f"keys/{lock}.json")]


def write(path: Path, content: bytes = b"x") -> Path:
    """Write a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_every_kind(tmp_path: Path) -> None:
    """All of one client is found, in the order in which it goes, and nothing of another one."""
    for slug in (SLUG, "jane-doe-2", "sam"):
        own = LOCK if slug == SLUG else "d" + "0" * 31
        write(tmp_path / f"engagements/{slug}/engagement.yml", f"lock: {own}".encode())
        write(tmp_path / f"hand-overs/{slug}.zip")
        write(tmp_path / f"backups/{slug}-2026-11-26.zip.age")
        write(tmp_path / f"locked/{slug}/index.html", LOCKED)
        built(tmp_path / f"site/{slug}", {"index.html": "x"})
    both = {f"engagements/{slug}/engagement.yml": b"" for slug in (SLUG, "sam")}
    write(tmp_path / "backups/old.zip", zipped(both))
    write(tmp_path / "backups/own.zip", zipped({f"engagements/{SLUG}/engagement.yml": b""}))
    write(tmp_path / "backups/others.zip", zipped({"engagements/sam/engagement.yml": b""}))
    write(tmp_path / "backups/broken.zip", b"PK")
    write(tmp_path / "shards/shard-1-of-1.json", b'[2, ["jane-doe", "built"]]')
    write(tmp_path / "shards/shard-1-of-2.json", b'[2, ["jane-doe-2", "built"]]')
    write(tmp_path / ".cache/coaching-site/portals/jane-doe")
    write(tmp_path / f"keys/{LOCK}.json")
    copies = found(tmp_path)
    told = [(str(one.kind), Path(one.where).relative_to(tmp_path).as_posix()) for one in copies]
    assert [one for one, copy in zip(told, copies, strict=True) if copy.delete] == [
        ("hand-over", "hand-overs/jane-doe.zip"),
        ("backup", "backups/jane-doe-2026-11-26.zip.age"),
        ("backup", "backups/own.zip"),
        ("locked portal", "locked/jane-doe/index.html"),
        ("portal", "site/jane-doe"),
        ("record of builds", "shards/shard-1-of-1.json"),
        ("cache", ".cache/coaching-site"),
        ("key of the lock", f"keys/{LOCK}.json"),
        ("engagement", "engagements/jane-doe"),
    ]
    left = {one.where.rpartition("/")[2]: one.remark for one in copies if not one.delete}
    assert set(left) == {
        *("old.zip", "broken.zip", "jane-doe-2-2026-11-26.zip.age", "sam-2026-11-26.zip.age"),
    }
    assert left["old.zip"].startswith("it holds other clients, too")
    for one in copies:
        if one.delete:
            assert [*one.delete()] == []
    assert [copy for copy in found(tmp_path) if copy.delete] == []
    assert (tmp_path / "engagements/jane-doe-2/engagement.yml").exists()
    assert (tmp_path / "hand-overs/sam.zip").exists()


def test_zips_by_what_they_hold(tmp_path: Path) -> None:
    """A zip counts by what it holds, whatever it is called; half a file of a kill counts, too."""
    both = {f"engagements/{slug}/engagement.yml": b"" for slug in ("clients", "sam")}
    write(tmp_path / "backups/clients-2026-11-26.zip", zipped(both))
    write(tmp_path / "backups/clients-2026-11-25.zip.age")
    write(tmp_path / "backups/clients-2026-11-24.zip", zipped({"engagements/clients/a/b": b""}))
    write(tmp_path / "hand-overs/clients.zip", zipped({"sam/README.txt": b""}))
    write(tmp_path / "hand-overs/clients-of-old.zip.age")
    write(tmp_path / "hand-overs/final.zip", zipped({"clients/README.txt": b""}))
    write(tmp_path / "hand-overs/.clients.zip.0123abcd.new")
    write(tmp_path / "hand-overs/sam.zip.age")
    copies = [*copies_in(folders(tmp_path), "clients", (), Path)]
    told = {Path(one.where).name: one.delete is not None for one in copies}
    assert told == {
        "clients-2026-11-26.zip": False,
        "clients-2026-11-25.zip.age": False,
        "clients-2026-11-24.zip": True,
        "clients-of-old.zip.age": False,
        "final.zip": True,
        ".clients.zip.0123abcd.new": True,
    }


@pytest.mark.parametrize(
    "name",
    [
        *("engagements/jane-doe", "hand-overs/jane-doe.zip", "locked/jane-doe", "site/jane-doe"),
        *(".cache/coaching-site", ".cache"),
    ],
)
def test_links(tmp_path: Path, name: str) -> None:
    """What is a link is told, and never followed."""
    mine = tmp_path / "mine"
    built(mine / SLUG, {"index.html": "x"})
    write(mine / SLUG / "more.txt")
    (mine / SLUG / "coaching-site").mkdir()
    place = tmp_path / name
    place.parent.mkdir(parents=True, exist_ok=True)
    is_file = name.endswith(".zip")
    place.symlink_to(mine / SLUG / "more.txt" if is_file else mine / SLUG)
    (one,) = found(tmp_path)
    assert (one.delete, one.remark[:6]) == (None, "a link")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("site/jane-doe/holiday.jpg", "no build has made it for this client"),
        ("locked/jane-doe/index.html", "this is no locked portal"),
        ("backups/clients.zip", "it may hold this client"),
    ],
)
def test_what_is_of_others(tmp_path: Path, name: str, said: str) -> None:
    """What the program has not made is told, and left."""
    write(tmp_path / name)
    (one,) = found(tmp_path)
    assert (one.delete, one.remark.startswith(said)) == (None, True)


@pytest.mark.parametrize(
    ("text", "lock"),
    [
        (f"lock: {LOCK}\n", LOCK),
        (f'x: 1\nlock:   "{LOCK}"  # mine\n', LOCK),
        (f'{{"lock": "{LOCK}", "x": [}}', LOCK),
        (f"# padlock: {LOCK}\n", None),
        ("lock: short\n", None),
        (f"lock: {LOCK}0\n", None),
    ],
)
def test_locks(tmp_path: Path, text: str, lock: str | None) -> None:
    """The lock is found in a file that is broken, too, and taken from no other key."""
    write(tmp_path / "engagement.yml", text.encode())
    assert lock_of(tmp_path) == lock


@pytest.mark.parametrize("before", ["", f"# lock: {'b' * 32}\n", "# the lock of before: "])
def test_the_lock_of_another_client(tmp_path: Path, before: str) -> None:
    """A key that another client's file may name, too, as one that was begun as a copy, stays."""
    for slug, text in ((SLUG, ""), ("sam", before)):
        write(tmp_path / f"engagements/{slug}/engagement.yml", f"{text}lock: {LOCK}".encode())
    write(tmp_path / f"keys/{LOCK}.json")
    (key,) = [one for one in found(tmp_path) if one.kind is CopyKind.LOCK_KEY]
    assert (key.delete, key.remark.partition(":")[0]) == (
        None,
        "the file of another client may name this lock, too",
    )
