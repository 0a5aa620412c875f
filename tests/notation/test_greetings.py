"""What a person is called, and where nobody can know it from the name."""

from __future__ import annotations

import pytest

from coaching_site.notation.greetings import full_name, greeting_in, names_beside, words_of_name


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        # One first name and a family name
        ("Nadia Brandt", "Nadia"),
        ("Nadia", "Nadia"),
        ("Jean-Luc Brandt", "Jean-Luc"),
        ("Xiaoming Wang", "Xiaoming"),
        ("Nadia Maria Brandt", "Nadia"),
        ("John F. Brandt", "John"),
        ("Juan García Márquez", "Juan"),
        ("Jan van der Berg", "Jan"),
        ("Maria de Souza", "Maria"),
        ("Anna-Katharina von der Heide", "Anna-Katharina"),
        ("“Nadia” Brandt", "Nadia"),
        ('Nadia "Nan" Brandt', "Nadia"),
        ("(Nadia) Brandt", "Nadia"),
        ("نادية براندت", "نادية"),
        ("Надя Брандт", "Надя"),
        # Titles and degrees
        ("Dr. Anna-Katharina Brandt", "Anna-Katharina"),
        ("Dr Nadia Brandt", "Nadia"),
        ("Prof. Dr. Dr. h.c. Nadia Brandt", "Nadia"),
        ("Prof. Dr. Nadia Brandt, MBA", "Nadia"),
        ("Dipl.-Ing. Nadia Brandt", "Nadia"),
        ("Frau Dr. Nadia Brandt", "Nadia"),
        ("Nadia Brandt, PhD", "Nadia"),
        ("Nadia Brandt PhD", "Nadia"),
        ("Nadia, PhD", "Nadia"),
        ("Brandt, Nadia, PhD", "Nadia"),
        ("Nadia Brandt, MBA, PhD", "Nadia"),
        # Double first names
        ("María José", "María José"),
        ("María José Fernández", "María José"),
        ("José María Fernández", "José María"),
        ("Jean Luc Brandt", "Jean Luc"),
        ("Anna Maria Brandt", "Anna Maria"),
        ("Hans-Peter Brandt", "Hans-Peter"),
        ("Abdul Rahman Khan", "Abdul Rahman"),
        # Names that say themselves which part is the family's
        ("Brandt, Nadia", "Nadia"),
        ("Wang, Xiaoming", "Xiaoming"),
        ("van der Berg, Jan", "Jan"),
        ("Brandt, María José", "María José"),
        ("WANG Xiaoming", "Xiaoming"),
        ("Jean-Luc BRANDT", "Jean-Luc"),
        # Where nobody can know
        ("Wang Xiaoming", None),
        ("Dr. Wang Xiaoming", None),
        ("Nguyễn Văn An", None),
        ("Kim Min-jun", None),
        ("Tanaka Hiroshi", None),
        ("Kovács János", None),
        ("Петров Иван Сергеевич", None),
        ("王小明", None),
        ("王 小明", None),
        ("Dr. Brandt", None),
        ("Ms Brandt", None),
        ("Dr.", None),
        ("J. R. Brandt", None),
        ("J.R. Brandt", None),
        ("von Stein", None),
        ("Dr. von Stein", None),
        ("Freiherr von Stein", None),
        ("Baroness Brandt", None),
    ],
)
def test_greeting(name: str, greeting: str | None) -> None:
    """A first name greets; no title, no initial and no family name ever does."""
    assert greeting_in(name) == greeting


@pytest.mark.parametrize(
    ("name", "full", "words", "beside"),
    [
        ("Dr. Zoë Fox", "Dr. Zoë Fox", ["Zoë", "Fox"], ["Zoë Fox", "Zoë Fox"]),
        ("Fox, Zoë", "Zoë Fox", ["Zoë", "Fox"], ["Zoë Fox", "Fox, Zoë"]),
        ("Fox, Zoë, PhD", "Zoë Fox", ["Zoë", "Fox"], ["Zoë Fox", "Fox, Zoë, PhD"]),
        ("Zoë Fox, PhD", "Zoë Fox", ["Zoë", "Fox"], ["Zoë Fox", "Zoë Fox, PhD"]),
        ("Zoë", "Zoë", ["Zoë"], []),
        ("Dr.", "Dr.", ["Dr."], []),
    ],
)
def test_parts(name: str, full: str, words: list[str], beside: list[str]) -> None:
    """A name is known as it is said, by its words, and without what stands around it."""
    assert (full_name(name), words_of_name(name), names_beside(name)) == (full, words, beside)
