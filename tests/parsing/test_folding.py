"""A text shows the same paragraphs and lists, whichever way the file writes its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.loading import load_engagement
from coaching_site.parsing.folding import unfolded
from coaching_site.rendering.placeholders import prose_to_html
from tests.samples import programme

HEAD = "executive: {name: Nadia Brandt}\ncoach: {name: Jon Field}\nstart: 2026-09-01\nlearning:\n"

Shape = list[Any]
"""Paragraphs as text, lists as lists of points, each a list of what is in it."""


def _indented(lines: list[str], spaces: int) -> str:
    return "\n".join(" " * spaces + line if line else "" for line in lines)


def _quoted(sign: str) -> Callable[[list[str]], str]:
    def quoted(lines: list[str]) -> str:
        return f" {sign}{_indented(lines, 6).lstrip()}{sign}"

    return quoted


STYLES: dict[str, Callable[[list[str]], str]] = {
    "literal": lambda lines: f" |\n{_indented(lines, 6)}",
    "folded": lambda lines: f" >\n{_indented(lines, 6)}",
    "folded, before a comment": lambda lines: f" >-\n{_indented(lines, 6)}\n# A comment",
    "plain": lambda lines: f"\n{_indented(lines, 6)}",
    "plain beside the key": lambda lines: f" {_indented(lines, 6).lstrip()}",
    "quoted": _quoted("'"),
    "quoted twice": _quoted('"'),
    "quoted below the key": lambda lines: f"\n      '{_indented(lines, 6).lstrip()}'",
    "an item": lambda lines: f"\n    - >-\n{_indented(lines, 8)}",
    "a plain item": lambda lines: f"\n    - {_indented(lines, 8).lstrip()}",
}

KEPT = ("☐", "☑", "✓", "✔️", "➔", "→", "□", "✅", "👉", "»", "+")
SIGNS = (
    *("•", "◦", "▪", "▫", "‣", "⁃", "∙", "·", "●", "○", "■", "–", "—", "―", "-", "*"),
    *("\uf0b7", "\uf0a7", "\uf0d8", "・", "◆", "▸", "➢", "➤", "1.", "1)", *KEPT),
)
# Each line has a place for its sign; `0` restarts the numbers.
SHAPES: dict[str, tuple[list[str], Shape]] = {
    "flat": (["S a", "S b", "S c"], [[["a"], ["b"], ["c"]]]),
    "headed": (["Before", "S a", "S b"], ["Before", [["a"], ["b"]]]),
    "headed, blank": (["Before", "", "S a", "S b"], ["Before", [["a"], ["b"]]]),
    "wrapped": (["S a", "   goes on", "S b"], [[["a goes on"], ["b"]]]),
    "with blanks": (["S a", "", "S b", "", "S c"], [[["a"], ["b"], ["c"]]]),
    "followed": (["S a", "S b", "", "Then", "more"], [[["a"], ["b"]], "Then more"]),
    "twice": (
        ["S a", "S b", "", "Then", "", "0S c", "S d"],
        [[["a"], ["b"]], "Then", [["c"], ["d"]]],
    ),
    "paragraph in a point": (["S a", "", "    more", "S b"], [[["a", "more"], ["b"]]]),
    "nested": (["S a", "    - x", "    - y", "S b"], [[["a", [["x"], ["y"]]], ["b"]]]),
    "nested by two": (["S a", "  – x", "  – y", "S b"], [[["a", [["x"], ["y"]]], ["b"]]]),
    "nested numbers": (["S a", "    1. x", "    2. y", "S b"], [[["a", [["x"], ["y"]]], ["b"]]]),
}
PARAGRAPHS: list[tuple[list[str], Shape]] = [
    (["one", "and more"], ["one and more"]),
    (["one", "", "two", "more"], ["one", "two more"]),
    (["one", "", "", "two"], ["one", "two"]),
    (["one", "", "two", "", "three"], ["one", "two", "three"]),
    (["I went", "– and slept –", "all day"], ["I went – and slept – all day"]),
    (["I went", "- and slept", "all day"], ["I went - and slept all day"]),
    (["born in", "1986. It was", "late"], ["born in 1986. It was late"]),
    (["Text", "a) x", "b) y"], ["Text|a) x|b) y"]),
]


def _texts() -> Iterator[tuple[list[str], Shape]]:
    yield from PARAGRAPHS
    for sign in SIGNS:
        for lines, shape in SHAPES.values():
            number, typed = 0, []
            for line in lines:
                number = 0 if line.startswith("0") else number
                number += "S" in line
                own = f"{number}{sign[1]}" if sign.startswith("1") else sign
                typed.append(line.lstrip("0").replace("S", own))
            yield typed, _with_sign(shape, sign) if sign in KEPT else shape


def _with_sign(shape: Shape, sign: str) -> Shape:
    """Return a shape whose points begin with a sign, but for those within points."""
    return [
        one if isinstance(one, str) else [[f"{sign} {point[0]}", *point[1:]] for point in one]
        for one in shape
    ]


def shape_of(parent: Tag) -> Shape:
    """Return what a reader sees: paragraphs, lists, lists in points; `|` stands for a break."""
    shape: Shape = []
    for child in parent.children:
        if not isinstance(child, Tag):
            shape += [text] if (text := " ".join(str(child).split())) else []
        elif child.name in ("ul", "ol"):
            shape.append([shape_of(point) for point in child.find_all("li", recursive=False)])
        else:
            text = re.sub(r"\s*\u2424\s*", "|", child.get_text())
            shape.append(" ".join(text.split()))
    return shape


@cache
def html(prose: str) -> str:
    """Return the HTML of prose, however its lines are wrapped."""
    return " ".join(prose_to_html(prose).split())


TEXTS = list(_texts())


def seen(prose: str) -> Shape:
    """Return the shape of prose as a page shows it."""
    body = BeautifulSoup(html(prose).replace("<br>", "\u2424"), "html5lib").body
    assert body
    return shape_of(body)


def test_what_is_seen() -> None:
    """Of each sign, nesting, blank and wrapped lines a reader sees what was typed."""
    wrong = [(typed, shape) for typed, shape in TEXTS if seen("\n".join(typed)) != shape]
    assert wrong[:5] == []


@pytest.mark.parametrize("style", STYLES)
def test_every_style_shows_the_same(tmp_path: Path, style: str) -> None:
    """Whichever way the file writes the lines of a text, it is shown as below `|`."""
    is_plain = "plain" in style
    texts = [typed for typed, _ in TEXTS if not (is_plain and re.match(r"[-*>] ", typed[0]))]
    days = [date(2026, 9, 1) + timedelta(n) for n in range(len(texts))]
    items = (
        f"  - on: {day}\n    tried:{STYLES[style](typed)}\n    learned: x\n"
        for day, typed in zip(days, texts, strict=True)
    )
    (tmp_path / "engagement.yml").write_text(HEAD + "".join(items), "utf-8")
    learning = load_engagement(tmp_path, programme()).learning
    pairs = zip(texts, learning, strict=True)
    wrong = [typed for typed, one in pairs if html(one.tried) != html("\n".join(typed))]
    assert wrong[:5] == []


LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "", "  ", "   ", "    "]),
        st.sampled_from(("", *"•–-*☐+o~", "1.", "2.", "1986.", "a)")).map(lambda sign: f"{sign} "),
        st.sampled_from(["alpha", "Beta", "gamma.", "delta:", "5 %", "*so*", "«c»", ""]),
    ).map("".join).map(str.rstrip),
    min_size=1,
    max_size=6,
).map(lambda lines: "\n".join(lines).strip().split("\n"))  # fmt: skip


@given(LINES, st.sampled_from(["folded", "quoted", "quoted twice"]))
def test_any_text_is_shown_as_below_a_bar(lines: list[str], style: str) -> None:
    """Whatever stands on the lines of a text, it is shown as below `|`."""
    if len(lines) < 2 or all(not line or line[0] == " " for line in lines[1:]):
        return
    written = f"k:{STYLES[style](lines)}\n"
    *_, event = (e for e in yaml.parse(written) if isinstance(e, yaml.ScalarEvent))
    prose = unfolded(event, written).strip()
    assert plain(prose) == plain("\n".join(lines))


def plain(prose: str) -> str:
    """Return the HTML of prose but for white space that is shown as it was typed."""
    return re.sub(r"(<p>|<br>) ", r"\1", html(prose).replace(' class="spaced"', ""))
