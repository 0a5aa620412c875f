"""Rounds that stand in an engagement, moved into files of their own."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from coaching_site.feedback.round_text import round_text
from coaching_site.model.activities import FeedbackRound
from coaching_site.model.feedback import Comment, RaterAnswer, RaterGroup, RaterItem, Round
from coaching_site.model.programme import FeedbackRules
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Report
from coaching_site.parsing.syntax import read_tree
from coaching_site.problems import InvalidInput, Problem

_SECTION: Final = "feedback"
_COMMENT: Final = re.compile(r"^[ \t]*#[ \t]?(.*)$")
_BY_HAND: Final = "the rounds of `feedback` are written in a way in which they cannot be moved"


@dataclass(frozen=True)
class Moved:
    """An engagement's file without its rounds, and the text of each round by its name."""

    engagement: bytes
    rounds: Mapping[str, str]


def moved_rounds(
    raw: bytes, path: Path, rounds: Sequence[FeedbackRound], rules: FeedbackRules
) -> Moved:
    """Return the bytes of an engagement's file without its `rounds`, which go into files.

    `rules` are those of the programme. Comments beside a round go with it. Raises `InvalidInput`
    for a file from which lines cannot be taken safely.
    """
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    # Not splitlines(), which takes more for line ends than YAML does.
    lines = re.split(r"(?<=\n)", raw.removeprefix(mark).decode())
    section = _section_of(lines, path)
    remarks = _remarks(lines, section)
    return Moved(
        engagement=mark + "".join((*lines[: section.first], *lines[section.end :])).encode(),
        rounds={
            one.on.isoformat(): round_text(as_round(one, rules), remark)
            for one, remark in zip(rounds, remarks, strict=True)
        },
    )


@dataclass(frozen=True)
class _SectionLines:
    """The lines of a section, from `first` up to `end`, and those with which its rounds begin."""

    first: int
    end: int
    starts: tuple[int, ...]


def _section_of(lines: Sequence[str], path: Path) -> _SectionLines:
    report = Report(path)
    text = "".join(lines).replace("\r\n", "\n").replace("\r", "\n")
    root = read_tree(text, report).root
    place = root.keys.get(_SECTION) if root else None
    if root is None or place is None or place.column != 1 or report:
        raise InvalidInput([Problem.of_file(path, _BY_HAND)])
    first = place.line - 1
    after = [key.line - 1 for key in root.keys.values() if key.line - 1 > first]
    end = min(after, default=len(lines))
    # What stands before the next section, or at the end of the file, is not of this one.
    while end - 1 > first and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    if any(key.line - 1 == first for name, key in root.keys.items() if name != _SECTION):
        raise InvalidInput([Problem.of_file(path, _BY_HAND)])
    node = root.child(_SECTION)
    return _SectionLines(first, end, tuple(_starts(node)) if node else ())


def _starts(section: Node) -> Iterator[int]:
    for _, child in section.children:
        yield child.position.line - 1


def _remarks(lines: Sequence[str], section: _SectionLines) -> list[tuple[str, ...]]:
    """Return the comments of each round; those above its first line are its own."""
    found: list[list[str]] = [[] for _ in section.starts]
    for number in range(section.first, section.end):
        if not (match := _COMMENT.match(lines[number].rstrip("\r\n"))):
            continue
        follows = next(
            (n for n in range(number, section.end) if not _COMMENT.match(lines[n])), number
        )
        index = sum(start <= follows for start in section.starts) - 1
        found[max(index, 0)].append(match[1])
    return [tuple(each) for each in found]


def as_round(feedback: FeedbackRound, rules: FeedbackRules) -> Round:
    """Return a round that stands in an engagement as one that is a file, frozen as it is.

    The first score of each list becomes that of one answer, the second that of another, and so on.
    """
    ids = [f"s{number}" for number, _ in enumerate(feedback.statements, 1)]
    names = [*dict.fromkeys(name for one in feedback.statements for name in one.groups)]
    names += [name for name in feedback.comments if name not in names]
    people = [who for who in ("self", "coach") if any(getattr(s, who) for s in feedback.statements)]
    asked = Round(
        title=feedback.title,
        closes=feedback.on,
        scale=str(feedback.scale),
        statements=tuple(
            RaterItem(id=key, text=one.text)
            for key, one in zip(ids, feedback.statements, strict=True)
        ),
        groups=(
            *(RaterGroup(name=_free(who, names), who=who) for who in people),
            *(RaterGroup(name=name) for name in names),
        ),
        summary=feedback.summary,
        answers=tuple(_answers(feedback, ids, people, names)),
        comments=tuple(
            Comment(group=name, text=text)
            for name, texts in feedback.comments.items()
            for text in texts
        ),
    )
    is_answered = asked.answers or asked.comments
    return asked.model_copy(update={"frozen": asked.freeze(rules)}) if is_answered else asked


def _free(who: str, names: Sequence[str]) -> str:
    """Return a name for a person that no group has."""
    name = who.capitalize()
    is_taken = name.casefold() in map(str.casefold, names)
    return f"{name} ({who})" if is_taken else name


def _answers(
    feedback: FeedbackRound, ids: Sequence[str], people: Sequence[str], names: Sequence[str]
) -> Iterator[RaterAnswer]:
    statements = list(zip(ids, feedback.statements, strict=True))
    for who in people:
        own = {key: getattr(one, who) for key, one in statements}
        given = {key: str(score) for key, score in own.items() if score is not None}
        yield RaterAnswer(group=_free(who, names), scores=given)
    for name in names:
        columns = [one.groups.get(name, ()) for _, one in statements]
        for row in zip_longest(*columns):
            given = {k: str(s) for k, s in zip(ids, row, strict=True) if s is not None}
            yield RaterAnswer(group=name, scores=given)
