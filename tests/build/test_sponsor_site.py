"""The sponsor's site: the report that the portal shows, and no other word of the engagement."""

from __future__ import annotations

import json
import random
import re
from datetime import date
from pathlib import Path as FilePath
from typing import Any, Final

import pytest
from pypdf import PdfReader

from coaching_site.build import sponsor_site
from coaching_site.build.inputs import Inputs, read_inputs
from coaching_site.build.leak_search import leak_search_of
from coaching_site.build.site_folder import write_site
from coaching_site.build.sponsor_site import (
    PAGE,
    REPORT_PDF,
    SponsorSite,
    compose_sponsor_site,
)
from coaching_site.build.workspace import Workspace
from coaching_site.leaks.contents import texts_of
from coaching_site.problems import InvalidInput
from coaching_site.rendering.environment import PageEnvironment
from tests.fixture import CONTENT, ROOT
from tests.samples import programme
from tests.site.building import Project
from tests.site.filling import Filling, Path

DAY: Final = date(2026, 11, 15)
SLUG: Final = "nadia-brandt"
REPORT: Final = re.compile(rb'<div class="report">.*report__note.*?\n</div>\n', re.DOTALL)
SPOKEN: Final = ("en", "de")


def canary(path: Path) -> str:
    """Return a word for the place of a text that stands nowhere else, not even in pieces."""
    return f"Zq{abs(hash_of(path)):012}"


def hash_of(path: Path) -> int:
    """Return a number for a place that is the same each time."""
    return int.from_bytes("/".join(map(str, path)).encode(), "big") % (10**12 - 11)


def filled() -> tuple[dict[str, Any], set[str], set[str]]:
    """Return an engagement with a canary in every text; all of them, and those that are shared."""
    filling = Filling(programme(), canary, canary)
    found = filling.engagement()
    found["goals"][1]["shared"] = "false"
    found["goals"][0]["metrics"][1]["shared"] = "false"
    places = (
        *(("executive", "name"), ("coach", "name"), ("stakeholders", 0, "name")),
        *(("goals", 0, "title"), ("goals", 0, "metrics", 0, "name")),
        ("goals", 0, "metrics", 0, "unit"),
    )
    every = {*filling.lines.values(), *filling.proses.values()}
    return found, every, {canary(place) for place in places}


def write_client(folder: FilePath, found: dict[str, Any]) -> None:
    """Write an engagement, with a note for the coach and a file."""
    place = folder / "engagements" / SLUG
    (place / "private").mkdir(parents=True)
    (place / "files").mkdir()
    (place / "files/reading.txt").write_text(f"{canary(('files',))}\n", "utf-8")
    (place / "private/notes.md").write_text(f"{canary(('private',))}\n", "utf-8")
    text = re.sub(r'"(true|false|-?\d+)"', r"\1", json.dumps(found, ensure_ascii=False))
    (place / "engagement.yml").write_text(text, "utf-8")


def inputs_in(folder: FilePath) -> Inputs:
    """Return what the sites of the engagement are made from."""
    workspace = Workspace(CONTENT, ROOT / "overrides", folder / "engagements")
    return read_inputs(workspace, SLUG, DAY)


def searchable(name: str, raw: bytes) -> str:
    """Return all texts of a file in one, its name among them, without white space."""
    return re.sub(r"\s+", "", "\n".join([name, raw.decode("latin-1"), *texts_of(raw)]))


def found_in(site: SponsorSite, words: set[str]) -> set[str]:
    """Return those of the words that some file of the site has, whatever it is wrapped in."""
    whole = "\n".join(searchable(name, raw) for name, raw in site.files.items())
    return {word for word in words if re.sub(r"\s+", "", word) in whole}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> tuple[Inputs, set[str], set[str]]:
    """Give the inputs of the engagement that is filled, all canaries, and those to be seen."""
    folder = tmp_path_factory.mktemp("client")
    found, every, told = filled()
    write_client(folder, found)
    return inputs_in(folder), every | {canary(("files",)), canary(("private",))}, told


@pytest.fixture(scope="module")
def site(client: tuple[Inputs, set[str], set[str]]) -> SponsorSite:
    """Give the sponsor's site of that engagement."""
    return compose_sponsor_site(client[0])


