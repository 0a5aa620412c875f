"""A site that some builder has written becomes a portal, without that builder."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.build.bundle import BundleError
from coaching_site.build.finish import SiteFiles, finish, finish_preview
from coaching_site.privacy.verify import Leak
from coaching_site.staging import StagingFolder

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>x</title>
<link rel="stylesheet" href="assets/stylesheets/a.css">
<script src="assets/javascripts/a.js"></script></head><body><p class="here">x</p></body></html>
"""
FILES = {
    "index.html": PAGE,
    "assets/stylesheets/a.css": ".here{color:red}.gone{color:blue}",
    "assets/javascripts/a.js": "// why\nrun()\n",
}
EXPECTED = SiteFiles(frozenset(FILES), frozenset({"assets/stylesheets/a.css"}))


def staged(portal: Path, **changed: str) -> StagingFolder:
    """Return a staging folder for a portal that holds a built site."""
    staging = StagingFolder(portal, "kim-lee")
    for name, text in {**FILES, **changed}.items():
        (staging.path / name).parent.mkdir(parents=True, exist_ok=True)
        (staging.path / name).write_text(text, "utf-8")
    return staging


def test_a_site_becomes_a_portal(tmp_path: Path) -> None:
    """Styles are bundled, scripts deferred, the policy is in each page, and the portal in place."""
    portal = tmp_path / "site/kim-lee"
    assert finish(staged(portal), EXPECTED, tmp_path / "cache") is None
    html = (portal / "index.html").read_text("utf-8")
    assert "Content-Security-Policy" in html
    assert "<script defer src=" in html
    [sheet] = (portal / "assets/stylesheets").iterdir()
    assert sheet.read_text("utf-8") == ".here{color:red}\n"
    assert (portal / "assets/javascripts/a.js").read_text("utf-8") == "run()\n"


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
    finish(staged(portal), EXPECTED, tmp_path / "cache")
    before = {path: path.read_bytes() for path in portal.rglob("*") if path.is_file()}
    staging = staged(portal, **changed)
    with pytest.raises(error):
        finish(staging, EXPECTED, tmp_path / "cache")
    staging.discard()
    assert {path: path.read_bytes() for path in portal.rglob("*") if path.is_file()} == before


def test_a_portal_that_is_only_tried(tmp_path: Path) -> None:
    """Without the swap nothing is put in the portal's place."""
    staging = staged(tmp_path / "site/kim-lee")
    finish(staging, EXPECTED, tmp_path / "cache", swap_in=False)
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
