"""Short texts of the site, each under its id."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from coaching_site.languages import PLURAL_FORMS
from coaching_site.loading.gaps import misplaced_gap
from coaching_site.loading.messages import described, text_expected
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Position, Report
from coaching_site.parsing.source import read_text
from coaching_site.parsing.syntax import read_tree
from coaching_site.problems import InvalidInput, Problem, shortened


def load_words(path: Path, pattern: Path | None = None) -> dict[str, str]:
    """Return the text for each id in a flat file; raise `InvalidInput` with all problems.

    It is one when a word is missing that the file `pattern`, of another language, has.
    """
    report = Report(path)
    reading = read_tree(read_text(path, report), report)
    usual = load_words(pattern) if pattern else {}
    words = _words_of(reading.root, report, usual)
    for key in _missing_words(words, usual) if not report else ():
        report.add(Position(0, 0), f"the word `{key}` is missing")
    if report:
        report.raise_all()
    return words


def problem_of_word(path: Path, key: str, message: str) -> Problem:
    """Return a problem of one of the words in a file, at its line if it is there."""
    with suppress(InvalidInput):
        report = Report(path)
        root = read_tree(read_text(path, report), report).root
        if root and (position := root.keys.get(key)):
            return Problem(report.path, position.line, position.column, shortened(key), message)
    return Problem.of_file(path, message, shortened(key))


def _words_of(root: Node | None, report: Report, pattern: Mapping[str, str]) -> dict[str, str]:
    """Return the text under each key of a tree; report what is nested, and gaps that are wrong.

    `pattern` are the same words in another language, or nothing.
    """
    if root is None or not isinstance(root.value, dict):
        position = root.position if root else Position(1, 1)
        found = described(root) if root else "nothing"
        report.add(position, f"expected lines such as `key: text`, found {found}")
        return {}
    words = {}
    for key, node in root.value.items():
        if isinstance(node.value, str):
            words[key] = node.value
            if wrong := misplaced_gap(key, node.value, pattern):
                report.add_unless_guessed(node.position, wrong, shortened(key))
        else:
            report.add_unless_guessed(node.position, text_expected(node), shortened(key))
    return words


def _missing_words(words: Collection[str], pattern: Collection[str]) -> Iterator[str]:
    """Yield the words of a pattern that others lack; of plural forms `_other` must be there."""
    for key in pattern:
        stem, _, form = key.rpartition("_")
        is_form = form in PLURAL_FORMS and f"{stem}_other" in pattern
        if key not in words and not (is_form and f"{stem}_other" in words):
            yield key
