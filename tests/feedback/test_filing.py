"""Answers are put into the file of their round, once each, and tell nothing of who gave them."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from coaching_site.feedback.filing import counts_of, file_answer
from coaching_site.feedback.sent_answer import SentAnswer, answer_of
from coaching_site.loading.rounds import read_round, round_in
from coaching_site.problems import InvalidInput
from coaching_site.replies.reply import ReplyRefused
from tests.feedback.answers import sent
from tests.model.test_feedback import RULES

TODAY = date(2026, 10, 1)
TYPED = """\
# Mine
closes: 2026-10-01   # a Thursday
statements:
  - {id: calm, text: You stay calm.}
  - {id: ask, text: You ask.}
questions: [{id: more, text: "What more?"}]
groups:
  - {name: Boss, who: manager}
  - name: Team
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the file of a round that nobody has answered."""
    path = tmp_path / "2026-autumn.yml"
    path.write_text(TYPED, "utf-8")
    return path


def answer(path: Path, number: int = 0, **more: Any) -> SentAnswer:
    """Return an answer to the round in a file, from one of several devices."""
    asked = read_round(path, RULES).record
    return answer_of(sent(asked, code=f"{number:032x}", **more))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_byte_of_the_coach_stays(path: Path, end: str) -> None:
    """What the coach wrote is as it was; below it stands what the program writes."""
    path.write_bytes(TYPED.replace("\n", end).encode())
    for number in range(3):
        asked = file_answer(path, answer(path, number, comments={"more": "A: b"}), RULES, TODAY)
    text = path.read_bytes().decode()
    assert text.startswith(TYPED.replace("\n", end))
    assert text.count("\n") == text.count(end)
    assert [(count.group, count.given, count.smallest) for count in counts_of(asked, RULES)] == [
        ("Boss", 0, 1),
        ("Team", 3, 3),
    ]
    assert read_round(path, RULES).record.frozen == asked.freeze(RULES)


def test_order_of_arrival_tells_nothing(path: Path) -> None:
    """In whatever order answers arrive, the file is the same in the end."""
    answers = [
        answer(path, n, scores={"ask": str(n + 1), "calm": "2"}, comments={"more": text})
        for n, text in enumerate(("Zeal", "art", "More"))
    ]
    files = set()
    for order in permutations(answers):
        path.write_text(TYPED, "utf-8")
        for one in order:
            file_answer(path, one, RULES, TODAY)
        files.add(path.read_text("utf-8"))
    assert len(files) == 1
    assert "0" * 31 not in files.pop()  # no code of a device is kept


@pytest.mark.parametrize(
    ("more", "today", "reason"),
    [
        ({}, date(2026, 10, 2), "the round closed on 2026-10-01"),
        ({"group": "Board"}, TODAY, "no group"),
        ({"scores": {"calm": "8"}}, TODAY, "does not ask"),
        ({"scores": {"clam": "5"}}, TODAY, "does not ask"),
        ({"comments": {"less": "x"}}, TODAY, "does not ask"),
    ],
)
def test_what_is_not_taken(path: Path, more: dict[str, Any], today: date, reason: str) -> None:
    """An answer too late, of no group or to nothing that is asked changes nothing."""
    with pytest.raises(ReplyRefused, match=reason):
        file_answer(path, answer(path, **more), RULES, today)
    assert path.read_text("utf-8") == TYPED


def test_too_early(path: Path) -> None:
    """What comes before the round opens is taken on the day on which it does."""
    path.write_text(TYPED.replace("# Mine\n", "# Mine\nopens: 2026-09-20\n"), "utf-8")
    with pytest.raises(ReplyRefused, match="the round opens on 2026-09-20"):
        file_answer(path, answer(path), RULES, date(2026, 9, 19))
    assert len(file_answer(path, answer(path), RULES, date(2026, 9, 20)).answers) == 1


def test_twice(path: Path) -> None:
    """An answer that came before is refused, and so is the second of one person."""
    first = answer(path)
    file_answer(path, first, RULES, TODAY)
    with pytest.raises(ReplyRefused, match="received before"):
        file_answer(path, first, RULES, TODAY)
    file_answer(path, answer(path, 1, group="Boss"), RULES, TODAY)
    with pytest.raises(ReplyRefused, match='"Boss" has answered already'):
        file_answer(path, answer(path, 2, group="Boss"), RULES, TODAY)


def test_a_form_of_another_wording(path: Path) -> None:
    """An answer to what the round no longer asks is refused, and the part is named."""
    early = answer(path)
    path.write_text(TYPED.replace("You ask.", "You ask for help."), "utf-8")
    with pytest.raises(ReplyRefused, match="changed in its statements or questions"):
        file_answer(path, early, RULES, TODAY)


def test_a_file_that_cannot_be_changed(path: Path) -> None:
    """A file in braces is refused as it is."""
    text = (
        "{closes: 2026-10-01, groups: [{name: Team}], statements: [{id: calm, text: A}], codes: []}"
    )
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidInput):
        file_answer(path, answer(path), RULES, TODAY)
    assert path.read_text("utf-8") == text


def test_saved_meanwhile(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody saves while an answer is filed is not overwritten."""
    first = answer(path)

    def slow(raw: bytes, *arguments: Any, **more: Any) -> Any:
        path.write_text(TYPED + "# saved\n", "utf-8")
        return round_in(raw, *arguments, **more)

    monkeypatch.setattr("coaching_site.feedback.filing.round_in", slow)
    with pytest.raises(InvalidInput, match="saved meanwhile"):
        file_answer(path, first, RULES, TODAY)
    assert path.read_text("utf-8") == TYPED + "# saved\n"
