"""Two texts side by side."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching_site.cli.differences import Answer, Kind, compared

words = st.lists(
    st.sampled_from(["a", "b.", "c,", "so", "long-word", "x\ny", "日本", "?"]), max_size=40
)
texts = st.lists(
    st.tuples(words, st.integers(1, 40), words).map(
        lambda parts: " ".join(
            [*parts[0], *("the same old words." for _ in range(parts[1])), *parts[2]]
        )
    ),
    max_size=3,
)


def text_of(answers: tuple[Answer, ...]) -> list[str]:
    """Return the text of each answer, without what tells of a cut."""
    return ["".join(one.text for one in answer if one.kind is not Kind.CUT) for answer in answers]


@settings(max_examples=150, deadline=None)
@given(texts, texts)
def test_every_word_that_differs_is_shown(before: list[str], after: list[str]) -> None:
    """Whatever is cut stands in both; each answer, and each word of one side alone, is there."""
    old, new = compared(before, after)
    assert (len(old), len(new)) == (len(before), len(after))
    for given_texts, others, shown in ((before, after, old), (after, before, new)):
        there = Counter(" ".join(text_of(shown)).split())
        only = Counter(" ".join(given_texts).split()) - Counter(" ".join(others).split())
        assert only - there == Counter()
    for texts_given, shown in ((before, old), (after, new)):
        for text, answer in zip(texts_given, shown, strict=True):
            kept = [one.text for one in answer if one.kind is not Kind.CUT]
            assert all(part in text for part in kept)
            if all(one.kind is not Kind.CUT for one in answer):
                assert "".join(kept) == text


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80),
    st.integers(0, 3000),
    st.integers(0, 2999),
)
def test_one_sign_that_differs_is_shown(changed: str, length: int, at: int) -> None:
    """Wherever a long text was changed, the place is shown, in both."""
    same = ("Nothing new here. " * 200)[:length]
    at = min(at, length)
    old, new = compared([f"{same[:at]}OLD{same[at:]}"], [f"{same[:at]}{changed}NEW{same[at:]}"])
    assert "OLD" in text_of(old)[0]
    assert f"{changed}NEW" in text_of(new)[0]


def test_what_is_equal_is_cut_to_its_ends() -> None:
    """Of a long text whose last word was changed, that is what is left, with what was cut."""
    same = "This is a sentence. " * 150
    (old,), (new,) = compared([f"{same}TRUE."], [f"{same}NOT TRUE ANY MORE."])
    assert [one.kind for one in new] == [Kind.SAME, Kind.CUT, Kind.SAME, Kind.OTHER]
    assert new[1].text == " … (2766 characters the same) … "
    assert old[-1].text == "TRUE."
    assert new[-1].text == "NOT TRUE ANY MORE."


def test_answers_are_no_lines() -> None:
    """Two answers are two, and one of two lines is one."""
    two, one = compared(["a", "b"], ["a\nb"])
    assert text_of(two) == ["a", "b"]
    assert text_of(one) == ["a\nb"]
    assert compared([], ["x"])[0] == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 9_000, "a b " * 4_500), (". a" * 6_000, ". b" * 6_000),
        ("x" * 20_000, "y" * 20_000), ("(" * 20_000, ")" * 20_000),
        ("." * 20_000, "!" * 20_000), ("\n" * 20_000, " " * 20_000),
        ("日本" * 10_000, "本日" * 10_000),
    ],
)  # fmt: skip
def test_long_texts_that_differ_everywhere(before: str, after: str) -> None:
    """Texts of any kind are compared, however long, and shown whole where they differ."""
    _, (new,) = compared([before], [after])
    assert sum(len(one.text) for one in new if one.kind is Kind.OTHER) >= len(after) // 3
