"""A build replaces what a build has made, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coaching_site.staging import StagingFolder, TargetBlocked
from tests.staging.folders import OWNER, contents, write

HOSTED = [".htaccess", ".htpasswd", ".well-known/security.txt", "CNAME", "web.config"]


def files(*paths: str) -> Callable[[Path], object]:
    """Return what writes files into a portal."""

    def put(portal: Path) -> None:
        for path in paths:
            (portal / path).parent.mkdir(parents=True, exist_ok=True)
            (portal / path).write_text("of the host", "utf-8")

    return put


def marked(*paths: str) -> Callable[[Path], object]:
    """Return what writes a portal and files into it."""

    def put(portal: Path) -> None:
        files(*paths)(write(portal, "former"))

    return put


def folders(portal: Path) -> None:
    """Write a portal, and folders without a file into it."""
    (write(portal, "former") / "uploads/of/clients").mkdir(parents=True)


def linked_page(portal: Path) -> None:
    """Write a portal with a page that leads elsewhere."""
    write(portal, "former")
    (portal / "index.html").rename(portal.parent / "index.html")
    (portal / "index.html").symlink_to("../index.html")


def page_as_folder(portal: Path) -> None:
    """Write a portal with a folder in the place of its page."""
    write(portal, "former")
    (portal / "index.html").unlink()
    (portal / "index.html").mkdir()


def pipe(portal: Path) -> None:
    """Write a portal and a pipe into it."""
    os.mkfifo(write(portal, "former") / "pipe")


def marker_of_another(portal: Path) -> None:
    """Write a folder of files with the marker of a portal, which knows nothing of them."""
    files("contract.docx", "notes/2026.md")(portal)
    (portal / ".portal").write_bytes((write(portal.parent / "x", "") / ".portal").read_bytes())


def changed_marker(portal: Path) -> None:
    """Write a portal whose marker somebody has edited."""
    marker = write(portal, "former") / ".portal"
    marker.write_text(marker.read_text().replace("\n", "\n0123456789abcdef\n", 1))


def linked_marker(portal: Path) -> None:
    """Write a portal with a link in the place of its marker."""
    write(portal, "former")
    (portal / ".portal").rename(portal.parent / "marker")
    (portal / ".portal").symlink_to("../marker")


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        (files("contract.docx"), "a portal or an empty folder, found contract.docx: "),
        (files("engagement.yml", "private/a"), "empty folder, found engagement.yml, private/: "),
        (files("index.html", "goals/a.html"), "empty folder, found goals/, index.html: "),
        (files(".hidden"), "empty folder, found .hidden: "),
        (files("a\nb", "c\x1b[31m"), "empty folder, found a�b, c�[31m: "),
        (files(*(f"{n:02}" for n in range(25))), ", 18, 19 and 5 more: "),
        (marked(*HOSTED), "a portal, found .htaccess, .htpasswd, .well-known/, CNAME, web.config,"),
        (marked(".git/config", ".git/refs/a"), "nothing but a portal, found .git/, which"),
        (marked("goals/.htaccess"), "nothing but a portal, found goals/, which"),
        (marked("robots.txt", "index.htm"), "nothing but a portal, found index.htm, robots.txt,"),
        (folders, "nothing but a portal, found uploads/, which"),
        (linked_page, "nothing but a portal, found index.html, which"),
        (page_as_folder, "nothing but a portal, found index.html/, which"),
        (pipe, "nothing but a portal, found pipe, which"),
        (marker_of_another, "nothing but a portal, found contract.docx, notes/, which"),
        (changed_marker, "a portal or an empty folder, found .portal, index.html: "),
        (linked_marker, "a portal or an empty folder, found .portal, index.html: "),
        (lambda portal: portal.write_text("a file"), "expected a folder, found a file"),
        (os.mkfifo, "expected a folder, found a file"),
        (lambda portal: portal.symlink_to("/etc/hosts"), "expected a folder, found a file"),
        (lambda portal: portal.symlink_to("gone"), "found that it leads nowhere: gone"),
        (lambda portal: portal.symlink_to("amara"), "found that it leads nowhere: amara"),
        (lambda portal: portal.symlink_to("/"), "expected a folder that can be replaced, found a"),
        (lambda portal: write(portal, "", "tomas"), "expected the portal of this engagement,"),
    ],
)
def test_what_stands_in_the_way(
    tmp_path: Path, shape: Callable[[Path], object], found: str
) -> None:
    """What no build has made is refused, on one line that names it, and stays as it is."""
    target = tmp_path / "amara"
    shape(target)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(TargetBlocked) as refused:
        StagingFolder(target, OWNER)
    assert found in refused.value.reason
    assert refused.value.path == target
    assert "\n" not in str(refused.value)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        (lambda site: site.write_text("a file"), "expected a folder, found a file"),
        (lambda site: site.symlink_to("gone"), "found that it leads nowhere: gone"),
        (lambda site: site.symlink_to("site"), "found that it leads nowhere: site"),
        (os.mkfifo, "expected a folder, found a file"),
    ],
)
def test_what_stands_in_the_way_of_all(
    tmp_path: Path, shape: Callable[[Path], object], found: str
) -> None:
    """The same is told of the folder around the portals."""
    shape(tmp_path / "site")
    with pytest.raises(TargetBlocked) as refused:
        StagingFolder(tmp_path / "site/amara", OWNER)
    assert found in refused.value.reason
    assert refused.value.path == tmp_path / "site"


def test_a_disk_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is mounted where the portal is to be cannot be replaced by a folder."""
    target = write(tmp_path / "amara", "former")
    monkeypatch.setattr("os.path.ismount", lambda path: Path(path) == target)
    with pytest.raises(TargetBlocked, match="expected a folder that can be replaced, found a disk"):
        StagingFolder(target, OWNER)


def test_a_way_out_is_named(tmp_path: Path) -> None:
    """Who follows the line word by word, and names the files in `keep`, is not refused again."""
    names = [*HOSTED, ".git/config", "a b.txt", "#1.txt", "über.txt", "x, y"]
    marked(*names)(tmp_path / "amara")
    with pytest.raises(TargetBlocked) as refused:
        StagingFolder(tmp_path / "amara", OWNER)
    assert refused.value.reason.endswith(
        'below coaching-site: keep: ["#1.txt", .git, .htaccess, .htpasswd, .well-known, CNAME, '
        '"a b.txt", web.config, "x, y", über.txt]'
    )
    kept = ["#1.txt", ".git", ".htaccess", ".htpasswd", ".well-known", "CNAME", "a b.txt"]
    fresh = StagingFolder(tmp_path / "amara", OWNER, [*kept, "web.config", "x, y", "über.txt"])
    before = contents(tmp_path / "amara")
    fresh.mark(["index.html"])
    (fresh.path / "index.html").write_text("former", "utf-8")
    fresh.swap_in()
    assert contents(tmp_path / "amara") == before
