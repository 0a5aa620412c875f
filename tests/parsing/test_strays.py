"""Signs beside a key, a dash or in place of a value are told where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loading.following import START, problems_below

FILE = "situation:\n  context: a\n  strengths:\n    - b\nlanguage: de\n"


@pytest.mark.parametrize("sign", [",", "]", "}", "`", "@", "%"])
@pytest.mark.parametrize(
    "text",
    [
        "¤situation:\n  context: a\n  strengths:\n    - b\nlanguage: de\n",
        "situation:\n  ¤context: a\n  strengths:\n    - b\nlanguage: de\n",
        "situation:\n  context: a\n  ¤strengths:\n    - b\nlanguage: de\n",
        "situation:\n  context: a\n  strengths:\n    ¤- b\nlanguage: de\n",
        "situation:\n  context: a\n  strengths:\n    - b\n¤language: de\n",
    ],
)
def test_sign_before_a_key(sign: str, text: str, tmp_path: Path) -> None:
    """A sign that slipped in before a key or a dash is told alone; deleted, all is well."""
    [found] = problems_below(text.replace("¤", sign), tmp_path)
    before = (START + text).partition("¤")[0]
    assert found.message.startswith(f"delete {sign} here")
    assert (found.line, found.column) == (
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
    )
    assert not problems_below(text.replace("¤", ""), tmp_path)


@pytest.mark.parametrize("sign", [",", " ,", "-", " -", ";", "→", "…"])
@pytest.mark.parametrize("key", ["situation:", "strengths:"])
def test_sign_behind_a_key(sign: str, key: str, tmp_path: Path) -> None:
    """A sign between a colon and what follows below is told alone."""
    [found] = problems_below(FILE.replace(key, f"{key}{sign}"), tmp_path)
    assert found.message.startswith(f"delete {sign.strip()} here")


@pytest.mark.parametrize("sign", [";", " =>", " ->", "→"])
def test_sign_in_place_of_a_colon(sign: str, tmp_path: Path) -> None:
    """The line itself is told, and not the line above; with a colon all is well."""
    [found] = problems_below(f"organisation{sign} Acme\n{FILE}", tmp_path)
    assert found.line == 4
    assert found.message.startswith("type `organisation: …` with a colon and a space in place of")


@pytest.mark.parametrize(
    "text",
    [
        "situation:\n  strengths:\n    -\tb\n",
        "situation:\n  strengths:\n    - \tb\n    - c\n",
        "goals:\n  -\ttitle: A\n    why: b\n",
    ],
)
def test_tab_behind_a_dash(text: str, tmp_path: Path) -> None:
    """A tab behind a dash is told as one, and nothing else with it."""
    [found] = problems_below(text, tmp_path)
    assert found.message == "type a space after the dash, in place of a tab"
    assert not problems_below(text.replace(" \t", " ").replace("\t", " "), tmp_path)


@pytest.mark.parametrize("value", ["-", "?", "? Acme"])
@pytest.mark.parametrize("behind", ["", "\nlanguage: de", "\n\n\n"])
def test_lone_sign(value: str, behind: str, tmp_path: Path) -> None:
    """A dash or a question mark as the whole value gets the quotes that it needs."""
    [found] = problems_below(f"organisation: {value}{behind}\n", tmp_path)
    assert found.message.endswith(f'needs quotes: write "{value}"')
    assert not problems_below(f'organisation: "{value}"{behind}\n', tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "agreement:\n     version: one\n  purpose: b\n",
        "situation:\n      context: a\n  strengths:\n    - b\nlanguage: de\n",
        "party:\n  today:\n         toast: a\n    legacy: b\n",
    ],
)
def test_first_key_indented_too_far(text: str, tmp_path: Path) -> None:
    """Where the first key alone is indented too far, that line is told, and not the next."""
    [found] = problems_below(text, tmp_path)
    lines = (START + text).split("\n")
    key = lines[found.line - 1].strip()
    level = len(lines[found.line]) - len(lines[found.line].lstrip())
    assert found.message.startswith("this line is indented by ")
    assert f"expected {level}:" in found.message
    lines[found.line - 1] = " " * level + key
    assert not problems_below("\n".join(lines).removeprefix(START), tmp_path)


@pytest.mark.parametrize("indent", ["", "  "])
def test_hash_of_another_keyboard(indent: str, tmp_path: Path) -> None:
    """A full-width sign that begins a comment is told, and not the line above."""
    text = FILE.replace("  strengths", f"{indent}\uff03 c\n  strengths")
    [found] = problems_below(text, tmp_path)
    assert (found.line, found.message[:29]) == (6, "a comment begins with the # o")
    assert not problems_below(text.replace("\uff03", "#"), tmp_path)


@pytest.mark.parametrize("around", ["“¤”", "„¤“", "«¤»", "‘¤’", "(¤)", "`¤`", "¤;", "*¤*"])
@pytest.mark.parametrize(
    ("key", "value"),
    [("language", "de"), ("end", "2027-03-01"), ("step", "1"), ("timezone", "Europe/Berlin")],
)
def test_signs_around_a_value(around: str, key: str, value: str, tmp_path: Path) -> None:
    """Quotes of print and the like around a value are left out of what is offered."""
    text = around.replace("¤", value)
    typed = f'"{text}"' if text[0] in "`*" else text
    [found] = problems_below(f"{key}: {typed}\n", tmp_path)
    assert f": write {value}, found" in found.message or f"`{value}`" in found.message


@pytest.mark.parametrize("sign", [";", " =", " -", ".", ",", "=>", "→"])
@pytest.mark.parametrize("key", ["situation:", "  strengths:"])
def test_sign_in_place_of_a_colon_above_more(sign: str, key: str, tmp_path: Path) -> None:
    """Where a value follows below, the sign is told too, and the value is read."""
    text = FILE.replace(key, key.replace(":", sign)).replace("language: de", "language: xx")
    colon, language = problems_below(text, tmp_path)
    assert colon.message.startswith(f"type a colon after `{key.strip(' :')}`, in place of ")
    assert "unknown language" in language.message


@pytest.mark.parametrize("sign", [";", " =", " =>", " ->", " -", " –"])
def test_sign_in_place_of_a_colon_in_an_item(sign: str, tmp_path: Path) -> None:
    """The key of an item is known, and not put before itself once more."""
    [found] = problems_below(f"values:\n  - name{sign} Calm\n", tmp_path)
    assert found.message == f"type `name: …` with a colon and a space in place of {sign.strip()}"


@pytest.mark.parametrize("dash", ["-", "--", "---", "-- "])
def test_dashes_without_a_space(dash: str, tmp_path: Path) -> None:
    """One dash and a space begin an item, however many were typed."""
    [found] = problems_below(f"situation:\n  strengths:\n    {dash}a\n    {dash}b\n", tmp_path)
    assert found.message == "begin each item with one dash and a space, as in `- text`"
