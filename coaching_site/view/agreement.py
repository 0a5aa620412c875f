"""The agreement as both parties read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from coaching_site.model import Engagement, Programme
from coaching_site.model.engagement import Coach, Executive, Stakeholder

_SPONSOR = re.compile(r"\bsponsor", re.IGNORECASE)
_Party = Executive | Coach | Stakeholder


@dataclass(frozen=True)
class Signature:
    """A party to the agreement, and the day on which it signed, if it did."""

    party: str
    name: str
    role: str | None
    on: date | None


@dataclass(frozen=True)
class AgreementView:
    """The agreement: its own words where the engagement has them, the programme's elsewhere."""

    purpose: tuple[str, ...]
    version: str | None
    between_us: str
    sponsor_sees: str
    exceptions: str
    rules: tuple[str, ...]
    signatures: tuple[Signature, ...]

    @property
    def signed(self) -> bool:
        """Whether every party has signed."""
        return all(signature.on for signature in self.signatures)


def agreement_of(engagement: Engagement, programme: Programme, as_of: date) -> AgreementView:
    """Return the agreement of the engagement, with the signatures that it bears on the day."""
    agreement, own, usual = (
        engagement.agreement,
        engagement.agreement.confidentiality,
        programme.confidentiality,
    )
    return AgreementView(
        purpose=agreement.purpose,
        version=agreement.version,
        between_us=own.between_us or usual.between_us,
        sponsor_sees=own.sponsor_sees or usual.sponsor_sees,
        exceptions=own.exceptions or usual.exceptions,
        rules=agreement.rules,
        signatures=tuple(_signatures(engagement, as_of)),
    )


def _signatures(engagement: Engagement, as_of: date) -> Iterator[Signature]:
    signed = engagement.agreement.signed
    parties: list[tuple[str, _Party | None, date | None]] = [
        ("executive", engagement.executive, signed.executive),
        ("coach", engagement.coach, signed.coach),
        ("sponsor", _sponsor(engagement.stakeholders), signed.sponsor),
    ]
    for party, person, day in parties:
        if person:
            on = day if day and day <= as_of else None
            yield Signature(party, person.name, person.role, on)


def _sponsor(stakeholders: Iterable[Stakeholder]) -> Stakeholder | None:
    """Return the first whose relation says so, as in "Sponsor, and her manager"."""
    return next((s for s in stakeholders if _SPONSOR.search(s.relation or "")), None)
