"""The text of a round's file, as the program writes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from coaching_site.editing import entry_lines
from coaching_site.model.feedback import Comment, Round, score_of

_SCHEMA: Final = "# yaml-language-server: $schema=../../round.schema.json"
_KEYS: Final = tuple(Round.model_fields)


def round_file(asked: Round, remarks: Iterable[str] = ()) -> str:
    """Return the text of a file that holds a round, with remarks as comments at its head."""
    head = [_SCHEMA, *(f"# {remark}".rstrip() for remark in remarks)]
    return "\n".join(head) + "\n" + round_text(asked, _KEYS)


def round_text(asked: Round, keys: Iterable[str]) -> str:
    """Return the text of some keys of a round, each below an empty line.

    Answers and comments are sorted by what they say, so that their order tells nothing.
    """
    said = asked.model_dump(exclude_defaults=True, exclude_none=True)
    said |= {"scale": _scale(asked), "answers": _answers(asked), "comments": _comments(asked)}
    lines = [line for key in keys if said.get(key) for line in ["", *entry_lines(key, said[key])]]
    return "".join(f"{line}\n" for line in lines)


def _scale(asked: Round) -> int | str:
    return int(asked.scale) if asked.scale.isdecimal() else asked.scale


def _answers(asked: Round) -> list[dict[str, Any]]:
    names = [group.name for group in asked.groups]
    ids = [statement.id for statement in asked.statements]
    found = [
        (names.index(one.group), [one.scores.get(key, "") for key in ids], one)
        for one in asked.answers
    ]
    ordered = sorted(found, key=lambda each: each[:2])
    return [{"group": one.group, "scores": _numbers(one.scores, ids)} for *_, one in ordered]


def _numbers(scores: Mapping[str, str], ids: Sequence[str]) -> dict[str, int | str]:
    """Return scores in the order of their statements, as YAML shows them on one line if it can."""
    numbers = {key: score_of(scores[key]) for key in ids if key in scores}
    return {key: scores[key] if score is None else score for key, score in numbers.items()}


def _comments(asked: Round) -> list[dict[str, Any]]:
    def place(comment: Comment) -> tuple[str, int, str]:
        return comment.question or "", names.index(comment.group), comment.text

    names = [group.name for group in asked.groups]
    ordered = sorted(asked.comments, key=place)
    return [comment.model_dump(exclude_none=True) for comment in ordered]
