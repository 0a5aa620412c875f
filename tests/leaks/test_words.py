"""Words are the same however they are written."""

from __future__ import annotations

import pytest

from coaching_site.leaks.words import code_of, run_code, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jane Doe’s 2nd_goal", "jane doe s 2nd goal"),
        ("MÜLLER-Lüdenscheidt, Łódź", "muller ludenscheidt lodz"),
        ("Mu\u0308ller", "muller"),
        ("Weißenstein ﬁnal Øre", "weissenstein final ore"),
        ("J\u00ada\u200bne \ufeffDoe", "jane doe"),
        ("Ｊａｎｅ\u3000Ｄｏｅ", "jane doe"),
        ("山田 太郎", "山 田 太 郎"),
        ("Иван Петров", "иван петров"),
        ("＋49 171", "49 171"),
        ("", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    """Case, accents, ligatures, width and what nobody sees make no other words."""
    assert words_of(text) == words.split()


def test_runs_have_numbers_of_their_own() -> None:
    """Each run of words has a number, which is the same in every process."""
    codes = [*map(code_of, ("the", "board", "the"))]
    assert codes == [1011183078, 1482042183, 1011183078]
    assert run_code(codes[:2]) != run_code(codes[1:])
    assert run_code(codes[:2]) == run_code((1011183078, 1482042183))
