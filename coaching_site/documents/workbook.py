"""The workbook: the names of its fields, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from coaching_site.model.workbook import WorkbookSource
from coaching_site.view import PortalView
from coaching_site.view.goals import GoalView
from coaching_site.view.metrics import MetricView
from coaching_site.view.prompts import AskedPrompt

_MIN_ACTION_ROWS: Final = 5
_READING_ROWS: Final = 4


def source_of(portal: PortalView, goals: Sequence[GoalView], slug: str) -> WorkbookSource:
    """Return what the workbook of the engagement `slug` says of itself; `goals` are those in it."""
    prompts = [*_prompts(portal, goals)]
    return WorkbookSource(
        engagement=slug,
        names=_names(prompts, goals),
        seen={str(one.key): one.revision for one in prompts if one.answers},
    )


def _prompts(portal: PortalView, goals: Sequence[GoalView]) -> Iterator[AskedPrompt]:
    yield from portal.all_prompts
    yield from portal.preparation
    yield from chain.from_iterable(goal.prompts for goal in goals)


def _names(prompts: Sequence[AskedPrompt], goals: Sequence[GoalView]) -> dict[str, str]:
    owners = {f"{one.key.section}/{one.key.owner}": one.of for one in prompts if one.of}
    metrics = chain.from_iterable(goal.metrics for goal in goals)
    return {**owners, **{str(metric.key): metric.name for metric in metrics}}


def fields_of(asked: AskedPrompt) -> tuple[str, ...]:
    """Return the names of the fields in which a prompt may be answered, or answered further.

    They are the prompt's key, or with a number behind it where the prompt counts its answers.
    """
    if not asked.prompt.count:
        return (asked.key,)
    first = len(asked.answers) + 1
    return tuple(f"{asked.key}/{number}" for number in range(first, first + max(asked.wanted, 1)))


def new_actions(goal: GoalView) -> tuple[str, ...]:
    """Return the names of rows for actions to come: five with those that there are, or two."""
    first = len(goal.actions) + 1
    last = max(_MIN_ACTION_ROWS, len(goal.actions) + 2)
    return tuple(f"{goal.page}/actions/{number}" for number in range(first, last + 1))


def new_readings(metric: MetricView) -> tuple[str, ...]:
    """Return the names of rows for readings to come."""
    return tuple(f"{metric.key}/{number}" for number in range(1, _READING_ROWS + 1))
