"""How the portal addresses the executive, and which actions are theirs."""

from __future__ import annotations

from dataclasses import dataclass

from coaching_site.model import Engagement
from coaching_site.model.people import Executive
from coaching_site.notation.greetings import full_name, greeting_in, names_beside
from coaching_site.notation.plain import as_read


def greeting_of(executive: Executive, language: str = "en") -> str:
    """Return what the executive is called: the greeting, else the first name.

    Where that cannot be known it is the full name. `language` is that of the portal.
    """
    name = executive.name
    return executive.greeting or greeting_in(name, language) or full_name(name)


def is_coach(name: str, engagement: Engagement) -> bool:
    """Return whether a name, as `as_read` returns it, is that of the coach and nobody else's."""
    coach = engagement.coach.name
    people = [engagement.executive.name, *(person.name for person in engagement.stakeholders)]
    others = {as_read(other) for person in people for other in (person, *_first(person))}
    names = {as_read(other) for other in (*names_beside(coach), *_first(coach))}
    return name in ("coach", as_read(coach)) or name in names - others


def _first(name: str) -> tuple[str, ...]:
    first = greeting_in(name)
    return (first,) if first else ()


@dataclass(frozen=True)
class Owners:
    """Decides whether an owner is the executive; `known_as` are names as `as_read` returns them."""

    executive: str
    known_as: frozenset[str] = frozenset()

    def is_executive(self, owner: str | None) -> bool:
        """Whether an action with this owner, or without one, is the executive's."""
        return owner is None or as_read(owner) in self.known_as


def owners_of(engagement: Engagement) -> Owners:
    """Return who owns what: the executive is known by name and greeting, unless others are."""
    executive = engagement.executive
    others = {engagement.coach.name, *(person.name for person in engagement.stakeholders)}
    names = {greeting_of(executive, engagement.language), *names_beside(executive.name)}
    known = {*map(as_read, names)} - {*map(as_read, others)} | {as_read(executive.name)}
    return Owners(executive.name, frozenset(known))
