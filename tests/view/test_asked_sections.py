"""What is asked outside of goals and sessions."""

from __future__ import annotations

from coaching_site.view.asked_sections import asked_sections
from tests.samples import engagement, programme


def test_sections_by_name() -> None:
    """Each section has its prompts, by the name that engagements and programmes have for it."""
    known = engagement(values=[{"name": "Calm"}, {"name": "Candour"}])
    found = asked_sections(known, programme(), ()).by_name
    assert [*found] == [*programme().prompts_by_section]
    assert {one.key.section for one in found["party"]} == {"party"}
    audiences, prompts = programme().values.audiences, programme().values.prompts
    assert len(found["values"]) == 2 * len(audiences) * len(prompts)
