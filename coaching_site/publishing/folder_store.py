"""A folder as the place of a portal: on this machine, a synced drive, a share or a stick."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final
from unicodedata import normalize

from coaching_site.files import read_limited, retried, write_new
from coaching_site.publishing.names import OWN_FOLDER, half_written_name
from coaching_site.publishing.portal_files import MAX_FILE_BYTES, PortalFile
from coaching_site.publishing.refusals import StoreFailed
from coaching_site.publishing.stores import MAX_NAMES, PublicAddress

_PRIVATE: Final = 0o700
_OTHERS: Final = 0o077


class FolderStore:
    """A folder; each file in it is whole at every moment, and no link in it is followed."""

    def __init__(self, folder: Path) -> None:
        """Take a folder, which need not exist; it is made so that its owner alone may enter."""
        self._folder = folder
        self.name = str(folder)

    @property
    def is_closed(self) -> bool | None:
        """Whether the folder, or one around it, is one that its owner alone may enter: this user.

        An administrator may write into that of another user, such as of a web server.
        """
        if os.name == "nt":
            return None
        real = Path(os.path.realpath(self._folder))
        return any(_is_ours_alone(one.stat()) for one in (real, *real.parents))

    def names(self) -> list[str]:
        """Return the names of all files and links below the folder."""
        if not os.path.lexists(self._folder):
            return []
        names = []
        for name in _names_below(self._folder, ""):
            names.append(name)
            if len(names) > MAX_NAMES:
                raise StoreFailed(f"{self.name}: there are more than {MAX_NAMES} files")
        # macOS returns names with their accents apart, whichever way they were written.
        return [normalize("NFC", one) for one in names]

    def read(self, name: str) -> bytes | None:
        """Return a file; None if there is none, or a link in its place."""
        try:
            path = self._path(name)
            return None if path.is_symlink() else read_limited(path, MAX_FILE_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._failed(name, error) from None

    def create(self, name: str, content: bytes) -> bool:
        """Write a file unless there is one of that name."""
        try:
            self._make_folders(name)
            # A hard link, unlike a renaming, never replaces what came meanwhile.
            temporary = self._write_aside(content)
            try:
                os.link(temporary, self._path(name))
            except FileExistsError:
                return False
            except OSError:  # a stick with FAT knows no second names
                if os.path.lexists(self._path(name)):
                    return False
                temporary.rename(self._path(name))
                return True
            finally:
                temporary.unlink(missing_ok=True)
        except OSError as error:
            raise self._failed(name, error) from None
        return True

    def write(self, name: str, content: bytes) -> None:
        """Write a file, over a former one."""
        try:
            self._make_folders(name)
            temporary = self._write_aside(content)
            retried(lambda: temporary.replace(self._path(name)))
        except OSError as error:
            raise self._failed(name, error) from None

    def send(self, files: Sequence[PortalFile]) -> Iterator[str]:
        """Write files, one after another."""
        for file in files:
            self.write(file.name, file.content())
            yield file.name

    def delete(self, names: Sequence[str]) -> Iterator[str]:
        """Delete files, and the folders that are empty by that."""
        for name in names:
            try:
                self._path(name).unlink(missing_ok=True)
            except OSError as error:
                raise self._failed(name, error) from None
            for around in PurePosixPath(name).parents[:-1]:
                with suppress(OSError):
                    self._path(str(around)).rmdir()
            yield name

    def digests(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Read files."""
        for name in names:
            content = self.read(name)
            if content is not None:
                yield name, sha256(content).hexdigest()

    def public_addresses(self, _: str) -> Sequence[PublicAddress]:
        """Return nothing: a folder has no address of its own."""
        return ()

    def _path(self, name: str) -> Path:
        """Return where a file is; raise `StoreFailed` where a link would lead elsewhere."""
        path = self._folder
        for part in PurePosixPath(name).parts:
            if part in ("..", "/") or (path.is_symlink() and path != self._folder):
                raise StoreFailed(f"{self.name}: {name} leads out of that folder")
            path /= part
        return path

    def _make_folders(self, name: str) -> None:
        """Make the folders around a file, and the one for what is half written."""
        if not self._folder.exists():
            self._folder.mkdir(_PRIVATE, parents=True)
        for folder in (self._path(name).parent, self._path(OWN_FOLDER)):
            folder.mkdir(parents=True, exist_ok=True)

    def _write_aside(self, content: bytes) -> Path:
        """Write what becomes a file into our own folder, where a half of one is nobody's page."""
        temporary = self._path(half_written_name(secrets.token_hex(8)))
        write_new(temporary, content, 0o666)
        return temporary

    def _failed(self, name: str, error: OSError) -> StoreFailed:
        return StoreFailed(f"{self.name}: {name}: {error.strerror or error}")


def _is_ours_alone(folder: os.stat_result) -> bool:
    return folder.st_uid == os.getuid() and not folder.st_mode & _OTHERS


def _names_below(folder: Path, start: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _names_below(Path(entry), f"{start}{entry.name}/")
            else:
                yield start + entry.name
