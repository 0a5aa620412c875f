"""A reply with what it is compared with, and what becomes of it once it is decided."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coaching_site.build.as_of import as_of_day
from coaching_site.cli.decisions import Decisions, say
from coaching_site.model import Engagement, Programme
from coaching_site.replies.apply import Decided, apply_items, archive
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.decryption import is_locked
from coaching_site.replies.pdf_form import is_pdf
from coaching_site.replies.proposal import Proposal
from coaching_site.replies.reply import Reply
from coaching_site.replies.trust import Trust


@dataclass(frozen=True)
class Received:
    """A reply with what it is compared with: the engagement, as its file is now.

    `by_hand` is what a workbook has besides.
    """

    path: Path
    raw: bytes
    reply: Reply
    by_hand: Sequence[Proposal]
    trust: Trust
    folder: Path
    before: bytes
    engagement: Engagement
    programme: Programme
    words: Mapping[str, str]

    @property
    def is_locked(self) -> bool:
        """Whether it came encrypted."""
        return is_locked(self.raw)

    @property
    def is_workbook(self) -> bool:
        """Whether it is a PDF that was filled in."""
        return is_pdf(self.raw)

    def trusted(self, trust: Trust) -> Received:
        """Return it with what is trusted once the coach has accepted it."""
        return replace(self, trust=trust)

    def proposals(self, value_name: str | None = None) -> list[Proposal]:
        """Return what the reply would change; `value_name` is the coach's for a first value."""
        known = (self.engagement, self.programme, as_of_day(os.environ), value_name, self.words)
        changed = proposals_of(self.reply, *known, may_sign=self.trust.counts)
        return [*changed, *self.by_hand]

    @property
    def suffix(self) -> str:
        """The ending of the file in which it is kept."""
        return ".pdf" if self.is_workbook else ".jwe" if self.is_locked else ".json"


def take(received: Received, decisions: Decisions) -> None:
    """Put what was decided into the engagement's file, and tell what became of it.

    The device that signed the reply is noted there, unless all that is new was refused. A first one
    is noted once something of its reply is taken: nobody was asked about it before.
    """
    trust = received.trust
    is_unwanted = decisions.refused or (trust.is_first and not decisions.taken)
    device = () if is_unwanted else trust.changes(as_of_day(os.environ))
    noted = [Decided("the device that signed it", device, taken=False)] if device else []
    if not (decisions.items or noted):
        say("Nothing was written.")
        return
    folder, before = received.folder, received.before
    file = f"{folder.as_posix()}/engagement.yml"
    items = [*decisions.items, *noted]
    taken = apply_items(folder, before, received.engagement, received.programme, items)
    decisions.leave([one for one, _ in taken.left])
    for one, line in taken.left:
        say(f"{file}:{line}: {one.label}: it cannot be put there safely, type it by hand")
    seen = f"Nothing was taken; that you have seen it is noted in {file}"
    say(f"{decisions.taken} taken into {file}" if decisions.taken else seen)
    is_put = bool(noted) and noted[0] not in [one for one, _ in taken.left]
    if is_put and trust.is_new and trust.signer:
        say(f"The device {trust.signer.name} is known from now on: `devices` in {file}")
    say(f"The file as it was is kept: {taken.kept.as_posix()}")


def close(received: Received, decisions: Decisions) -> None:
    """Keep a reply of which nothing is left to decide, beside the engagement."""
    if decisions.left:
        say(f"{decisions.left} left. Receive the file again to decide: {received.path}")
    elif not decisions.refused:
        archived = archive(received.folder, received.reply, received.raw, received.suffix)
        say(f"The reply is kept: {archived.as_posix()}")
