"""The workbook says whose it is, what it calls goals and values, and which answers it shows."""

from __future__ import annotations

from coaching_site.documents.workbook import source_of
from tests.documents.test_pdf import AMARA, TOMAS, sample, shown


def test_the_middle_of_a_programme() -> None:
    """Each goal, value and metric has its name, each answered prompt its revision."""
    portal = shown(sample(AMARA))
    source = source_of(portal, portal.goals, AMARA)
    assert source.engagement == AMARA
    assert {goal.page: goal.title for goal in portal.goals}.items() <= source.names.items()
    assert {value.name for value in portal.values} <= set(source.names.values())
    metrics = {str(one.key): one.name for goal in portal.goals for one in goal.metrics}
    assert metrics.items() <= source.names.items()
    of_goals = (prompt for goal in portal.goals for prompt in goal.prompts)
    asked = (*portal.all_prompts, *portal.preparation, *of_goals)
    assert source.seen == {str(one.key): one.revision for one in asked if one.answers}


def test_a_first_week() -> None:
    """What has no name yet has none there: what is typed for it is known as new."""
    portal = shown(sample(TOMAS))
    assert source_of(portal, portal.goals, TOMAS).names == {}
