"""The page on which a coach reads at leisure what replies would change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from coaching_site.cli.page import ReadingPage
from coaching_site.cli.showing import Row
from coaching_site.problems import InvalidInput
from tests.staging.folders import write

HOSTILE = "<script>alert(1)</script> \"'&amp; <img src=x onerror=y> \u202e javascript:z"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, which is the current folder, with a private folder of one engagement."""
    (tmp_path / "project/engagements/jane-doe/private").mkdir(parents=True)
    for name in ("site/jane-doe", "content", "overrides"):
        (tmp_path / "project" / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def written(path: Path, *rows: Row) -> str:
    """Write a page, and return its text."""
    page = ReadingPage(path)
    page.add(f"reply {HOSTILE}", rows, "de")
    page.write()
    return path.read_text("utf-8")


def test_a_page_says_all_and_does_nothing(project: Path) -> None:
    """Texts stand as they were typed, with what differs; nothing is fetched, run or sent."""
    path = project.parent / "page.html"
    rows = [Row(HOSTILE, ("a b",), ("a c", HOSTILE), "new"), Row("?", (), ("x\ny",), "new")]
    html = BeautifulSoup(written(path, *rows), "html.parser")
    assert not html.find_all(["script", "img", "link", "iframe", "form", "a", "object"])
    assert [name for tag in html.find_all(True) for name in tag.attrs if name[:2] == "on"] == []
    policy = html.select("meta[http-equiv=Content-Security-Policy]")[0]
    assert str(policy["content"]).startswith("default-src 'none'; style-src 'sha256-")
    assert html.find_all("del")[0].get_text() == "b"
    assert html.find_all("li")[0].get_text() == "a c"
    seen = HOSTILE.replace("\u202e", "‹U+202E›")
    assert seen in html.find_all("li")[1].get_text()
    assert seen in html.h2.get_text() if html.h2 else False
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_page_is_written_again(project: Path) -> None:
    """A page of ours is replaced by the next."""
    path = Path("engagements/jane-doe/private/page.html")
    assert "first" in written(path, Row("first", (), ("x",), "new"))
    assert "first" not in written(path, Row("second", (), ("x",), "new"))
    assert [one.name for one in path.parent.iterdir()] == ["page.html"]


@pytest.mark.parametrize("kind", ["text", "html", "link", "folder", "pipe", "linked page"])
def test_nothing_else_is_replaced(project: Path, kind: str) -> None:
    """What the command did not make stays, and is not waited for."""
    path = project.parent / "page.html"
    other = project.parent / "other.html"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to(project.parent / "nowhere")
    elif kind == "linked page":
        written(other, Row("?", (), ("x",), "new"))
        path.symlink_to(other)
    else:
        path.write_text("<!doctype html><p>mine" if kind == "html" else "mine")
    with pytest.raises(InvalidInput, match="something else of this name: nothing was written"):
        ReadingPage(path).check()


@pytest.mark.parametrize(
    "place",
    [
        "page.html", "site/page.html", "site/jane-doe/page.html", "content/page.html",
        "overrides/page.html", "engagements/page.html",
        "engagements/jane-doe/page.html", "engagements/jane-doe/private/../page.html",
        "engagements/private/page.html",
    ],
)  # fmt: skip
def test_a_page_never_comes_into_a_portal(project: Path, place: str) -> None:
    """In a project only the private folder of an engagement takes a page; links do not deceive."""
    link = project.parent / "link"
    link.symlink_to(project)
    for path in (Path(place), project / place, link / place):
        with pytest.raises(InvalidInput, match="choose such a place"):
            ReadingPage(path).check()


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("second/page.html", "choose such a place"),
        ("second/site/jane/page.html", "choose such a place"),
        ("second/engagements/jane/page.html", "choose such a place"),
        ("portals/jane/page.html", "would be in a portal"),
        ("portals/jane/goals/page.html", "would be in a portal"),
        ("way/page.html", "would be in a portal"),
    ],
)
def test_a_page_never_comes_into_another_portal(project: Path, place: str, reason: str) -> None:
    """The same holds of every other project, and of a portal wherever it is."""
    around = project.parent
    (around / "second").mkdir()
    (around / "second/mkdocs.yml").write_text("")
    write(around / "portals/jane", "of Jane")
    (around / "way").symlink_to("portals/jane")
    with pytest.raises(InvalidInput, match=reason):
        ReadingPage(around / place).check()
    ReadingPage(around / "second/engagements/jane/private/page.html").check()
    ReadingPage(around / "portals/page.html").check()


@pytest.mark.parametrize("place", ["gone/page.html", "file/page.html", "x" * 300])
def test_a_place_that_cannot_be_written(project: Path, place: str) -> None:
    """Where no file can be made, the reason is told."""
    (project.parent / "file").write_text("x")
    with pytest.raises(InvalidInput, match="the page cannot be written: "):
        written(project.parent / place, Row("?", (), ("x",), "new"))