def test_no_byte_of_anything_else(
    client: tuple[Inputs, set[str], set[str]], site: SponsorSite
) -> None:
    """In no file, unpacked and decoded, is a text of the engagement but those that are shared."""
    _, every, told = client
    assert len(every) > 200
    assert found_in(site, every) == told
    paper = {name: raw for name, raw in site.files.items() if name == REPORT_PDF}
    assert found_in(SponsorSite(site.report, paper), every) == told
    assert SLUG not in "".join(searchable(name, raw) for name, raw in site.files.items())


@pytest.mark.parametrize("template", ["sponsor/index.html", "pdf/report.html"])
def test_the_test_can_fail(
    client: tuple[Inputs, set[str], set[str]], tmp_path: FilePath, template: str
) -> None:
    """A template that says one more text of the engagement is found out, on page and paper."""
    given, every, told = client
    text = (ROOT / "overrides" / template).read_text("utf-8")
    secret = canary(("goals", 1, "title"))
    planted = tmp_path / "overrides" / template
    planted.parent.mkdir(parents=True)
    planted.write_text(text.replace("</body>", f"<p>{secret}</p></body>"), "utf-8")
    workspace = Workspace(CONTENT, tmp_path / "overrides", given.workspace.engagements)
    leaking = compose_sponsor_site(read_inputs(workspace, SLUG, DAY))
    assert found_in(leaking, every) == told | {secret}


def test_the_search_of_every_build(
    client: tuple[Inputs, set[str], set[str]], site: SponsorSite, tmp_path: FilePath
) -> None:
    """The search for leaks finds nothing in the site, and stops one that says an unshared goal."""
    search = leak_search_of(client[0], site.report).faults
    assert write_site(tmp_path / "good", "a report", site.files, search=search) is None
    secret = canary(("goals", 1, "title")).encode()
    page = site.files[PAGE].replace(b"</article>", b"<p>" + secret + b"</p></article>")
    with pytest.raises(InvalidInput) as caught:
        write_site(tmp_path / "bad", "a report", {**site.files, PAGE: page}, search=search)
    assert re.search(rf"  {PAGE}: .*\bgoals\b", str(caught.value))
    assert secret.decode() not in str(caught.value)
    assert not (tmp_path / "bad").exists()


def test_nothing_but_one_page(site: SponsorSite) -> None:
    """The site has a page, a paper and looks: no script, no search, no calendar, no picture."""
    kinds = {name.rpartition(".")[2] for name in site.files}
    assert kinds == {"css", "woff2", "html", "pdf", "svg"}
    page = site.files[PAGE].decode()
    assert [name for name in site.files if name.endswith(".html")] == [PAGE]
    assert not re.search(r"<script|<form|<input|<template|data-", page)
    assert [*re.findall(r'href="([^"]+\.pdf|#[^"]+)"', page)] == ["#report", "report.pdf"]


@pytest.mark.parametrize("language", SPOKEN)
def test_the_portal_shows_it_byte_by_byte(tmp_path: FilePath, language: str) -> None:
    """What the portal says that the sponsor sees is what the sponsor sees, to the last byte."""
    project = Project(tmp_path / "project")
    found, _, _ = filled()
    write_client(project.folder, found | {"language": language})
    portal = project.build(SLUG, DAY.isoformat())
    mirror = REPORT.findall(portal.files["sponsors/report.html"])
    workspace = Workspace(
        *(project.folder / name for name in ("content", "overrides", "engagements"))
    )
    files = compose_sponsor_site(read_inputs(workspace, SLUG, DAY)).files
    assert len(mirror) == 1
    assert mirror == REPORT.findall(files[PAGE])
    assert canary(("goals", 0, "title")).encode() in mirror[0]


@pytest.mark.parametrize("count", [0, 1, 6])
def test_one_page_of_paper(tmp_path: FilePath, count: int) -> None:
    """The report is one page of PDF: of no goal, and of six with three numbers each."""
    metric = {"name": "Hours a week that are my own again", "start": 4, "target": 9, "shared": True}
    one = {"title": "Hand over the weekly review", "deadline": "2027-01-31", "shared": True}
    goals = [
        {
            **one,
            "title": f"{one['title']} {n}",
            "metrics": [{**metric, "name": f"{m}"} for m in "abc"],
        }
        for n in range(count)
    ]
    people = [{"name": "Ines Roth", "relation": "Sponsor"}]
    found: dict[str, Any] = {
        "executive": {"name": "Nadia Brandt"},
        "coach": {"name": "Jon Field"},
        "start": "2026-03-01",
        "stakeholders": people,
        "agreement": {"sponsor_report": True},
        "goals": goals,
        "sessions": [{"on": f"2026-{month:02}-10", "held": True} for month in range(3, 11)],
    }
    write_client(tmp_path, found)
    paper = compose_sponsor_site(inputs_in(tmp_path)).files[REPORT_PDF]
    (tmp_path / "report.pdf").write_bytes(paper)
    pages = PdfReader(tmp_path / "report.pdf").pages
    assert len(pages) == 1
    assert pages[0].extract_text().count("Hand over the weekly review") == count


