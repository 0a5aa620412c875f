"""Texts that a file folds into one line, with the points of a list on lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from coaching_site.points import in_lines


def unfolded(event: yaml.ScalarEvent, lines: Sequence[str]) -> str:
    """Return the text of a value; points that were typed line by line stand on lines.

    `lines` are those of the file.
    """
    text: str = event.value
    start: Any = event.start_mark
    end: Any = event.end_mark
    if event.style not in (None, "", ">") or end.line <= start.line:
        return text
    if event.style == ">":
        typed = lines[start.line + 1 : end.line + 1]
    else:
        typed = [lines[start.line][start.column :], *lines[start.line + 1 : end.line + 1]]
    return in_lines(text, typed) if typed else text
