"""Where a desk may be: apart from portals and clients, for its owner alone, replaced whole."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from coaching_site.build.workspace import Workspace
from coaching_site.desk.folder import check_place, check_place_of_list, write_desk
from coaching_site.problems import InvalidInput
from coaching_site.staging import StagingFolder

PAGE = (
    b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>x</title></head></html>\n'
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a portal."""
    folder = tmp_path / "project"
    for name in ("content", "overrides", "engagements/ann", "site"):
        (folder / name).mkdir(parents=True)
    (folder / "mkdocs.yml").touch()
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mkdocs.yml").touch()
    for portal in (folder / "site/ann", tmp_path / "other/site/bo"):
        staging = StagingFolder(portal, portal.name)
        staging.swap_in()
        staging.discard()
    return folder


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("desk", ""),
        ("private/desk", ""),
        ("../elsewhere/desk", ""),
        ("site", "site/"),
        ("site/desk", "a place in site/"),
        ("site/ann", "a place in site/"),
        ("site/ann/desk", "a place in site/"),
        ("engagements/ann/private", "a place in engagements/"),
        ("content/desk", "a place in content/"),
        ("link", "a place in site/"),
        # Another project's portals
        ("../other/site/desk", "a place in site/"),
        ("../other/site/deep/desk", "a place in site/"),
        ("../other/desk", ""),
        (".", "a place around"),
        ("..", "a place around"),
        (".desk", "is hidden"),
    ],
)
def test_places(project: Path, place: str, found: str) -> None:
    """A desk is neither where portals are, nor where clients, words or looks are."""
    (project / "link").symlink_to(project / "site/ann")
    folders = (project / name for name in ("content", "overrides", "engagements"))
    refused = ""
    try:
        check_place(project / place, Workspace(*folders), project / "site", project)
    except InvalidInput as error:
        refused = str(error)
        assert "the desk names all clients: expected a folder for it alone" in refused
    assert bool(refused) == bool(found)
    assert found in refused


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("hours.csv", ""),
        ("../hours.csv", ""),
        ("../other/hours.csv", ""),
        ("site/hours.csv", "site/"),
        ("site/ann/hours.csv", "site/"),
        ("site/new/deep/hours.csv", "site/"),
        ("../project/content/../site/hours.csv", "site/"),
        ("folder/hours.csv", "site/"),
        ("list.csv", "site/"),
        ("Site/hours.csv", "site/"),
        ("../other/site/hours.csv", "site/"),
        ("../other/site/bo/hours.csv", "bo/"),
        ("engagements/ann/files/hours.csv", "engagements/"),
        ("content/hours.csv", "content/"),
        ("overrides/assets/hours.csv", "overrides/"),
    ],
)
def test_places_of_a_list(
    project: Path, monkeypatch: pytest.MonkeyPatch, place: str, found: str
) -> None:
    """A list of hours is in no folder that portals are in or made from, however it is spelled."""
    (project / "folder").symlink_to(project / "site/ann")
    (project / "list.csv").symlink_to("site/hours.csv")
    if place.startswith("Site"):  # as a disk has it on which capitals do not count
        (project / "Site").mkdir()
        monkeypatch.setattr(Path, "stat", _stat_without_capitals)
    folders = (project / name for name in ("content", "overrides", "engagements"))
    refused = ""
    try:
        check_place_of_list(project / place, Workspace(*folders), project / "site")
    except InvalidInput as error:
        refused = str(error)
    assert refused.partition("found one in ")[2] == found


def _stat_without_capitals(path: Path, **_: bool) -> os.stat_result:
    return os.stat(str(path).replace("/Site", "/site"))  # noqa: PTH116


def test_written_whole(tmp_path: Path) -> None:
    """A desk takes the place of an earlier one, for its owner alone, with a strict policy."""
    desk = tmp_path / "desk"
    write_desk(desk, {"index.html": PAGE, "prepare/ann.html": PAGE})
    write_desk(desk, {"index.html": PAGE, "hours.csv": b"x\r\n"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk"]
    assert sorted(path.name for path in desk.iterdir()) == [".portal", "hours.csv", "index.html"]
    assert desk.stat().st_mode & 0o077 == 0
    policy = re.findall(
        'Content-Security-Policy" content="([^"]*)"', (desk / "index.html").read_text("utf-8")
    )
    assert policy[0].startswith("default-src 'none'; script-src 'self'; style-src 'self'")


@pytest.mark.parametrize(
    ("there", "page"),
    [
        ({"notes.txt": "mine"}, PAGE),
        ({}, PAGE.replace(b"</html>", b"<script src=//x.example></script>")),
    ],
)
def test_nothing_is_lost(tmp_path: Path, there: dict[str, str], page: bytes) -> None:
    """What is not ours stays, and so does a desk whose next one would give something away."""
    desk = tmp_path / "desk"
    if there:
        desk.mkdir()
    else:
        write_desk(desk, {"index.html": PAGE})
    for name, text in there.items():
        (desk / name).write_text(text, "utf-8")
    before = {path.name: path.read_bytes() for path in desk.iterdir()}
    with pytest.raises(InvalidInput):
        write_desk(desk, {"index.html": page})
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]
