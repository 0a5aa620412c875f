"""Signs that nobody sees, or that look like others, are named where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.model import Programme
from coaching_site.problems import Problem
from tests.loading import following
from tests.samples import load_programme

CASES = Path(__file__).parents[1] / "cases"
START = "executive: {name: Amara Obi}\ncoach: {name: Jon Field}\nstart: 2026-09-01\n"
SPACES = {
    "\xa0": "a no-break space (U+00A0)",
    "\u2007": "a figure space (U+2007)",
    "\u2009": "a thin space (U+2009)",
    "\u202f": "a narrow no-break space (U+202F)",
    "\u2003": "an odd kind of space (U+2003)",
    "\u3000": "an ideographic space (U+3000)",
}
UNSEEN = {
    "\u200b": "a zero width space (U+200B)",
    "\u200c": "a zero width non-joiner (U+200C)",
    "\u200d": "a zero width joiner (U+200D)",
    "\u2060": "a word joiner (U+2060)",
    "\xad": "a soft hyphen (U+00AD)",
}
COLONS = {
    "\uff1a": "a full-width colon (U+FF1A)",
    "\ufe55": "a small colon (U+FE55)",
    "\ufe13": "a vertical colon (U+FE13)",
    "\u2236": "a ratio sign (U+2236)",
    "\ua789": "a sign like a colon (U+A789)",
    "\u02d0": "a sign like a colon (U+02D0)",
    "\u0589": "a sign like a colon (U+0589)",
    "\ufe30": "a sign like a colon (U+FE30)",
}
DASHES = {
    "\u2010": "a hyphen other than that of the keyboard (U+2010)",
    "\u2011": "a non-breaking hyphen (U+2011)",
    "\u2013": "an en dash (U+2013)",
    "\u2014": "an em dash (U+2014)",
    "\u2212": "a minus sign (U+2212)",
    "\uff0d": "a full-width hyphen (U+FF0D)",
}
# ¤ stands for the sign; without it the file would be as it is meant.
BEHIND_A_COLON = (
    "organisation:¤Acme\n",
    "agreement:\n  version: one\n  purpose:¤Grow\n",
    "goals:\n  - title:¤Delegate\n    why: It matters\n",
    "goals:\n  - title: Delegate\n    why:¤It matters\n",
    "goals:\n  - title: Delegate\n    deadline:¤2026-12-01\n  - title: Listen\n",
    "party:\n  today:\n    toast:¤Busy\n",
    "ratings:\n  - on: 2026-09-02\n    scores: {willingness:¤8, satisfaction: 5}\n",
    "goals:\n  - title: A\n    moves: {stop:¤calling}\n",
)
BEHIND_A_DASH = (
    "agreement:\n  rules:\n    -¤one\n",
    "agreement:\n  rules:\n    - one\n    -¤two\n",
    "goals:\n  -¤title: A\n    why: b\n",
)
INDENTED = (
    "situation:\n¤¤context: x\n",
    "goals:\n  - title: A\n¤¤¤¤deadline: 2026-12-01\n",
    "goals:\n  - title: A\n  ¤ deadline: 2026-12-01\n",
    "goals:\n¤ - title: A\n    why: b\n",
    "agreement:\n  version: one\n¤ purpose: |\n    text\n",
)
IN_A_KEY = (
    "organ¤isation: Acme\n",
    "¤organisation: Acme\n",
    "organisation¤: Acme\n",
    "situation: {con¤text: x}\n",
    "goals:\n  - title: A\n    w¤hy: x\n",
)


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The small programme that all cases are checked against."""
    return load_programme(CASES / "programme.yml")


def problems_of(text: str, folder: Path, programme: Programme) -> tuple[Problem, ...]:
    """Return the problems of an engagement that goes on with a text."""
    return following.problems_of(START + text, folder, programme)


def is_named(name: str, text: str, found: tuple[Problem, ...]) -> bool:
    """Return whether the one problem names the sign in the line and column of the first `¤`."""
    before = (START + text)[: (START + text).index("¤")]
    place = before.count("\n") + 1, len(before) - before.rfind("\n")
    return [(problem.line, problem.column) for problem in found] == [place] and (
        name in found[0].message
    )


