"""An executive agrees to the agreement: what of that may be signed, and by whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.proposal import Proposal
from coaching_site.replies.reply import Reply
from coaching_site.view.agreement import agreement_of
from tests.replies.browser import answer, reply
from tests.replies.samples import TYPED, folder_with, loaded
from tests.samples import programme

TODAY = date(2026, 11, 24)
OLD = "AAAA-BBBB-CCCC"
AGREEMENT = """
stakeholders: [{name: Eva Roth, relation: Sponsor}]
agreement:
  purpose: To be heard.
"""


def engagement_with(folder: Path, *lines: str) -> Engagement:
    """Return an engagement whose agreement has these lines besides its purpose."""
    return loaded(folder_with(folder, TYPED + AGREEMENT + "".join(f"  {one}\n" for one in lines)))


def text_of(engagement: Engagement) -> str:
    """Return the fingerprint of the text as it is."""
    return agreement_of(engagement, programme(), TODAY).fingerprint


def proposal(
    engagement: Engagement, *texts: str, may_sign: bool = True, on: str = "2026-11-24", **more: Any
) -> Proposal:
    """Return what a reply would change in which the executive agrees."""
    item = answer("agreement/agreed", *texts, base="0" * 16, on=on, **more)
    sent = Reply.model_validate(reply(item, on=on))
    (found,) = proposals_of(sent, engagement, programme(), TODAY, may_sign=may_sign)
    return found


def test_agreed(tmp_path: Path) -> None:
    """The day and the fingerprint are filled in, and shown with the name that was typed."""
    before = engagement_with(tmp_path, "signed: {coach: 2026-11-20}")
    found = proposal(before, " jane  DOE ", text_of(before))
    assert (found.state, found.reason, found.before) == ("new", "", ())
    assert found.after == ("jane  DOE", "2026-11-24", text_of(before))
    after = with_changes(before, found.changes).agreement
    assert (after.signed.executive, after.signed.coach) == (TODAY, date(2026, 11, 20))
    assert after.fingerprint == text_of(before)


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("Zoe\u0308 O\u2019Brien", "Zo\u00eb O'Brien"),
        ("Jean-Luc Ng", "jean\u2011luc\u00a0NG\u200b"),
    ],
)
def test_a_name_as_it_is_read(tmp_path: Path, known: str, typed: str) -> None:
    """How accents, apostrophes, dashes and spaces are typed makes no other name."""
    typed_file = TYPED.replace("Jane Doe", f'"{known}"') + AGREEMENT
    before = loaded(folder_with(tmp_path, typed_file))
    assert proposal(before, typed, text_of(before)).reason == ""


@pytest.mark.parametrize("lines", [(), ("signed: {executive: 2026-11-01}", f"fingerprint: {OLD}")])
def test_who_may_not_sign(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """Without the signature of a known device nothing is signed, also where a name is right."""
    before = engagement_with(tmp_path, *lines)
    found = proposal(before, "Jane Doe", text_of(before), may_sign=False)
    assert (found.state, found.changes) == ("cannot be taken", ())
    assert found.reason == "no device that you know has signed this reply, so it can sign nothing"


def test_a_text_that_has_changed(tmp_path: Path) -> None:
    """Who agreed to another text has not agreed to this one, whoever signed the reply."""
    seen = engagement_with(tmp_path / "seen")
    now = engagement_with(tmp_path / "now", "rules: No calls on Sundays.")
    found = proposal(now, "Jane Doe", text_of(seen))
    assert (found.state, found.changes) == ("cannot be taken", ())
    assert found.reason == (
        f"the agreement reads otherwise by now: its check code is {text_of(now)}"
    )


def test_a_change_that_is_agreed_to(tmp_path: Path) -> None:
    """Where all had signed an earlier text, days of the others that are as old are taken out."""
    before = engagement_with(
        tmp_path,
        "signed: {executive: 2026-11-01, coach: 2026-11-01, sponsor: 2026-11-20}",
        f"fingerprint: {OLD}",
    )
    found = proposal(before, "Jane Doe", text_of(before))
    assert found.before == ("2026-11-01", OLD)
    assert found.reason == "coach signed an earlier text: that day is taken out"
    signed = with_changes(before, found.changes).agreement.signed
    assert (signed.executive, signed.coach) == (TODAY, None)
    assert signed.sponsor == date(2026, 11, 20)


def test_signed_already(tmp_path: Path) -> None:
    """Whoever has signed this text has done so, on the day that is there."""
    unsigned = engagement_with(tmp_path / "unsigned")
    lines = ("signed: {executive: 2026-11-01}", f"fingerprint: {text_of(unsigned)}")
    found = proposal(engagement_with(tmp_path / "signed", *lines), "Jane Doe", text_of(unsigned))
    assert (found.state, [change.location for change in found.changes]) == (
        "already so",
        [("received",)],
    )


@pytest.mark.parametrize(
    ("name", "lines", "reason"),
    [
        ("John Doe", (), "your file has the name Jane Doe"),
        ("*Jane* Doe", (), "your file has the name Jane Doe"),
        (
            "Jane Doe",
            ("signed: {executive: 2026-11-01}",),
            "it differs from what the portal showed",
        ),
    ],
)
def test_what_the_coach_decides(
    tmp_path: Path, name: str, lines: tuple[str, ...], reason: str
) -> None:
    """Another name, or a day whose text is not known, is never taken without a question."""
    before = engagement_with(tmp_path, *lines)
    found = proposal(before, name, text_of(before))
    assert (found.state, found.reason, found.both) == ("conflict", reason, ())
    assert with_changes(before, found.changes).agreement.signed.executive == TODAY


@pytest.mark.parametrize("texts", [(), ("Jane Doe",), ("Jane Doe", OLD, "more"), (OLD, "Jane Doe")])
def test_what_is_no_signature(tmp_path: Path, texts: tuple[str, ...]) -> None:
    """What says nothing, too little or too much signs nothing."""
    found = proposal(engagement_with(tmp_path), *texts)
    assert {change.location for change in found.changes} <= {("received",)}
    assert found.state == ("cannot be taken" if texts else "already so")


def test_received_twice(tmp_path: Path) -> None:
    """The same draft signs once, also where the coach took the day out again."""
    before = engagement_with(tmp_path)
    sent: dict[str, Any] = {"id": "d0123456789", "at": "2026-11-24T10:00:00Z"}
    found = proposal(before, "Jane Doe", text_of(before), **sent)
    after = with_changes(before, found.changes)
    emptied = engagement_with(tmp_path / "emptied", f"fingerprint: {text_of(before)}")
    emptied = emptied.model_copy(update={"received": after.received})
    again = proposal(emptied, "Jane Doe", text_of(before), **sent)
    assert (again.state, again.changes) == ("received before", ())
