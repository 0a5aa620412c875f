"""Whom a reply is from: told before anything of it is shown, and asked where it is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import click

from coaching_site.cli.decisions import asked, say
from coaching_site.model.device import device_name
from coaching_site.replies.reply import ReplyRefused
from coaching_site.replies.trust import Doubt, Trust

_DIGITS: Final = re.compile(r"\d{5}( \d{5}){3}")
_WORDS: Final = (Doubt.UNSIGNED, Doubt.DAMAGED, Doubt.OLDER, Doubt.AGAIN)
_TELEPHONE: Final = "Ask your client by telephone whether their page for sending shows these digits"
_ANYBODY: Final = "anybody who has the portal can make one"


def acceptable(
    context: click.Context, parameter: click.Parameter, typed: tuple[str, ...]
) -> tuple[str, ...]:
    """Return what is accepted without a question, as it was typed; refuse anything else."""
    given = tuple(" ".join(one.split()) for one in typed)
    if wrong := next(
        (one for one in given if not _DIGITS.fullmatch(one) and one not in _WORDS), ""
    ):
        words = ", ".join(_WORDS)
        message = f"expected {words}, or the 20 digits of a device, found {wrong!r}"
        raise click.BadParameter(message, context, parameter)
    return given


@dataclass(frozen=True)
class Origin:
    """Tells whom replies are from, and asks where that is in doubt.

    With `yes` nothing is asked: what is not in `accepted` is refused.
    """

    yes: bool
    accepted: Sequence[str] = ()

    def admitted(self, trust: Trust, heading: str, *, is_workbook: bool) -> Trust | None:
        """Return what is trusted once the coach has accepted it, None where they have not.

        `heading` says which reply it is. Raises `ReplyRefused` where nobody can be asked.
        """
        if not trust.doubts:
            say(_certainty(trust, is_workbook=is_workbook))
            return trust
        say(f"{heading}:")
        for doubt in trust.doubts:
            say(f"  {_sentence(doubt, trust, is_workbook=is_workbook)}.")
        if left := [one for one in trust.doubts if self._key(one, trust) not in self.accepted]:
            return self._asked(trust, left)
        return trust.accepted(noted=True)

    def _asked(self, trust: Trust, left: Sequence[Doubt]) -> Trust | None:
        if self.yes:
            words = " ".join(f'--accept "{self._key(one, trust)}"' for one in left)
            raise ReplyRefused(f"nothing of it was shown or written; to take it in: {words}")
        is_device = Doubt.DEVICE in left or Doubt.WITHDRAWN in left
        answer = (
            asked("Read it: [y]es, and know this device from now on, [o]nce, [n]o", "yon")
            if is_device
            else asked("Read it nevertheless: [y]es, [n]o", "yn")
        )
        if answer == "n":
            say("Nothing of it was shown or written.")
            return None
        return trust.accepted(noted=answer == "y")

    @staticmethod
    def _key(doubt: Doubt, trust: Trust) -> str:
        """Return what has to be accepted: a device by its digits, all else by its word."""
        of_device = doubt in (Doubt.DEVICE, Doubt.WITHDRAWN)
        return trust.signer.name if of_device and trust.signer else doubt


def in_a_word(trust: Trust) -> str:
    """Return whom a reply is from, or what is doubted of it, as a list tells it."""
    if trust.doubts:
        return ", ".join(_DOUBTS.get(one, one) for one in trust.doubts)
    if not trust.signer:
        return NOT_SIGNED
    return "signed" if trust.known else "first device"


NOT_SIGNED: Final = "not signed"
_DOUBTS: Final = {Doubt.UNSIGNED: NOT_SIGNED, Doubt.DEVICE: "other device"}


def _certainty(trust: Trust, *, is_workbook: bool) -> str:
    """Return the sentence about a reply that nothing speaks against."""
    if is_workbook:
        return "A workbook has no signature: anybody who has the portal can fill one in."
    if not trust.signer:
        return f"It is not signed: {_ANYBODY}."
    if known := trust.known:
        return f"Signed by the device {_name(trust)}, which you have known since {known.since}."
    return (
        f"Signed by the device {trust.signer.name}, the first of this client. Once you take it, "
        f"you are told before you read what anybody else sends. {_TELEPHONE}."
    )


def _sentence(doubt: Doubt, trust: Trust, *, is_workbook: bool) -> str:
    match doubt:
        case Doubt.UNSIGNED if is_workbook:
            return "It is a workbook, which has no signature: anybody can fill one in"
        case Doubt.UNSIGNED:
            return f"It is not signed, as others of this client are: {_ANYBODY}. {_known(trust)}"
        case Doubt.DAMAGED:
            return "Its signature does not fit: it was changed on its way, or somebody made it up"
        case Doubt.DEVICE:
            return (
                f"It is signed by a device that you do not know: {_name(trust)}. {_known(trust)}. "
                f"{_TELEPHONE}"
            )
        case Doubt.WITHDRAWN:
            on = trust.known and trust.known.withdrawn
            return f"It is signed by the device {_name(trust)}, which you withdrew on {on}"
        case Doubt.OLDER:
            return (
                "It was made before another reply of this device that you have received: you left "
                "it open, it arrived late, or somebody has sent it again"
            )
        case Doubt.AGAIN:
            return "It was received before"


def _name(trust: Trust) -> str:
    return trust.signer.name if trust.signer else ""


def _known(trust: Trust) -> str:
    return f"You know: {', '.join(_named(trust)) or 'none'}"


def _named(trust: Trust) -> Iterator[str]:
    known = (one for one in trust.devices if not one.withdrawn)
    # By its key alone, lest a file with other digits lead astray.
    yield from (f"{device_name(one.key)} (since {one.since})" for one in known)
