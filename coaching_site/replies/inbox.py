"""Replies that lie in a folder, such as one that a mail program saves attachments into."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from coaching_site.crypto.private_key import PrivateKey
from coaching_site.replies.apply import was_received
from coaching_site.replies.decryption import decrypted, is_locked, key_name_of, read_reply_file
from coaching_site.replies.pdf_form import FilledWorkbook, is_pdf, read_workbook
from coaching_site.replies.reply import Reply, ReplyRefused, reply_of
from coaching_site.replies.signer import Signer, signer_of

_MAX_FILES: Final = 500
_MAX_DEPTH: Final = 3


@dataclass(frozen=True)
class FiledReply:
    """A reply in a file of a folder, or a workbook that was filled in.

    `reply` is None where it is encrypted. `received` says that it is archived with an engagement,
    since nothing of it was left to decide. `saved` is the day of the file. `signer` is who signed
    it, None where nobody did, or that is not known yet.
    """

    path: Path
    raw: bytes
    reply: Reply | FilledWorkbook | None
    saved: date
    received: bool
    signer: Signer | None = None

    @property
    def day(self) -> date:
        """The day on which it was made, or else saved."""
        on = self.reply.on if self.reply else None
        return on or self.saved

    @property
    def client(self) -> str:
        """The folder of its client, "" where it is encrypted."""
        return self.reply.engagement if self.reply else ""

    @property
    def key_name(self) -> str:
        """The name of the key that opens it, if it is encrypted."""
        return key_name_of(self.raw) if is_locked(self.raw) else ""

    def opened(self, key: PrivateKey, engagements: Path) -> FiledReply:
        """Return it decrypted; raise `ReplyRefused` if the key fails, or there is no reply."""
        plain = decrypted(self.raw, key)
        reply = reply_of(plain)
        received, signer = _is_archived(reply, engagements), signer_of(plain, reply)
        return replace(self, reply=reply, received=self.received or received, signer=signer)


def replies_in_folder(
    folder: Path, engagements: Path, *, every: bool = False
) -> tuple[FiledReply, ...]:
    """Return the replies in a folder and those below it, the oldest first.

    What holds no reply is passed over, and so are hidden files; of very many files the newest are
    looked at, or else `every` one. Raises `OSError` where the folder cannot be read.
    """
    archived = _Archive(engagements)
    newest = sorted(_files(folder, _MAX_DEPTH), key=lambda found: found[::-1])
    newest = newest if every else newest[-_MAX_FILES:]
    return tuple(filter(None, (_filed(path, at, archived) for path, at in newest)))


def _files(folder: Path, depth: int) -> Iterator[tuple[Path, float]]:
    """Yield each file with the moment at which it was changed; links are not followed."""
    for entry in os.scandir(folder):
        if entry.name.startswith("."):
            continue
        if entry.is_file(follow_symlinks=False):
            yield Path(entry.path), entry.stat(follow_symlinks=False).st_mtime
        elif depth > 1 and entry.is_dir(follow_symlinks=False):
            with suppress(OSError):
                yield from _files(Path(entry.path), depth - 1)


def _filed(path: Path, at: float, archive: _Archive) -> FiledReply | None:
    saved = datetime.fromtimestamp(at).astimezone().date()
    try:
        raw = read_reply_file(path)
        if is_locked(raw):
            key_name_of(raw)
            return FiledReply(path, raw, None, saved, archive.holds(raw))
        if is_pdf(raw):
            filled = read_workbook(raw)
            return FiledReply(path, raw, filled, saved, _is_archived(filled, archive.engagements))
        reply = reply_of(raw)
        received = _is_archived(reply, archive.engagements)
        return FiledReply(path, raw, reply, saved, received, signer_of(raw, reply))
    except ReplyRefused:
        return None


def _is_archived(reply: Reply | FilledWorkbook, engagements: Path) -> bool:
    return was_received(engagements / reply.engagement, reply.id)


class _Archive:
    """The replies that are kept with engagements, each as it came."""

    def __init__(self, engagements: Path) -> None:
        self.engagements = engagements
        self._by_size: dict[int, list[Path]] = {}
        for path in engagements.glob("*/private/replies/*.jwe"):
            with suppress(OSError):
                self._by_size.setdefault(path.stat().st_size, []).append(path)

    def holds(self, raw: bytes) -> bool:
        """Whether one of them has these bytes: whose it is need not be known for that."""
        return any(_bytes_of(path) == raw for path in self._by_size.get(len(raw), ()))


def _bytes_of(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""
