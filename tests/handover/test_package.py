"""What is handed over holds all that is the executive's, and nothing that is the coach's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from coaching_site.build.inputs import Inputs
from coaching_site.handover.package import Package, package_of
from coaching_site.model.goals import Action
from tests.build.test_sponsor_site import canary, filled, inputs_in, write_client
from tests.fixture import temporary_folder

PORTAL = {"index.html": b"<p>portal</p>", ".portal": b"x", "calendar/all.ics": b"BEGIN:VCALENDAR"}
NAMES = ("README.txt", "answers.html", "answers.yml", "achieved.html", "agreement.html")
# Beside the answers stand the portal and the agreement; what others said is in neither.
ELSEWHERE = re.compile(
    r"(agreement|stakeholders|files|coach\.|organisation|executive\.|sessions\.\d\.(by|reason|where)"
    r"|feedback|follow_up\.(coaching_feedback|return)|(goals|sessions)\.\d\.files)"
)


@cache
def inputs() -> Inputs:
    """Return an engagement with a canary in each text."""
    folder = temporary_folder()
    write_client(folder, filled()[0])
    return inputs_in(folder)


@cache
def package() -> Package:
    """Return what is handed over of it."""
    return package_of(inputs(), PORTAL)


def text_of(name: str) -> str:
    """Return a file of it."""
    return package().files[f"nadia-brandt/{name}"].decode("utf-8-sig")


def canaries(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield place and text of each canary of an engagement as it was typed."""
    if isinstance(value, str) and value.startswith("Zq"):
        yield ".".join(map(str, path)), value
    elif isinstance(value, Mapping | list):
        for key, inner in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from canaries(inner, (*path, key))


def test_the_files() -> None:
    """All stand in one folder; the portal is what was built, without the mark of builds."""
    assert set(package().files) == {
        *(f"nadia-brandt/{name}" for name in (*NAMES, "calendar.ics")),
        "nadia-brandt/portal/index.html",
        "nadia-brandt/portal/calendar/all.ics",
    }
    assert package().files["nadia-brandt/calendar.ics"] == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize("name", ["answers.yml", "answers.html"])
def test_every_answer(name: str) -> None:
    """Whatever the executive has answered, promised, measured or agreed is in both files."""
    said, found = text_of(name), [*canaries(filled()[0])]
    lacking = {place for place, text in found if text not in said and not ELSEWHERE.match(place)}
    assert lacking == set()
    # The first note on an action and the like: so many that no part can be left out by mistake.
    assert sum(text in said for _, text in found) > 150


def test_nothing_else() -> None:
    """No comment, no score and no note of the coach stands in any file beside the portal."""
    beside = "\n".join(text_of(name) for name in NAMES)
    comments = filled()[0]["feedback"][0]["comments"]
    for text in (*canaries(comments), *canaries(filled()[0]["feedback"])):
        assert text[1] not in beside
    assert canary(("private",)) not in beside
    assert canary(("files",)) not in beside
    assert package().faults() == []


def test_data() -> None:
    """The data are YAML that any reader takes, with days as days."""
    data = yaml.safe_load(text_of("answers.yml"))
    assert data["executive"] == canary(("executive", "name"))
    assert set(data) == {
        *("as_of", "executive", "coach", "start", "end", "values", "questions", "goals"),
        *("actions", "sessions", "check_ins", "learning", "ratings", "reviews", "follow_up"),
    }
    # No key that other readers of YAML take for a truth, as `on`.
    assert all(isinstance(key, str) for key in data["sessions"][0])
    assert json.loads(json.dumps(data, default=str))["as_of"] == "2026-11-15"


@pytest.mark.parametrize("name", ["answers.html", "achieved.html", "agreement.html"])
def test_pages_need_nothing(name: str) -> None:
    """A page fetches nothing, runs nothing, and its policy says so."""
    page = BeautifulSoup(text_of(name), "html.parser")
    (policy,) = (m["content"] for m in page.select("meta[http-equiv]"))
    assert str(policy).startswith("default-src 'none'; script-src 'none'; style-src 'sha256-")
    assert page.select("script, [src], link, [style]") == []
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert "undefined" not in page.get_text()


def test_what_is_repeated() -> None:
    """Of a repeated promise the page says how often, until when, and when it was kept."""
    days = {"until": "2026-12-20", "done_on": ["2026-10-06", "2026-10-13"]}
    walk = Action.model_validate({"what": "Walk", "started": "2026-10-05", "every": "week", **days})
    changed = inputs().engagement.model_copy(update={"actions": (walk,)})
    files = package_of(replace(inputs(), engagement=changed), PORTAL).files
    page = BeautifulSoup(files["nadia-brandt/answers.html"].decode(), "html.parser")
    said = [" ".join(one.get_text().split()) for one in page.select(".rows .about")]
    assert said[-2].endswith(" · Every week until December 20, 2026")
    assert said[-1] == "Done October 6, 2026 · October 13, 2026"


def test_a_foreign_text_is_found() -> None:
    """What only the coach may read is found wherever it stands, beside the portal, too."""
    note = f"{canary(('private',))}\n".encode()
    changed = replace(package(), files={**package().files, "nadia-brandt/more.html": note})
    (fault,) = changed.faults()
    assert fault.startswith("nadia-brandt/more.html: holds a text from")


def test_the_agreement_on_paper() -> None:
    """Where the portal has it as PDF, that is handed over in place of a page."""
    paper = package_of(inputs(), {**PORTAL, "agreement.pdf": b"%PDF"})
    assert paper.files["nadia-brandt/agreement.pdf"] == b"%PDF"
    assert "nadia-brandt/agreement.html" not in paper.files
    said = paper.files["nadia-brandt/README.txt"].decode("utf-8-sig")
    assert "\r\nagreement.pdf\r\n    Our agreement" in said


def test_names_that_any_system_takes() -> None:
    """A word that is no name becomes one: no folder, no device, no blank, nothing too long."""
    words = {**inputs().words}
    words |= {"handover_file_answers": "../../x: y", "handover_file_achieved": "CON"}
    words |= {"handover_file_agreement": "a" * 300, "handover_file_readme": "  "}
    words |= {"handover_file_calendar": "X-y"}  # one file with "x-y" where case does not count
    translated = replace(inputs().translated_words, content=words)
    found = package_of(replace(inputs(), translated_words=translated), PORTAL).files
    names = {name.removeprefix("nadia-brandt/") for name in found}
    assert names >= {"x-y.html", "x-y.yml", "achieved.html", f"{'a' * 40}.html", "readme.txt"}
    assert "calendar-5.ics" in names


def test_again() -> None:
    """The same engagement gives the same files."""
    assert package_of(inputs(), PORTAL).files == package().files
