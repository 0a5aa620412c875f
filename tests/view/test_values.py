"""Values in behaviour."""

from __future__ import annotations

from coaching_site.view.values import values_of
from tests.samples import engagement, programme


def test_no_values_yet() -> None:
    """Without any, a portal asks for the first by its number, for each audience."""
    [value] = values_of(engagement(), programme(), ())
    assert (value.number, value.key, value.name, value.meaning) == (1, "1", None, None)
    assert [audience for audience, _ in value.audiences] == [*programme().values.audiences]


def test_values() -> None:
    """Each has its id or its number, and asks the same of each audience; a new name is told."""
    typed = [{"name": "Candour", "id": "candour", "meaning": "x"}, {"name": "Care"}]
    first, second = values_of(engagement(values=typed), programme(), ())
    assert (first.key, second.key) == ("candour", "2")
    assert (first.name, first.meaning) == ("Candour", "x")
    assert first.revision != second.revision
    keys = [
        prompt.key for _, prompts in (*first.audiences, *second.audiences) for prompt in prompts
    ]
    assert len(keys) == len(set(keys)) > 0
