"""The words of the portal as templates find them."""

from __future__ import annotations

from pathlib import Path

from coaching_site.languages import LocalizedText
from coaching_site.problems import InvalidInput, Problem, shortened


class MissingWord(InvalidInput):
    """A word is asked for that the file of words does not have."""

    def __init__(self, file: Path, key: str, asked_by: str = "") -> None:
        """Name the template that asks, as `path:line`, where it is known."""
        self.file, self.key = file, key
        message = f"the word `{shortened(key)}` is missing"
        if asked_by:
            message += f", which {asked_by} asks for"
        super().__init__([Problem.of_file(file, message)])


class Word(LocalizedText):
    """One of the words of the portal, which knows its key."""

    __slots__ = ("key",)
    key: str

    def __new__(cls, key: str, text: str) -> Word:
        """Return the text of a key."""
        word = super().__new__(cls, text)
        word.key = key
        return word


class Words(dict[str, Word]):
    """The words of the portal by their keys; a missing one is told where it is to be added."""

    def __init__(self, file: Path) -> None:
        """Begin without words; one that is missing belongs into a `file`."""
        super().__init__()
        self._file = file

    def __missing__(self, key: str) -> Word:
        """Raise `MissingWord`."""
        raise MissingWord(self._file, key)
