"""The lines of a YAML file that belong to one of its outermost keys."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Report
from coaching_site.parsing.syntax import read_tree
from coaching_site.problems import InvalidInput, Problem


@dataclass(frozen=True)
class SectionLines:
    """The lines of a section, from `first` up to `end` (from 0), and its `node`."""

    first: int
    end: int
    node: Node | None


@dataclass(frozen=True)
class FileLines:
    """The lines of a file with their ends, behind the `mark` that it may begin with."""

    mark: bytes
    lines: tuple[str, ...]

    @classmethod
    def of(cls, raw: bytes) -> FileLines:
        """Return the lines of a file."""
        mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
        # Not splitlines(), which takes more for line ends than YAML does.
        return cls(mark, tuple(re.split(r"(?<=\n)", raw.removeprefix(mark).decode())))

    def without(self, sections: Collection[SectionLines]) -> bytes:
        """Return the file without some sections; every other byte is as it was."""
        gone = {n for one in sections for n in range(one.first, one.end)}
        kept = "".join(line for n, line in enumerate(self.lines) if n not in gone)
        return self.mark + kept.encode()

    def sections(self, names: Collection[str], path: Path) -> dict[str, SectionLines]:
        """Return the sections of some keys that the file has.

        Raises `InvalidInput` where one stands so that its lines cannot be taken alone.
        """
        report = Report(path)
        text = "".join(self.lines).replace("\r\n", "\n").replace("\r", "\n")
        root = read_tree(text, report).root
        if root is None or report:
            raise _refused(path, names)
        starts = {name: place.line - 1 for name, place in root.keys.items()}
        found = {}
        for name in names:
            if (place := root.keys.get(name)) is None:
                continue
            shared = [other for other, line in starts.items() if line == starts[name]]
            if place.column != 1 or shared != [name]:
                raise _refused(path, names)
            end = min((line for line in starts.values() if line > starts[name]), default=0)
            end = self._end(starts[name], end or len(self.lines))
            found[name] = SectionLines(starts[name], end, root.child(name))
        return found

    def _end(self, first: int, end: int) -> int:
        """Return where a section ends before what stands above the next one."""
        lines = self.lines
        while end - 1 > first and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        return end


def _refused(path: Path, names: Collection[str]) -> InvalidInput:
    keys = ", ".join(f"`{name}`" for name in sorted(names))
    message = f"it is written in a way in which the lines of {keys} cannot be taken alone"
    return InvalidInput([Problem.of_file(path, message)])
