"""The search in the portal of an engagement, from its own file and folder."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from coaching_site.build.inputs import read_inputs
from coaching_site.build.leak_search import leak_search_of
from coaching_site.build.workspace import Workspace
from coaching_site.leaks.search import LeakSearch
from tests.fixture import ROOT

SLUG = "amara-lindqvist"
ROUND = "2026-autumn.yml"


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> LeakSearch:
    """Give the search of a sample with a note, raw answers and a second coaching beside it."""
    folder = tmp_path_factory.mktemp("workspace") / "engagements"
    shutil.copytree(ROOT / "engagements", folder)
    shutil.copytree(folder / SLUG, folder / f"{SLUG}-2")
    for name in ("private/notes.md", f"feedback/{ROUND}"):
        (folder / SLUG / name).parent.mkdir(exist_ok=True)
        with (folder / SLUG / name).open("a", encoding="utf-8") as file:
            file.write("# Nobody else may ever hear of the Gdynia offer.\n")
    return leak_search_of(
        read_inputs(
            Workspace(ROOT / "content", ROOT / "overrides", folder), SLUG, date(2026, 11, 23)
        )
    )


def test_what_a_portal_shows(search: LeakSearch) -> None:
    """Its own words are no leak, though a second coaching of the same client has them, too."""
    text = (ROOT / "engagements" / SLUG / "engagement.yml").read_text("utf-8")
    shown = "\n".join(line for line in text.splitlines() if "#" not in line and "[" not in line)
    assert search.faults({"index.html": shown.encode(), "x.ics": shown.encode()}) == []


@pytest.mark.parametrize("place", ["private/notes.md:1", f"feedback/{ROUND}:"])
def test_what_is_for_the_coach(search: LeakSearch, place: str) -> None:
    """Notes and raw answers are found, and told by their file and line."""
    found = search.faults({"index.html": b"<p>else may ever hear of the Gdynia offer</p>"})
    assert any(line.startswith("index.html: holds a text from ") for line in found)
    assert any(place in line for line in found)
    assert "offer" not in "".join(found)


ASKED = """\
closes: 2026-11-20
low: Far less often than I need it from them
high: More often than I had ever hoped for
statements: [{id: calm, text: Stays calm when deliveries go wrong at night.}]
groups: [{name: Those who plan the tours}]
"""


def test_one_questionnaire_for_several_clients(tmp_path: Path) -> None:
    """What raters of several clients are asked is a leak only where it is not asked."""
    folder = tmp_path / "engagements"
    shutil.copytree(ROOT / "engagements", folder)
    workspace = Workspace(ROOT / "content", ROOT / "overrides", folder)
    lines = re.findall(r"(?:low|high|text): ([^}\n]+)", ASKED)
    assert len(lines) == 3
    page = "".join(f"<p>{line}</p>" for line in lines).encode()
    found = []
    for slug in ("tomas-okafor", SLUG):
        (folder / slug / "feedback").mkdir(exist_ok=True)
        (folder / slug / "feedback/winter.yml").write_text(ASKED, "utf-8")
        search = leak_search_of(read_inputs(workspace, SLUG, date(2026, 11, 23)))
        found.append(len(search.faults({"index.html": page})))
    assert (found[0] > 0, found[1]) == (True, 0)
