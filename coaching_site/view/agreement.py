"""The agreement as both parties read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coaching_site.model import Engagement, Programme


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


def agreement_of(engagement: Engagement, programme: Programme) -> AgreementView:
    """Return the agreement of the engagement."""
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
        signatures=_signatures(engagement),
    )


def _signatures(engagement: Engagement) -> tuple[Signature, ...]:
    executive, coach = engagement.executive, engagement.coach
    signed = engagement.agreement.signed
    both = (
        Signature("executive", executive.name, executive.role, signed.executive),
        Signature("coach", coach.name, coach.role, signed.coach),
    )
    sponsor = next((s for s in engagement.stakeholders if s.relation == "sponsor"), None)
    if sponsor is None:
        return both
    return (*both, Signature("sponsor", sponsor.name, sponsor.role, signed.sponsor))
