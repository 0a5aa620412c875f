"""The agreement as both parties read it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.samples import portal, programme

SIGNED = {"executive": "2026-09-02", "coach": "2026-09-03", "sponsor": "2026-09-04"}
INES: dict[str, object] = {"name": "Ines Roth", "role": "Chief of staff", "relation": "Sponsor"}


def test_the_programme_speaks_where_the_engagement_is_silent() -> None:
    """Terms that an engagement leaves out are the programme's; its own words win."""
    terms = portal(agreement={"confidentiality": {"exceptions": "None."}}).agreement
    usual = programme().confidentiality
    assert (terms.between_us, terms.sponsor_sees) == (usual.between_us, usual.sponsor_sees)
    assert terms.exceptions == "None."


def test_words_of_the_engagement() -> None:
    """Purpose, version and further rules are shown as they were typed."""
    terms = portal(agreement={"purpose": ["A", "B"], "version": "2", "rules": "C"}).agreement
    assert (terms.purpose, terms.version, terms.rules) == (("A", "B"), "2", ("C",))


def test_signatures_of_a_first_week() -> None:
    """Executive and coach are asked to sign; without a sponsor nobody else is."""
    terms = portal().agreement
    assert [(s.party, s.name, s.on) for s in terms.signatures] == [
        ("executive", "Nadia Brandt", None),
        ("coach", "Jon Field", None),
    ]
    assert not terms.signed


@pytest.mark.parametrize(
    ("typed", "ready"),
    [
        ({}, False),
        ({"version": "2"}, False),
        ({"purpose": "A"}, True),
        ({"signed": {"coach": "2026-09-03"}}, True),
        ({"signed": {"coach": "2026-12-03"}}, False),
    ],
)
def test_ready_to_sign(typed: dict[str, object], ready: bool) -> None:
    """Without a purpose nobody is asked to sign, unless somebody has by 15 November."""
    assert portal(agreement=typed).agreement.ready is ready


@pytest.mark.parametrize(
    ("relation", "sponsors"),
    [
        ("sponsor", 1),
        ("Sponsor, and Nadia’s manager", 1),
        ("Her manager and SPONSOR", 1),
        ("Executive sponsors", 1),
        ("Auftraggeberin", 1),
        ("Vorgesetzter und Auftraggeber", 1),
        ("Peer", 0),
        (None, 0),
    ],
)
def test_who_signs_as_sponsor(relation: str | None, sponsors: int) -> None:
    """A stakeholder signs as sponsor when their relation holds the word, however it is written."""
    terms = portal(stakeholders=[INES | {"relation": relation}]).agreement
    assert [s.name for s in terms.signatures[2:]] == ["Ines Roth"] * sponsors


def test_the_first_sponsor_signs() -> None:
    """Of two sponsors the first one signs, with name and role."""
    people = [{"name": "Ben Okri", "relation": "Peer"}, INES, INES | {"name": "Lu Chen"}]
    terms = portal(stakeholders=people, agreement={"signed": SIGNED}).agreement
    (sponsor,) = terms.signatures[2:]
    assert (sponsor.name, sponsor.role, sponsor.on) == (
        "Ines Roth",
        "Chief of staff",
        date(2026, 9, 4),
    )
    assert terms.signed


def test_a_missing_signature() -> None:
    """An agreement counts as signed when all of its parties have signed."""
    signed = {"executive": "2026-09-02", "coach": "2026-09-03"}
    assert portal(agreement={"signed": signed}).agreement.signed
    assert not portal(agreement={"signed": signed}, stakeholders=[INES]).agreement.signed


def test_a_later_signature_is_not_there_yet() -> None:
    """As of an earlier day a signature is still missing."""
    terms = portal("2026-09-02", agreement={"signed": SIGNED}).agreement
    assert [s.on for s in terms.signatures] == [date(2026, 9, 2), None]


FEES = {"title": "Fees", "id": "fees", "text": "Three parts."}


@pytest.mark.parametrize(
    ("more", "is_changed"),
    [
        ({}, False),
        ({"sections": []}, False),
        ({"leave_out": []}, False),
        ({"keep_months": None}, False),
        ({"keep_months": 12}, True),
        ({"sections": [FEES]}, True),
        ({"leave_out": ["no_cancellation"]}, True),
        ({"replace": {"no_cancellation": "24 hours."}}, True),
    ],
)
def test_fingerprint_of_all_that_is_agreed(more: dict[str, object], is_changed: bool) -> None:
    """What is left out, replaced or added after signing is another text than the signed one."""
    signed = portal(agreement={"purpose": "A"}).agreement.fingerprint
    known = {"purpose": "A", "fingerprint": signed, **more}
    terms = portal(agreement={**known, "signed": {"coach": "2026-09-02"}}).agreement
    assert terms.changed == is_changed
    assert terms.signatures[1].on == date(2026, 9, 2)
    assert terms.signatures_of_text[1].on == (None if is_changed else date(2026, 9, 2))
    assert not portal(agreement=known).agreement.changed, "nobody has signed another text"


def test_fingerprint_of_sections() -> None:
    """Each word of a section counts for the fingerprint, but not the id by which it is known."""
    prints = [
        portal(agreement={"sections": [FEES | more]}).agreement.fingerprint
        for more in ({}, {"id": "other"}, {"title": "Cost"}, {"text": "Two."}, {"points": "Two."})
    ]
    assert prints[0] == prints[1]
    assert len({*prints[1:]}) == 4


@pytest.mark.parametrize(
    ("signed", "unsigned", "on"),
    [
        ({}, ("Nadia Brandt", "Jon Field"), None),
        ({"coach": "2026-09-03"}, ("Nadia Brandt",), None),
        (SIGNED, (), date(2026, 9, 3)),
    ],
)
def test_state(signed: dict[str, str], unsigned: tuple[str, ...], on: date | None) -> None:
    """Who has not signed yet is known, and once all have, the day of the last."""
    terms = portal(agreement={"signed": signed}).agreement
    assert (terms.unsigned, terms.signed_on) == (unsigned, on)


@pytest.mark.parametrize(
    ("agreement", "asked"),
    [
        ({}, False),
        ({"purpose": "A"}, True),
        ({"purpose": "A", "signed": {"coach": "2026-09-03"}}, True),
        ({"purpose": "A", "signed": {"executive": "2026-09-02"}}, False),
        ({"signed": {"executive": "2026-09-02"}, "fingerprint": "AAAA-BBBB-CCCC"}, True),
    ],
)
def test_who_is_asked_to_agree(agreement: dict[str, object], asked: bool) -> None:
    """The executive is, once there is something to sign: at first, and when it has changed."""
    assert portal(agreement=agreement).agreement.asked is asked


def test_the_revision_of_the_text() -> None:
    """One agrees on top of a text, and not of its signatures."""
    terms, signed, other = (
        portal(agreement={"purpose": purpose, "signed": signed}).agreement
        for purpose, signed in (("A", {}), ("A", SIGNED), ("B", {}))
    )
    assert terms.revision == signed.revision
    assert terms.revision != other.revision
