"""Whatever is taken out of an engagement, the past that names it breaks no build."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from coaching_site.checks import advise_engagement, check_engagement
from coaching_site.loading import load_engagement
from coaching_site.model import Engagement
from coaching_site.view import view_of
from tests.fixture import ENGAGEMENTS
from tests.samples import engagement, portal, programme

AMARA = ENGAGEMENTS / "amara-lindqvist"
Path = tuple[str | int, ...]


@cache
def amara() -> Engagement:
    """Return the sample, with a receipt of the past for each prompt that was answered."""
    return load_engagement(AMARA, programme())


def items(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield where each record of a list stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from items(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            if isinstance(inner, dict):
                yield (*path, number)
                yield from items(inner, (*path, number))


def without(value: Any, path: Path) -> Any:
    """Return a value without what stands at a path."""
    part, *rest = path
    if isinstance(value, dict):
        inner = {part: without(value[part], tuple(rest))} if rest else {}
        return {key: one for key, one in value.items() if key != part} | inner
    if not rest:
        return [one for number, one in enumerate(value) if number != part]
    return [without(one, tuple(rest)) if n == part else one for n, one in enumerate(value)]


def test_anything_may_be_taken_out() -> None:
    """Each record of the sample, and all of a kind, can go; what is left is shown."""
    data = amara().model_dump()
    paths = list(items(data))
    assert len(paths) > 70
    whole = [(key,) for key, value in data.items() if isinstance(value, tuple) and value]
    for path in [*paths, *whole]:
        if path[-2:] == ("statements", 0) and len(path) == 4:
            continue  # a round has at least one statement; the others go one by one
        left = Engagement.model_validate(without(data, path))
        assert list(check_engagement(left, programme())) == [], path
        view_of(left, programme(), date(2026, 11, 23))


REVIEW = {"on": "2026-10-01", "goals": [{"goal": "Delegate", "progress": "Far."}]}


@pytest.mark.parametrize(
    ("more", "place", "told"),
    [
        ({"reviews": [REVIEW]}, ("reviews", 0, "goals", 0, "goal"),
         'no goal is called "Delegate", so it is shown by that name'),
        ({"reviews": [REVIEW], "goals": [{"title": "Delegates"}]},
         ("reviews", 0, "goals", 0, "goal"),
         'no goal is called "Delegate", so it is shown by that name: did you mean `Delegates`?'),
        ({"follow_up": {"impact": [{"goal": "rest", "leader": "x"}]}},
         ("follow_up", "impact", 0, "goal"),
         'no goal is called "rest", so it is shown by that name'),
        ({"reviews": [{"on": "2026-10-01", "goals": [{"goal": "goal-1"}, {"goal": "goal-2"}]}],
          "goals": [{"title": "A"}, {"title": "B"}]}, ("reviews", 0, "goals", 0, "goal"),
         "it names a goal by its place in the list, where another may be by now: "
         "`coaching-site ids` with the name of the folder gives it an id that stays"),
        ({"agreement": {"signed": {"sponsor": "2026-09-02"}}}, ("agreement", "signed", "sponsor"),
         "it is not shown: none of the stakeholders has `relation: sponsor`"),
        ({"feedback": [{"on": "2026-10-01", "comments": {"Peer": ["x"]},
                        "statements": [{"text": "Asks", "groups": {"Peers": [5, 4, 3]}}]}]},
         ("feedback", 0, "comments", "Peer", "[key]"),
         'no statement has scores of a group "Peer", so it is not shown: did you mean `Peers`?'),
        ({"starters": {"gone": ["x"]},
          "history": [{"on": "2026-10-01", "prompt": "starters/gone"}]},
         ("starters", "gone", "[key]"),
         "the programme does not ask `gone` any more, so it is not shown"),
        ({"party": {"wished": {"gone": ["x"]}},
          "history": [{"on": "2026-10-01", "prompt": "party/wished/gone"}]},
         ("party", "wished", "gone", "[key]"),
         "the programme does not ask `gone` any more, so it is not shown"),
        ({"goals": [{"title": "A", "id": "a", "moves": {"gone": ["x"]}}],
          "history": [{"on": "2026-10-01", "prompt": "goals/b/moves/gone"}]},
         ("goals", 0, "moves", "gone", "[key]"),
         "the programme does not ask `gone` any more, so it is not shown"),
        ({"goals": [{"title": "A", "id": "a", "answers": {"gone": ["x"]}}],
          "history": [{"on": "2026-10-01", "prompt": "goals/a/gone"}]},
         ("goals", 0, "answers", "gone", "[key]"),
         "the programme does not ask `gone` any more, so it is not shown"),
        ({"values": [{"name": "Calm", "id": "calm", "shown_to": {"board": {"feel": ["x"]}}}],
          "history": [{"on": "2026-10-01", "prompt": "values/calm/board/feel"}]},
         ("values", 0, "shown_to", "board", "[key]"),
         "the programme does not ask `board` any more, so it is not shown"),
        ({"values": [{"name": "Calm", "id": "calm", "shown_to": {"reports": {"gone": ["x"]}}}],
          "history": [{"on": "2026-10-01", "prompt": "values/calm/reports/gone"}]},
         ("values", 0, "shown_to", "reports", "gone", "[key]"),
         "the programme does not ask `gone` any more, so it is not shown"),
        ({"ratings": [{"on": "2026-10-01", "id": "d0123456789", "scores": {"gone": 5}}]},
         ("ratings", 0, "scores", "gone", "[key]"),
         "the programme does not ask `gone` any more, so it is not shown"),
    ],
)  # fmt: skip
def test_what_is_told(more: dict[str, Any], place: Path, told: str) -> None:
    """What is named and is not there is advice, with the name that it had; the portal is built."""
    known = engagement(**more)
    assert list(check_engagement(known, programme())) == []
    found = dict(advise_engagement(known, programme()))
    assert found[place] == told
    assert list(found.values()).count(told) == 1
    portal(**more)


def test_a_word_that_was_never_asked() -> None:
    """What no reply has brought is a mistake as before."""
    for more in (
        {"starters": {"gone": ["x"]}, "history": [{"on": "2026-10-01", "prompt": "party/gone"}]},
        {"ratings": [{"on": "2026-10-01", "scores": {"gone": 5}}]},
    ):
        ((place, message),) = check_engagement(engagement(**more), programme())
        assert place[-2:] == ("gone", "[key]")
        assert message.startswith("unknown word `gone`")


def test_a_goal_that_is_gone_is_shown() -> None:
    """Its name stands in the review and in what lasts, without a page; nothing else moves."""
    follow_up = {"impact": [{"goal": "Delegate", "leader": "x"}]}
    shown = portal(reviews=[REVIEW], follow_up=follow_up, goals=[{"title": "Rest"}])
    assert [(goal.title, goal.page) for goal, *_ in shown.reviews[0].goals] == [("Delegate", "")]
    by_id = {"on": "2026-10-01", "goals": [{"goal": "ask-the-board"}]}
    ((gone, _, _),) = portal(reviews=[by_id]).reviews[0].goals
    assert gone.title == "Ask the board"
    assert [(goal.title, told is None) for goal, told in shown.follow_up.impact] == [
        ("Rest", True), ("Delegate", False)]  # fmt: skip
