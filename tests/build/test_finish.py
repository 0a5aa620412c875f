"""A site that some builder has written becomes a portal, without that builder."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.build.bundle import BundleError
from coaching_site.build.finish import finish, finish_preview
from coaching_site.privacy.verify import Leak
from coaching_site.staging import StagingFolder

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>x</title>
<link rel="stylesheet" href="assets/stylesheets/a.css">
<script src="assets/javascripts/a.js"></script></head><body><p class="here">x</p></body></html>
"""
FILES = {
    "index.html": PAGE,
    "assets/stylesheets/a.css": ".here{color:red}/* why */\n",
    "assets/javascripts/a.js": "// why\nrun()\n",
}
EXPECTED = frozenset(FILES)


def staged(portal: Path, **changed: str) -> StagingFolder:
    """Return a staging folder for a portal that holds a built site."""
    staging = StagingFolder(portal, "kim-lee")
    for name, text in {**FILES, **changed}.items():
        (staging.path / name).parent.mkdir(parents=True, exist_ok=True)
        (staging.path / name).write_text(text, "utf-8")
    return staging


def test_a_site_becomes_a_portal(tmp_path: Path) -> None:
    """Styles are bundled, the policy is in each page, and the portal in its place."""
    portal = tmp_path / "site/kim-lee"
    assert finish(staged(portal), EXPECTED) is None
    html = (portal / "index.html").read_text("utf-8")
    assert "Content-Security-Policy" in html
    [sheet] = (portal / "assets/stylesheets").iterdir()
    assert sheet.read_text("utf-8") == ".here{color:red}\n"


def test_what_portals_have_alike(tmp_path: Path) -> None:
    """Sheets and scripts of two portals are the same files, their pages are not."""
    portals = [tmp_path / "site" / name for name in ("kim-lee", "bo-ek")]
    for portal in portals:
        finish(staged(portal), EXPECTED, tmp_path / "cache")
    names = [path.relative_to(portals[0]) for path in portals[0].rglob("*") if path.is_file()]
    alike = {name.suffix for name in names if (portals[0] / name).samefile(portals[1] / name)}
    assert alike == {".css", ".js"}


def test_a_page_that_asks_for_an_index(tmp_path: Path) -> None:
    """Where a page has a search, the index that it asks for is there."""
    asking = PAGE.replace("<body>", '<body><dialog data-index="search/index.js"></dialog>')
    portal = tmp_path / "site/kim-lee"
    finish(staged(portal, **{"index.html": asking}), EXPECTED)
    [index] = (portal / "search").iterdir()
    assert f'data-index="search/{index.name}"' in (portal / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"index.html": PAGE.replace("<p", "<p onclick=x")}, Leak),
        ({"notes.txt": "of a client"}, Leak),
        ({"assets/stylesheets/a.css": '@import "b.css";'}, BundleError),
    ],
    ids=["page", "file", "sheet"],
)
def test_a_site_that_is_refused(
    tmp_path: Path, changed: dict[str, str], error: type[Exception]
) -> None:
    """Where a site cannot be made private the former portal stays as it was."""
    portal = tmp_path / "site/kim-lee"
    finish(staged(portal), EXPECTED)
    before = {path: path.read_bytes() for path in portal.rglob("*") if path.is_file()}
    staging = staged(portal, **changed)
    with pytest.raises(error):
        finish(staging, EXPECTED)
    staging.discard()
    assert {path: path.read_bytes() for path in portal.rglob("*") if path.is_file()} == before


def test_a_portal_that_is_only_tried(tmp_path: Path) -> None:
    """Without the swap nothing is put in the portal's place."""
    staging = staged(tmp_path / "site/kim-lee")
    finish(staging, EXPECTED, swap_in=False)
    assert not (tmp_path / "site/kim-lee").exists()
    staging.discard()


def test_a_preview(tmp_path: Path) -> None:
    """A preview is verified too; its styles stay files of their own, which is quicker."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    finish_preview(tmp_path, frozenset(FILES))
    assert "script-src 'self' 'unsafe-inline'" in (tmp_path / "index.html").read_text("utf-8")
    assert (tmp_path / "assets/stylesheets/a.css").exists()
    (tmp_path / "notes.txt").touch()
    with pytest.raises(Leak, match=r"notes\.txt: was not meant to be built"):
        finish_preview(tmp_path, frozenset(FILES))