@pytest.mark.parametrize("text", BEHIND_A_COLON + BEHIND_A_DASH + INDENTED)
def test_odd_space(text: str, tmp_path: Path, programme: Programme) -> None:
    """A space that YAML takes for a letter is named; with the space bar all is well."""
    assert problems_of(text.replace("¤", " "), tmp_path, programme) == ()
    for sign, name in SPACES.items():
        found = problems_of(text.replace("¤", sign), tmp_path, programme)
        assert is_named(name, text, found), (sign, found)


@pytest.mark.parametrize("text", BEHIND_A_COLON)
def test_unseen_sign_behind_a_colon(text: str, tmp_path: Path, programme: Programme) -> None:
    """A sign without width between a colon and its space, or in place of it, is named."""
    for sign, name in UNSEEN.items():
        found = problems_of(text.replace("¤", sign), tmp_path, programme)
        assert is_named(name, text, found), (sign, found)


def test_odd_sign_behind_a_name(tmp_path: Path, programme: Programme) -> None:
    """Behind a name that the coach chose such a sign is named too."""
    text = "feedback:\n  - on: 2026-12-01\n    statements:\n      - text: a\n        groups:\n"
    signs = {f":{sign}": name for sign, name in (SPACES | UNSEEN).items()} | COLONS
    for sign, name in signs.items():
        typed = f"{text}          Our peers{sign}[5, 6, 7]\n"
        [found] = problems_of(typed, tmp_path, programme)
        assert found.line == 9
        assert name in found.message


@pytest.mark.parametrize("text", IN_A_KEY)
def test_unseen_sign_in_a_key(text: str, tmp_path: Path, programme: Programme) -> None:
    """A key with a sign that nobody sees is read as the key, and the sign is named."""
    assert problems_of(text.replace("¤", ""), tmp_path, programme) == ()
    for sign, name in UNSEEN.items():
        found = problems_of(text.replace("¤", sign), tmp_path, programme)
        assert is_named(name, text, found), (sign, found)


@pytest.mark.parametrize("text", BEHIND_A_COLON)
def test_other_colon(text: str, tmp_path: Path, programme: Programme) -> None:
    """A sign that looks like a colon is named in its place, with and without a space behind."""
    for sign, name in COLONS.items():
        for gap in ("", " "):
            place = text.replace(":¤", "¤" + gap)
            found = problems_of(place.replace("¤", sign), tmp_path, programme)
            assert [name in problem.message for problem in found] == [True], (sign, found)


@pytest.mark.parametrize(
    "text", ["goals:\n  ¤ title: A\n    why: b\n", "goals:\n  - title: A\n  ¤ title: B\n"]
)
def test_other_dash(text: str, tmp_path: Path, programme: Programme) -> None:
    """A dash of print before a record is named."""
    for sign, name in DASHES.items():
        found = problems_of(text.replace("¤", sign), tmp_path, programme)
        assert is_named(name, text, found), (sign, found)


def test_dashes_and_digits_of_print(tmp_path: Path, programme: Programme) -> None:
    """In dates and times such signs are named, and the right writing is offered."""
    text = "goals:\n  - title: A\n    deadline: {}\nsessions:\n  - {{on: 2026-10-01, at: {}}}\n"
    for sign, name in DASHES.items():
        [found] = problems_of(text.format(f"2026{sign}12{sign}01", "9:30"), tmp_path, programme)
        assert name in found.message
        assert "write 2026-12-01" in found.message
    for day, clock in (
        ("２０２６-12-01", "9:30"),
        ("2026-12-01", "９:30"),
        ("2026-12-01", "9：30"),
    ):
        [found] = problems_of(text.format(day, clock), tmp_path, programme)
        assert "write 2026-12-01" in found.message or "write 09:30" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "organisation: Müller\xa0& Söhne – Coaching\n",
        "agreement:\n  purpose: Ziel:\xa0wachsen\n",
        "agreement:\n  purpose:\n    - Le but\xa0:\xa0ici\n    - «\xa0oui\xa0»\n    - 目标：成长\n",
        "situation:\n  context: |\n    why:\xa0it matters\n    –\xa0one\n    \xa0 x\n",
        "situation:\n  context: 'a\n\n    why:\xa0it matters'\n",
        "situation:\n  context: می\u200cخواهم 👩\u200d💻\n",
        "values:\n  - name: Care – “all” of it\n",
    ],
)
def test_signs_in_text(text: str, tmp_path: Path, programme: Programme) -> None:
    """In text each of these signs may stand."""
    assert problems_of(text, tmp_path, programme) == ()
