"""Clients whose portals are locked, and where a command puts the one encrypted file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.build.workspace import Workspace
from coaching_site.cli.folder import SETTINGS
from coaching_site.cli.terminal import shown_path
from coaching_site.cli.writing import write_changes
from coaching_site.crypto.lock_container import LockError
from coaching_site.crypto.lock_file import LockKey, load_lock_key, lock_key_path
from coaching_site.editing import Put
from coaching_site.loading import (
    engagement_names,
    language_in,
    load_brand,
    load_engagement,
    read_programme,
)
from coaching_site.locking.locked_page import UnlockPage
from coaching_site.locking.locked_portal import PortalLock, files_in
from coaching_site.locking.places import locked_file, may_have_lock
from coaching_site.model import Engagement, Programme
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import InvalidInput, Problem
from coaching_site.replies.apply import tidy

_FILE: Final = "engagement.yml"


@dataclass(frozen=True)
class LockedClient:
    """A client, and what the portal is locked by; `before` is the file as it was read."""

    workspace: Workspace
    slug: str
    folder: Path
    before: bytes
    engagement: Engagement
    programme: Programme

    @classmethod
    def read(cls, workspace: Workspace, slug: str) -> LockedClient:
        """Return the client of a name; raise `InvalidInput`."""
        folder = workspace.folder_of(slug)
        tidy(folder)
        before = read_bytes(folder / _FILE)
        language = language_in(folder)
        programme = read_programme(workspace.layers("programme", language)).content
        engagement = load_engagement(folder, programme)
        return cls(workspace, slug, folder, before, engagement, programme)

    def key(self) -> LockKey | None:
        """Return the key of the portal, None if it has no lock.

        Raises `InvalidInput` where another client has the same lock, as in a file that was begun
        as a copy, and where the key is not on this machine.
        """
        if not self.engagement.lock:
            return None
        if other := self._other_with_lock(self.engagement.lock):
            message = (
                f"{other} has this lock, too, and its passphrases would open both portals: take "
                "this line out of the file that was copied, and lock that portal anew"
            )
            raise InvalidInput([Problem.of_file(self.folder / _FILE, message, "lock")])
        if key := load_lock_key(self.engagement.lock):
            return key
        message = (
            "the key of this lock is not on this machine: copy it from where the portal was locked "
            f"before, {lock_key_path(self.engagement.lock)}, or take this line out and lock anew, "
            "with new passphrases"
        )
        raise InvalidInput([Problem.of_file(self.folder / _FILE, message, "lock")])

    def _other_with_lock(self, lock: str) -> str | None:
        """Return a client in whose file the same lock is named, None if there is none."""
        for slug in engagement_names(self.workspace.engagements):
            file = self.workspace.folder_of(slug) / _FILE
            if slug != self.slug and lock.encode() in _content(file):
                return slug
        return None

    def write(self, key: LockKey, portals: Path) -> tuple[Path, bool]:
        """Lock the portal that was built; return the file, and whether it had to be written.

        Raises `InvalidInput` where there is no portal, or one that cannot be locked, and `OSError`.
        """
        brand = load_brand(self.workspace.own_file("brand.yml"))
        page = UnlockPage(self.workspace, self.engagement.language, brand)
        target = locked_file(self.slug)
        return target, PortalLock(page, key).lock(portals / self.slug, target)

    def begun(self, key: LockKey) -> LockKey:
        """Name the key of a new lock in the file of the client, and return it."""
        kept = shown_path(str(lock_key_path(key.lock)))
        said = f"The key of the lock is kept on this machine, and needs a backup: {kept}"
        change = Put(("lock",), key.lock)
        write_changes(self.folder, self.before, self.engagement, self.programme, [change], said)
        return key


def _content(file: Path) -> bytes:
    """Return what is in the file of another client, nothing where it cannot be read."""
    try:
        return read_bytes(file)
    except InvalidInput:
        return b""


def locked_file_of(workspace: Workspace, slug: str, portals: Path) -> Path | None:
    """Return the locked portal of a client, as the one that was built last; None without a lock.

    Raises `InvalidInput` and `OSError`.
    """
    if not may_have_lock(read_bytes(workspace.folder_of(slug) / _FILE)):
        return None
    client = LockedClient.read(workspace, slug)
    key = client.key()
    return client.write(key, portals)[0] if key else None


def locked_contents(workspace: Workspace, slug: str, file: Path) -> Mapping[str, bytes]:
    """Return the files to which the locked portal of a client opens; raise `InvalidInput`."""
    try:
        if key := LockedClient.read(workspace, slug).key():
            return files_in(file, key)
    except LockError:
        pass
    raise InvalidInput(
        [Problem.of_file(file, "does not open by the key of its lock: lock it anew")]
    )


def lock_portals(
    outcomes: Iterable[Outcome], waiting: Collection[str], portals: Path
) -> list[Outcome]:
    """Lock those of these clients' portals that have a lock; return what has become of all.

    One that cannot be locked is told with its portal, which was built all the same.
    """
    from coaching_site.mkdocs.dry_run import dry_run_of  # MkDocs, which few commands need

    workspace = dry_run_of(SETTINGS).workspace
    return [
        _after_lock(workspace, one, portals) if one.slug in waiting else one for one in outcomes
    ]


def _after_lock(workspace: Workspace, outcome: Outcome, portals: Path) -> Outcome:
    try:
        locked_file_of(workspace, outcome.slug, portals)
    except InvalidInput as error:
        told = tuple(map(str, error.problems))
        return replace(outcome, status=PortalStatus.FAILED, lines=told, exit_code=2)
    except OSError as error:
        told = (f"{error.filename}: {error.strerror}",)
        return replace(outcome, status=PortalStatus.FAILED, lines=told, exit_code=1)
    return outcome
