"""The as-of day, and the way from a project's folders to a draft."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coaching_site.problems import InvalidInput
from coaching_site.workspace import Workspace, as_of_day
from tests.samples import ROOT

DAY = date(2026, 10, 15)
AS_OF = "mkdocs.yml: as_of: expected a date such as 2026-10-15, found"
EPOCH = "environment: SOURCE_DATE_EPOCH: expected a number of seconds since 1970, found"


@pytest.mark.parametrize(
    ("setting", "epoch", "day"),
    [
        (DAY, None, "2026-10-15"),
        (datetime(2026, 10, 15, 23, 59, tzinfo=UTC), None, "2026-10-15"),
        ("2026-10-15", None, "2026-10-15"),
        ("2026-10-15", "0", "2026-10-15"),
        (None, "0", "1970-01-01"),
        (None, "1792022400", "2026-10-15"),
        (None, "1792022399", "2026-10-14"),
        ("", "1792022400", "2026-10-15"),
    ],
)
def test_as_of_day(setting: object, epoch: str | None, day: str) -> None:
    """The setting comes first, then SOURCE_DATE_EPOCH, whose day is that of UTC."""
    found = as_of_day(setting, epoch)
    assert type(found) is date
    assert found.isoformat() == day


@pytest.mark.parametrize("epoch", [None, ""])
def test_today(epoch: str | None) -> None:
    """Without either the day is today's."""
    before = datetime.now().astimezone().date()
    assert before <= as_of_day(None, epoch) <= datetime.now().astimezone().date()


@pytest.mark.parametrize(
    ("setting", "epoch", "problem"),
    [
        ("soon", None, f'{AS_OF} "soon"'),
        ("2026-02-30", None, f'{AS_OF} "2026-02-30"'),
        ("15.10.2026", None, f'{AS_OF} "15.10.2026"'),
        ("0026-10-15", None, f'{AS_OF} "0026-10-15"'),
        ("9999-12-31", None, f'{AS_OF} "9999-12-31"'),
        (True, None, f'{AS_OF} "True"'),
        (None, "soon", f'{EPOCH} "soon"'),
        (None, "1.5", f'{EPOCH} "1.5"'),
        (None, "9" * 30, f'{EPOCH} "999999999999999999999999999999"'),
        (None, "253402300799", f'{EPOCH} "253402300799"'),
    ],
)
def test_a_day_that_cannot_be_read(setting: object, epoch: str | None, problem: str) -> None:
    """What is no day of our time is a plain problem that says where it was set."""
    with pytest.raises(InvalidInput) as caught:
        as_of_day(setting, epoch)
    assert str(caught.value) == problem


def test_draft_of_a_sample() -> None:
    """A draft has a name, a notice, its pages, and of the words those that a browser needs."""
    workspace = Workspace(ROOT / "content", ROOT / "overrides", ROOT / "engagements")
    draft = workspace.draft("tomas-okafor", date(2026, 11, 23))
    assert draft.slug == "tomas-okafor"
    assert draft.notice.startswith("As of 23 November 2026 · Private to you and your coach.")
    assert [page.name for page in draft.pages][:2] == ["index", "agreement"]
    assert {"today", "in_days_one", "days_late_other", "state_overdue"} <= set(draft.words)
    assert "site_name" not in draft.words


def test_a_word_that_is_missing(tmp_path: Path) -> None:
    """A project whose words lack one is told which."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "programme.yml").write_bytes((ROOT / "content/programme.yml").read_bytes())
    (content / "words.yml").write_text("as_of: Today\n", "utf-8")
    workspace = Workspace(content, tmp_path / "overrides", ROOT / "engagements")
    with pytest.raises(InvalidInput, match=r"words\.yml: the word `site_name` is missing"):
        workspace.draft("tomas-okafor", date(2026, 11, 23))
