"""A portal is put into a folder of its own, whatever leads there."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.staging import TargetBlocked, refuse_unsafe_target
from tests.staging.folders import write

FOLDERS = (
    "engagements/amara/private",
    *("content/assets", "further-de", "overrides/pdf"),
    *(".git/refs", ".venv/bin", ".ci", "tests/site", "docs/pictures", "coaching_site", "Notes"),
    *("site", "public", "archives", "outer/inner"),
)
FILES = (
    *("mkdocs.yml", "Makefile", ".venv/bin/python", "tests/__init__.py", "docs/pictures/a.png"),
    *("coaching_site/__init__.py", "Notes/2026.md", "archives/amara.zip", "archives/.htaccess"),
)
HOLDS = "found {0}/, which holds {1}, and no portal"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project that is under git, beside others, with links that lead into it."""
    project = tmp_path / "work/project"
    for name in FOLDERS:
        (project / name).mkdir(parents=True)
    for name in FILES:
        (project / name).write_text("mine", "utf-8")
    (tmp_path / "way").symlink_to(project)
    (project / "out").symlink_to("engagements")
    (project / "deep").symlink_to("content/assets")
    (project / "checks").symlink_to("tests")
    write(project / "site/amara", "of Amara")
    write(project / "outer/inner/amara", "of Amara")
    (tmp_path / "portal").symlink_to(project / "site/amara")
    (tmp_path / "work/second/engagements").mkdir(parents=True)
    (tmp_path / "work/second/mkdocs.yml").write_text("theirs", "utf-8")
    (tmp_path / "work/second/engagements/starter.yml").write_text("theirs", "utf-8")
    (tmp_path / "work/Clients").mkdir()
    return project


def apart(project: Path, place: str, *, is_portal: bool = False) -> None:
    """Ask whether portals may be put into a place."""
    names = ("engagements", "content", "further-de", "overrides", "further-fr")
    sources = [project / name for name in names]
    refuse_unsafe_target(project / place, project, sources, [project.parent], is_portal=is_portal)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("engagements", "found engagements/"),
        ("./engagements/", "found engagements/"),
        ("site/../engagements", "found engagements/"),
        ("engagements/../engagements", "found engagements/"),
        ("engagements/amara", "found a place in engagements/"),
        ("engagements/amara/private/new/deep", "found a place in engagements/"),
        ("content", "found content/"),
        ("content/assets", "found a place in content/"),
        ("further-de/site", "found a place in further-de/"),
        ("further-fr", "found further-fr/"),
        ("further-fr/new", "found a place in further-fr/"),
        ("overrides", "found overrides/"),
        (".", "found a place around engagements/"),
        ("..", "found a place around engagements/"),
        ("../..", "found a place around engagements/"),
        ("/", "found a place around engagements/"),
        ("out", "found engagements/"),
        ("out/amara", "found a place in engagements/"),
        ("deep/new", "found a place in content/"),
        ("../../way/engagements", "found engagements/"),
        ("../../way", "found a place around engagements/"),
        ("site/amara", "found a place in the portal amara/"),
        ("site/amara/goals/new", "found a place in the portal amara/"),
        ("../../portal/new", "found a place in the portal amara/"),
        (".git", "found .git/, which is hidden"),
        (".git/refs/new", "found .git/, which is hidden"),
        (".venv", "found .venv/, which is hidden"),
        (".ci/new", "found .ci/, which is hidden"),
        (".new", "found .new/, which is hidden"),
        ("site/.new/deep", "found .new/, which is hidden"),
        ("~", "found ~/, which a shell alone takes for a home: write the whole path"),
        ("~/portals", "found ~/, which a shell alone takes for a home: write the whole path"),
        (" ", "found  /, which is no name that can be read"),
        (
            "portals\t",
            "found portals\t/, which is no name that can be read".replace("\t", "\ufffd"),
        ),
        ("tests", HOLDS.format("tests", "__init__.py")),
        ("tests/new", HOLDS.format("tests", "__init__.py")),
        ("checks/site", HOLDS.format("tests", "__init__.py")),
        ("docs", HOLDS.format("docs", "pictures/")),
        ("docs/pictures/deep/new", HOLDS.format("pictures", "a.png")),
        ("coaching_site", HOLDS.format("coaching_site", "__init__.py")),
        ("Notes", HOLDS.format("Notes", "2026.md")),
        ("Engagements", "found another spelling of engagements/"),
        ("ENGAGEMENTS/amara", "found another spelling of engagements/"),
        ("Further-DE", "found another spelling of further-de/"),
        ("ｏverrides/pdf/new", "found another spelling of overrides/"),
        ("overrides/PDF", "found a place in overrides/"),
        ("Site", "found another spelling of site/"),
        ("../clients", "found another spelling of Clients/"),
        ("../second", "found the folder second/"),
        ("../second/engagements", HOLDS.format("engagements", "starter.yml")),
        ("../second/.git", "found .git/, which is hidden"),
    ],
)
def test_wrong(project: Path, place: str, found: str) -> None:
    """No portal is put into or around what no build has made, whichever way leads there."""
    with pytest.raises(TargetBlocked) as refused:
        apart(project, place)
    assert refused.value.reason.endswith(found)
    assert refused.value.reason.startswith("expected a folder for portals alone, such as site/")


@pytest.mark.parametrize(
    "place",
    [
        *("site", "site/new", "new", "new/deep", "public", "public/new", "archives", "contents"),
        *("outer", "outer/inner", "../elsewhere", "../Clients", "../Clients/.new"),
        *("../second/site", "../../way/site", "site/../public"),
    ],
)
def test_right(project: Path, place: str) -> None:
    """A folder that is new, or empty, or has portals will do, in the project or elsewhere."""
    if place == "outer":
        (project / "outer/way").symlink_to("inner/amara")
        (project / "outer/inner").rename(project / "outer/.inner")
    apart(project, place)


def test_one_place_with_two_names(project: Path) -> None:
    """One place under two names, as where capitals do not count, is one place."""
    (project / "Engagements").symlink_to(project / "engagements")  # as such a disk would take it
    with pytest.raises(TargetBlocked, match="found engagements/"):
        apart(project, "Engagements")


def test_a_project_with_clients_elsewhere(tmp_path: Path) -> None:
    """The project's own folder is no place either, wherever the clients are."""
    (tmp_path / "clients").mkdir()
    (tmp_path / "project").mkdir()
    with pytest.raises(TargetBlocked, match="found the folder project/"):
        refuse_unsafe_target(tmp_path / "project", tmp_path / "project", [tmp_path / "clients"])


@pytest.mark.parametrize(
    ("leads", "found"),
    [
        ("../engagements/amara", "found a place in engagements/"),
        ("../content", "found content/"),
        ("..", "found a place around engagements/"),
        ("amara/goals", "found a place in the portal amara/"),
        ("../tests/site", HOLDS.format("tests", "__init__.py")),
        ("../.git/refs", "found .git/, which is hidden"),
        ("../../second/engagements/new", HOLDS.format("engagements", "starter.yml")),
    ],
)
def test_a_link_in_the_place_of_a_portal(project: Path, leads: str, found: str) -> None:
    """The same holds of where a single portal leads to; it may be a portal itself."""
    (project / "site/amara/goals").mkdir()
    (project / "site/tomas").symlink_to(leads)
    with pytest.raises(TargetBlocked) as refused:
        apart(project, "site/tomas", is_portal=True)
    assert refused.value.reason.endswith(found)
    apart(project, "site/amara", is_portal=True)
