"""The form of a rater: one page that holds all it needs, and asks nobody for anything."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from coaching_site import shipped
from coaching_site.build.single_file import page_environment
from coaching_site.build.workspace import Workspace
from coaching_site.crypto.private_key import public_half
from coaching_site.feedback.rater_form import FormMaker
from coaching_site.model.brand import Brand
from coaching_site.model.feedback import Round
from tests.model.test_feedback import RULES, asked
from tests.samples import engagement

HOSTILE = "</script><b onload=x>{{ 1 }} & \u2028 \"'"


def page(typed: Round, group: int = -1, language: str = "en", **more: Any) -> BeautifulSoup:
    """Return the form of a group of a round, the last one unless told otherwise."""
    workspace = Workspace(Path("nowhere"), Path("nowhere"), Path("nowhere"))
    environment = page_environment(workspace, language)
    key = public_half(generate_private_key(SECP256R1()))
    maker = FormMaker(workspace, environment, Brand(), key, "jane-doe", engagement(**more), RULES)
    return BeautifulSoup(maker.form("2026-autumn", typed, typed.groups[group]), "html.parser")


def test_it_needs_nothing_else() -> None:
    """No address leads anywhere but to the coach's mail, and the policy names what stands in it."""
    found = page(asked(), coach={"name": "Kim Lee", "email": "kim@lee.example"})
    addresses = [tag.get("href") or tag.get("src") for tag in found.select("[href], [src]")]
    assert addresses == ["mailto:kim%40lee.example?subject=Feedback"]
    policy = str(found.select_one("meta[http-equiv]")["content"])  # type: ignore[index]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in (found.style, found.select("script")[-1]):
        digest = b64encode(sha256(str(tag.string).encode()).digest()).decode()  # type: ignore[union-attr]
        assert f"'sha256-{digest}'" in policy
    assert "url(" not in str(found.style)
    assert "import" not in str(found.style)


def test_all_of_a_group_get_the_same() -> None:
    """Nothing in a form is of one rater; the key alone is made anew for this test."""
    first, second = page(asked()), page(asked())
    for one in (first, second):
        one.select_one("#asked").decompose()  # type: ignore[union-attr]
    assert str(first) == str(second)


@pytest.mark.parametrize(
    ("group", "told", "untold"),
    [
        (0, "You will see them beside those of the others.", "averages"),
        (1, "will know that they are yours", "averages"),
        (2, "averages of your group, “Team”, once at least 3 of you have answered", "by name"),
    ],
)
def test_what_raters_are_told(group: int, told: str, untold: str) -> None:
    """Each is told who will see what."""
    text = page(asked(), group).get_text()
    assert told in text
    assert untold not in text


@pytest.mark.parametrize(
    ("kind", "group", "is_told"),
    [("review", 0, False), ("review", 2, True), ("pulse", 2, True), ("coaching", 2, False)],
)
def test_whom_statements_speak_to(kind: str, group: int, is_told: bool) -> None:
    """Raters other than the executive learn that "you" is not they."""
    text = page(asked(kind=kind), group, executive={"name": "Ann Obi"}).get_text()
    assert ("Answer as if you were speaking to Ann Obi." in text) is is_told


def test_hostile_texts() -> None:
    """Whatever is typed stands letter for letter, and ends no element."""
    typed = asked(
        title=HOSTILE,
        low=HOSTILE,
        statements=[{"id": "calm", "text": HOSTILE}],
        questions=[{"id": "more", "text": HOSTILE}],
        groups=[{"name": HOSTILE}],
    )
    found = page(typed, executive={"name": HOSTILE}, coach={"name": HOSTILE})
    shown = " ".join(HOSTILE.split())
    for place in (".about", "legend", ".field span", ".ends span"):
        assert " ".join(found.select_one(place).get_text().split()) == shown  # type: ignore[union-attr]
    assert found.find("b") is None
    assert len(found.select("script")) == 2
    data = json.loads(str(found.select_one("#asked").string))  # type: ignore[union-attr]
    assert data["group"] == typed.groups[0].name
    assert data["promised"] == typed.freeze(RULES).model_dump()


@pytest.mark.parametrize(
    ("scale", "choices"),
    [
        ("7", ["1", "2", "3", "4", "5", "6", "7"]),
        ("-3 to 3", ["−3", "−2", "−1", "0", "1", "2", "3"]),
        ("0 to 10", [*map(str, range(11))]),
        ("100", []),
    ],
)
def test_scales(scale: str, choices: list[str]) -> None:
    """Few scores are there to choose, of many a number is typed; who cannot say can say so."""
    found = page(asked(scale=scale))
    first = found.select("fieldset")[0]
    assert [label.get_text(strip=True) for label in first.select(".scores label")] == choices
    number = first.select_one("input[type=number]")
    assert (number and (number["min"], number["max"])) == (None if choices else ("1", "100"))
    assert first.select_one("[value='cannot say']") is not None
    values = {str(field["value"]) for field in first.select(".scores input")}
    assert all(re.fullmatch(r"-?\d+", value) for value in values)


def test_german() -> None:
    """A form may be in another language than the portal."""
    found = page(asked(closes="2026-10-01"), language="de")
    assert found.html["lang"] == "de"  # type: ignore[index]
    text = " ".join(found.get_text().split())
    assert "Bitte schicken Sie es bis zum 1. Oktober 2026." in text


def test_words_are_shipped() -> None:
    """Each word of the form is there in German, too."""
    texts = [(shipped.CONTENT / f"words{tag}.yml").read_text("utf-8") for tag in ("", ".de")]
    keys = [set(re.findall(r"^rater_\w+", text, re.MULTILINE)) for text in texts]
    assert keys[0] == keys[1]
