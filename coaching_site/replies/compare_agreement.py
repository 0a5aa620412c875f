"""That an executive agrees: to the text that they saw, by the key of a known device."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from coaching_site.drafts import AnswerDraft
from coaching_site.editing import Put
from coaching_site.model import Engagement
from coaching_site.model.agreement import Agreement
from coaching_site.notation.plain import as_read
from coaching_site.prose.plain_text import prose_to_plain
from coaching_site.replies.proposal import (
    CHANGED,
    TAKEN_BACK,
    UNASKED,
    Proposal,
    ProposalState,
    orphaned,
)
from coaching_site.replies.receipts import Receipts, Stamp
from coaching_site.replies.wording import Wording
from coaching_site.view.agreement import agreement_of

UNSIGNED: Final = "no device that you know has signed this reply, so it can sign nothing"
_OTHER_TEXT: Final = "the agreement reads otherwise by now: its check code is {}"
_OTHER_NAME: Final = "your file has the name {}"
_EARLIER: Final = "{} signed an earlier text: that day is taken out"
_OTHERS: Final = ("coach", "sponsor")


def agreement_proposal(
    item: AnswerDraft,
    stamp: Stamp,
    engagement: Engagement,
    receipts: Receipts,
    wording: Wording,
    *,
    may_sign: bool,
) -> Proposal:
    """Return what an item changes that says: this person agrees to the text of this fingerprint.

    Its texts are the name that was typed, and the fingerprint of the text that was shown. With
    `may_sign` the reply has the signature of a device that the coach knows.
    """
    label = wording.word("reply_agreement")
    proposal = _proposal(item, stamp, engagement, wording, label)
    if proposal.state in (ProposalState.NEW, ProposalState.CONFLICT) and not may_sign:
        proposal = orphaned(label, proposal.after, UNSIGNED)
    return receipts.noted(proposal, stamp, item.key, item.value)


def _proposal(
    item: AnswerDraft, stamp: Stamp, engagement: Engagement, wording: Wording, label: str
) -> Proposal:
    agreement, texts = engagement.agreement, tuple(map(prose_to_plain, item.value))
    if len(texts) != len(("name", "fingerprint")):
        return orphaned(label, item.value, UNASKED if texts else TAKEN_BACK)
    name, fingerprint = texts
    present = agreement_of(engagement, wording.programme, stamp.on).fingerprint
    day = agreement.signed.executive
    before = (str(day), agreement.fingerprint or "?") if day else ()
    after = (item.value[0], str(stamp.on), fingerprint)
    if fingerprint != present:
        return orphaned(label, after, _OTHER_TEXT.format(present))
    if day and agreement.fingerprint == present:
        return Proposal(label, before, after, ProposalState.SAME)
    reason = _why_to_ask(name, engagement)
    state = ProposalState.CONFLICT if reason else ProposalState.NEW
    outdated = [*_outdated(agreement, present)]
    changes = [
        Put(("agreement", "signed", "executive"), stamp.on),
        *(Put(("agreement", "signed", party), None) for party in outdated),
        Put(("agreement", "fingerprint"), present),
    ]
    reasons = [reason, *(_EARLIER.format(party) for party in outdated)]
    told = "; ".join(filter(None, reasons))
    return Proposal(label, before, after, state, tuple(changes), reason=told)


def _why_to_ask(name: str, engagement: Engagement) -> str:
    """Return why the coach has to decide, or nothing."""
    agreement, known = engagement.agreement, engagement.executive.name
    if agreement.signed.executive and agreement.fingerprint is None:
        return CHANGED
    return "" if as_read(name) == as_read(known) else _OTHER_NAME.format(known)


def _outdated(agreement: Agreement, present: str) -> Iterator[str]:
    """Yield who else signed a text that is known to be another one, as far as days can tell."""
    if agreement.fingerprint in (None, present):
        return
    signed = agreement.signed
    until = signed.executive or date.max
    yield from (party for party in _OTHERS if (day := getattr(signed, party)) and day <= until)
