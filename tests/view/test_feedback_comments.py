"""An attacker who sees every portal of a sequence of rounds learns no score of a withheld group."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from coaching_site.model.feedback import Round, answered_round
from coaching_site.view.feedback import FeedbackView, views_of_feedback
from tests.view.attacks import RULES, other_round, random_round

ROUNDS: Final = 10_000


def test_other_answers_of_withheld_groups_change_nothing() -> None:
    """Whatever a withheld group answers, the portal of any day is the same, so none tells it.

    Withheld are groups below their minimum, statements that too few of a group could judge, and
    rounds that are still open: from two portals of one open round, the later answer would follow.
    """
    chance = random.Random(2026)
    seen = shown = 0
    while seen < ROUNDS:
        rounds = [random_round(chance, number) for number in range(chance.randint(1, 3))]
        day = chance.choice(rounds).closes + timedelta(days=chance.randint(0, 1))
        before = _portal(rounds, day)
        assert _portal([other_round(chance, one, day) for one in rounds], day) == before
        shown += sum(len(one.groups) for one in before)
        seen += len(rounds)
    assert shown > ROUNDS // 4  # else nothing was tried


def _portal(rounds: Sequence[Round], day: date) -> tuple[FeedbackView, ...]:
    return views_of_feedback([answered_round(one, RULES) for one in rounds], RULES, day)
