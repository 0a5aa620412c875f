"""What of an engagement no other portal may say, as phrases: runs of words with their place.

Which words count is decided here and in `search`; docs/privacy.md tells it to coaches.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from enum import IntEnum
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from coaching_site.leaks.words import folded, words_of
from coaching_site.notation.greetings import words_of_name
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Report
from coaching_site.parsing.source import text_of
from coaching_site.parsing.syntax import read_tree
from coaching_site.problems import InvalidInput

ENGAGEMENT: Final = "engagement.yml"
"""The file that holds an engagement."""

MOST_WORDS: Final = 8
"""How many words of a sentence are compared; a longer one is compared at both of its ends."""

COMMENT: Final = "a comment"
"""Where the phrases of a comment stand."""

LEAST_OF_A_TEXT: Final = 6
"""How many words make a phrase that nobody says by chance, however common each of them is."""

LEAST_LETTERS: Final = 4
"""How many letters a word has of which a portal can be known to have it from somewhere else."""

_LEAST_JOINED: Final = 8
_GIVEN_NAMES_AND_FAMILY: Final = 3
_LEAST_COINED: Final = 8
_TELEPHONE_DIGITS: Final = 8
_SENTENCE_END: Final = re.compile(r"[.!?…;:]+(?=\s)|\n")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB: Final = re.compile(r"(?:https?|tel|sip|msteams|zoommtg)://[^\s<>\"')\]]+", re.IGNORECASE)
# Across lines, and within one, where a line may also be a number of its own.
_TELEPHONES, _TELEPHONES_OF_LINES = (
    re.compile(rf"[+0](?<![\w.][+0])0?[1-9](?:[{between}()./-]{{0,6}}\d){{7,13}}(?!\w)")
    for between in (r"\s", " \t")
)
_COINED: Final = re.compile(r"(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{8,}")
_COMMENT: Final = re.compile(r"(?:^|\s)#+(.*)$")
# What says who the coach is, what the program made, or which words of the programme are meant.
_NOT_COMPARED: Final = frozenset(
    {"coach", "received", "devices", "schema_version", "language", "timezone", "paper", "files"}
    | {"id"}
)
_NAMES: Final = re.compile(r"executive\.name|stakeholders\.\d+\.name")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# Left out where a name becomes an address: O'Brien, Anne-Marie.
_WITHIN_NAMES: Final = tuple(
    re.compile(rf"(?<=\w)[{signs}](?=\w)")
    for signs in ("'\u2019\u02bc", "'\u2019\u02bc\u2010\u2011-")
)

Words = tuple[str, ...]


class PhraseKind(IntEnum):
    """What a phrase is."""

    NAME = 0
    COMPANY = 1
    ADDRESS = 2
    TEXT = 3
    SORTED_NAME = 4
    UNTOLD = 5
    INITIALS = 6


class Phrase(NamedTuple):
    """Words that stand in a file: `where`, in which line, and what they are."""

    kind: PhraseKind
    words: tuple[str, ...]
    where: str
    line: int


class TypedValue(NamedTuple):
    """A text of an engagement, with its place, as in `goals.2.title`, and its line."""

    where: str
    text: str
    line: int


class Readout(NamedTuple):
    """All that the file of an engagement says: its values, and its comments."""

    values: tuple[TypedValue, ...] = ()
    comments: tuple[TypedValue, ...] = ()


def read_out(raw: bytes, path: Path) -> Readout:
    """Return what the file of an engagement says, also of one that has mistakes."""
    report = Report(path)
    try:
        text = text_of(raw, path, report)
        root = read_tree(text, report).root
    except (InvalidInput, RecursionError):
        return Readout()
    return Readout(tuple(_values(root, "")) if root else (), tuple(comments_of(text)))


def files_of_engagement(folder: str) -> list[str]:
    """Return the paths of the files of an engagement that say something of its client."""
    found = [f"{folder}/{ENGAGEMENT}"]
    with suppress(OSError):
        rounds = sorted(os.listdir(f"{folder}/feedback"))  # noqa: PTH208 - a thousand paths take long
        found += [f"{folder}/feedback/{name}" for name in rounds if name.endswith(".yml")]
    return found


def phrases_of_folder(name: str) -> Iterator[Phrase]:
    """Yield the forms of the name of a folder, which is mostly named as its client is."""
    slug = name.replace("-", " ")
    if slug.replace(" ", "").isalpha():
        yield from _names(slug, "the name of the folder", 0)


def phrases_of_file(raw: bytes, path: Path) -> Iterator[Phrase]:
    """Yield the phrases of a file of an engagement."""
    values, comments = read_out(raw, path)
    yield from phrases_of_values((*values, *comments))


def phrases_of_values(values: Iterable[TypedValue]) -> Iterator[Phrase]:
    """Yield the phrases of values, but for those which say nothing of a client."""
    for where, text, line in values:
        parts = where.split(".")
        if not _NOT_COMPARED.isdisjoint((parts[0], parts[-1])):
            continue
        if _NAMES.fullmatch(where):
            yield from _names(text, where, line)
        elif where == "organisation":
            yield Phrase(PhraseKind.COMPANY, tuple(words_of(text))[:MOST_WORDS], where, line)
        else:
            yield from phrases_of_text(text, where, line)


def phrases_of_untold(values: Iterable[TypedValue]) -> Iterator[Phrase]:
    """Yield the phrases of values of which a small site may say none, single words among them."""
    for value in values:
        for phrase in phrases_of_values([value]):
            is_text = phrase.kind is PhraseKind.TEXT
            yield phrase._replace(kind=PhraseKind.UNTOLD) if is_text else phrase
        words = tuple(words_of(value.text))
        if len(words) == 1 and _can_be_foreign(words[0]):
            yield Phrase(PhraseKind.UNTOLD, words, value.where, value.line)


def _values(node: Node, where: str) -> Iterator[TypedValue]:
    if isinstance(node.value, str):
        yield TypedValue(where, node.value, node.position.line)
        return
    for part, child in node.children:
        name = str(part + 1) if isinstance(part, int) else part
        yield from _values(child, f"{where}.{name}" if where else name)


def phrases_of_text(text: str, where: str, line: int = 0) -> Iterator[Phrase]:
    """Yield the phrases of a text in which nobody knows what is a name."""
    for words in _addresses(text):
        yield Phrase(PhraseKind.ADDRESS, words, where, line)
    for sentence in _SENTENCE_END.split(text):
        words = tuple(words_of(sentence))
        is_long = len(words) >= LEAST_OF_A_TEXT
        if is_long or (len(words) > 1 and any(map(_can_be_foreign, words))):
            yield Phrase(PhraseKind.TEXT, words[:MOST_WORDS], where, line)
        if len(words) > MOST_WORDS:
            yield Phrase(PhraseKind.TEXT, words[-MOST_WORDS:], where, line)
        for word in words:
            if len(word) >= _LEAST_COINED and _COINED.fullmatch(word):
                yield Phrase(PhraseKind.TEXT, (word,), where, line)


def _can_be_foreign(word: str) -> bool:
    return len(word) >= LEAST_LETTERS and not word.isdigit()


def telephone_words(text: str) -> Iterator[str]:
    """Yield a word for each telephone number of a folded text: its last digits.

    These are the same at home and abroad.
    """
    found = _TELEPHONES.findall(text)
    # What is one within a line is one across lines, or a part of one.
    for match in (*_TELEPHONES_OF_LINES.findall(text), *found) if found else ():
        digits = re.sub(r"\D", "", match)
        if len(digits) > _TELEPHONE_DIGITS:
            yield f"+{digits[-_TELEPHONE_DIGITS:]}"


def _names(name: str, where: str, line: int) -> Iterator[Phrase]:
    """Yield the ways in which a full name is written: also without titles, sorted, as one word,
    without middle names, or with one of its words as an initial.

    A first name alone is nobody's.
    """
    spoken = " ".join(words_of_name(name))
    forms = (spoken, spoken.lower().translate(_UMLAUTS))  # as in mueller@
    bare = (signs.sub("", form) for signs in _WITHIN_NAMES for form in forms)
    for form in dict.fromkeys((*forms, *bare)):
        parts = [(*words_of(part),) for part in form.split()[:MOST_WORDS] if words_of(part)]
        words = tuple(chain(*parts))[:MOST_WORDS]
        if len(words) < 2:
            continue
        by_last = (words[-1], *words[:-1])
        kinds = {
            words: PhraseKind.NAME,
            (words[0], words[-1]): PhraseKind.NAME,
            by_last: PhraseKind.SORTED_NAME,
        }
        for one, kind in kinds.items():
            yield Phrase(kind, one, where, line)
            if len(joined := "".join(one)) >= _LEAST_JOINED:
                yield Phrase(PhraseKind.NAME, (joined,), where, line)
        for one in _with_initials(words[0], words[-1]):
            yield Phrase(PhraseKind.INITIALS, one, where, line)
        for kind, one in _with_long_families(parts):
            if len(one) > 1 and one not in kinds:
                yield Phrase(kind, one[:MOST_WORDS], where, line)


def _with_long_families(parts: Sequence[Words]) -> Iterator[tuple[PhraseKind, Words]]:
    """Yield a name whose family name has several words, wherever that may begin.

    `parts` are what stands between spaces: `van der Berg` has three, and `O'Neil-Smith` one.
    """
    for start in range(1, len(parts)):
        given, family = tuple(chain(*parts[:start])), tuple(chain(*parts[start:]))
        if len(given) + len(family) == 2:
            continue
        firsts = (tuple(chain(*parts[:end])) for end in range(1, start + 1))
        for first in dict.fromkeys((*firsts, given[:1])):
            yield PhraseKind.NAME, (*first, *family)
            yield PhraseKind.SORTED_NAME, (*family, *first)
            yield PhraseKind.NAME, ("".join(first), "".join(family))
        if len(family) > 1 and any(map(_can_be_foreign, family)):
            yield PhraseKind.INITIALS, (given[0][0], *family)
            yield PhraseKind.INITIALS, (*family, given[0][0])
    # In Spanish the second family name is left out; of three words, the two first may be given.
    if len(parts) > _GIVEN_NAMES_AND_FAMILY:
        yield PhraseKind.NAME, tuple(chain(*parts[:-1]))
        yield from _with_long_families(parts[:-1])


def _with_initials(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Yield a name with an initial, where the other word can be known to be from elsewhere."""
    if _can_be_foreign(last):
        yield from ((first[0], last), (last, first[0]))
    if _can_be_foreign(first):
        yield first, last[0]


def _addresses(text: str) -> Iterator[tuple[str, ...]]:
    for address in (*_MAIL.findall(text), *_WEB.findall(text)):
        words = tuple(words_of(address))
        if len(words) > 2:  # the end of an address is what tells it from others of its host
            yield words[-MOST_WORDS:]
    yield from ((word,) for word in telephone_words(folded(text)))


def comments_of(text: str) -> Iterator[TypedValue]:
    """Yield comments; a `#` in a text is taken for one, too, which does no harm."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if found := _COMMENT.search(line):
            block.append(found[1])
        elif block:
            yield TypedValue(COMMENT, " ".join(block), number - len(block))
            block = []


def unique(phrases: Iterable[Phrase]) -> dict[tuple[str, ...], Phrase]:
    """Return the first phrase of each run of words."""
    found: dict[tuple[str, ...], Phrase] = {}
    for phrase in phrases:
        if phrase.words:
            found.setdefault(phrase.words, phrase)
    return found
