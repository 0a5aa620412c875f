"""A mistyped word gets the word that was meant, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.model import Engagement
from coaching_site.model.activities import Review, Session
from coaching_site.model.goals import Action, Goal
from coaching_site.spelling import words_near

RECORDS = (Engagement, Goal, Action, Session, Review)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("word", "kind", "near"),
    [
        ("titel", Goal, ("title",)),
        ("deadlien", Goal, ("deadline",)),
        ("Dead Line", Goal, ("deadline",)),
        ("benefit", Goal, ("benefits",)),
        ("resources", Goal, ("resources_have", "resources_need")),
        ("success", Goal, ("success_for_me", "success_for_company")),
        ("measurement", Goal, ("measure",)),
        ("organization", Engagement, ("organisation",)),
        ("checkins", Engagement, ("check_ins",)),
        ("itlte", Goal, ("title",)),
        ("xtitel", Goal, ("title",)),
        ("no", Session, ("on",)),
        ("ta", Session, ("at",)),
        ("options", Goal, ()),
        ("reality", Goal, ()),
        ("colour", Action, ()),
        ("in", Session, ()),
        ("xylophone", Engagement, ()),
        ("", Engagement, ()),
    ],
)
def test_words(word: str, kind: type[Engagement], near: tuple[str, ...]) -> None:
    """What is meant is found by slips and by parts; nothing is found where nothing is near."""
    assert words_near(word, kind.model_fields) == near


@pytest.mark.parametrize(
    ("word", "allowed"),
    [
        ("sessions", ["version", "purpose", "rules", "signed"]),
        ("actions", ["ratings", "sessions", "values"]),
        ("options", ["actions", "moves"]),
        ("dates", ["notes", "rules"]),
        ("state", ["start", "step"]),
        ("stage", ["start", "step"]),
        ("more", ["moves", "measure"]),
        ("goal-2", ["goal-1", "goal-3"]),
    ],
)
def test_other_words_are_no_slips(word: str, allowed: list[str]) -> None:
    """A word that is another one is not taken for a mistyped one."""
    assert words_near(word, allowed) == ()


def slip(word: str, place: int, letter: str, kind: int) -> str:
    """Return a word with one slip: a letter wrong, missing, too many, or two swapped."""
    at = place % len(word)
    head, rest = word[:at], word[at:]
    return (head + letter + rest[1:], head + rest[1:], head + letter + rest,
            head + rest[1:2] + rest[:1] + rest[2:])[kind]  # fmt: skip


SLIPS = st.tuples(st.integers(0, 40), st.sampled_from(LETTERS), st.integers(0, 3))


@given(st.sampled_from(RECORDS), st.data())
def test_one_slip_is_forgiven(kind: type[Engagement], data: st.DataObject) -> None:
    """A key with any one slip is found again."""
    keys = [key for key in kind.model_fields if len(key) > 3]
    key = data.draw(st.sampled_from(keys))
    typed = slip(key, *data.draw(SLIPS))
    assert key in words_near(typed, keys)


@given(st.sampled_from(RECORDS), st.data())
def test_two_slips_are_forgiven(kind: type[Engagement], data: st.DataObject) -> None:
    """A long key with a slip in each half is found again."""
    keys = [key for key in kind.model_fields if len(key) > 9]
    key = data.draw(st.sampled_from(keys or ["organisation"]))
    half = len(key) // 2  # two slips at one place may be a third
    typed = slip(key[:half], *data.draw(SLIPS)) + slip(key[half:], *data.draw(SLIPS))
    assert key in words_near(typed, [key, "paper"])


@given(st.sampled_from(RECORDS), st.text(LETTERS, min_size=1, max_size=12))
def test_far_words_get_none(kind: type[Engagement], word: str) -> None:
    """A word of which most letters are wrong is near to nothing."""
    far = [key for key in kind.model_fields if len(set(key) & set(word)) < len(key) / 3]
    assert words_near(word, [key for key in far if len(key) > 4]) == ()
