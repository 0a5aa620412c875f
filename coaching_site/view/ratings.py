"""Ratings from 1 to 10, round by round: those of the engagement and those of its reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coaching_site.model import Engagement, Programme
from coaching_site.model.programme import Scale


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


@dataclass(frozen=True)
class RatingsView:
    """All scales over all rounds."""

    rounds: tuple[date, ...]
    scales: tuple[RatedScale, ...]


def ratings_of(engagement: Engagement, programme: Programme, as_of: date) -> RatingsView:
    """Return every round of ratings up to the day, those made at reviews included."""
    rated = [(r.on, r.scores) for r in engagement.ratings]
    rated += [(r.on, r.scores) for r in engagement.reviews]
    rounds = sorted((r for r in rated if r[1] and r[0] <= as_of), key=lambda r: r[0])
    return RatingsView(
        tuple(day for day, _ in rounds),
        tuple(
            RatedScale(scale, tuple(scores.get(scale.id) for _, scores in rounds))
            for scale in programme.ratings
        ),
    )
