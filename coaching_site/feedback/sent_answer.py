"""The answer of a rater as it comes out of its envelope: read with suspicion."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, ValidationError

from coaching_site.feedback.rater_form import MOST_CHARACTERS
from coaching_site.model.feedback import Freeze
from coaching_site.model.formats import ScoreText
from coaching_site.model.types import Id, OneLine, Record, Text
from coaching_site.replies.reply import ReplyRefused

_FORMAT: Final = "coaching-answer"
_MOST_ITEMS: Final = 200
_Comment = Annotated[Text, Field(max_length=MOST_CHARACTERS)]


class SentAnswer(Record):
    """What a rater gave; `code` is that of the device for this round, and of nobody's name."""

    format: Literal["coaching-answer"]
    version: Literal[1]
    code: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    engagement: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,99}$")]
    round: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,99}$")]
    group: OneLine
    promised: Freeze
    scores: Annotated[dict[Id, ScoreText], Field(max_length=_MOST_ITEMS)]
    comments: Annotated[dict[Id, _Comment], Field(max_length=_MOST_ITEMS)]


def is_answer(data: Any) -> bool:
    """Tell whether what came out of an envelope is the answer of a rater."""
    return isinstance(data, dict) and data.get("format") == _FORMAT


def answer_of(data: Any) -> SentAnswer:
    """Return the answer that some data are; raise `ReplyRefused` for anything else."""
    if isinstance(data.get("version"), int) and data["version"] > 1:
        raise ReplyRefused("a newer coaching-site made this form: install it to read the answer")
    try:
        return SentAnswer.model_validate(data)
    except ValidationError:
        # What is wrong in it is not told: it might be what somebody wrote.
        raise ReplyRefused("this is not an answer that a form of ours makes") from None
