"""The fingerprint of what was agreed."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.model import Programme
from coaching_site.view import view_of
from coaching_site.view.fingerprint import fingerprint_of
from tests.samples import engagement, portal, programme

AGREEMENT: dict[str, Any] = {
    "version": "1.0",
    "purpose": ["Lead through others.", "Sleep well."],
    "confidentiality": {"exceptions": "The law."},
    "rules": ["We say so."],
}
PARTIES: dict[str, Any] = {
    "executive": {"name": "Nadia Brandt", "role": "Head of care"},
    "coach": {"name": "Jon Field", "role": "Coach", "email": "jon@field.example"},
    "organisation": "Brandt & Daughters",
    "stakeholders": [{"name": "Ines Roth", "relation": "Sponsor"}],
    "end": "2027-03-01",
}


def of(**changes: object) -> str:
    """Return the fingerprint of an agreement with some keys of its engagement changed."""
    return portal(**({"agreement": AGREEMENT} | PARTIES | changes)).agreement.fingerprint


def agreed(**changes: object) -> dict[str, Any]:
    """Return the agreement with some of its keys changed."""
    return AGREEMENT | changes


def test_a_fingerprint_never_changes_by_itself() -> None:
    """The same text has the same twelve letters and digits for ever."""
    assert fingerprint_of({"rules": ("We say so.",), "version": None}) == "H6J4-54IN-Z62M"


@pytest.mark.parametrize(
    "changes",
    [
        {"agreement": agreed(purpose=["  Lead through\n others. ", "Sleep\twell.\n"])},
        {"agreement": agreed(rules="We say so.")},
        {"agreement": agreed(signed={"coach": "2026-09-03"})},
        {"agreement": agreed(fingerprint="AAAA-AAAA-AAAA")},
        {"coach": {"name": "Jon Field", "role": "Coach", "phone": "123"}},
        {"executive": {"name": "Nadia Brandt", "role": "Head of care", "greeting": "N."}},
        {"as_of": "2027-01-01", "step": "4", "paper": "Letter", "language": "de"},
        {"starters": {"year": "Long."}, "goals": [{"title": "Hand over"}]},
    ],
)
def test_what_is_not_agreed_leaves_it_alone(changes: dict[str, Any]) -> None:
    """White space, signatures, addresses, the day and the work change no fingerprint."""
    assert of(**changes) == of()


@pytest.mark.parametrize(
    "changes",
    [
        {"agreement": agreed(version="1.1")},
        {"agreement": agreed(purpose=["Lead through others. Sleep well."])},
        {"agreement": agreed(purpose=["Sleep well.", "Lead through others."])},
        {"agreement": agreed(confidentiality={"exceptions": "None."})},
        {"agreement": agreed(confidentiality={"between_us": "All.", "exceptions": "The law."})},
        {"agreement": agreed(confidentiality={"sponsor_sees": "All.", "exceptions": "The law."})},
        {"agreement": agreed(rules=["We say so.", "We do so."])},
        {"executive": {"name": "Nadia Brand", "role": "Head of care"}},
        {"executive": {"name": "Nadia Brandt"}},
        {"coach": {"name": "Jo Field", "role": "Coach"}},
        {"organisation": "Brandt"},
        {"stakeholders": [{"name": "Ines Roth", "relation": "Peer"}]},
        {"stakeholders": []},
        {"start": "2026-09-02"},
        {"end": "2027-03-02"},
    ],
)
def test_whatever_is_agreed_changes_it(changes: dict[str, Any]) -> None:
    """A word, an order, a party or a day that is another makes another fingerprint."""
    assert of(**changes) != of()


@pytest.mark.parametrize(
    "path",
    [
        "commitments/executive",
        "commitments/coach",
        "promises",
        "rules",
    ],
)
def test_the_programme_is_agreed_too(path: str) -> None:
    """One line of the programme that is taken away makes another fingerprint."""
    shorter = _without_last(programme(), path)
    day = portal().as_of
    assert (
        view_of(engagement(), shorter, day).agreement.fingerprint
        != view_of(engagement(), programme(), day).agreement.fingerprint
    )


def test_ids_and_prompts_of_the_programme_are_not() -> None:
    """Renaming a rule or taking a prompt away changes no fingerprint."""
    first, *others = programme().rules
    other = programme().model_copy(
        update={"rules": (first.model_copy(update={"id": "other"}), *others), "starters": ()}
    )
    day = portal().as_of
    assert (
        view_of(engagement(), other, day).agreement.fingerprint
        == view_of(engagement(), programme(), day).agreement.fingerprint
    )


def test_the_same_letters_in_another_form() -> None:
    """An accent as a sign of its own makes the same fingerprint as the letter with it."""
    assert fingerprint_of({"name": "Tomás"}) == fingerprint_of({"name": "Toma\u0301s"})


def test_another_text_than_the_signed_one() -> None:
    """An agreement is changed only when somebody signed it and the signed text was another."""
    now, signed = of(), {"coach": "2026-09-01"}
    other = agreed(fingerprint="AAAA-AAAA-AAAA")
    assert not portal(agreement=agreed(signed=signed), **PARTIES).agreement.changed
    assert not portal(agreement=agreed(fingerprint=now, signed=signed), **PARTIES).agreement.changed
    assert not portal(agreement=other, **PARTIES).agreement.changed
    assert portal(agreement={**other, "signed": signed}, **PARTIES).agreement.changed


def _without_last(whole: Programme, path: str) -> Programme:
    first, _, second = path.partition("/")
    section = getattr(whole, first)
    if not second:
        return whole.model_copy(update={first: section[:-1]})
    inner = section.model_copy(update={second: getattr(section, second)[:-1]})
    return whole.model_copy(update={first: inner})
