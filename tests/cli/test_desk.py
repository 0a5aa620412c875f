"""`desk` writes a page of all clients for the coach alone, and the list of hours."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.cli.commands import run
from tests.practice.workspaces import DAY, SETTLED, write_client

SESSION = {"sessions": [{"on": "2026-10-05", "held": True}, {"on": DAY, "at": "09:00"}]}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace without clients, which is the current folder, on the day of the tests."""
    folder = tmp_path / "workspace"
    (folder / "engagements").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("AS_OF", DAY)
    return folder


def page(path: str = "desk/index.html") -> BeautifulSoup:
    """Return a page that was written."""
    return BeautifulSoup(Path(path).read_text("utf-8"), "html5lib")


def test_desk(workspace: Path) -> None:
    """The page stands in `desk/` with all that it leads to; a broken client stops no other."""
    write_client(workspace, "ann", "Ann Lee", **SETTLED, paid=False)
    write_client(workspace, "bo", "Bo Ek", **SESSION)
    write_client(workspace, "zed").write_text("start: never\n")
    (workspace / "site/bo").mkdir(parents=True)
    (workspace / "site/bo/index.html").touch()
    result = run("desk")
    assert (result.exit_code, result.stderr) == (
        0,
        "zed: 3 problems: coaching-site check zed\n",
    )
    assert result.stdout == (
        "3 clients, 2 to do something for, 1 session in seven days\nTo read: desk/index.html\n"
    )
    found = page()
    assert [one.get_text() for one in found.select(".client__name")] == ["zed", "Bo Ek", "Ann Lee"]
    for link in found.select("a[href], link[href], img[src]"):
        address = str(link.get("href") or link.get("src"))
        if address.startswith("#"):
            assert found.find(id=address[1:])
        elif not address.startswith("mailto:"):
            assert (workspace / "desk" / address).is_file()
    assert found.select("a[href='../site/bo/index.html']")
    assert page("desk/prepare/ann.html").select_one("h1")
    rows = [*csv.DictReader(Path("desk/hours.csv").read_text("ascii").splitlines())]
    assert [(row["date"], row["minutes"], row["paid"]) for row in rows if row["paid"] == "no"] == [
        ("2026-11-09", "60", "no")
    ]
    sums = [one.get_text() for one in found.select(".sums dd")]
    assert sums == ["2 h", "1 h", "1 h", "2"]
    before = {path: path.read_bytes() for path in Path("desk").rglob("*.*")}
    assert run("desk", "--quiet").stdout == ""
    assert {path: path.read_bytes() for path in Path("desk").rglob("*.*")} == before


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ((), ["2025-12-01", "2026-01-15", "2026-11-09"]),
        (("--year", "2026"), ["2026-01-15", "2026-11-09"]),
        (("--from", "2026-01-15", "--to", "2026-11-08"), ["2026-01-15"]),
        (("--to", "2026-01-14"), ["2025-12-01"]),
    ],
)
def test_hours(workspace: Path, words: tuple[str, ...], days: list[str]) -> None:
    """The list of a period goes where it is asked for, too, and its sum is that of the page."""
    sessions = [{"on": day, "held": True, "minutes": 45} for day in ("2025-12-01", "2026-01-15")]
    fields: dict[str, Any] = SETTLED | {"sessions": [*sessions, *SETTLED["sessions"]]}
    write_client(workspace, "ann", "Ann Lee", **fields, start="2025-11-01")
    file = workspace.parent / "hours.csv"
    for _ in range(2):  # the second time in the place of the first
        assert run("desk", "--hours", str(file), *words).exit_code == 0
    assert file.read_bytes() == Path("desk/hours.csv").read_bytes()
    rows = [*csv.DictReader(file.read_text("ascii").splitlines())]
    assert [row["date"] for row in rows] == days
    total = sum(int(row["minutes"]) for row in rows) / 60
    assert page().select(".sums dd")[0].get_text() == f"{total:g} h"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--out", "site/desk"), "--out: the desk names all clients: expected a folder for it"),
        (("--out", "engagements"), "found engagements/"),
        (("--out", "notes"), "found mine.txt: move that away"),
        (("--hours", "site/hours.csv"), "--hours: the list is yours alone: expected a place"),
        (("--hours", "engagements/ann/hours.csv"), "found one in engagements/"),
        (("--hours", "notes/mine.txt"), "--hours: there is something else of this name"),
        (("--hours", "gone/hours.csv"), "gone/hours.csv: --hours: there is no such folder"),
        (("--from", "5 May"), "--from: "),
        (("--from", ""), "--from: "),
        (("--from", "2026-02-01", "--to", "2026-01-31"), "--to: expected 2026-02-01, the day of"),
        (("--year", "2026", "--to", "2026-01-01"), "say --year, or --from and --to"),
        (("--port", "80"), "--port goes with --serve"),
        (("--language", "klingon"), 'expected a language such as en or de, found "klingon"'),
    ],
)
def test_what_cannot_be(workspace: Path, words: tuple[str, ...], told: str) -> None:
    """What cannot be done is told, and nothing is written."""
    write_client(workspace, "ann")
    (workspace / "notes").mkdir()
    (workspace / "notes/mine.txt").write_text("mine", "utf-8")
    (workspace / "site").mkdir()
    result = run("desk", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    found = sorted(path.name for path in workspace.iterdir() if path.name != ".cache")
    assert found == ["engagements", "notes", "site"]
    assert (workspace / "notes/mine.txt").read_text("utf-8") == "mine"


def test_a_named_folder(workspace: Path) -> None:
    """The settings may name another folder, and replies that wait are counted."""
    (workspace / "content").mkdir()
    (workspace / "replies").mkdir()
    settings = "plugins:\n  - coaching-site:\n      inbox: replies\n      desk: ../elsewhere\n"
    (workspace / "mkdocs.yml").write_text(
        f"site_name: x\ndocs_dir: content\ntheme: material\n{settings}", "utf-8"
    )
    assert run("desk").stdout.endswith("To read: ../elsewhere/index.html\n")
    assert page("../elsewhere/index.html").select(".client") == []


def test_none_can_be_read(workspace: Path) -> None:
    """If no client can be read, the page says so, and the exit code does."""
    write_client(workspace, "zed").write_text("start: never\n")
    result = run("desk")
    assert result.exit_code == 2
    assert [one.get_text() for one in page().select(".need")] == ["3 problems in the file"]


def test_a_code_that_is_none(workspace: Path) -> None:
    """What is wrong with a code is told itself: no command that checks clients would find it."""
    file = write_client(workspace, "ann").parent / "private/hours-code.txt"
    file.parent.mkdir()
    file.write_text("=1", "utf-8")
    result = run("desk")
    assert result.stderr.startswith("engagements/ann/private/hours-code.txt: expected a code of 3")
    assert not page().select(".client__facts")
