"""Which files words or the programme are read from: each says only what differs from the former.

First comes the one that is shipped, in English, then a workspace's own of the same name. Those of
further languages, such as `words.de.yml`, follow in the same order.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, TypeVar

from coaching_site.languages import is_language, languages_for
from coaching_site.model import Programme
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Report
from coaching_site.parsing.source import read_bytes, text_of
from coaching_site.parsing.syntax import Reading, read_tree
from coaching_site.problems import Advice, InvalidInput, listed, shortened, shown

Content = TypeVar("Content")
_MOST: Final = 8

MOST_LANGUAGES: Final = 8
"""In how many languages a process keeps the words and the programme that it has read."""

REMOVE: Final = "remove"
"""The key that removes the mapping which holds it: `remove: true`.

An empty value would not do, since it may be a line that is not finished; neither would a word,
since it may be meant as text.
"""


@dataclass(frozen=True)
class Layer:
    """A file of words or of the programme, in a further `language` or, without one, in English.

    One that is `shipped` is not the coach's to edit; `own` is where theirs of that name goes.
    """

    path: Path
    language: str = ""
    shipped: bool = False
    own: Path | None = None


@dataclass(frozen=True)
class LayerText:
    """A file with what is in it, or the problem why it cannot be read.

    Two are equal only if whatever is read from them is the same, in messages too, whose paths are
    told from the folder `here`.
    """

    layer: Layer
    raw: bytes | InvalidInput
    here: str

    def tree(self, report: Report) -> Reading:
        """Return the file as a tree; raise `InvalidInput` if it cannot be read."""
        if isinstance(self.raw, InvalidInput):
            raise self.raw
        return read_tree(text_of(self.raw, self.layer.path, report), report)


@dataclass(frozen=True)
class Translated(Generic[Content]):
    """Words or a programme in one language, and advice on their files.

    `language` is the one that was found for the reader's, or "" for English alone; `untranslated`
    are the texts in English that it does not have, by their keys.
    """

    content: Content
    language: str = ""
    untranslated: Mapping[str, str] = field(default_factory=dict)
    advice: tuple[Advice, ...] = ()


def layers_of(name: str, folders: Sequence[Path], language: str | None = None) -> list[Layer]:
    """Return the files of a name, such as `words`, that say it in a language.

    `folders` are those that may hold some, the workspace's last. Without any file the one that the
    workspace should have is returned, so that reading it reports that it is missing.
    """
    wanted = _languages_for(language, languages_of(name, folders)) if language else ()
    # The nearest language last, so that `de-CH` overrides `de`.
    layers = [
        Layer(folder / file, tag, shipped=folder is not folders[-1], own=folders[-1] / file)
        for tag in ("", *reversed(wanted))
        for file in [file_name(name, tag)]
        for folder in folders
    ]
    existing = [layer for layer in layers if os.path.lexists(layer.path)]
    return (
        existing if existing and not existing[0].language else [Layer(layers[-1].path), *existing]
    )


def texts_of_layers(layers: Sequence[Layer]) -> tuple[LayerText, ...]:
    """Return what is in files, and from where paths in messages are told."""
    here = os.getcwd()  # noqa: PTH109 - a part of a key
    return tuple(LayerText(layer, _raw(layer.path), here) for layer in layers)


def _raw(path: Path) -> bytes | InvalidInput:
    try:
        return read_bytes(path)
    except InvalidInput as error:
        return error


def languages_of(name: str, folders: Sequence[Path]) -> set[str]:
    """Return the further languages in which there are files of a name."""
    files = (path for folder in folders for path in folder.glob(f"{name}.*.yml"))
    return {path.name.removeprefix(f"{name}.").removesuffix(".yml") for path in files}


def file_name(name: str, language: str = "") -> str:
    """Return what a file is called: `words.yml`, or `words.de.yml`."""
    return f"{name}.{language}.yml" if language else f"{name}.yml"


def is_base(language: str) -> bool:
    """Return whether a language is the first one, English, or near enough to lack nothing."""
    return language.partition("-")[0] in ("", "en")


def is_removed(node: Node) -> bool:
    """Return whether a value removes what an earlier file says in its place."""
    if not isinstance(node.value, dict):
        return False
    removal = node.value.get(REMOVE)
    return removal is not None and removal.value == "true" and len(node.keys) == 1


def advice_on_translation(
    layers: Sequence[Layer], kind: str, lacking: Collection[str], outdated: Collection[str]
) -> Iterator[Advice]:
    """Yield advice on texts of a `kind`, such as "word", that are in another language or outdated.

    `lacking` are those that are shown in English, `outdated` those that the coach says anew in
    English, while the language says what was shipped.
    """
    file = shown(layers[-1].own or layers[-1].path)
    if lacking:
        message = f"{_counted(kind, lacking)} not in this language, and shown in English"
        yield Advice(file, 0, 0, "", f"{message}: {listed(lacking, _MOST)}")
    if outdated:
        message = "reworded by you in English, and still as shipped in this language"
        yield Advice(file, 0, 0, "", f"{message}: {listed(outdated, _MOST)}")


def advice_on_files(
    folder: Path,
    language: str | None,
    words: Translated[Mapping[str, str]],
    programme: Translated[Programme],
) -> Iterator[Advice]:
    """Yield advice on files that a workspace's folder lacks for a language, or has in none."""
    for name in ("words", "programme"):
        for tag in sorted(languages_of(name, [folder])):
            if not is_language(tag):
                message = f"not read, since `{shortened(tag)}` is no language"
                file = shown(folder / file_name(name, tag))
                yield Advice(file, 0, 0, "", f"{message}: such a file is `{file_name(name, 'de')}`")
    if is_base(language or ""):
        return
    missing = {"words": not words.language, "programme": not programme.language}
    # Where both are missing, the message on the words says enough.
    for name in [name for name, is_missing in missing.items() if is_missing][:1]:
        message = "there is no such file: the portal is in English, except for what you type"
        if not missing["words"]:
            message = "there is no such file: the programme is in English"
        file = file_name(name, str(language).partition("-")[0])
        yield Advice(shown(folder / file), 0, 0, "", message)


def _counted(kind: str, keys: Collection[str]) -> str:
    return f"{len(keys)} {kind} is" if len(keys) == 1 else f"{len(keys)} {kind}s are"


def _languages_for(language: str, offered: set[str]) -> tuple[str, ...]:
    try:
        return languages_for(language, offered)
    except ValueError:  # which is reported where the language is typed
        return ()
