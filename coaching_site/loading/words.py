"""The words of the site: short texts, each under its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from coaching_site.languages import PLURAL_FORMS
from coaching_site.loading.gaps import misplaced_gap
from coaching_site.loading.layers import (
    MOST_LANGUAGES,
    REMOVE,
    Layer,
    LayerText,
    Translated,
    advice_on_translation,
    is_base,
    is_removed,
    texts_of_layers,
)
from coaching_site.loading.merging import report_nothing_to_remove
from coaching_site.loading.messages import described, text_expected
from coaching_site.model.types import CONTROL_FOUND, refused_character
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Position, Report
from coaching_site.parsing.source import read_text
from coaching_site.parsing.syntax import read_tree
from coaching_site.problems import (
    Advice,
    CollectedProblems,
    InvalidInput,
    Problem,
    nearest,
    shortened,
)

# Begins words that replace those of the theme: most are not shipped, so a new one is no slip.
_OF_THE_THEME: Final = "theme_"


@dataclass
class _MergedWords:
    """The words so far: the text of each key, and the keys of those that a coach typed."""

    texts: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)

    @property
    def shipped(self) -> set[str]:
        """The keys of the words that are as they were shipped."""
        return self.texts.keys() - self.own

    def put(self, key: str, text: str, *, shipped: bool) -> None:
        """Set the text of a word, in place of an earlier one."""
        self.texts[key] = text
        if not shipped:
            self.own.add(key)

    def remove(self, key: str) -> None:
        """Remove a word, if it is there."""
        self.texts.pop(key, None)
        self.own.discard(key)


def read_words(layers: Sequence[Layer]) -> Translated[Mapping[str, str]]:
    """Return the words in files that say, one after the other, what differs from the former.

    A word that is counted is taken from one language in all its forms. What was read of the same
    files before is not read again. Raises `InvalidInput` with the problems of all files.
    """
    return _read_all(texts_of_layers(layers))


@lru_cache(maxsize=MOST_LANGUAGES)
def _read_all(files: tuple[LayerText, ...]) -> Translated[Mapping[str, str]]:
    layers = [file.layer for file in files]
    # Apart, so that it is known which words the language lacks, and which are outdated in it.
    base, further = _MergedWords(), _MergedWords()
    mistakes, advice = CollectedProblems(), list[Advice]()
    for file in files:
        with mistakes.collecting():
            advice += _read(file, further if file.layer.language else base, base.texts)
    mistakes.raise_all()
    language = layers[-1].language
    if is_base(language):
        return Translated(base.texts | further.texts, language, advice=tuple(advice))
    lacking = {key: base.texts[key] for key in _lacking(further.texts, base.texts)}
    outdated = [key for key in base.texts if key in base.own & further.shipped]
    # A counted word is one word, however many forms it has.
    once = [key for key in lacking if _stem(key) == key or key.endswith("_other")]
    advice += advice_on_translation(layers, "word", once, outdated)
    words = _in_one_language(further.texts, lacking)
    return Translated(words, language, lacking, tuple(advice))


def problem_of_word(layers: Sequence[Layer], key: str, message: str) -> Problem:
    """Return a problem of one of the words, at its line in the last of the files that has it."""
    for layer in reversed(layers):
        report = Report(layer.path)
        with suppress(InvalidInput):
            root = read_tree(read_text(layer.path, report), report).root
            if root and (position := root.keys.get(key)):
                return Problem(report.path, position.line, position.column, shortened(key), message)
    return Problem.of_file(layers[0].path, message, shortened(key))


def _read(file: LayerText, words: _MergedWords, base: Mapping[str, str]) -> tuple[Advice, ...]:
    """Add the words of one file to those of earlier files; return advice on them."""
    layer, report = file.layer, Report(file.layer.path)
    root = file.tree(report).root
    earlier = words.texts.keys() | base.keys()
    for key, node in _words_of(root, report, may_be_empty=bool(base)):
        if is_removed(node):
            if key not in words.texts:
                what = f"word `{shortened(key)}`"
                report_nothing_to_remove(node.position, what, key, words.texts, report)
            words.remove(key)
        elif isinstance(node.value, dict) and REMOVE in node.value:
            report.add_unless_guessed(node.position, _REMOVE_ALONE, shortened(key))
        elif not isinstance(node.value, str):
            report.add_unless_guessed(node.position, text_expected(node), shortened(key))
        elif character := refused_character(node.value):  # it may forge a placeholder
            message = CONTROL_FOUND.format(character=character)
            report.add_unless_guessed(node.position, message, shortened(key))
        else:
            if wrong := misplaced_gap(key, node.value, base):
                report.add_unless_guessed(node.position, wrong, shortened(key))
            if not layer.shipped and earlier and (meant := _meant(key, earlier)):
                report.advise(root.keys[key] if root else node.position, _new_word(key, meant))
            words.put(key, node.value, shipped=layer.shipped)
    if report:
        report.raise_all()
    return report.advice


def _words_of(
    root: Node | None, report: Report, *, may_be_empty: bool
) -> Iterator[tuple[str, Node]]:
    """Yield each key of a tree with its value; report a tree that has no keys."""
    if root and isinstance(root.value, dict):
        yield from root.value.items()
    elif root or not may_be_empty:
        position = root.position if root else Position(1, 1)
        found = described(root) if root else "nothing"
        report.add(position, f"expected lines such as `key: text`, found {found}")


def _lacking(words: Mapping[str, str], base: Mapping[str, str]) -> Iterator[str]:
    """Yield the words of the base that others lack; of plural forms `_other` must be there."""
    for key in base:
        stem = _stem(key)
        is_form = stem != key and f"{stem}_other" in base
        if f"{stem}_other" not in words if is_form else key not in words:
            yield key


def _in_one_language(words: Mapping[str, str], lacking: Mapping[str, str]) -> dict[str, str]:
    """Return words with those that are lacking; no form of one stays beside forms of another."""
    # A German `_one` beside an English `_other` would say the same thing in two languages.
    counted = {_stem(key) for key in lacking if key.endswith("_other")}
    own = (key for key in words if _stem(key) == key or _stem(key) not in counted)
    return {key: words[key] for key in own} | {**lacking}


def _stem(key: str) -> str:
    """Return the name of a counted word without its form; other keys as they are."""
    stem, _, form = key.rpartition("_")
    return stem if form in PLURAL_FORMS else key


def _meant(key: str, known: set[str]) -> str | None:
    """Return the known word that a new one may be a slip of, if any is near."""
    if key in known or _stem(key) in map(_stem, known) or key.startswith(_OF_THE_THEME):
        return None
    return nearest(key, known)


_REMOVE_ALONE: Final = "expected `remove: true` alone, which takes the word away"


def _new_word(key: str, meant: str) -> str:
    return f"`{shortened(key)}` is a new word: to reword `{meant}`, call it so"
