"""Rounds that stand in an engagement, moved into files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from coaching_site.feedback.round_text import round_file
from coaching_site.feedback.sections import FileLines, SectionLines
from coaching_site.model.activities import FeedbackRound
from coaching_site.model.feedback import Comment, RaterAnswer, RaterGroup, RaterItem, Round
from coaching_site.model.programme import FeedbackRules

_SECTION: Final = "feedback"
_COMMENT: Final = re.compile(r"^[ \t]*#[ \t]?(.*)$")


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
    file = FileLines.of(raw)
    section = file.sections([_SECTION], path)[_SECTION]
    remarks = _remarks(file.lines, section)
    return Moved(
        engagement=file.without([section]),
        rounds={
            one.on.isoformat(): round_file(as_round(one, rules), remark)
            for one, remark in zip(rounds, remarks, strict=True)
        },
    )


def _starts(section: SectionLines) -> list[int]:
    """Return the lines at which the rounds of a section begin."""
    children = section.node.children if section.node else ()
    return [child.position.line - 1 for _, child in children]


def _remarks(lines: Sequence[str], section: SectionLines) -> list[tuple[str, ...]]:
    """Return the comments of each round; those above its first line are its own."""
    starts = _starts(section)
    found: list[list[str]] = [[] for _ in starts]
    for number in range(section.first, section.end):
        if not (match := _COMMENT.match(lines[number].rstrip("\r\n"))):
            continue
        follows = next(
            (n for n in range(number, section.end) if not _COMMENT.match(lines[n])), number
        )
        index = sum(start <= follows for start in starts) - 1
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
            *(_group(name, feedback, rules) for name in names),
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


def _group(name: str, feedback: FeedbackRound, rules: FeedbackRules) -> RaterGroup:
    """Return a group, of which comments that were withheld stay so.

    A list of scores does not say who gave none, so a group was as large as its shortest one.
    """
    sizes = [len(one.groups.get(name, ())) for one in feedback.statements if name in one.groups]
    enough = rules.smallest_group_for_comments
    is_withheld = min(sizes, default=0) < enough <= max(sizes, default=0)
    return RaterGroup(name=name, smallest_for_comments=max(sizes) + 1 if is_withheld else None)


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
