"""The pages of a desk: what they say, in which order, and that nothing typed is markup."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from coaching_site.build.workspace import Workspace
from coaching_site.desk.codes import CodedClient
from coaching_site.desk.overview import WaitingReplies
from coaching_site.desk.pages import DeskPlan, compose_desk
from coaching_site.practice.clients import UnreadClient
from coaching_site.problems import InvalidInput, Problem
from tests.practice.workspaces import DAY, SETTLED, read_client, write_client

HOSTILE = '<img src=x onerror="alert(1)">'


def composed(folder: Path, *slugs: str, **how: Any) -> dict[str, BeautifulSoup]:
    """Return the pages of a desk of clients that were written before, with one that is broken."""
    workspace = Workspace(*(folder / name for name in ("content", "overrides", "engagements")))
    clients: list[Any] = [CodedClient(read_client(folder, slug), slug.upper()) for slug in slugs]
    clients += how.pop("broken", [])
    files = compose_desk(DeskPlan(workspace, date.fromisoformat(DAY), clients, **how)).files
    return {
        name: BeautifulSoup(raw, "html.parser")
        for name, raw in files.items()
        if name.endswith(".html")
    }


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    """Return the text of each element, with single spaces."""
    return [" ".join(one.get_text(" ").split()) for one in page.select(selector)]


def test_cards(tmp_path: Path) -> None:
    """Each client has a card: what to do, the facts, the ways on, and mails that are ready."""
    late = [{"title": "G", "actions": [{"what": "Call", "target": "2026-11-10"}]}]
    write_client(tmp_path, "ann", "Ann Lee", **SETTLED, goals=late, organisation="Fröst AB")
    write_client(tmp_path, "bo", "Bo Ek", **SETTLED)
    broken = UnreadClient("zed", (Problem.of_setting("zed", HOSTILE),))
    pages = composed(
        tmp_path,
        *("bo", "ann"),
        broken=[broken],
        portals={"ann": "../site/ann/index.html"},
        waiting=WaitingReplies(1, {"ann": 1}),
    )
    page = pages["index.html"]
    assert texts(page, ".client__name") == ["zed", "Ann Lee", "Bo Ek"]
    assert texts(page, ".desk__group") == ["To do 2", "On track 1"]
    assert texts(page, "#client-zed .client__problems li") == [f"zed: {HOSTILE}"]
    assert texts(page, "#client-ann .need") == ["1 promise overdue", "1 reply waiting"]
    assert texts(page, "#client-ann .client__facts li") == [
        *("Week 11", "Step 2 of 7", "Last met Nov 9"),
        *("Next Dec 10, 9:00 AM", "1 h held"),
    ]
    assert [one["href"] for one in page.select("#client-ann .client__links a")] == [
        *("prepare/ann.html", "../site/ann/index.html")
    ]
    assert texts(page, "#client-bo .client__links") == ["Prepare Portal not built yet"]
    (mail,) = page.select("#client-ann .mail a")
    assert str(mail["href"]).startswith("mailto:?subject=A%20quick")
    assert texts(page, ".desk__replies strong") == ["One reply is waiting to be taken in."]
    assert texts(page, ".hours tfoot :is(th, td)") == ["Sum", "2", "2 h", "0 h", "2 h"]
    assert texts(page, ".hours code") == ["ANN", "BO"]
    assert sorted(pages) == ["index.html", "prepare/ann.html", "prepare/bo.html"]


def test_today(tmp_path: Path) -> None:
    """Above the week stand the sessions of the day in the order of their hours, each to prepare."""
    for slug, at in (("ann", "15:30"), ("bo", "09:00")):
        write_client(tmp_path, slug, slug.title(), sessions=[{"on": DAY, "at": at, "minutes": 60}])
    write_client(tmp_path, "cy", "Cy", **SETTLED)
    page = composed(tmp_path, "ann", "bo", "cy")["index.html"]
    assert texts(page, ".meeting") == [
        "9:00 AM Bo 60 minutes Prepare",
        "3:30 PM Ann 60 minutes Prepare",
    ]
    assert [one["href"] for one in page.select(".meeting > a")] == [
        *("prepare/bo.html", "prepare/ann.html")
    ]
    assert not composed(tmp_path, "cy")["index.html"].select(".meeting")


@pytest.mark.parametrize("name", [HOSTILE, "מרים כהן", "{{ 7 * 7 }}", "X" * 300, "*a* _b_ `c`"])
def test_hostile_names(tmp_path: Path, name: str) -> None:
    """A name is text wherever it stands, and in its own direction."""
    session = [{"on": DAY, "at": "09:00", "where": name}]
    write_client(tmp_path, "ann", name, organisation=name, sessions=session)
    pages = composed(tmp_path, "ann")
    for page in pages.values():
        assert page.select("img, script, style, [style], [onerror]") == []
    page = pages["index.html"]
    assert texts(page, ".client__name") == texts(page, ".entry__name") == [" ".join(name.split())]
    assert pages["prepare/ann.html"].title
    title = pages["prepare/ann.html"].title.get_text()
    assert title.strip("\u2068\u2069") == f"{name} · {name}"


@pytest.mark.parametrize(
    ("languages", "asked", "title"),
    [
        ([], None, "Your desk"),
        (["en", "de", "de"], None, "Ihr Schreibtisch"),
        (["en", "de", "de"], "en", "Your desk"),
        (["de", "en"], None, "Ihr Schreibtisch"),
        (["fi"], None, "Your desk"),
    ],
)
def test_language(tmp_path: Path, languages: list[str], asked: str | None, title: str) -> None:
    """A desk is in the language of most clients, or in the one that is asked for."""
    slugs = [f"c{number}" for number in range(len(languages))]
    for slug, language in zip(slugs, languages, strict=True):
        write_client(tmp_path, slug, language=language)
    page = composed(tmp_path, *slugs, language=asked)["index.html"]
    assert texts(page, "title") == [title]
    assert bool(page.select(".client")) == bool(slugs)


def test_a_broken_template_is_told(tmp_path: Path) -> None:
    """A template of the coach's own is told with its line."""
    own = tmp_path / "overrides/desk/hours.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ desk.nothing }}", "utf-8")
    write_client(tmp_path, "ann")
    with pytest.raises(InvalidInput, match=r"overrides/desk/hours\.html:1:1: this template"):
        composed(tmp_path, "ann")
