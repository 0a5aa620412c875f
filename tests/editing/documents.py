"""YAML files as different people might type them, for hypothesis to draw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Data = dict[str, Any]
Draw = Callable[..., Any]


class Typist:
    """Types data in whatever style is drawn, with comments and blank lines here and there."""

    def __init__(self, draw: Draw) -> None:
        """Take the function that draws."""
        self._draw = draw
        self._number = 0

    def file(self) -> bytes:
        """Return a file; its outermost mapping has the keys `a` to `f`."""
        lines = self._mapping("abcdef", 0, depth=0)
        text = "\n".join([*self._between(0), *lines])
        text += self._draw(st.sampled_from(["\n", "", "\n\n", "\n# the end\n", "\n# the end"]))
        end = self._draw(st.sampled_from(["\n", "\r\n"]))
        first = self._draw(st.sampled_from(["", "", "\ufeff", "---\n"]))
        typed: str = (first + text).replace("\n", end)
        return typed.encode()

    def _mapping(self, keys: str, column: int, depth: int) -> list[str]:
        lines: list[str] = []
        for key in keys:
            lines += self._entry(key, column, depth)
            lines += self._between(column)
        return lines

    def _entry(self, key: str, column: int, depth: int) -> list[str]:
        kinds = [self._nothing, self._plain, self._quoted, self._block, self._flow, self._texts]
        deep = [self._below, self._records] if depth < 2 else []
        kind = self._draw(st.sampled_from(kinds + deep))
        head, *lines = kind(column, depth)
        return [f"{' ' * column}{key}:{head}", *lines]

    def _nothing(self, column: int, depth: int) -> list[str]:
        return [self._draw(st.sampled_from(["", " ~  # " + self._word(), " null", " []", " {}"]))]

    def _plain(self, column: int, depth: int) -> list[str]:
        more = f"\n{' ' * (column + 2)}{self._word()}" if self._draw(st.booleans()) else ""
        gap = self._draw(st.sampled_from([" ", "   "]))
        text = f"{gap}{self._word()}{more}{self._comment()}{self._deeper(column)}"
        return text.split("\n")

    def _quoted(self, column: int, depth: int) -> list[str]:
        quote = self._draw(st.sampled_from("'\""))
        text = f" {quote}{self._word()}: # {self._word()}{quote}{self._comment()}"
        return f"{text}{self._deeper(column)}".split("\n")

    def _block(self, column: int, depth: int) -> list[str]:
        sign = self._draw(st.sampled_from("|>")) + self._draw(st.sampled_from(["", "-", "+"]))
        indent = " " * (column + self._draw(st.integers(1, 4)))
        body = [f"{indent}{self._word()} # no comment", "", f"{indent}  {self._word()}"]
        return [f" {sign}{self._comment()}", *body[: self._draw(st.sampled_from([1, 3]))]]

    def _flow(self, column: int, depth: int) -> list[str]:
        words = [self._word() for _ in range(self._draw(st.integers(1, 3)))]
        indent = "\n" + " " * (column + 3)
        gap = self._draw(st.sampled_from([" ", f" # {self._word()}{indent}", indent]))
        gaps = f",{gap}"
        if self._draw(st.booleans()):
            return f" [{gaps.join(words)}]{self._comment()}".split("\n")
        pairs = [f"{key}: {word}" for key, word in zip("uvw", words, strict=False)]
        return f" {{{gaps.join(pairs)}}}{self._comment()}".split("\n")

    def _texts(self, column: int, depth: int) -> list[str]:
        dash = column + self._draw(st.sampled_from([0, 2, 3]))
        lines = []
        for _ in range(self._draw(st.integers(1, 3))):
            kind = self._draw(st.sampled_from([self._plain, self._quoted, self._block]))
            head, *more = kind(dash, depth)
            lines += [f"{' ' * dash}-{head}", *more, *self._between(dash)]
        return [self._comment(), *lines]

    def _below(self, column: int, depth: int) -> list[str]:
        inner = column + self._draw(st.integers(1, 4))
        return [self._comment(), *self._between(inner), *self._mapping("xyz", inner, depth + 1)]

    def _records(self, column: int, depth: int) -> list[str]:
        dash = column + self._draw(st.sampled_from([0, 2]))
        lines: list[str] = []
        for _ in range(self._draw(st.integers(1, 3))):
            first, *more = self._mapping("xy", dash + 2, depth + 1)
            lines += [f"{' ' * dash}- {first.lstrip()}", *more]
        return ["", *lines]

    def _between(self, column: int) -> list[str]:
        chosen = self._draw(st.sampled_from(["", "", "", "blank", "comment", "both"]))
        lines = {"": [], "blank": [""], "comment": ["#"], "both": ["", "#"]}[chosen]
        return [f"{' ' * column}# {self._word()}" if line else line for line in lines]

    def _comment(self) -> str:
        return f"  # {self._word()}" if self._draw(st.integers(0, 3)) == 0 else ""

    def _deeper(self, column: int) -> str:
        """Return a comment below a value that stands further in than its key, or nothing."""
        indent = " " * (column + self._draw(st.integers(1, 6)))
        return f"\n{indent}# {self._word()}" if self._draw(st.integers(0, 5)) == 0 else ""

    def _word(self) -> str:
        self._number += 1
        return f"w{self._number:03}"


@st.composite
def files(draw: Draw) -> bytes:
    """Draw a file."""
    return Typist(draw).file()
