"""Each kind of item through all that may become of it: what a coach's file says in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pytest

from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.proposal import Proposal, ProposalState
from coaching_site.replies.reply import Reply
from tests.replies.browser import about, reply
from tests.replies.samples import bases
from tests.samples import engagement, programme

TODAY: Final = date(2026, 11, 24)
REVIEW: Final = "reviews/2026-12-01"
Said = Callable[[Engagement], object]
Value = Callable[[str], Any]


@dataclass(frozen=True)
class Kind:
    """A kind of item: its key, its value for a wording, and what a file says of it."""

    name: str
    key: str
    value: Value
    said: Said
    can_go: bool = True
    is_round: bool = False


def mark(text: str) -> int:
    """Return the mark that stands for a wording."""
    return {"A": 5, "B": 6, "Coach": 7}[text]


def texts(text: str) -> list[str]:
    """Return a wording as texts; none is empty."""
    return [text] if text else []


def reviewed(**parts: Any) -> dict[str, Any]:
    """Return what is said at a review."""
    return {"scores": {}, "goals": {}} | parts


KINDS: Final = [
    Kind("answer", "starters/changes", texts, lambda e: e.starters.get("changes", ())),
    Kind("answer", "goals/depots/pain", texts, lambda e: e.goals[0].pain),
    Kind("answer", "values/calm/reports/feel", texts,
         lambda e: e.values[0].shown_to.get("reports", {}).get("feel", ())),
    Kind("action", "actions/depots/ask", lambda text: {"done": None, "note": text or None},
         lambda e: tuple(filter(None, [e.goals[0].actions[0].note]))),
    Kind("action", "actions/depots/ask",
         lambda text: {"done": f"2026-11-1{mark(text)}" if text else None, "note": None},
         lambda e: tuple("AB"[day.day - 15] for day in [e.goals[0].actions[0].done] if day)),
    Kind("review", REVIEW, lambda text: reviewed(works=texts(text)),
         lambda e: e.reviews[0].works),
    Kind("review", REVIEW, lambda text: reviewed(goals={"depots": {"progress": text or None}}),
         lambda e: tuple(one.progress for one in e.reviews[0].goals if one.progress)),
    Kind("review", REVIEW, lambda text: reviewed(scores={"team": mark(text)}),
         lambda e: tuple("AB"[one - 5] for one in e.reviews[0].scores.values()), can_go=False),
    Kind("check-in", "check_ins", lambda text: {"tried": texts(text)},
         lambda e: tuple(t for one in e.check_ins for t in one.tried),
         can_go=False, is_round=True),
    Kind("rating", "ratings", lambda text: {"team": mark(text)},
         lambda e: tuple("AB"[one.scores["team"] - 5] for one in e.ratings),
         can_go=False, is_round=True),
    Kind("reading", "readings/depots/calls",
         lambda text: {"on": "2026-11-24", "value": str(mark(text)), "note": None},
         lambda e: tuple("AB"[int(one.value) - 5] for one in e.goals[0].metrics[0].readings),
         can_go=False, is_round=True),
]  # fmt: skip
BEFORE: Final = engagement(
    start="2026-09-01",
    goals=[{"title": "Delegate", "id": "depots", "actions": [{"what": "Ask", "id": "ask"}],
            "metrics": [{"name": "Ask", "id": "calls"}]}],
    values=[{"name": "Calm", "id": "calm"}],
    reviews=[{"on": "2026-12-01"}],
)  # fmt: skip


def item_of(kind: Kind, wording: str, minute: int, **more: Any) -> dict[str, Any]:
    """Return an item as the portal of the engagement above makes it, at a minute."""
    base = {} if kind.is_round else {"base": bases(BEFORE)[kind.key]}
    words = {"starters": about("", "?"), "values": about("Calm"), "reviews": about("", "?")}
    said = words.get(kind.key.split("/")[0], about("Delegate", "Ask", depots="Delegate"))
    item = {"kind": kind.name, "key": kind.key, "id": "d0123456789", "on": "2026-11-24",
            "at": f"2026-11-24T12:{minute:02}:00.000Z", "value": kind.value(wording)}  # fmt: skip
    return item | base | said | more


def compared(known: Engagement, item: dict[str, Any]) -> list[Proposal]:
    """Return what an item would change."""
    message = Reply.model_validate(reply(item, version=2))
    return proposals_of(message, known, programme(), TODAY)


def received(known: Engagement, item: dict[str, Any]) -> tuple[str, Engagement]:
    """Return how an item stands, and the file after `receive --yes`."""
    found = compared(known, item)
    noted = [one for one in found if one.state in (ProposalState.NEW, ProposalState.SAME)]
    states = {str(one.state) for one in found}
    assert len(states) == 1
    return states.pop(), with_changes(known, [c for one in noted for c in one.changes])


# What is received, in turn: wordings with the minute of each; "" is emptied or taken back.
SEQUENCES: Final = {
    "new": (["A1"], ["new"], ("A",)),
    "received twice": (["A1", "A1"], ["new", "received before"], ("A",)),
    "edited after it was sent": (["A1", "B2"], ["new", "new"], ("B",)),
    "the same words again": (["A1", "A2"], ["new", "received before"], ("A",)),
    "the older file later": (["B2", "A1"], ["new", "received before"], ("B",)),
    "edited and back": (["A1", "B2", "A3"], ["new", "new", "new"], ("A",)),
    "back, in any order": (
        ["A3", "B2", "A1"],
        ["new", "received before", "received before"],
        ("A",),
    ),
    "taken back": (["A1", "2"], ["new", "new"], ()),
    "taken back, received twice": (["A1", "2", "2"], ["new", "new", "received before"], ()),
    "taken back, the older file later": (["2", "A1"], ["already so", "received before"], ()),
    "taken back and said anew": (["A1", "2", "B3"], ["new", "new", "new"], ("B",)),
}


TABLE: Final = [
    pytest.param(kind, *SEQUENCES[name], id=f"{kind.name} {number} {name}")
    for number, kind in enumerate(KINDS)
    for name in SEQUENCES
    if kind.can_go or "taken back" not in name  # a round and a mark are not
]


@pytest.mark.parametrize(("kind", "files", "states", "said"), TABLE)
def test_the_last_word_stands(
    kind: Kind, files: list[str], states: list[str], said: tuple[str, ...]
) -> None:
    """Whatever files bring it and in whatever order, the last wording of an item stands, once."""
    known, found = BEFORE, []
    for file in files:
        state, known = received(known, item_of(kind, file[:-1], int(file[-1])))
        found.append(state)
    assert found == states
    assert kind.said(known) == said


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.name} {kind.key}")
def test_what_the_coach_kept(kind: Kind) -> None:
    """What was declined is known again, and asked about anew when it was written on."""
    (one,) = compared(BEFORE, item_of(kind, "A", 1))
    known = with_changes(BEFORE, one.declined)
    assert received(known, item_of(kind, "A", 1))[0] == "received before"
    (again,) = compared(known, item_of(kind, "B", 2))
    assert str(again.state) == ("conflict" if kind.is_round else "new")
    assert kind.said(with_changes(known, again.changes)) == ("B",)


ROUNDS: Final = [kind for kind in KINDS if kind.is_round]


@pytest.mark.parametrize("kind", ROUNDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_second_round(kind: Kind, order: tuple[int, int]) -> None:
    """Another round is another one, on its own day, whichever file comes first."""
    items = [
        item_of(kind, "A", 1, on="2026-11-20"),
        item_of(kind, "B", 2, on="2026-11-24", id="d9876543210"),
    ]
    if kind.name == "reading":  # its day is part of what it says
        items[0]["value"]["on"] = "2026-11-20"
    known = BEFORE
    for number in order:
        state, known = received(known, items[number])
        assert state == "new"
    rounds = known.ratings or known.check_ins or known.goals[0].metrics[0].readings
    assert {(one.id, str(one.on)) for one in rounds} == {
        ("d0123456789", "2026-11-20"), ("d9876543210", "2026-11-24")}  # fmt: skip
    assert [received(known, item)[0] for item in items] == ["received before"] * 2
