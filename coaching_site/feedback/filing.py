"""Answers of raters put into the file of their round."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site.feedback.round_text import round_text
from coaching_site.feedback.sections import FileLines
from coaching_site.feedback.sent_answer import SentAnswer
from coaching_site.files import write_atomically
from coaching_site.loading.rounds import round_in
from coaching_site.model.feedback import Comment, Freeze, RaterAnswer, RaterGroup, Round
from coaching_site.model.programme import FeedbackRules
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import InvalidInput, Problem, quoted
from coaching_site.replies.reply import ReplyRefused

_OURS: Final = ("frozen", "codes", "answers", "comments")
_NOT_ASKED: Final = "it answers what the round does not ask"
_PARTS: Final = {
    "statements": "its statements or questions",
    "scale": "its scale",
    "groups": "its groups",
    "days": "its days",
}


class ReceivedBefore(ReplyRefused):
    """An answer is in its round already."""


def with_answer(asked: Round, sent: SentAnswer, rules: FeedbackRules, today: date) -> Round:
    """Return a round with an answer that was sent.

    Raises `ReceivedBefore`, or `ReplyRefused` for one that came too early or too late, or answers
    something else than what the round asks now.
    """
    code = sha256(sent.code.encode()).hexdigest()[:16]
    if code in asked.codes:
        raise ReceivedBefore("This answer was received before: nothing was changed")
    if asked.opens and today < asked.opens:
        raise ReplyRefused(f"the round opens on {asked.opens}: receive the answer from that day on")
    if today > asked.closes:
        raise ReplyRefused(
            f"the round closed on {asked.closes}, and a portal may have shown it since: "
            "an answer that comes later could be worked out"
        )
    _check_promise(asked, sent, rules)
    known = {one.id for one in asked.statements}, {one.id for one in asked.questions}
    if not (sent.scores.keys() <= known[0] and sent.comments.keys() <= known[1]):
        raise ReplyRefused(_NOT_ASKED)
    group = next((one for one in asked.groups if one.name == sent.group), None)
    if group is None:
        raise ReplyRefused(f"the round has no group {quoted(sent.group)}")
    if group.is_one_person and any(one.group == group.name for one in asked.answers):
        raise ReplyRefused(f"{quoted(group.name)} has answered already")
    return asked.model_copy(
        update={
            "frozen": asked.freeze(rules),
            "codes": tuple(sorted((*asked.codes, code))),
            "answers": (*asked.answers, RaterAnswer(group=group.name, scores=sent.scores)),
            "comments": (*asked.comments, *_comments(sent, group)),
        }
    )


def file_answer(path: Path, sent: SentAnswer, rules: FeedbackRules, today: date) -> Round:
    """Put an answer into the file of its round, and return the round as it is now.

    Every byte that the coach wrote stays. Raises `ReplyRefused` for an answer that is not taken,
    and `InvalidInput` for a file that has problems, or is written so that it cannot be changed.
    """
    before = read_bytes(path)
    asked = with_answer(round_in(before, path, rules).record, sent, rules, today)
    after = _file_with(before, path, asked)
    try:
        read = round_in(after, path, rules).record
    except InvalidInput:
        raise ReplyRefused(_NOT_ASKED) from None
    if _sorted(read) != _sorted(asked):
        message = "it is written in a way in which no answer can be put into it safely"
        raise InvalidInput([Problem.of_file(path, message)])
    _replace(path, before, after)
    return read


def freeze(path: Path, rules: FeedbackRules) -> bool:
    """Note in the file of a round what was promised, if there are answers and nothing says it.

    Returns whether that was so. Raises `InvalidInput` for a file that has problems, or is written
    so that it cannot be changed.
    """
    before = read_bytes(path)
    asked = round_in(before, path, rules, frozen=False).record
    if asked.frozen or not (asked.answers or asked.comments):
        return False
    asked = asked.model_copy(update={"frozen": asked.freeze(rules)})
    _replace(path, before, _file_with(before, path, asked))
    return True


def _replace(path: Path, before: bytes, after: bytes) -> None:
    """Let a file hold other bytes, unless somebody has saved it meanwhile."""
    if read_bytes(path) != before:
        message = "your file was saved meanwhile: nothing was written, run the command again"
        raise InvalidInput([Problem.of_file(path, message)])
    write_atomically(path.resolve(), after, mode=path.stat().st_mode & 0o777)


def _file_with(raw: bytes, path: Path, asked: Round) -> bytes:
    """Return the bytes of a round's file with what the program writes in it as a round says."""
    file = FileLines.of(raw)
    kept = file.without([*file.sections(_OURS, path).values()]).rstrip(b"\r\n")
    end = b"\r\n" if b"\r\n" in raw else b"\n"
    return kept + end + round_text(asked, _OURS).encode().replace(b"\n", end)


def _sorted(asked: Round) -> dict[str, object]:
    """Return what a round says, without the order of answers and comments."""
    said = asked.model_dump()
    for key in ("answers", "comments"):
        said[key] = sorted(json.dumps(one, sort_keys=True) for one in said[key])
    return said


@dataclass(frozen=True)
class AnswerCount:
    """How many of a group have answered, and how many it takes to show it."""

    group: str
    given: int
    smallest: int


def counts_of(asked: Round, rules: FeedbackRules) -> tuple[AnswerCount, ...]:
    """Return how many have answered, by group: all that is told of a round that is open."""
    given = Counter(one.group for one in asked.answers)
    return tuple(
        AnswerCount(one.name, given[one.name], one.minimums(rules)[0]) for one in asked.groups
    )


def _check_promise(asked: Round, sent: SentAnswer, rules: FeedbackRules) -> None:
    now = asked.freeze(rules)
    for key in Freeze.model_fields:
        if getattr(now, key) != getattr(sent.promised, key):
            raise ReplyRefused(
                f"the form was made before the round changed in {_PARTS[key]}: "
                "make forms anew with `coaching-site ask`, and ask for the answer again"
            )


def _comments(sent: SentAnswer, group: RaterGroup) -> Iterator[Comment]:
    for question, text in sent.comments.items():
        yield Comment(group=group.name, question=question, text=text)
