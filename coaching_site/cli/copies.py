"""The copies of a client that a workspace knows of, at whichever place."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from coaching_site.build.recovery import REPORTS
from coaching_site.build.sponsor_site import owner_of_report
from coaching_site.build.workspace import Workspace
from coaching_site.cache import CACHE
from coaching_site.cli.backup import BACKUPS, OF_ALL
from coaching_site.cli.folder import SETTINGS
from coaching_site.cli.hand_over import HAND_OVERS
from coaching_site.cli.passphrases import VARIABLE, KeyRing
from coaching_site.crypto.lock_file import lock_key_path
from coaching_site.desk.folder import DESK_OWNER
from coaching_site.feedback.sent_answer import answer_of, is_answer
from coaching_site.files import locked
from coaching_site.loading import desk_folder, inbox_folder
from coaching_site.locking.places import LOCKED
from coaching_site.parsing.source import read_bytes
from coaching_site.practice.days import counted
from coaching_site.problems import InvalidInput
from coaching_site.publishing.places import opened, zip_of
from coaching_site.publishing.record import PlaceRecord, PublishRecords
from coaching_site.publishing.refusals import PublishRefused
from coaching_site.publishing.settings import PublishSettings, settings_for
from coaching_site.publishing.withdrawal import withdraw, withdraw_zip
from coaching_site.replies.decryption import decrypted
from coaching_site.replies.inbox import FiledReply, replies_in_folder
from coaching_site.replies.reply import ReplyRefused, data_of, reply_of
from coaching_site.retention.copies import Copy, CopyFolders, CopyKind, MarkedFolder, copies_in

_SHARDS: Final = Path("shards")
_REMARK: Final = re.compile(rb"(?m)(?:^|[ \t])#.*$")
_NAMED: Final = "it names the client: take that out by hand"
_BY_HAND: Final = "it stays, as you said: delete it there by hand, with what the host keeps of it"


@dataclass(frozen=True)
class CopyFinder:
    """Finds the copies of clients of a workspace.

    `portals` is the folder of its portals, `publish` the option of its settings; `keys` open
    encrypted replies where a passphrase is given. With `leaves_places` what is published is told,
    and not deleted.
    """

    workspace: Workspace
    portals: Path
    publish: object
    keys: KeyRing
    leaves_places: bool = False

    def copies(self, slug: str) -> list[Copy]:
        """Return the copies of a client, in the order in which they are deleted.

        Raises `InvalidInput` and `OSError`.
        """
        marked = (
            MarkedFolder(CopyKind.REPORT, REPORTS / slug, owner_of_report(slug)),
            MarkedFolder(CopyKind.PORTAL, self.shown(self.portals) / slug, slug),
            MarkedFolder(CopyKind.DESK, self.shown(desk_folder(SETTINGS)), DESK_OWNER),
        )
        folders = CopyFolders(
            engagements=self.shown(self.workspace.engagements),
            locked=LOCKED,
            hand_overs=HAND_OVERS,
            backups=BACKUPS,
            shards=_SHARDS,
            caches=(CACHE,),
            of_all=OF_ALL,
        )
        on_disk = copies_in(folders, slug, marked, lock_key_path)
        return [*self._places(slug), *self._replies(slug), *self._named(slug), *on_disk]

    def _named(self, slug: str) -> Iterator[Copy]:
        """Yield the settings, if they name a client, such as under `publish`."""
        if SETTINGS.is_file():
            raw = _REMARK.sub(b"", read_bytes(SETTINGS))
            if re.search(rb"(?<![\w-])" + re.escape(slug.encode()) + rb"(?![\w-])", raw):
                yield Copy(CopyKind.SETTINGS, SETTINGS.as_posix(), remark=_NAMED)

    def shown(self, folder: Path) -> Path:
        """Return a folder as it is named from here, if it is below."""
        here = Path.cwd()
        return folder.relative_to(here) if folder.is_relative_to(here) else folder

    def _places(self, slug: str) -> Iterator[Copy]:
        folder = self.workspace.engagements / slug
        try:
            records = PublishRecords(folder).places()
        except PublishRefused as error:
            yield Copy(CopyKind.PLACE, "published.json", remark=str(error))
            return
        for name, record in records.items():
            if self.leaves_places:
                yield Copy(CopyKind.PLACE, name, remark=_BY_HAND)
            else:
                yield Copy(CopyKind.PLACE, name, self._withdrawal(name, record, slug))

    def _withdrawal(self, name: str, record: PlaceRecord, slug: str) -> Callable[[], Sequence[str]]:
        settings = self.settings_of(name, slug)

        def withdrawn() -> Sequence[str]:
            with locked(self.portals / slug):  # a publish in another window would fill it again
                if path := zip_of(settings):
                    return withdraw_zip(path, record, slug).left
                left = withdraw(opened(settings, os.environ, ()), record, slug).left
            return [f"{settings.to}/{one}" for one in left]

        return withdrawn

    def settings_of(self, name: str, slug: str) -> PublishSettings:
        """Return the settings of a place: those of now, or what its name in the record says."""
        current = settings_for(self.publish, slug) if self.publish else None
        found = current if current and current.place == name else PublishSettings.of_place(name)
        return replace(found, is_confirmed=True)

    def _replies(self, slug: str) -> Iterator[Copy]:
        folder = inbox_folder(SETTINGS)
        if folder is None or not folder.is_dir():
            return
        unknown = 0
        for filed in replies_in_folder(folder, self.workspace.engagements, every=True):
            client = self._client_of(filed)
            if client is None and not self._is_archived(filed.raw, slug):
                unknown += not filed.received
            elif client in (None, slug):
                path = filed.path
                yield Copy(CopyKind.REPLY, path.as_posix(), _file_deletion(path))
        if unknown:
            said = counted(unknown, "encrypted reply", "encrypted replies")
            remark = f"{said}, of whichever client: --passphrase-file lets them be told apart"
            yield Copy(CopyKind.REPLY, f"{folder.as_posix()}/", remark=remark)

    def _client_of(self, filed: FiledReply) -> str | None:
        """Return the client of a reply, or of whom an answer to a round is; None if it is unknown.

        What is encrypted is known where a passphrase is given.
        """
        if filed.reply:
            return filed.reply.engagement
        if not (self.keys.passphrase_file or os.environ.get(VARIABLE)):
            return None
        try:
            key = self.keys.key_named(filed.key_name)
            plain = decrypted(filed.raw, key) if key else b""
            data = data_of(plain)
            return (answer_of(data) if is_answer(data) else reply_of(plain)).engagement
        except (ReplyRefused, InvalidInput):
            return None

    def _is_archived(self, raw: bytes, slug: str) -> bool:
        kept = self.workspace.engagements / slug / "private/replies"
        return any(path.is_file() and path.read_bytes() == raw for path in kept.glob("*.jwe"))


def _file_deletion(path: Path) -> Callable[[], Sequence[str]]:
    def deleted() -> Sequence[str]:
        path.unlink(missing_ok=True)
        return ()

    return deleted
