"""Lines and columns of a text, and how its writer indents."""

from __future__ import annotations

from collections.abc import Iterator

from coaching_site.editing.snippets import Layout
from coaching_site.editing.spans import Span


class DocumentText:
    """A text by its lines; `layout` is what its writer does most at first."""

    def __init__(self, text: str, root: Span) -> None:
        """Take a text and its outermost mapping."""
        self.text = text
        self.layout = Layout(*self._detect_indentation(root))

    def line_start(self, offset: int) -> int:
        """Return where the line of a position begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return where the line of a position ends, before its line end."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def end_of_comments(self, offset: int, column: int) -> int:
        """Return the end of a position's line, or of comments below it that stand further in."""
        found = end = self.line_end(offset)
        while end < len(self.text):
            line = self.text[end + 1 : self.line_end(end + 1)]
            if line.strip() and not line[column + 1 :].lstrip().startswith("#"):
                break
            # A comment at the column of the key belongs to the key below it.
            if line[: column + 1].strip():
                break
            end += 1 + len(line)
            found = end if line.strip() else found
        return found

    def column(self, offset: int) -> int:
        """Return how many characters stand before a position on its line."""
        return offset - self.line_start(offset)

    def is_first(self, offset: int) -> bool:
        """Whether only blanks stand before a position on its line."""
        return not self.text[self.line_start(offset) : offset].strip()

    def has_blank_line_before(self, offset: int) -> bool:
        """Whether a blank line stands above the line of a position, or above its comments."""
        for line in reversed(self.text[: self.line_start(offset)].split("\n")[:-1]):
            if not line.lstrip().startswith("#"):
                return not line.strip()
        return False

    def indented(self, lines: list[str], column: int) -> str:
        """Return lines below one another, moved to a column."""
        return "\n".join(f"{' ' * column}{line}" if line else line for line in lines)

    def _detect_indentation(self, root: Span) -> tuple[int, int]:
        steps, dashes = [], []
        for key, value in _pairs(root):
            if value.kind == "map":
                first = next(iter(value.entries.values()))
                steps.append(self.column(first.start) - self.column(key))
            else:
                dashes.append(self.column(value.dashes[0]) - self.column(key))
        return next((s for s in steps if s > 0), 2), next((d for d in dashes if d >= 0), 2)


def _pairs(span: Span) -> Iterator[tuple[int, Span]]:
    """Yield the offset of each key that has a list or mapping below, with that value."""
    for entry in span.entries.values():
        value = entry.value
        if not value.flow and (value.entries or value.items):
            yield entry.start, value
            yield from _pairs(value)
    for item in span.items:
        if not item.flow:
            yield from _pairs(item)
