"""What a portal shows of a brand."""

from __future__ import annotations

import pytest

from coaching_site.brand.identity import identity_of, initials
from coaching_site.model.brand import Brand


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Noor Halvorsen", "NH"),
        ("Noor van der Halvorsen", "NH"),
        ("Noor", "N"),
        ("Élodie (Lo) Ångström", "ÉÅ"),
        ("李 小龍", "李小"),
        ("?", "?"),
        ("Dr. Noor Halvorsen Jr.", "NH"),
        ("Noor Halvorsen, Ph.D.", "NH"),
        ("Halvorsen, Noor", "NH"),
        ("“Noor” Halvorsen", "NH"),
        ('Noor "No" Halvorsen', "NH"),
        ("(Noor)", "N"),
        ("نادية براندت", "نب"),
        ("😀 Halvorsen", "H"),
        ("Dr.", "D"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    """A name is known by its first and last letter, in any script."""
    assert initials(name) == letters


def test_without_a_brand() -> None:
    """Without a brand the name is the usual one, and the mark is drawn from initials."""
    identity = identity_of(Brand(), "Noor Halvorsen", "Coaching with Noor Halvorsen")
    assert identity.name == "Coaching with Noor Halvorsen"
    assert identity.icon == "assets/images/mark.svg"
    files = identity.files()
    assert sorted(files) == ["assets/images/mark.svg", "assets/stylesheets/brand.css"]
    assert b">NH</text>" in files["assets/images/mark.svg"]


def test_with_a_brand() -> None:
    """A logo takes the place of the drawn mark, and is the icon."""
    brand = Brand.model_validate(
        {
            "name": "Halvorsen",
            "logo": "logo.svg",
            "portrait": {"file": "me.jpg", "alternative": "Noor"},
            "colours": {"main": "#7a1fa2"},
        }
    )
    identity = identity_of(brand, "Noor Halvorsen", "Coaching with Noor Halvorsen")
    assert (identity.name, identity.icon) == ("Halvorsen", "logo.svg")
    assert identity.pictures == {"logo.svg", "me.jpg"}
    assert list(identity.files()) == ["assets/stylesheets/brand.css"]
    assert b"--brand: #7a1fa2;" in identity.files()["assets/stylesheets/brand.css"]


def test_letters_are_text() -> None:
    """Letters that mean something in XML are written as letters."""
    identity = identity_of(Brand(mark="<&>"), "Noor", "x")
    assert b">&lt;&amp;&gt;</text>" in identity.files()["assets/images/mark.svg"]
