"""Items that no portal makes, or that meet each other: none is lost, none breaks a build."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import ValidationError

from coaching_site.replies.apply import Decided, apply_items, with_changes
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.proposal import ProposalState
from coaching_site.replies.reply import ReplyRefused, reply_of
from coaching_site.view import view_of
from tests.replies.browser import about, answer, reply
from tests.replies.samples import TYPED, bases, folder_with, loaded
from tests.samples import engagement, programme

TODAY: Final = date(2026, 11, 24)
OPEN: Final = "starters/one_thing"
REST: Final = "goals/goal-2/why"
NAME: Final = "values/1/name"
ACTION: Final = "actions/depots/action-1"
REVIEW: Final = "reviews/2026-12-01"
OTHER: Final = "another item of this reply is for it"
NAMELESS: Final = TYPED[: TYPED.index("values:")]
Item = dict[str, Any]
Bases = dict[str, str]


def item(kind: str, key: str, value: Any, base: str = "", n: int = 1, **more: Any) -> Item:
    """Return the item of a portal with its `n` for an id and for the minute of its last change."""
    made = {"kind": kind, "key": key, "value": value, "id": f"d{n:09}", "on": "2026-11-24",
            "at": f"2026-11-24T12:{n:02}:00.000Z"}  # fmt: skip
    return made | ({"base": base} if base else {}) | more


def review(base: Bases, n: int = 1, titles: dict[str, str] | None = None, **value: Any) -> Item:
    """Return what is said at a review."""
    said = {"scores": {}, "goals": {}} | value
    return item("review", REVIEW, said, base[REVIEW], n, **about("", "?", **(titles or {})))


def named(*texts: str, n: int = 1) -> Item:
    """Return the name of a first value."""
    return item("answer", NAME, list(texts), "0" * 16, n)


# What meets in one reply: the items, how each stands, and why.
MEETING: Final[dict[str, tuple[Callable[[Bases], list[Item]], str, list[tuple[str, str]]]]] = {
    "two answers to a prompt": (
        lambda base: [item("answer", OPEN, ["x"], base[OPEN], 1),
                      item("answer", f"{OPEN}/draft-d1", ["y"], base[OPEN], 2)],
        TYPED, [("new", ""), ("conflict", OTHER)]),
    "one goal by two ids": (
        lambda base: [item("answer", REST, ["x"], base[REST], 1, **about("Rest")),
                      item("answer", "goals/rest/why", ["y"], base[REST], 2, **about("Rest"))],
        TYPED, [("new", ""), ("conflict", OTHER)]),
    "two notes of an action": (
        lambda base: [item("action", ACTION, {"done": None, "note": text}, base[ACTION], n,
                           **about("Delegate", "Ask Priya")) for n, text in enumerate("xy", 1)],
        TYPED, [("new", ""), ("conflict", OTHER)]),
    "two rounds of ratings on a day": (
        lambda _: [item("rating", "ratings", {"team": n}, n=n) for n in (1, 2)],
        TYPED, [("new", ""), ("cannot be taken", f"{OTHER}: receive the file again")]),
    "two check-ins on a day": (
        lambda _: [item("check-in", "check_ins", {"tried": [str(n)]}, n=n) for n in (1, 2)],
        TYPED, [("new", ""), ("new", "")]),
    "a check-in that says nothing, beside an answer": (
        lambda base: [item("check-in", "check_ins", {"tried": ["\u2003"]}, n=1),
                      item("answer", OPEN, ["x"], base[OPEN], 2)],
        TYPED, [("already so", ""), ("new", "")]),
    "a check-in that is taken back": (
        lambda _: [item("check-in", "check_ins", {}, n=9)],
        TYPED + "\ncheck_ins: [{on: 2026-11-20, id: d000000009, tried: x}]\n",
        [("cannot be taken", "it is taken back: take it out of your file by hand")]),
    "an answer without a base, a round with one": (
        lambda _: [item("answer", "starters/changes", ["x"], n=1),
                   item("rating", "ratings", {"team": 5}, "0" * 16, 2)],
        TYPED, [("conflict", "it differs from what the portal showed"), ("new", "")]),
    "two ratings of a review": (
        lambda base: [review(base, n, scores={"team": n}) for n in (1, 2)],
        TYPED, [("new", ""), ("conflict", OTHER)]),
    "a goal twice at a review": (
        lambda base: [review(base, titles={"depots": "Delegate", "x": "delegate"},
                             goals={"depots": {"progress": "a"}, "x": {"progress": "b"}})],
        TYPED, [("new", ""), ("cannot be taken", f"{OTHER}: receive the file again")]),
    "two names of a first value": (
        lambda _: [named("Calm", n=1), named("Courage", n=2)],
        NAMELESS, [("new", ""), ("cannot be taken", "the reply has another name for it")]),
    "a name that is taken back before it came": (
        lambda _: [named()], NAMELESS, [("already so", "")]),
    "a name that is taken back": (
        lambda _: [named()], TYPED,
        [("cannot be taken",
          "a value has a name: take it out of your file by hand, or give it another name")]),
    "what is gone is taken back": (
        lambda _: [item("answer", "goals/gone/why", [], "0" * 16, **about("Gone")),
                   item("answer", "starters/gone", [], "0" * 16, 2)],
        TYPED, [("already so", "it is not there any more"),
                ("already so", "the programme does not ask it any more")]),
    "a goal that is gone is taken back at a review": (
        lambda base: [review(base, goals={"gone": {"progress": None}}, works=[])],
        TYPED, [("already so", "taken back")]),
}  # fmt: skip


@pytest.mark.parametrize("case", MEETING)
def test_items_that_meet(tmp_path: Path, case: str) -> None:
    """No two items are taken at one place without a question, and each is told; what can be
    taken is put into the file as it is decided."""
    items, typed, wanted = MEETING[case]
    folder = folder_with(tmp_path / "jane-doe", typed)
    before = loaded(folder)
    found = proposals_of(read(reply(*items(bases(before)), version=2)), before, programme(), TODAY)
    assert [(str(one.state), one.reason) for one in found] == wanted
    taken = [Decided(one.label, one.changes) for one in found
             if one.state in (ProposalState.NEW, ProposalState.SAME)]  # fmt: skip
    if taken:
        raw = (folder / "engagement.yml").read_bytes()
        assert apply_items(folder, raw, before, programme(), taken).left == ()
    view_of(loaded(folder), programme(), TODAY)


def read(content: dict[str, Any]) -> Any:
    """Return the reply with some content."""
    return reply_of(json.dumps(content).encode())


@pytest.mark.parametrize("key", ["ratings", REVIEW])
def test_a_scale_that_is_asked_no_more(tmp_path: Path, key: str) -> None:
    """What cannot be taken and is done with is known again, and its reply with it."""
    known = loaded(folder_with(tmp_path / "jane-doe"))
    base = bases(known).get(key, "")
    made = item("rating", key, {"gone": 5}) if not base else review({key: base}, scores={"gone": 5})
    for state in ("cannot be taken", "received before"):
        (one,) = proposals_of(read(reply(made, version=2)), known, programme(), TODAY)
        assert str(one.state) == state
        known = with_changes(known, one.declined)


def test_an_item_without_words_is_known_again(tmp_path: Path) -> None:
    """What an older portal sent without the words of its goal is known by its id, though the goal
    has got an id since, by which the portal calls it another name."""
    known = loaded(folder_with(tmp_path / "jane-doe"))
    sent = read(reply(item("answer", REST, ["x"], bases(known)[REST]), version=2))
    for state in ("new", "received before"):
        (one,) = proposals_of(sent, known, programme(), TODAY)
        assert str(one.state) == state
        known = with_changes(known, one.changes)
    assert known.goals[1].id == "rest"


@pytest.mark.parametrize(
    "moment",
    ["2026-13-24T12:00:00Z", "2026-02-30T12:00:00.000Z", "2026-11-24T24:00:01Z",
     "2026-11-24T23:59:60Z", "0000-01-01T00:00:00Z", "2026-11-24T12:61:00Z"],
)  # fmt: skip
def test_moments_that_are_none(moment: str) -> None:
    """A moment that no calendar has is refused in a reply and in a file, so that no build meets
    it."""
    sent = answer(OPEN, "x", base="0" * 16, id="d000000001", at=moment)
    for content in (
        reply(sent, version=2),
        reply(answer(OPEN, "x", base="0" * 16), made=moment),
    ):
        with pytest.raises(ReplyRefused, match="expected a day and a time that exist"):
            read(content)
    whole, _, fraction = moment.removesuffix("Z").partition(".")
    line = f"d000000001 {whole.replace(':', '')}.{fraction or '000'}Z 0123456789ab"
    with pytest.raises(ValidationError, match="a day and a time that exist"):
        engagement(received=[line])
    assert engagement(received=["d000000001 2026-11-24T120000.000Z 0123456789ab"]).received


@pytest.mark.parametrize("typed", ["received:\n", "received: []\n", "history: [] # none\n",
                                   "history:\nreceived:\n"])  # fmt: skip
def test_lists_that_are_empty(tmp_path: Path, typed: str) -> None:
    """What is noted goes into a list, however an empty one is typed."""
    folder = folder_with(tmp_path / "jane-doe", TYPED.replace("# the end", typed))
    before = loaded(folder)
    made = read(reply(item("answer", OPEN, ["x"], bases(before)[OPEN]), version=2))
    (one,) = proposals_of(made, before, programme(), TODAY)
    raw = (folder / "engagement.yml").read_bytes()
    assert apply_items(folder, raw, before, programme(), [Decided("", one.changes)]).left == ()
    after = loaded(folder)
    assert (len(after.history), len(after.received)) == (1, 1)
