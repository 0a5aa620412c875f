"""The programme from its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from pathlib import Path
from typing import Final

from coaching_site.checks import check_programme
from coaching_site.loading.breadcrumbs import location_at, name_of
from coaching_site.loading.layers import (
    MOST_LANGUAGES,
    Layer,
    LayerText,
    Translated,
    advice_on_translation,
    is_base,
    texts_of_layers,
)
from coaching_site.loading.merging import merged, numbered
from coaching_site.loading.records import checked_record
from coaching_site.loading.translation import Texts, texts_of, translate
from coaching_site.model import Programme
from coaching_site.parsing.joint_report import JointReport
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Report
from coaching_site.parsing.syntax import Reading
from coaching_site.problems import Advice, CollectedProblems

_COMPLETE: Final = "complete"
"""The key of a programme that is whole, and is merged into no other: `complete: true`."""


def read_programme(layers: Sequence[Layer]) -> Translated[Programme]:
    """Return the programme in files that say, one after the other, what differs from the former.

    Its items are those of the files in English; those of a language say their texts alone. What was
    read of the same files before is not read again. Raises `InvalidInput` with the problems of all
    files.
    """
    return _programme_in(texts_of_layers(layers))


@lru_cache(maxsize=MOST_LANGUAGES)
def _programme_in(texts: tuple[LayerText, ...]) -> Translated[Programme]:
    files = _Files(_read_all(texts))
    root = files.merged()
    lacking, advice = files.translate(root) if root and files.language else ({}, ())
    for number, file in enumerate(files.files):
        file.label(number)
    complete = all(file.complete for file in files.files)
    loaded = checked_record(Reading(root, complete), Programme, files.report, check_programme)
    return Translated(loaded.record, files.language, lacking, (*loaded.advice, *advice))


@dataclass
class _File:
    """A file of the programme as it was read, with what is wrong or odd in it."""

    layer: Layer
    report: Report
    root: Node | None
    complete: bool

    def says_all(self) -> bool:
        """Take the key that says so out of the tree, and return whether it counts.

        In a language, where it may be copied, it does not: items are those in English.
        """
        if not self.root or not isinstance(self.root.value, dict):
            return False
        position = self.root.keys.pop(_COMPLETE, None)
        value = self.root.value.pop(_COMPLETE, None)
        if position and (value is None or value.value != "true"):
            self.report.add(position, "expected `complete: true`, or no such line", _COMPLETE)
        return position is not None and not self.layer.language

    def label(self, number: int) -> None:
        """Name what stands where problems were found in this file, the one of a number."""
        if root := self.root:
            self.report.label_unlabelled(
                lambda position: name_of(
                    Programme, root, location_at(root, position._replace(file=number))
                )
            )


def _read_all(texts: Sequence[LayerText]) -> list[_File]:
    """Return what is in files, but for those below one that says all."""
    files: list[_File] = []
    mistakes = CollectedProblems()
    for text in texts:
        layer, report = text.layer, Report(text.layer.path)
        with mistakes.collecting():
            reading = text.tree(report)
            file = _File(layer, report, reading.root, reading.complete)
            if file.says_all():
                files.clear()
            elif layer.shipped and any(not earlier.layer.shipped for earlier in files[:1]):
                continue  # the texts of items that are not those of this programme
            files.append(file)
    mistakes.raise_all()
    for number, file in enumerate(files):
        if file.root:
            numbered(file.root, number)
    return files


class _Files:
    """Files of the programme, those in English first, each merged into the former."""

    def __init__(self, files: Sequence[_File]) -> None:
        """Take files that were read and numbered."""
        self.files = files
        self.language = files[-1].layer.language
        self._own = [number for number, file in enumerate(files) if not file.layer.shipped]
        self.report = JointReport([file.report for file in files], self._own)

    def merged(self) -> Node | None:
        """Return one tree of those in English; what cannot be done is reported."""
        trees = self._trees(in_english=True)
        first = next(trees, None)
        return first and reduce(lambda base, over: merged(base, over, self.report), trees, first)

    def translate(self, root: Node) -> tuple[dict[str, str], tuple[Advice, ...]]:
        """Put the texts of the language into the tree; return those that it lacks, and advice."""
        # What stands in the base beside its texts is checked with the whole programme.
        base, further = texts_of(root, Programme, Report(Path())), Texts()
        for tree in self._trees(in_english=False):
            texts_of(tree, Programme, self.report).override(further, self.report)
        texts = ((key, str(node.value)) for key, node in base.nodes.items())
        lacking = {key: text for key, text in texts if key not in further.nodes}
        if is_base(self.language):
            lacking = {}
        outdated = [key for key in base.nodes if self._is_outdated(base, further, key)]
        translate(base, further, self._own, self.report)
        layers = [file.layer for file in self.files]
        return lacking, tuple(advice_on_translation(layers, "text", lacking, outdated))

    def _trees(self, *, in_english: bool) -> Iterator[Node]:
        for file in self.files:
            if file.root and in_english is not bool(file.layer.language):
                yield file.root

    def _is_outdated(self, base: Texts, further: Texts, key: str) -> bool:
        """Return whether the coach says a text anew in English, and the language as before."""
        translated = further.nodes.get(key)
        return (
            translated is not None
            and translated.position.file not in self._own
            and base.nodes[key].position.file in self._own
        )
