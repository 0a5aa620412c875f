"""A file of the earlier portal is used again only if a new one would be the same, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.documents import calendar_file, former_files, pdf
from coaching_site.documents.calendar import calendars_of
from coaching_site.documents.calendar_entries import CalendarContent
from coaching_site.documents.former_files import FormerFiles, former_calendars, former_pdfs
from coaching_site.documents.pdf import AGREEMENT, WORKBOOK, pdfs_of
from tests.documents.test_pdf import environment, print_theme, sample, shown
from tests.fixture import ROOT
from tests.samples import portal, programme

NAME = "agreement.pdf"


@pytest.fixture
def former(tmp_path: Path) -> FormerFiles:
    """A portal with a PDF that is known."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / NAME).write_bytes(b"%PDF")
    made = former_pdfs(tmp_path / "site", tmp_path / "cache")
    made.note(NAME, b"text", b"%PDF")
    return made


def test_the_same_text(tmp_path: Path, former: FormerFiles) -> None:
    """What is known of a PDF is found again by another command, and holds none of its words."""
    again = former_pdfs(tmp_path / "site", tmp_path / "cache")
    assert former.find(NAME, b"text") == again.find(NAME, b"text") == b"%PDF"
    [kept] = (tmp_path / "cache/pdfs").iterdir()
    assert b"text" not in kept.read_bytes()
    assert b"PDF" not in kept.read_bytes()


def test_another_text(tmp_path: Path, former: FormerFiles) -> None:
    """Another text, another PDF of that portal, and that of another portal are not known."""
    (tmp_path / "site/workbook.pdf").write_bytes(b"%PDF")
    elsewhere = former_pdfs(tmp_path / "other", tmp_path / "cache")
    assert former.find(NAME, b"other") is None
    assert former.find("workbook.pdf", b"text") is None
    assert elsewhere.find(NAME, b"text") is None


@pytest.mark.parametrize("raw", [b"", b"%PDg", None])
def test_another_pdf(tmp_path: Path, former: FormerFiles, raw: bytes | None) -> None:
    """A PDF that somebody has changed or removed is not used."""
    (tmp_path / "site" / NAME).unlink()
    if raw is not None:
        (tmp_path / "site" / NAME).write_bytes(raw)
    assert former.find(NAME, b"text") is None


def test_other_programs(
    tmp_path: Path, former: FormerFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What other versions of packages or other fonts have made is not used."""
    monkeypatch.setattr(former_files, "installed", lambda: "another")
    assert former_pdfs(tmp_path / "site", tmp_path / "cache").find(NAME, b"text") is None
    assert former.find(NAME, b"text") == b"%PDF"


def test_only_what_has_changed_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build prints nothing, one after a change to one text prints that, all else alike."""
    printed: list[str] = []

    def print_proof(html: str, direction: str) -> bytes:
        printed.append(html)
        return f"%PDF {direction} {html}".encode()

    monkeypatch.setattr(pdf, "_printed", print_proof)
    folders, of = [ROOT / "overrides/pdf"], sample("amara-lindqvist")
    former = former_pdfs(tmp_path / "site", tmp_path / "cache")
    (tmp_path / "site").mkdir()

    def build() -> dict[str, bytes]:
        theme = print_theme(of)
        return pdfs_of(
            folders, environment(of), shown(of), programme(), theme, slug="jane-doe", former=former
        )

    first = build()
    assert (set(first), len(printed)) == ({AGREEMENT, WORKBOOK}, 2)
    for name, content in first.items():
        (tmp_path / "site" / name).write_bytes(content)
    assert build() == first
    assert len(printed) == 2
    (tmp_path / "site" / WORKBOOK).unlink()
    assert build() == first
    assert len(printed) == 3


def test_only_a_calendar_that_has_changed_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build writes no calendar, one after a change those that hold it, all else alike;
    what is kept of them holds no word."""
    written: list[CalendarContent] = []
    write = calendar_file.file_of

    def noted(content: CalendarContent) -> bytes:
        written.append(content)
        return write(content)

    monkeypatch.setattr(calendar_file, "file_of", noted)
    sessions = [{"on": f"2026-11-{day}", "at": "09:00"} for day in (19, 26)]

    def build(where: str) -> dict[str, bytes]:
        sessions[1]["where"] = where
        shown = portal(timezone="Europe/Stockholm", calendar_titles="full", sessions=sessions)
        former = former_calendars(tmp_path / "site", tmp_path / "cache")
        made = calendars_of(shown, "jane-doe", lambda key, **_: key, former)
        for name, content in made.items():
            (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "site" / name).write_bytes(content)
        return made

    first = build("Quay 7")
    assert len(written) == len(first) == 3
    assert build("Quay 7") == first
    assert len(written) == 3
    changed = build("Quay 8")
    assert [name for name in first if first[name] != changed[name]] == [
        *("calendar/all.ics", "calendar/session-2.ics"),
    ]
    assert len(written) == 5
    assert not any(b"Quay" in one.read_bytes() for one in (tmp_path / "cache/calendars").iterdir())
