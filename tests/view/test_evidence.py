"""What shows how far a part of the programme has come."""

from __future__ import annotations

import pytest

from coaching_site.model.programme import Evidence
from coaching_site.view.evidence import facts_of
from coaching_site.view.goal_evidence import GOAL_EVIDENCE
from tests.samples import engagement, portal


@pytest.mark.parametrize("name", [name for name in Evidence if name not in GOAL_EVIDENCE])
def test_every_evidence_has_its_facts(name: Evidence) -> None:
    """No word that a programme may use is without facts, and none holds at the beginning."""
    assert not any(facts_of(name, engagement(), portal().as_of))


def test_a_prompt_about_the_situation_is_evidence() -> None:
    """The key of a prompt is evidence once it has an answer."""
    answered = engagement(situation={"context": "A merger."})
    day = portal().as_of
    assert facts_of("situation/context", answered, day) == [True]
    assert facts_of("situation/gaps", answered, day) == [False]
