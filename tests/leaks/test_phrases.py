"""What of an engagement is compared, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.leaks.phrases import (
    Phrase,
    PhraseKind,
    TypedValue,
    phrases_of_file,
    phrases_of_folder,
    phrases_of_values,
    unique,
)

FILE = Path("engagements/client-7/engagement.yml")


def _phrases(text: str) -> list[Phrase]:
    return [*unique(phrases_of_file(text.encode(), FILE)).values()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "executive: {name: Dr. Ana Müller}",
            [
                *("ana muller", "anamuller", "muller ana", "mullerana"),
                *("ana mueller", "anamueller", "mueller ana", "muellerana"),
                *("a muller", "muller a", "a mueller", "mueller a"),
            ],
        ),
        ("executive: {name: Ana}", []),
        ("executive: {greeting: Ana}", []),
        ("executive: {name: Li Wu}", ["li wu", "wu li"]),
        ("coach: {name: Noor Halvorsen, email: noor@halvorsen.example}", []),
        ("organisation: Tarnholt", ["tarnholt"]),
        ("start: 2026-09-01", []),
        ("language: pt-BR", []),
        ("executive: {email: a.b@c.example}", ["a b c example"]),
        ("sessions: [{on: 2026-09-01, where: Room 4}]", ["room 4"]),
        ("goals: [{title: Lead}]", []),
        ("goals: [{title: To be or not}]", []),
        ("notes: Ring me at 0046 8 123 45 67.", ["+81234567", "ring me at 0046 8 123 45 67"]),
        (
            "notes: One two three four. Five six seven eight nine ten eleven twelve",
            ["one two three four", "five six seven eight nine ten eleven twelve"],
        ),
        ("notes: File KX33921 in Bergamo", ["file kx33921 in bergamo"]),
        ("notes: File KX339215", ["file kx339215", "kx339215"]),
        ("# Nobody knows it\n# but me\nstart: 2026-09-01", ["nobody knows it but me"]),
    ],
)
def test_phrases(text: str, found: list[str]) -> None:
    """A first name, a word, a day or who the coach is are nobody's; all else is compared."""
    assert sorted(" ".join(one.words) for one in _phrases(text)) == sorted(found)


def test_names_as_addresses_have_them() -> None:
    """Apostrophes and hyphens may be left out of a name, and letters written as others."""
    name = TypedValue("executive.name", "Seán O'Brien-Ødegård", 1)
    known = {" ".join(words) for words in unique(phrases_of_values([name]))}
    assert known >= {
        *("sean o brien odegard", "sean obrien odegard"),
        *("sean obrienodegard", "sean obrienoedegaard"),
    }


def test_a_name_without_end() -> None:
    """However many words a name has, few forms of it are looked for."""
    name = TypedValue("executive.name", " ".join(f"Ana{'x' * one}" for one in range(90)), 1)
    assert len([*phrases_of_values([name])]) < 1_000


def test_places() -> None:
    """Each phrase has its kind, its field as lists count from 1, and its line."""
    text = "organisation: Tarnholt AG\ngoals:\n  - title: Leave the depots alone  # why not\n"
    assert (
        _phrases(text)[1:]
        == [
            Phrase(PhraseKind.TEXT, ("leave", "the", "depots", "alone"), "goals.1.title", 3),
            Phrase(PhraseKind.TEXT, ("why", "not"), "a comment", 3),
        ][:1]
    )


@pytest.mark.parametrize("text", ["", "a: [", "executive: {name: Ana Abt}\n  x: [b", "\0"])
def test_mistakes(text: str) -> None:
    """A file with mistakes, or one that is none, stops nobody else's portal."""
    assert isinstance(_phrases(text), list)


def test_long_sentences() -> None:
    """A long sentence is compared at both ends, so half of it is enough."""
    sentence = " ".join(f"word{one}" for one in "abcdefghijklmnop")
    assert [phrase.words[0] for phrase in _phrases(f"notes: {sentence}")] == ["worda", "wordi"]


def test_a_folder_that_is_named_as_its_client() -> None:
    """The name of the folder is one of the client's."""
    assert [one.words for one in phrases_of_folder("ana-abt")] == [("ana", "abt"), ("abt", "ana")]
    assert [*phrases_of_folder("client-7")] == []
