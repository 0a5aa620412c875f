"""`prepare` shows on one page what to know before a session."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from tests.cli.commands import run
from tests.practice.workspaces import DAY, SETTLED, write_client


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace without clients, which is the current folder, on the day of the tests."""
    folder = tmp_path / "workspace"
    (folder / "engagements").mkdir(parents=True)
    (folder / "mkdocs.yml").touch()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("AS_OF", DAY)
    return folder


FULL: dict[str, Any] = {
    "organisation": "Fröst AB",
    "end": "2027-02-28",
    "agreement": {"signed": {"executive": "2026-09-01"}},
    "sessions": [
        {"on": "2026-10-26"},
        {"on": "2026-11-09", "agreed": ["Call *Ines*.", "Keep\ncount."]},
        {"on": "2026-11-17", "at": "09:00", "where": "Room 4", "agenda": "The board",
         "preparation": {"stuck": ["Budget", "Time"]}},
    ],
    "goals": [
        {
            "title": "Delegate",
            "deadline": "2027-01-31",
            "actions": [
                {"what": "Call Ines", "target": "2026-11-10", "note": "She is away."},
                {"what": "Ask Tom", "done": "2026-11-12"},
                {"what": "Walk", "every": "week", "started": "2026-11-01",
                 "done_on": ["2026-11-11"]},
                {"what": "Offer three ways", "owner": "Jon Field"},
                {"what": "Write it", "target": "2026-11-17"},
            ],
            "metrics": [
                {"name": "Calls", "unit": "per week", "start": 24, "target": 6,
                 "readings": [{"on": "2026-11-11", "value": 15, "note": "Without me."}]},
                {"name": "Trust", "unit": "1-10"},
                {"name": "Sales", "unit": "EUR", "start": 10, "target": 20,
                 "readings": [{"on": "2026-10-01", "value": -5}]},
            ],
        },
    ],
    "ratings": [{"on": "2026-11-10", "scores": {"willingness": 7}}],
    "check_ins": [{"on": "2026-11-12", "tried": "To wait.", "need": "Help"}],
    "learning": [{"on": "2026-11-13", "tried": "Silence.", "learned": "It works."}],
    "reviews": [{"on": "2026-12-01", "title": "Half-way"}],
}  # fmt: skip

PAGE = """\
Ann Lee · Fröst AB
Session 3: tomorrow 09:00, Room 4
Week 11 of 26, step 1 of 7: Establish the coaching agreement
Last session: 9 Nov; next review: 1 Dec

Agenda
  Where are you stuck, or what are you putting off?
    Budget
    Time
  The board

Agreed on 9 Nov
  Call *Ines*.
  Keep count.

To clear up
  Was the session of 26 Oct held? The file does not say.
  The agreement is not signed by Jon Field.

Done since 9 Nov
  Ask Tom (12 Nov)
  Walk (11 Nov)

Late
  Call Ines (10 Nov)
    She is away.

Due by the next session
  Write it (tomorrow)

Awaited of others
  Offer three ways (Jon Field, no day)

Readings and ratings since 9 Nov
  Calls: 15 a week (11 Nov)
    Without me.
  How willing are you to do what it takes? 7 of 10

Written since 9 Nov
  Check-in, 12 Nov
    tried: To wait.
    would help: Help
  Lesson, 13 Nov
    Silence.
    It works.

Goals
  Delegate, by 31 Jan 2027, 1 of 5 actions done
    Calls: 24 a week → 15 a week, target 6 a week by 31 Jan 2027, 50% of the way
    Trust: no number yet
    Sales: €10 → −€5, target €20 by 31 Jan 2027, off course

Open prompts
"""


