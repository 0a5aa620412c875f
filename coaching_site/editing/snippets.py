"""New values as YAML, as a person would type them, to the letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final, cast

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from coaching_site.editing.changes import Value

_MAX_LINE_CHARACTERS: Final = 72
# Read as line ends or not at all, unless they are written as escapes.
_TO_ESCAPE: Final = re.compile("[\x85\u2028\u2029\ufeff]")
_PLAIN: Final = re.compile(r"[^\W\d_][^\t\n#:\\]*[^\t\n#:\\ ]|[^\W\d_]")


class _Emitter(Emitter):
    """Writes no escape by a letter but that of a line: others are told as a letter lost."""

    ESCAPE_REPLACEMENTS = {'"': '"', "\\": "\\", "\n": "n"}  # noqa: RUF012 - as in the parent


@dataclass(frozen=True)
class Layout:
    """How deep a file indents what is below a key, and where below a key its dashes stand."""

    step: int = 2
    dash: int = 2


USUAL_LAYOUT: Final = Layout()


def value_lines(value: Value, layout: Layout) -> tuple[str, list[str]]:
    """Return what follows a key and its colon on their line, and the lines below."""
    first, *below = _dumped({"k": _styled(value)}, layout)
    return first.removeprefix("k:"), below


def entry_lines(key: str, value: Value, layout: Layout = USUAL_LAYOUT) -> list[str]:
    """Return the lines of a key and its value."""
    return _dumped({key: _styled(value)}, layout)


def item_lines(value: Value, layout: Layout) -> list[str]:
    """Return the lines of an item of a list, with its dash."""
    _, *lines = _dumped({"k": [_styled(value)]}, layout)
    return [line[layout.dash :] for line in lines]


def in_flow(value: Value) -> str:
    """Return a value on one line, as it stands between brackets or braces."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key}: {in_flow(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(in_flow, value))}]"
    if isinstance(value, str):
        return _dumped([DoubleQuotedScalarString(value)], Layout(2, 0))[0].removeprefix("- ")
    # YAML writes true where Python writes True.
    return str(value).lower() if isinstance(value, bool) else str(value)


def _dumped(value: Any, layout: Layout) -> list[str]:
    yaml = YAML()
    yaml.Emitter = _Emitter
    yaml.width = 10**9
    yaml.allow_unicode = True
    yaml.representer.ignore_aliases = lambda _: True  # the same day twice is no reference
    yaml.indent(mapping=layout.step, sequence=layout.dash + 2, offset=layout.dash)
    stream = StringIO()
    yaml.dump(value, stream)
    # Not splitlines(), which takes more for line ends than YAML does.
    return stream.getvalue().removesuffix("\n").split("\n")


def _styled(value: Value) -> Any:
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return CommentedSeq(map(_styled, value))
    if isinstance(value, str):
        return _text(value)
    return value


def _mapping(value: Mapping[str, Value]) -> CommentedMap:
    styled = CommentedMap((key, _styled(item)) for key, item in value.items())
    if value and all(isinstance(item, int) for item in value.values()):
        styled.fa.set_flow_style()
    return styled


def _text(text: str) -> str:
    if _TO_ESCAPE.search(text):
        return cast("str", DoubleQuotedScalarString(text))
    if "\n" in text or len(text) > _MAX_LINE_CHARACTERS:
        return cast("str", LiteralScalarString(f"{text}\n"))
    if _PLAIN.fullmatch(text):
        return text
    if '"' in text or "\\" in text:
        return cast("str", SingleQuotedScalarString(text))
    return cast("str", DoubleQuotedScalarString(text))
