"""Where a project has what is asked of MkDocs once, and again after any change that may matter."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest

from coaching_site.batch import project
from coaching_site.batch.project import ProjectPlaces, places_of
from coaching_site.problems import InvalidInput
from tests.site.building import Project

SETTINGS = "INHERIT: base.yml\nsite_name: !ENV [NAME, Coaching]\n"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often MkDocs was asked, in a project whose settings inherit others."""
    count: list[int] = []

    def read(settings: Path, *_: object) -> ProjectPlaces:
        count.append(1)
        return ProjectPlaces(settings.parent, settings.parent / "site", (settings,), "2026-11-26")

    monkeypatch.setattr(project, "_read", read)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (tmp_path / "base.yml").write_text("site_dir: site\n", "utf-8")
    _places(tmp_path)
    return count


def _places(
    folder: Path, site_dir: Path | None = None, versions: str = "1", **environment: str
) -> ProjectPlaces:
    return places_of(folder / "mkdocs.yml", site_dir, versions, environment)


def test_what_is_known_is_not_asked_again(tmp_path: Path, asked: list[int]) -> None:
    """With the same settings the places are those of before, whatever other variables there are."""
    expected = ProjectPlaces(tmp_path, tmp_path / "site", (tmp_path / "mkdocs.yml",), "2026-11-26")
    assert _places(tmp_path) == _places(tmp_path, OTHER="x") == expected
    assert len(asked) == 1


@pytest.mark.parametrize("name", ["mkdocs.yml", "base.yml"])
def test_other_settings(tmp_path: Path, asked: list[int], name: str) -> None:
    """A change of the settings, or of those that they inherit, is asked about."""
    (tmp_path / name).write_text((tmp_path / name).read_text("utf-8") + "# new\n", "utf-8")
    _places(tmp_path)
    assert len(asked) == 2


@pytest.mark.parametrize("environment", [{"NAME": "x"}, {"AS_OF": "x"}, {"SOURCE_DATE_EPOCH": "1"}])
def test_other_variables(tmp_path: Path, asked: list[int], environment: Mapping[str, str]) -> None:
    """A change of a variable that settings name, or that says which day it is, is asked about."""
    _places(tmp_path, None, "1", **environment)
    assert len(asked) == 2


def test_variables_that_settings_read(tmp_path: Path, asked: list[int]) -> None:
    """A variable that settings name reaches all portals, so it counts as one of their inputs."""
    found = [_places(tmp_path, NAME=name, OTHER="x").variables for name in ("x", "y", "y")]
    assert found == ["{'NAME': 'x'}", "{'NAME': 'y'}", "{'NAME': 'y'}"]
    (tmp_path / "mkdocs.yml").write_text("site_name: NAME\n", "utf-8")
    assert _places(tmp_path, NAME="x").variables == ""


def test_other_circumstances(tmp_path: Path, asked: list[int]) -> None:
    """Other versions, another place for portals and an empty cache are asked about."""
    _places(tmp_path, versions="2")
    _places(tmp_path, Path("elsewhere"))
    shutil.rmtree(tmp_path / ".cache")
    _places(tmp_path)
    assert len(asked) == 4


def test_what_mkdocs_says(tmp_path: Path) -> None:
    """The places of a project are those of its settings, hooks count as shared."""
    made = Project(tmp_path / "project")
    made.hook("")
    with chdir(made.folder):
        places = places_of(Path("mkdocs.yml"), None, "1", {"AS_OF": "2026-10-15"})
        present = places_of(Path("mkdocs.yml"), Path("out"), "1", {})
        with pytest.raises(InvalidInput):
            places_of(Path("mkdocs.yml"), None, "1", {"AS_OF": "soon"})
    assert places == ProjectPlaces(
        made.folder / "engagements",
        made.folder / "site",
        tuple(made.folder / name for name in ("mkdocs.yml", "hook.py", "content", "overrides")),
        "2026-10-15",
    )
    assert places.day_now() == date(2026, 10, 15)
    assert (present.portals, present.day) == (made.folder / "out", "")
    assert abs((present.day_now() - date.today()).days) <= 1
