"""What the portal calls executive and coach, and which actions are the executive's."""

from __future__ import annotations

from dataclasses import dataclass

from coaching_site.model import Engagement
from coaching_site.model.people import Coach, Executive
from coaching_site.notation.greetings import full_name, greeting_in, names_beside
from coaching_site.notation.plain import as_read


def greeting_of(person: Executive | Coach, language: str = "en") -> str:
    """Return what somebody is called: the greeting, else the first name.

    Where that cannot be known it is the full name. `language` is that of the portal.
    """
    return person.greeting or greeting_in(person.name, language) or full_name(person.name)


def coach_greeting(engagement: Engagement) -> str:
    """Return what sentences call the coach: the full name where others are called the same."""
    coach, executive = engagement.coach, engagement.executive
    name = greeting_of(coach, engagement.language)
    others = [executive.name, greeting_of(executive, engagement.language)]
    others += [name for one in engagement.stakeholders for name in (one.name, *_first(one.name))]
    is_shared = as_read(name) in map(as_read, others)
    return full_name(coach.name) if is_shared and not coach.greeting else name


def sponsor_greeting(engagement: Engagement) -> str:
    """Return what headings call the sponsor: the first name, unless others are called the same.

    Where that cannot be known, or nobody is the sponsor, it is the full name, or nothing.
    """
    sponsor = engagement.sponsor
    if not sponsor:
        return ""
    executive, coach = engagement.executive, engagement.coach
    others = [one.name for one in engagement.stakeholders if one is not sponsor]
    others += [executive.name, coach.name, executive.greeting or "", coach.greeting or ""]
    taken = {as_read(name) for other in others for name in (other, *_first(other))}
    first = greeting_in(sponsor.name, engagement.language)
    return first if first and as_read(first) not in taken else full_name(sponsor.name)


def is_coach(name: str, engagement: Engagement) -> bool:
    """Return whether a name, as `as_read` returns it, is that of the coach and nobody else's."""
    coach = engagement.coach.name
    people = [engagement.executive.name, *(person.name for person in engagement.stakeholders)]
    others = {as_read(other) for person in people for other in (person, *_first(person))}
    called = engagement.coach.greeting
    names = {as_read(other) for other in (*names_beside(coach), *_first(coach), called) if other}
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
