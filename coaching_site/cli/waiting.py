"""How many replies wait in the folder that the settings name, without opening encrypted ones."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

from coaching_site.cli.folder import ENGAGEMENTS, SETTINGS
from coaching_site.desk.overview import WaitingReplies
from coaching_site.loading import inbox_folder


def waiting_replies() -> WaitingReplies | None:
    """Return how many replies wait; None where no folder is named, or it cannot be read.

    Whose an encrypted one is is known only to those who open it.
    """
    place = inbox_folder(SETTINGS)
    if not place:
        return None
    from coaching_site.replies.inbox import replies_in_folder  # cryptography, which takes a while

    with suppress(OSError):
        waiting = [one for one in replies_in_folder(place, ENGAGEMENTS) if not one.received]
        by_client = Counter(one.reply.engagement for one in waiting if one.reply)
        return WaitingReplies(len(waiting), by_client)
    return None
