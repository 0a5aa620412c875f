"""Pages that several steps change are read once and written once."""

from __future__ import annotations

from pathlib import Path

from coaching_site.privacy.site_pages import SitePages, pages_in
from tests.privacy.sites import write


def test_pages_are_written_in_the_end(tmp_path: Path) -> None:
    """What steps do to pages that were read before is on disk once they are written."""
    page = write(tmp_path, index_html="<p>a", other_txt="b") / "index.html"
    pages = SitePages(tmp_path)
    with pages_in(pages) as same:
        same.texts[page] += "\udcff"
    assert page.read_bytes() == b"<p>a"
    pages.write()
    assert page.read_bytes() == b"<p>a\xff"


def test_a_step_alone_writes_what_it_changes(tmp_path: Path) -> None:
    """Given a folder, a step reads and writes its pages itself, those alone that it changes."""
    site = write(tmp_path, a_html="<p>a", b_html="<p>b")
    kept = (site / "b.html").stat().st_mtime_ns
    with pages_in(site) as pages:
        pages.texts[site / "a.html"] = "<p>c"
    assert [(site / name).read_text() for name in ("a.html", "b.html")] == ["<p>c", "<p>b"]
    assert (site / "b.html").stat().st_mtime_ns == kept
