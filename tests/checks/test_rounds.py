"""Rules of a round of feedback."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.checks.rounds import advise_on_round, check_round
from coaching_site.model.feedback import Round
from tests.model.test_feedback import ASKED, RULES, asked

SELF, BOSS, TEAM = ASKED["groups"]


def frozen(typed: Round, **more: Any) -> Round:
    """Return a round frozen as it is, and then changed."""
    return typed.model_copy(update={"frozen": typed.freeze(RULES), **more})


@pytest.mark.parametrize(
    ("more", "there", "message"),
    [
        ({"opens": "2026-10-02"}, ("closes",), "on or after `opens`"),
        ({"scale": "0"}, ("scale",), "from a lower to a higher score"),
        ({"scale": "3 to 3"}, ("scale",), "from a lower to a higher score"),
        ({"scale": "0 to 101"}, ("scale",), "at most 101 scores, found 102"),
        (
            {"questions": [{"id": "calm", "text": "Why?"}]},
            ("questions", 0, "id"),
            "an earlier statement or question has the id `calm`",
        ),
        (
            {"statements": [{"id": "a", "text": "Calm"}, {"id": "b", "text": "Calm "}]},
            ("statements", 1, "text"),
            "the same text",
        ),
        ({"groups": [TEAM, {"name": "Teams"}]}, None, ""),
        ({"groups": [TEAM, {"name": "Team "}]}, ("groups", 1, "name"), "has this name"),
        (
            {"groups": [SELF, {"name": "Me", "who": "self"}]},
            ("groups", 1, "who"),
            "is this person already",
        ),
        ({"groups": [BOSS, {"name": "Boss 2", "who": "manager"}]}, None, ""),
        (
            {"groups": [{**TEAM, "smallest": "2"}]},
            ("groups", 0, "smallest"),
            "expected at least 3, found 2",
        ),
        (
            {"groups": [{**TEAM, "smallest_for_comments": "4", "smallest": "5"}]},
            ("groups", 0, "smallest_for_comments"),
            "no fewer than for scores, 5, found 4",
        ),
        (
            {"groups": [{**TEAM, "smallest": "6", "smallest_for_comments": "5"}]},
            ("groups", 0, "smallest_for_comments"),
            "no fewer than for scores, 6, found 5",
        ),
        ({"groups": [{**TEAM, "smallest": "6"}]}, None, ""),
        (
            {"groups": [{**BOSS, "smallest": "3"}]},
            ("groups", 0, "smallest"),
            "one person is always shown by name",
        ),
    ],
)
def test_instrument(
    more: dict[str, Any], there: tuple[str | int, ...] | None, message: str
) -> None:
    """What is asked, of whom and when must make sense, and keep groups large enough."""
    found = list(check_round(asked(**more), RULES))
    assert [place for place, _ in found] == ([there] if there else [])
    assert message in (found[0][1] if found else "")


@pytest.mark.parametrize(
    ("more", "there", "message"),
    [
        (
            {"answers": [{"group": "Tem"}]},
            ("answers", 0, "group"),
            "no group of that name: did you mean `Team`?",
        ),
        (
            {"answers": [{"group": "Team", "scores": {"clam": "5"}}]},
            ("answers", 0, "scores", "clam"),
            "no such statement: did you mean `calm`?",
        ),
        (
            {"answers": [{"group": "Team", "scores": {"calm": "8"}}]},
            ("answers", 0, "scores", "calm"),
            "expected a score from 1 to 7, found 8",
        ),
        (
            {"answers": [{"group": "Boss"}, {"group": "Boss"}]},
            ("answers", 1, "group"),
            "an earlier answer is of this person",
        ),
        ({"answers": [{"group": "Team"}, {"group": "Team"}]}, None, ""),
        (
            {"comments": [{"group": "Team", "question": "les", "text": "x"}]},
            ("comments", 0, "question"),
            "no such question: allowed here: `more`",
        ),
        ({"comments": [{"group": "Board", "text": "x"}]}, ("comments", 0, "group"), "no group"),
    ],
)
def test_answers(more: dict[str, Any], there: tuple[str | int, ...] | None, message: str) -> None:
    """An answer is of a group, to a statement, on the scale; a person has one."""
    found = list(check_round(frozen(asked(**more)), RULES))
    assert [place for place, _ in found] == ([there] if there else [])
    assert message in (found[0][1] if found else "")


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"statements": asked().statements[:1]}, "statements"),
        ({"scale": "9"}, "scale"),
        ({"groups": asked().groups[:2]}, "groups"),
        ({"opens": asked().closes}, "days"),
        ({"title": "Other"}, None),
    ],
)
def test_changes_after_the_first_answer(more: dict[str, Any], key: str | None) -> None:
    """What was promised to those who answered cannot be changed, and the part is named."""
    found = list(check_round(frozen(asked(), **more), RULES))
    assert [place for place, _ in found] == ([("frozen", key)] if key else [])


def test_answers_to_what_is_not_frozen() -> None:
    """Answers alone do not say to what they were given."""
    typed = asked(answers=[{"group": "Team", "scores": {"calm": "5"}}])
    ((place, message),) = check_round(typed, RULES)
    assert place == ("answers",)
    assert "`coaching-site migrate`" in message


def test_nothing_is_asked_yet() -> None:
    """A round may begin with its days alone."""
    found = advise_on_round(asked(statements=[], questions=[], groups=[]), RULES)
    assert [place for place, _ in found] == [("statements",), ("groups",)]


def test_few_answers() -> None:
    """A group that is not large enough yet is told; one that has not answered at all is not."""
    answers = [{"group": name} for name in ("Team", "Team", "Boss")]
    ((place, message),) = advise_on_round(asked(answers=answers), RULES)
    assert place == ("groups", 2, "name")
    assert message.startswith("fewer than 3 have answered")
