"""The agreement as both parties read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final

from coaching_site.model import Engagement, Programme
from coaching_site.model.agreement import AgreementSection
from coaching_site.model.people import Coach, Executive, Stakeholder
from coaching_site.model.programme import Item
from coaching_site.model.prompt_key import PromptKey
from coaching_site.view.agreed_items import AgreedItems, agreed_items
from coaching_site.view.fingerprint import fingerprint_of
from coaching_site.view.revisions import revision_of

AGREED_KEY: Final = PromptKey("agreement/agreed")
"""What a reply calls that its sender agrees: the name that was typed, and the fingerprint."""

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
    """The agreement: its own words where the engagement has them, the programme's elsewhere.

    `keep_months` says how long after the end the coach keeps what there is of the executive.
    `rules` are the engagement's own, `items` what holds of the programme's.
    `fingerprint` is that of the text as it stands, `signed_fingerprint` that of the signed text.
    """

    purpose: tuple[str, ...]
    version: str | None
    between_us: str
    sponsor_sees: str
    exceptions: str
    keep_months: int | None
    rules: tuple[str, ...]
    items: AgreedItems
    sections: tuple[AgreementSection, ...]
    signatures: tuple[Signature, ...]
    fingerprint: str
    signed_fingerprint: str | None

    key: ClassVar = AGREED_KEY

    @property
    def revision(self) -> str:
        """The revision of the text, on which one agrees to it."""
        return revision_of("", (self.fingerprint,))

    @property
    def asked(self) -> bool:
        """Whether it waits for the executive, who has not signed it, or an earlier text."""
        by_executive = next(one for one in self.signatures if one.party == "executive")
        return self.ready and (self.changed or not by_executive.on)

    @property
    def changed(self) -> bool:
        """Whether the text is known to be another than the one that somebody signed."""
        is_other = self.signed_fingerprint not in (None, self.fingerprint)
        return is_other and any(signature.on for signature in self.signatures)

    @property
    def signatures_of_text(self) -> tuple[Signature, ...]:
        """The signatures below the text as it stands: a day on which another one was signed is no
        day of it."""
        if not self.changed:
            return self.signatures
        return tuple(replace(one, on=None) for one in self.signatures)

    @property
    def signed(self) -> bool:
        """Whether every party has signed."""
        return not self.unsigned

    @property
    def ready(self) -> bool:
        """Whether it can be signed: it says what the coaching is for, or somebody has signed."""
        return bool(self.purpose) or any(signature.on for signature in self.signatures)

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The names of those whose signature is missing."""
        return tuple(signature.name for signature in self.signatures if not signature.on)

    @property
    def signed_on(self) -> date | None:
        """The day of the last signature, once every party has signed."""
        days = [signature.on for signature in self.signatures if signature.on]
        return max(days) if days and self.signed else None


def agreement_of(engagement: Engagement, programme: Programme, as_of: date) -> AgreementView:
    """Return the agreement of the engagement, with the signatures that it has on the day."""
    agreement, own, usual = (
        engagement.agreement,
        engagement.agreement.confidentiality,
        programme.confidentiality,
    )
    terms = {
        "between_us": own.between_us or usual.between_us,
        "sponsor_sees": own.sponsor_sees or usual.sponsor_sees,
        "exceptions": own.exceptions or usual.exceptions,
    }
    items = agreed_items(agreement, programme)
    return AgreementView(
        purpose=agreement.purpose,
        version=agreement.version,
        **terms,
        keep_months=agreement.keep_months,
        rules=agreement.rules,
        items=items,
        sections=agreement.sections,
        signatures=tuple(_signatures(engagement, as_of)),
        fingerprint=fingerprint_of(_agreed(engagement, items) | terms),
        signed_fingerprint=agreement.fingerprint,
    )


def _agreed(engagement: Engagement, items: AgreedItems) -> dict[str, object]:
    """Return all that is agreed but the terms; addresses may change without a new agreement."""
    executive, coach, agreement = engagement.executive, engagement.coach, engagement.agreement
    sections = [(s.title, s.text, s.points) for s in agreement.sections]
    return {
        "version": agreement.version,
        "purpose": agreement.purpose,
        "executive": (executive.name, executive.role),
        "coach": (coach.name, coach.role),
        "organisation": engagement.organisation,
        "stakeholders": [(s.name, s.role, s.relation) for s in engagement.stakeholders],
        "start": engagement.start,
        "end": engagement.end,
        "rules": (*_texts(items["rules"]), *agreement.rules),
        "executive_commits": _texts(items["executive"]),
        "coach_commits": _texts(items["coach"]),
        "promises": _texts(items["promises"]),
        # Without these a text has the fingerprint that it had before there were any.
        **({"sections": sections} if sections else {}),
        **({"keep_months": agreement.keep_months} if agreement.keep_months else {}),
    }


def _texts(items: Iterable[Item]) -> tuple[str, ...]:
    # Without ids: whoever renames a rule has not changed what was signed.
    return tuple(item.text for item in items)


def _signatures(engagement: Engagement, as_of: date) -> Iterator[Signature]:
    signed = engagement.agreement.signed
    parties: list[tuple[str, _Party | None, date | None]] = [
        ("executive", engagement.executive, signed.executive),
        ("coach", engagement.coach, signed.coach),
        ("sponsor", engagement.sponsor, signed.sponsor),
    ]
    for party, person, day in parties:
        if person:
            on = day if day and day <= as_of else None
            yield Signature(party, person.name, person.role, on)
