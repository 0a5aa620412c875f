"""Ratings from 1 to 10, round by round: those of the engagement and those of its reviews."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from coaching_site.model import Engagement, Programme
from coaching_site.model.programme import Scale
from coaching_site.view.extremes import MOST_NAMED, farthest

_MARGIN_PERCENT: Final = 12  # at either end of the chart, so that no date below a point is cut off


@dataclass(frozen=True)
class RatingPoint:
    """A score given in round `number` (from 1), at `percent` of the width of the chart."""

    number: int
    score: int
    percent: float


@dataclass(frozen=True)
class RatedScale:
    """One scale with a score for each round, the oldest first; None where it was left out."""

    scale: Scale
    scores: tuple[int | None, ...]

    @property
    def change(self) -> int | None:
        """The last score less the first; None with fewer than two."""
        given = [score for score in self.scores if score is not None]
        return given[-1] - given[0] if len(given) > 1 else None

    @property
    def points(self) -> tuple[RatingPoint, ...]:
        """The scores that were given, each in its round."""
        return tuple(
            RatingPoint(index + 1, score, percent_of_round(index, len(self.scores)))
            for index, score in enumerate(self.scores)
            if score is not None
        )

    @property
    def lines(self) -> tuple[tuple[RatingPoint, RatingPoint, bool], ...]:
        """Each score and the next, and whether a round between them has none."""
        return tuple((a, b, b.number - a.number > 1) for a, b in pairwise(self.points))


@dataclass(frozen=True)
class RatedRound:
    """A day on which scales were rated; `shares_day` asks to say which of two rounds it is."""

    on: date
    at_review: bool
    shares_day: bool


@dataclass(frozen=True)
class RatingsView:
    """All scales over all rounds."""

    rounds: tuple[RatedRound, ...]
    scales: tuple[RatedScale, ...]

    @property
    def percents(self) -> tuple[float, ...]:
        """The position of each round, in per cent of the width."""
        return tuple(percent_of_round(n, len(self.rounds)) for n in range(len(self.rounds)))

    @property
    def share_days(self) -> bool:
        """Whether two rounds are of one day, so that the date alone does not identify them."""
        return any(rated.shares_day for rated in self.rounds)

    @property
    def largest(self) -> tuple[RatedScale, ...]:
        """The scales that have changed most, up or down; none where nothing stands out."""
        return farthest((one, abs(one.change)) for one in self.scales if one.change is not None)

    @property
    def fallen(self) -> tuple[RatedScale, ...]:
        """The scales that are lower than at first; none where too many are for a sentence."""
        fallen = tuple(one for one in self.scales if (one.change or 0) < 0)
        return fallen if len(fallen) <= MOST_NAMED else ()

    @property
    def changes(self) -> tuple[int, ...]:
        """The change of each scale that has been rated more than once."""
        return tuple(scale.change for scale in self.scales if scale.change is not None)


def percent_of_round(index: int, count: int) -> float:
    """Return the position in per cent of a round (from 0) among `count` rounds."""
    if count == 1:
        return 50.0
    return round(_MARGIN_PERCENT + (100 - 2 * _MARGIN_PERCENT) * index / (count - 1), 1)


def ratings_of(engagement: Engagement, programme: Programme, as_of: date) -> RatingsView:
    """Return every round of ratings up to the day, those made at reviews included."""
    rated = [(r.on, False, r.scores) for r in engagement.ratings]
    rated += [(r.on, True, r.scores) for r in engagement.reviews]
    rounds = sorted((r for r in rated if r[2] and r[0] <= as_of), key=lambda r: r[0])
    days = Counter(day for day, _, _ in rounds)
    return RatingsView(
        tuple(RatedRound(day, at_review, days[day] > 1) for day, at_review, _ in rounds),
        tuple(
            RatedScale(scale, tuple(scores.get(scale.id) for _, _, scores in rounds))
            for scale in programme.ratings
        ),
    )
