"""What a terminal shows of texts that others wrote: nothing in them can steer it or mislead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

_LONGEST: Final = 1200
_WORDS: Final = re.compile(r"\s+|[^\s]+")
# Controls, and what turns or hides the signs beside it.
_STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Return text with every sign that would steer a terminal, or hide, as its number."""
    return _STEERING.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text.replace("\t", "    "))


def visible_line(text: str) -> str:
    """Return such text on one line, whatever it holds."""
    return visible(text).replace("\n", "‹U+000A›")


def shown_differences(rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Print rows of what, before, after and state as a table; changed words stand out."""
    table = Table(box=SIMPLE_HEAD, show_lines=True, expand=False)
    for title in ("what", "now", "reply", ""):
        table.add_column(title, overflow="fold", ratio=None)
    for what, before, after, state in rows:
        old, new = _marked(visible(_cut(before)), visible(_cut(after)))
        table.add_row(Text(visible(what)), old, new, Text(visible(state), "bold"))
    Console(highlight=False, markup=False, emoji=False).print(table)


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]} … ({len(text)} characters in all)"


def _marked(before: str, after: str) -> tuple[Text, Text]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left, right = Text(), Text()
    if not before:
        return Text("–", "dim"), Text(after, "green")
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = kind == "equal"
        left.append("".join(old[a:b]), None if same else "red")
        right.append("".join(new[c:d]), None if same else "green")
    return left, right
