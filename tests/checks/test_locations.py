"""Locations in records."""

from __future__ import annotations

from coaching_site.checks.locations import ANY, repeated, values_at
from tests.samples import engagement


def test_values_at() -> None:
    """Every item of a list counts where the path says so; keys of mappings are named."""
    found = values_at({"a": [{"b": 1}, {"b": 2}]}, ("a", ANY, "b"))
    assert [*found] == [(("a", 0, "b"), 1), (("a", 1, "b"), 2)]


def test_values_of_records() -> None:
    """A record is entered by the names of its fields."""
    known = engagement(stakeholders=[{"name": "Ines Roth"}])
    found = [*values_at(known, ("stakeholders", ANY, "name"))]
    assert found == [(("stakeholders", 0, "name"), "Ines Roth")]


def test_repeated() -> None:
    """Each value is told that was there before, at its own location."""
    found = repeated([(("a", 0), "x"), (("a", 1), "y"), (("a", 2), "x")], "`{}` again")
    assert [*found] == [(("a", 2), "`x` again")]
