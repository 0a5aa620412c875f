"""Rounds of feedback as they might be, and the same where a portal withholds what was answered."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from coaching_site.model.feedback import Comment, RaterAnswer, RaterGroup, RaterItem, Round
from coaching_site.model.programme import FeedbackRules

RULES: Final = FeedbackRules(smallest_group=3, smallest_group_for_comments=5)
_DAY: Final = date(2026, 10, 1)
_SCORES: Final = ("cannot say", "-3", "-1", "0", "2", "3")
_KEYS: Final = ("a", "b")


def random_round(chance: random.Random, number: int, first_day: date = _DAY) -> Round:
    """Return the round of this number, of which some groups have answered and some have not."""
    groups = (
        RaterGroup.model_construct(name="Boss", who="manager"),
        RaterGroup.model_construct(name="Peers", smallest=chance.choice([None, 4])),
        RaterGroup.model_construct(name="Team"),
    )
    sizes = {
        "Boss": chance.randint(0, 1),
        "Peers": chance.randint(0, 6),
        "Team": chance.randint(0, 6),
    }
    return Round.model_construct(
        closes=first_day + timedelta(days=30 * number),
        scale="-3 to 3",
        statements=tuple(RaterItem.model_construct(id=key, text=key.upper()) for key in _KEYS),
        groups=groups,
        answers=tuple(_answer(chance, name) for name, n in sizes.items() for _ in range(n)),
        comments=tuple(
            Comment.model_construct(group=name, question=None, text=_word(chance))
            for name, size in sizes.items()
            for _ in range(size)
        ),
    )


def _answer(chance: random.Random, group: str) -> RaterAnswer:
    return RaterAnswer.model_construct(
        group=group, scores={key: chance.choice(_SCORES) for key in _KEYS}
    )


def _word(chance: random.Random) -> str:
    return f"word {chance.randint(0, 9)}"


def other_round(chance: random.Random, one: Round, day: date) -> Round:
    """Return a round in which whatever a portal of a day withholds has been answered otherwise."""
    if one.closes >= day:
        other = random_round(chance, 0)
        return one.model_copy(update={"answers": other.answers, "comments": other.comments})
    answers, comments = [*one.answers], [*one.comments]
    for group in one.groups:
        smallest, for_comments = group.minimums(RULES)
        mine = [answer for answer in one.answers if answer.group == group.name]
        given = {key: sum(answer.scores[key] != "cannot say" for answer in mine) for key in _KEYS}
        few = [key for key in _KEYS if given[key] < smallest]
        answers = [
            _instead(chance, a, few) if few and a.group == group.name else a for a in answers
        ]
        if len(mine) < for_comments:
            comments = [one for one in comments if one.group != group.name]
            comments += _said(chance, group.name)
        if len(few) == len(_KEYS) and len(mine) < smallest:
            # Even how many answered is nobody's business.
            answers = [a for a in answers if a.group != group.name]
            answers += [_answer(chance, group.name) for _ in range(chance.randint(0, smallest - 1))]
    return one.model_copy(update={"answers": tuple(answers), "comments": tuple(comments)})


def _instead(chance: random.Random, answer: RaterAnswer, few: Sequence[str]) -> RaterAnswer:
    """Return an answer with other scores for statements that too few could judge."""
    # Who could not judge still cannot: else there might be enough.
    given = {
        key: chance.choice(_SCORES) if key in few and score != "cannot say" else score
        for key, score in answer.scores.items()
    }
    return RaterAnswer.model_construct(group=answer.group, scores=given)


def _said(chance: random.Random, group: str) -> Iterator[Comment]:
    for _ in range(chance.randint(0, 4)):
        yield Comment.model_construct(group=group, question=None, text=_word(chance))
