"""What was received before, and what is noted of that which is received now."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from coaching_site.drafts import AnyDraft
from coaching_site.editing import Append
from coaching_site.model import Engagement
from coaching_site.model.receipt import Receipt
from coaching_site.replies.proposal import Proposal, ProposalState
from coaching_site.replies.reply import Reply
from coaching_site.view.revisions import digest_of_wording


@dataclass(frozen=True)
class Stamp:
    """An item's id, the moment of its last change as receipts have it, and its day."""

    id: str
    at: str
    on: date


def stamp_of(item: AnyDraft, reply: Reply) -> Stamp:
    """Return the stamp of an item; what comes from an older portal gets one from its content.

    No day is later than that of the reply.
    """
    at = receipt_moment(item.at or reply.made)
    on = min(item.on or reply.on, reply.on)
    if item.id:
        return Stamp(item.id, at, on)
    # What has no place of its own, such as a rating, may be said again and mean another time.
    once = reply.id if item.is_round else ""
    said = json.dumps([once, item.model_dump(mode="json", exclude={"id", "at", "on", "about"})])
    return Stamp(f"d{sha256(said.encode()).hexdigest()[:15]}", at, on)


def receipt_moment(iso: str) -> str:
    """Return a moment that a browser has written as receipts have it, `2026-11-24T200003.000Z`."""
    whole, _, fraction = iso.removesuffix("Z").partition(".")
    return f"{whole.replace(':', '')}.{fraction[:3].ljust(3, '0')}Z"


@dataclass(frozen=True)
class Receipts:
    """What an engagement knows of items that were received."""

    engagement: Engagement

    @cached_property
    def _latest(self) -> dict[str, Receipt]:
        """The last receipt of each item."""
        receipts = map(Receipt.of, self.engagement.received)
        return {receipt.id: receipt for receipt in sorted(receipts, key=lambda receipt: receipt.at)}

    def of(self, name: str) -> Receipt | None:
        """Return the last receipt of an item, or of a part of one."""
        return self._latest.get(name)

    def writer_of(self, key: str, said: object) -> Receipt | None:
        """Return the receipt of the item whose words stand at a place, if they came by a reply."""
        text = digest_of_wording(key, said)
        # Only words that the coach took as they were can be replaced without asking.
        return next((r for r in self._latest.values() if r.text == text and not r.mine), None)

    @staticmethod
    def is_text(text: str | None, key: str, said: object) -> bool:
        """Return whether the text of a receipt is the digest of what is said."""
        return text is not None and text == digest_of_wording(key, said)

    def is_earlier(self, key: str, said: object, stamp: Stamp) -> bool:
        """Return whether the words at a place came by a reply, before an item was written."""
        writer = self.writer_of(key, said)
        return writer is not None and writer.at < stamp.at

    def taken(self, stamp: Stamp, key: str, said: object) -> Append:
        """Return the change that notes that an item was taken as it is."""
        return Append(("received",), Receipt(stamp.id, stamp.at, digest_of_wording(key, said)).line)

    def noted(
        self, proposal: Proposal, stamp: Stamp, key: str, said: object, part: str = ""
    ) -> Proposal:
        """Return a proposal that notes its receipt, or says that it was received before.

        `said` is what an item says at `key`; `part` tells the parts of an item apart.
        """
        name, text = f"{stamp.id}/{part}" if part else stamp.id, digest_of_wording(key, said)
        known = self._latest.get(name)
        if known and (known.at >= stamp.at or known.text == text):
            # The same wording again, or an older one that arrives later, changes nothing.
            later = known.at > stamp.at and known.text != text
            reason = _LATER if later else _MINE if known.mine else ""
            return replace(
                proposal, state=ProposalState.RECEIVED_BEFORE, changes=(), both=(), reason=reason
            )
        taken, mine = (
            Append(("received",), Receipt(name, stamp.at, text, kept).line)
            for kept in (False, True)
        )
        if (
            proposal.state is ProposalState.SAME
        ):  # noted, lest an older wording that arrives later be taken
            return replace(proposal, changes=(taken,), both=())
        return replace(
            proposal,
            changes=(*proposal.changes, taken) if proposal.changes else (),
            both=(*proposal.both, taken) if proposal.both else (),
            declined=(mine,),
        )


_LATER = "a later wording of it was received"
_MINE = "you kept your own wording"