def test_page(workspace: Path) -> None:
    """Each part is told in the order in which a session needs it."""
    write_client(workspace, "ann", "Ann Lee", **FULL)
    result = run("prepare", "engagements/ann")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(PAGE)
    assert len(result.stdout.removeprefix(PAGE).splitlines()) == 6


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        # The first week, before the start, after the end
        (
            {"start": DAY},
            ["No session is planned.", "No session was held since the start, today",
             "  Nothing yet.", "  Nothing is noted.",
             "  The agreement does not say yet what the coaching is for."],
        ),
        ({"start": "2027-01-01"}, ["Week 0, step 1 of 7: Establish the coaching agreement"]),
        (
            SETTLED | {"end": "2026-11-10", "sessions": SETTLED["sessions"][:1], "agreement": {}},
            ["The coaching is over.", "Agreed on 9 Nov", "  Write it down."],
        ),
        # Preparation that nobody has answered, a cancelled session, another language
        (SETTLED, ["Session 2: 10 Dec 09:00",
                   "  Nothing yet: 3 questions of preparation without an answer."]),
        (
            {"sessions": [{"on": "2026-11-20", "cancelled": "2026-11-12"}]},
            ["No session is planned.", "No session was held since the start, 1 Sep"],
        ),
        (SETTLED | {"language": "de"}, ["Agreed on 9 Nov", "  Write it down."]),
        ({"executive": {"name": "מרים כהן"}}, ["מרים כהן"]),
        (
            {"reviews": [{"on": "2026-11-20", "title": "Half-way"}, {"on": "2026-12-20"}]},
            ["No session was held since the start, 1 Sep", "  Review: 20 Nov, Half-way"],
        ),
        (
            SETTLED | {"agreement": SETTLED["agreement"] | {"fingerprint": "AAAA-AAAA-AAAA"}},
            ["  The agreement was changed since it was signed."],
        ),
        (
            {"goals": [{"title": "A", "on_hold": DAY}, {"title": "B", "given_up": DAY}]},
            ["  A, no deadline, on hold"],
        ),
    ],
)  # fmt: skip
def test_odd_times(workspace: Path, fields: dict[str, Any], lines: list[str]) -> None:
    """A page tells what there is: at the beginning, after the end, and of hardly anything."""
    write_client(workspace, "ann", **({"executive": {"name": "Ann Lee"}} | fields))
    shown = run("prepare", "ann").stdout.splitlines()
    assert [line for line in shown if line in lines] == lines


def test_html(workspace: Path) -> None:
    """The page is written where no portal is built, and nowhere else; again over itself."""
    write_client(workspace, "ann", "Ann <b>Lee</b>", **FULL)
    place = workspace.parent / "ann.html"
    for _ in range(2):
        assert run("prepare", "ann", "--html", str(place)).stdout == f"To read: {place}\n"
    html = BeautifulSoup(place.read_text("utf-8"), "html.parser")
    assert [one.get_text() for one in html.find_all(["title", "h1"])] == [
        "Ann <b>Lee</b> · Fröst AB", "Ann <b>Lee</b> · Fröst AB",
    ]  # fmt: skip
    assert not html.find_all(["script", "link", "img", "a"])
    inside = run("prepare", "ann", "--html", "content.html")
    assert (inside.exit_code, Path("content.html").exists()) == (2, False)
    assert run("prepare", "ann", "--html", "engagements/ann/private/a.html").exit_code == 2


def test_pdf(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page as PDF says the same, again over itself, and never over what is not ours."""
    write_client(workspace, "ann", "Ann <b>Łęę</b>", **FULL)
    place = workspace.parent / "ann.pdf"
    place.write_bytes(b"%PDF-1.7\n% written by coaching-site\n")
    assert run("prepare", "ann", "--pdf", str(place)).stdout == f"To read: {place}\n"
    assert place.read_bytes().endswith(b"%%EOF\n% written by coaching-site\n")
    reader = PdfReader(place)
    assert reader.metadata is not None
    assert reader.metadata.title == "Ann <b>Łęę</b> · Fröst AB"
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Calls: 24 a week → 15 a week, target 6 a week by 31 Jan 2027, 50% of the way" in text
    place.write_bytes(b"%PDF-1.7\nmine")
    result = run("prepare", "ann", "--pdf", str(place))
    assert (result.exit_code, place.read_bytes()) == (2, b"%PDF-1.7\nmine")
    both = run("prepare", "ann", "--html", "../b.html", "--pdf", "content.pdf")
    assert both.stderr.startswith("content.pdf: --pdf: what clients wrote may stand in")
    assert not Path("../b.html").exists()
    monkeypatch.setattr("coaching_site.documents.pdf.find_spec", lambda _: None)
    missing = run("prepare", "ann", "--pdf", str(workspace.parent / "b.pdf"))
    assert missing.stderr.endswith("PDFs need the extra `pdf`: see docs/installing.md\n")


def test_refused(workspace: Path) -> None:
    """A client that there is not, or whose file has problems, is told as by a check."""
    assert run("prepare", "ann").stderr.startswith('engagements: there is no engagement "ann"')
    write_client(workspace, "ann").write_text("start: never\n")
    assert run("prepare", "ann").stderr.count("\n") == 3