@pytest.mark.parametrize(
    ("pages", "tried", "taken"),
    [
        ([1], ["A4 10.5"], 0),
        ([2, 2, 1], ["A4 10.5", "A4 9.5", "A4 9"], 2),
        ([7, 1], ["A4 10.5", "210.0mm 2079.0mm 10.5"], 1),
        ([7, 2, 1], ["A4 10.5", "210.0mm 2079.0mm 10.5", "210.0mm 2376.0mm 10.5"], 2),
        ([3, 3, 3, 3], ["A4 10.5", *(f"210.0mm {n * 297.0}mm 10.5" for n in (3, 4, 5))], 0),
    ],
)
def test_how_the_sheet_is_chosen(
    client: tuple[Inputs, set[str], set[str]],
    monkeypatch: pytest.MonkeyPatch,
    pages: list[int],
    tried: list[str],
    taken: int,
) -> None:
    """A little too much makes the type smaller, and very many numbers the sheet longer; where a
    page break is forced the report keeps its pages, on the usual sheet."""
    found: list[str] = []

    def printed(environment: PageEnvironment, scale: str, compact: bool) -> bytes:
        assert compact == (scale == "9")
        found.append(f"{environment.globals['sheet']} {scale}")
        return f"%PDF {len(found) - 1}".encode()

    monkeypatch.setattr(sponsor_site, "_pdf_in", printed)
    monkeypatch.setattr(sponsor_site, "pages_in", lambda pdf: pages[int(pdf.split()[1])])
    site = compose_sponsor_site(client[0])
    assert found == tried
    assert site.files[REPORT_PDF] == f"%PDF {taken}".encode()


def test_no_site_without_an_agreement(tmp_path: FilePath) -> None:
    """Where the agreement provides for no report there is none, and the coach is told why."""
    found: dict[str, Any] = {
        "executive": {"name": "Nadia Brandt"},
        "coach": {"name": "Jon Field"},
        "start": "2026-09-01",
    }
    write_client(tmp_path, found)
    with pytest.raises(InvalidInput) as caught:
        compose_sponsor_site(inputs_in(tmp_path))
    (problem,) = caught.value.problems
    assert "agreement: the agreement provides for no report to a sponsor" in str(problem)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_not_told_changes_no_byte(
    client: tuple[Inputs, set[str], set[str]], site: SponsorSite, tmp_path: FilePath, seed: int
) -> None:
    """Where each text that the sponsor is not told is another one, each file of the site is the
    same, the PDF too; so no byte tells anything of them."""
    chance, told = random.Random(seed), client[2]

    def other(path: Path) -> str:
        return canary(path) if canary(path) in told else sentence(chance)

    filling = Filling(programme(), other, other)
    found = filling.engagement()
    found["goals"][1]["shared"] = found["goals"][0]["metrics"][1]["shared"] = "false"
    write_client(tmp_path, found)
    (tmp_path / "engagements" / SLUG / "private/notes.md").write_text(sentence(chance), "utf-8")
    assert compose_sponsor_site(inputs_in(tmp_path)).files == site.files
    every = {*filling.lines.values(), *filling.proses.values()}
    assert len(every & told) == len(told)
    assert len(every & client[1]) == len(told)


def sentence(chance: random.Random) -> str:
    """Return up to six words of letters that one types, in one line."""
    words = ("".join(chance.choices("aeiknorstüß'’", k=chance.randint(2, 9))) for _ in range(9))
    return " ".join([f"x{chance.random()}", *words][: chance.randint(1, 6)])


def test_same_bytes(client: tuple[Inputs, set[str], set[str]], site: SponsorSite) -> None:
    """The same engagement gives the same bytes."""
    assert compose_sponsor_site(client[0]).files == site.files
