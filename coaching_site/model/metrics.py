"""Metrics: numbers that a goal is measured by, each with its start, its target and readings."""

from __future__ import annotations

from pydantic import Field

from coaching_site.model.formats import Better
from coaching_site.model.prompt_key import PromptKey, name_by_place
from coaching_site.model.types import Day, Id, OneLine, OptionalProse, Quantity, Record, StrictBool


class MetricReading(Record):
    """What a metric stood at on one day; `id` is that of the reply's item that brought it."""

    on: Day = Field(description="The day of the reading, such as 2026-10-15.")
    value: Quantity = Field(description="The number alone, such as 24 or 96.4, without its unit.")
    note: OptionalProse = Field(default=None, description="What is to be said of it.")
    id: Id | None = Field(
        default=None,
        description="The id of the reply that brought it; `coaching-site receive` writes it.",
    )


class Metric(Record):
    """A number that a goal is measured by. All but its name may wait.

    Without `start_on` the start is of the first day of the coaching, without `target_on` the
    target is of the goal's deadline. Which kind of number it is follows from its `unit`.
    """

    name: OneLine = Field(description="What is counted, in a few words.")
    id: Id | None = Field(
        default=None,
        description="A short name, unique in the goal, that stays when the metric is renamed.",
    )
    unit: OneLine | None = Field(
        default=None,
        description=(
            "%, a currency such as EUR, a length of time such as minutes or days, per day, per "
            "week or per month, 1-10 for a rating of oneself, or a word of your own."
        ),
    )
    start: Quantity | None = Field(
        default=None, description="The number at the start, without its unit, such as 24."
    )
    start_on: Day | None = Field(
        default=None, description="The day of the start; without it, the first day of the coaching."
    )
    target: Quantity | None = Field(
        default=None, description="The number to reach, without its unit, such as 6."
    )
    target_on: Day | None = Field(
        default=None, description="The day of the target; without it, the deadline of the goal."
    )
    better: Better | None = Field(
        default=None,
        description="higher or lower: which numbers are better, where no `start` tells.",
    )
    shared: StrictBool = Field(
        default=False,
        description=(
            "Whether the executive lets the sponsor see it, if the goal is shared, too: true or "
            "false. `coaching-site receive` writes it."
        ),
    )
    readings: tuple[MetricReading, ...] = Field(
        default=(), description="What the number was, at most one for a day."
    )


def metric_id(metric: Metric, number: int) -> str:
    """Return the id that a metric was given, or one from its place in the list, from 1."""
    return metric.id or name_by_place("readings", number)


def metric_key(goal_name: str, metric: Metric, number: int) -> PromptKey:
    """Return what replies call the readings of a metric of the goal with an id."""
    return PromptKey.of("readings", goal_name, metric_id(metric, number))
