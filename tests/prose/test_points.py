"""Lists as people type and paste them, and signs that are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.loading import load_engagement
from coaching_site.prose.lists import may_be_amounts
from coaching_site.prose.points import runs_together
from coaching_site.rendering.placeholders import phrase_to_html, prose_to_html
from tests.samples import programme

HEAD = "executive: {name: Nadia Brandt}\ncoach: {name: Jon Field}\nstart: 2026-09-01\n"


def shown(prose: str) -> tuple[list[str], str]:
    """Return the points that a reader sees, and what stands outside of lists."""
    soup = BeautifulSoup(prose_to_html(prose), "html5lib")
    points = [" ".join(point.get_text().split()) for point in soup.select("li")]
    for found in soup.select("ul, ol"):
        found.decompose()
    return points, " ".join(soup.get_text().split())


@pytest.mark.parametrize(
    "sign",
    [
        *("•", "◦", "▪", "●", "○", "■", "►", "➢", "·", "\uf0b7", "–", "—", "-", "*", "o\t", "§\t"),
        *("・", "･", "◆", "✦", "―", "‒", "－"),
    ],
)
@pytest.mark.parametrize("count", [2, 3])
def test_signs_of_a_list(sign: str, count: int) -> None:
    """Lines that begin with a sign of a list, as Word or a phone writes it, are its points."""
    lines = [f"{sign} point {number}" for number in range(count)]
    assert shown("\n".join(lines)) == ([f"point {number}" for number in range(count)], "")
    text, *points = ["Before:", *lines]
    assert shown("\n".join([text, *points]))[1] == "Before:"


@pytest.mark.parametrize(
    ("prose", "points", "outside"),
    [
        ("1. one\n2. two", ["one", "two"], ""),
        ("1) one\n2) two", ["one", "two"], ""),
        ("Before:\n3. three\n4. four", ["three", "four"], "Before:"),
        ("•one\n•two", ["one", "two"], ""),
        ("• one", ["one"], ""),
        ("- call Anna", ["call Anna"], ""),
        ("+ quick\n+ cheap", ["+ quick", "+ cheap"], ""),
        ("– Anna", [], "– Anna"),
        ("— Anna", [], "— Anna"),
        ("2. Mai treffen", [], "2. Mai treffen"),
        ("1986. It was", [], "1986. It was"),
        ("5. May\n9. June", [], "5. May 9. June"),
        ("+ 10 % margin", [], "+ 10 % margin"),
        ("- 5 days", [], "- 5 days"),
        ("- €5 a day", [], "- €5 a day"),
        ("-5 days", [], "-5 days"),
        ("5*3*2", [], "5*3*2"),
        ("2**3**2 and *this*", [], "2**3**2 and this"),
        ("a*b, c*d", [], "a*b, c*d"),
        ("> 90 % and #1", [], "> 90 % and #1"),
        ("a\\\n• b\\\n• c", [], "a • b • c"),
        ("1. a\n2. b\n\nThen:\n\n1. c\n2. d", ["a", "b", "c", "d"], "Then:"),
        ("1. a\n   1. b\n   2. c\n2. d", ["a b c", "b", "c", "d"], ""),
        (" 9. a\n10. b", ["a", "b"], ""),
        ("1. a\n1. b", ["a", "b"], ""),
        ("-\u00a0a\n-\u00a0b", ["a", "b"], ""),
        ("1.\u00a0a\n2.\u2003b", ["a", "b"], ""),
        ("☐ a\n☑ b", ["☐ a", "☑ b"], ""),
        ("→ a\n→ b", ["→ a", "→ b"], ""),
        ("👉 a\n✔️ b", ["👉 a", "✔️ b"], ""),
        ("→ a", [], "→ a"),
        ("-", [], "-"),
        ("1.", [], "1."),
        ("•\none\n•\ntwo", ["one", "two"], ""),
        ("• one\n  – two\n• three", ["one two", "two", "three"], ""),
        ("o   one\no   two", ["one", "two"], ""),
        ("▪️ one\n▪️ two", ["one", "two"], ""),
        ("•\u200b one\n\u200e• two", ["one", "two"], ""),
        ("q\tone\nq\ttwo", ["one", "two"], ""),
        ("\uf0fc one\n\uf0a8 two", ["✓ one", "☐ two"], ""),
        ("☐one\n☑two", ["☐one", "☑two"], ""),
        ("- [ ] one\n- [x] two", ["[ ] one", "[x] two"], ""),
        ("1. It was in\n1986. Then\n2. b", ["It was in 1986. Then", "b"], ""),
        ("1. a\n2. b\n4. d", ["a", "b", "d"], ""),
        ("1. a\n2. b\nThen:\n1. c", ["a", "b"], "Then: 1. c"),
        ("-   + 5 %\n-   + 3 %", ["+ 5 %", "+ 3 %"], ""),
        ("-   - 5 %\n-   - 3 %", ["- 5 %", "- 3 %"], ""),
        ("-   1. one\n-   2. two", ["1. one", "2. two"], ""),
        ("-   • one\n-   • two", ["one", "two"], ""),
        ("− 5 %\n− 3 %", [], "− 5 % − 3 %"),
        ("a\n-\nb", [], "a - b"),
        ("Before *this*:\n* one", ["one"], "Before this:"),
        ("a\n* * *\nb", [], "a * * * b"),
        ("1986.\nIt was", [], "1986. It was"),
        ("Price* is fair.\n\n* with tax", [], "Price* is fair. * with tax"),
        ("– Anna\n\nText.\n\n– Jon", [], "– Anna Text. – Jon"),
        ("重要な**点**は*次*です", [], "重要な点は次です"),
    ],
)
def test_what_is_a_list(prose: str, points: list[str], outside: str) -> None:
    """What is written as a list is shown as one; all else stays as it was typed."""
    assert shown(prose) == (points, outside)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a) x", "b) y"),
        ("a. x", "b. y"),
        ("(a) x", "(b) y"),
        ("(1) x", "(2) y"),
        ("i) x", "ii) y"),
        ("II. x", "III. y"),
        ("１．x", "２．y"),
        ("（1）x", "（2）y"),
        ("1、x", "2、y"),
        ("①x", "②y"),
        ("1️⃣ x", "2️⃣ y"),
        ("[1] x", "[2] y"),
        ("#1 x", "#2 y"),
        ("1.1 x", "1.2 y"),
        ("1/ x", "2/ y"),
        ("1- x", "2- y"),
        ("б) x", "в) y"),
        ("09:00 x", "10:30 y"),
        ("2026-10-01 x", "2026-10-02 y"),
        ("-- x", "-- y"),
        ("o x", "o y"),
        ("-x", "-y"),
        ("–x", "–y"),
        ("*x", "*y"),
        ("+5 %", "+3 %"),
        ("1.x", "2.y"),
        ("1)x", "2)y"),
        ("a)x", "b)y"),
        ("1.) x", "2.) y"),
        ("a- x", "b- y"),
        ("一、x", "二、y"),
        ("( ) x", "(x) y"),
        ("~ x", "~ y"),
        ("¤ x", "¤ y"),
        ("§ 1 x", "§ 2 y"),
        ("5. x", "9. y"),
    ],
)
def test_labels(first: str, second: str) -> None:
    """Lines that begin with labels stay lines, and keep them; one alone is part of its text."""
    html = prose_to_html(f"Text:\n{first}\n{second}")
    assert html == f"<p>Text:<br>\n{first}<br>\n{second}</p>\n"
    assert prose_to_html(f"Text:\n{first}") == f"<p>Text:<br>\n{first}</p>\n"
    assert prose_to_html(f"Text\n{first}") == f"<p>Text\n{first}</p>\n"


def test_a_phrase_keeps_stars() -> None:
    """In a run of prose, too, a star between digits is one."""
    assert phrase_to_html("5*3*2 *is*") == "5*3*2 <em>is</em>"


@given(
    st.lists(
        st.text("ab1.)•–-+*o\t \\", min_size=1, max_size=9).filter(str.strip),
        min_size=1,
        max_size=5,
    )
)
def test_no_letter_is_lost(lines: list[str]) -> None:
    """Whatever the signs and the lines, letters, digits and full stops of numbers stay."""
    html = prose_to_html("\n".join(lines))
    soup = BeautifulSoup(html, "html5lib")
    numbered = sum(len(one.select(":scope > li")) for one in soup.select("ol"))
    kept = re.sub(r"[^ab1o]", "", soup.get_text())
    typed = re.sub(r"[^ab1o]", "", "".join(lines))
    assert len(kept) >= len(typed) - 9 * numbered - html.count("<li>")


@pytest.mark.parametrize(
    ("yaml", "points"),
    [
        ("strengths:\n    • one\n    • two", ["one", "two"]),
        ("strengths: •\n    one", ["one"]),
        ("strengths:\n    – one\n    – two\n      and more", ["one", "two and more"]),
        ("strengths:\n    1. one\n    2. two", ["one", "two"]),
        ("strengths: >\n    - one\n    - two", ["one", "two"]),
        ("strengths: >-\n    • one\n    • two", ["one", "two"]),
        ("strengths: >\n    Three things:\n\n    * one\n    * two", ["one", "two"]),
        ("strengths: Two things\n    - one\n    - two", ["one", "two"]),
        ("strengths: |\n    • one\n    • two", ["one", "two"]),
        ("strengths:\n    - • one\n      • two", ["one", "two"]),
        ("strengths: >\n    ☐ one\n    ☐ two", ["☐ one", "☐ two"]),
        ("strengths: I went\n    - and slept.", []),
        ("strengths: >\n    I went\n    – and slept.", []),
        ("strengths: On the\n    2. of May\n    and later", []),
    ],
)
def test_points_typed_line_by_line(tmp_path: Path, yaml: str, points: list[str]) -> None:
    """A list that was typed line by line is one, however the file folds its lines."""
    (tmp_path / "engagement.yml").write_text(f"{HEAD}situation:\n  {yaml}\n", "utf-8")
    (text,) = load_engagement(tmp_path, programme()).situation["strengths"]
    assert shown(text)[0] == points
    letters = re.sub(r"[^\w]", "", yaml.removeprefix("strengths"))
    assert re.sub(r"[^\w]", "", text) == letters


@pytest.mark.parametrize(
    ("text", "together", "amounts"),
    [
        ("• one • two", True, False),
        ("– one – two", True, False),
        ("1. one 2. two", True, False),
        ("Text.\n\nThese: • one • two", True, False),
        ("These: - one - two", True, False),
        ("Text: a) one b) two", True, False),
        ("Anna · Jon · Kim", False, False),
        ("I went\n– and slept – all day", False, False),
        ("From 9:30 - 10:30 - say", False, False),
        ("- 5 %\n- 3 %", False, True),
        ("- 5 %\n- one", False, False),
        ("A – that is, one – of many", False, False),
        ("• one\n• two", False, False),
        ("1. Mai", False, False),
    ],
)
def test_what_cannot_be_known(text: str, together: bool, amounts: bool) -> None:
    """Signs that may mean either are known, so that the coach can be asked."""
    assert (runs_together(text), may_be_amounts(text)) == (together, amounts)
