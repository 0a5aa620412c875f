"""The text of a file as its reader takes it, and the way back to what stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_BOM: Final = "\ufeff"
_LINE_END: Final = re.compile(r"\r\n|\r")
_NO_LINE_END: Final = re.compile("[\x85\u2028\u2029]")
_DOCUMENT: Final = re.compile(r"^(?:---|\.\.\.)(?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Splice:
    """Text that replaces what stands between two offsets."""

    start: int
    end: int
    number: int
    text: str


@dataclass
class Splices:
    """Changes in a text, in the order in which they were noted."""

    noted: list[Splice] = field(default_factory=list)

    def replace(self, start: int, end: int, text: str) -> None:
        """Let a text stand between two positions."""
        self.noted.append(Splice(start, end, len(self.noted), text))

    def insert(self, offset: int, text: str) -> None:
        """Put a text at a position."""
        self.replace(offset, offset, text)


class Source:
    """A file's text: `plain` has line ends of one character and no marks of documents."""

    def __init__(self, raw: bytes) -> None:
        """Take the bytes of a file in UTF-8."""
        self._typed = raw.decode()
        text = self._typed.removeprefix(_BOM)
        self._skipped = len(self._typed) - len(text)
        self._wide = [found.start() for found in re.finditer("\r\n", text)]
        found = re.search(r"\r\n|\r|\n", text)
        self._line_end = found[0] if found else "\n"
        # PyYAML takes these for line ends, which would shift every mark behind them.
        text = _NO_LINE_END.sub(" ", _LINE_END.sub("\n", text))
        self.plain = _DOCUMENT.sub("   ", text)

    def with_splices(self, splices: Iterable[Splice]) -> bytes:
        """Return the file with changes at positions of `plain`, and all else as it was."""
        parts, at = [], 0
        for splice in sorted(splices):
            start, end = self._offset_in_file(splice.start), self._offset_in_file(splice.end)
            if start < at:
                raise ValueError("changes overlap")
            parts += [self._typed[at:start], splice.text.replace("\n", self._line_end)]
            at = end
        return "".join([*parts, self._typed[at:]]).encode()

    def _offset_in_file(self, offset: int) -> int:
        """Return the position in the file: each line end of two characters before it adds one."""
        low, high = 0, len(self._wide)
        while low < high:
            middle = (low + high) // 2
            if self._wide[middle] - middle < offset:
                low = middle + 1
            else:
                high = middle
        return offset + low + self._skipped
