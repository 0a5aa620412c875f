"""Ids for what has none: from its words, and new to the whole file."""

from __future__ import annotations

import pytest

from coaching_site.editing import Put
from coaching_site.replies.ids import Ids
from tests.samples import engagement, programme


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Delegate more", "delegate-more"),
        ("Élan vital", "elan-vital"),
        ("goal 7", "goal-7-2"),  # a portal would give such a name by its place
        ("Why", "why-2"),  # a prompt of the form is called so
        ("A title of many words that goes on and on", "a-title-of-many-words-that-goes"),
    ],
)
def test_an_id_comes_from_the_words(title: str, name: str) -> None:
    """An id is short, in small letters of ASCII, and is no other name in the file."""
    ids = Ids(engagement(goals=[{"title": title}]), programme())
    assert ids.named.goals[0].id == name
    assert ids.given(("goals", 0, "why")) == (Put(("goals", 0, "id"), name),)


def test_words_in_another_script() -> None:
    """Where no letter of ASCII is left, the id is made of the words all the same."""
    ids = Ids(engagement(values=[{"name": "قيمة"}, {"name": "价值"}]), programme())
    first, second = (str(value.id) for value in ids.named.values)
    assert first.startswith("value-")
    assert second.startswith("value-")
    assert first != second


def test_reviews_keep_their_goal() -> None:
    """What names a goal by its place gets the id that the goal gets."""
    review = {"on": "2026-12-01", "goals": [{"goal": "goal-1", "score": 5}]}
    ids = Ids(engagement(goals=[{"title": "Rest"}], reviews=[review]), programme())
    assert ids.all_given() == (
        Put(("goals", 0, "id"), "rest"),
        Put(("reviews", 0, "goals", 0, "goal"), "rest"),
    )
