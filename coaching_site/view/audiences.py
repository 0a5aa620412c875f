"""Which texts of an engagement each of its readers may see, and which they may not.

What is made from a view cannot say more than it; this is what the search for leaks goes by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final, NamedTuple

from coaching_site.model import Engagement, Programme
from coaching_site.model.activities import FeedbackRound
from coaching_site.model.feedback import AnsweredRound
from coaching_site.view.feedback_comments import comments_of
from coaching_site.view.sponsor import SponsorView

_HIDDEN: Final[Any] = {"executive": {"email"}, "feedback": {"__all__": {"comments"}}}


class PlacedText(NamedTuple):
    """A text of an engagement and its place, as in `goals.2.title`."""

    place: str
    text: str


def shown_texts(engagement: Engagement, programme: Programme, as_of: date) -> Iterator[str]:
    """Yield what the engagement says and its portal may show, names of groups included."""
    dump = engagement.model_dump(exclude=_HIDDEN)
    yield from (text for _, text in _placed_texts(dump, with_keys=True))
    for feedback in engagement.feedback:
        yield from _told_comments(feedback, programme, as_of)
        if isinstance(feedback, AnsweredRound):
            yield from filter(None, (*feedback.told, *feedback.ends))


def hidden_texts(engagement: Engagement, programme: Programme, as_of: date) -> Iterator[PlacedText]:
    """Yield what the engagement says and its portal may not show."""
    yield PlacedText("executive.email", engagement.executive.email or "")
    for number, feedback in enumerate(engagement.feedback, 1):
        told = {*_told_comments(feedback, programme, as_of)}
        where = f"feedback round {number}, a comment"
        for comments in feedback.comments.values():
            yield from (PlacedText(where, text) for text in comments if text not in told)


def told_texts(report: SponsorView) -> frozenset[str]:
    """Return the texts that a sponsor is told."""
    return frozenset(text for _, text in _placed_texts(asdict(report)))


def untold_texts(engagement: Engagement, report: SponsorView) -> Iterator[PlacedText]:
    """Yield what the engagement says and its sponsor is not told."""
    told = told_texts(report)
    for place, text in _placed_texts(engagement.model_dump()):
        if text not in told:
            yield PlacedText(".".join(map(str, place)), text)


def _told_comments(feedback: FeedbackRound, programme: Programme, as_of: date) -> Iterator[str]:
    """Yield the comments of a round that the portal shows."""
    if feedback.shown_from <= as_of:
        for by_question in comments_of(feedback, programme.feedback):
            for _, comments in by_question.by_group:
                yield from comments


def _placed_texts(
    value: object, place: tuple[object, ...] = (), *, with_keys: bool = False
) -> Iterator[tuple[tuple[object, ...], str]]:
    """Yield every text in mappings and lists with its place, if asked the keys of mappings too."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping | list | tuple):
        items = [*(value.items() if isinstance(value, Mapping) else enumerate(value, 1))]
        if with_keys and isinstance(value, Mapping):
            yield from ((place, str(key)) for key, _ in items)
        for key, inner in items:
            yield from _placed_texts(inner, (*place, key), with_keys=with_keys)
