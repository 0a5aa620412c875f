"""A zip as the place of a portal: one file, which is replaced whole or not at all."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coaching_site.files import read_limited, remove_temporaries, write_atomically
from coaching_site.publishing.manifest import Claim, DamagedControl
from coaching_site.publishing.portal_files import PortalFile
from coaching_site.publishing.refusals import PublishRefused
from coaching_site.zips import zipped

_MAX_BYTES: Final = 1_000_000_000
_MODE: Final = 0o600


def zip_of_portal(files: Mapping[str, PortalFile], folder: str, claim: Claim) -> bytes:
    """Return a zip of files in a folder; the same files give the same bytes.

    Its comment is the claim of the engagement. Raises `StoreFailed` as `PortalFile.content`.
    """
    contents = {f"{folder}/{name}": file.content() for name, file in files.items()}
    return zipped(contents, claim.written().strip())


def former_zip(path: Path, claim: Claim) -> bytes | None:
    """Return the zip that an earlier publish has put at a path; None if nothing is there.

    Raises `PublishRefused` where it is anything else, such as the zip of another client.
    """
    if not os.path.lexists(path):
        return None
    found = None
    try:
        content = b"" if path.is_symlink() else read_limited(path, _MAX_BYTES)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = Claim.read(archive.comment)
    except (OSError, zipfile.BadZipFile, DamagedControl):
        pass
    if found == claim:
        return content
    whose = "that of another client or workspace" if found else "something else"
    raise PublishRefused(
        f"{path}: expected a zip of this portal, or nothing, found {whose}: move it away"
    )


def require_folder(path: Path) -> None:
    """Raise `PublishRefused` where there is no folder for a zip."""
    if not path.parent.is_dir():
        raise PublishRefused(f"{path}: there is no such folder: make it first")


def remove_halves(path: Path) -> None:
    """Remove what killed commands have left of a zip that was being written."""
    remove_temporaries(path.parent, re.escape(path.name))


def write_zip(path: Path, content: bytes) -> None:
    """Write a zip that its owner alone may read; raise `OSError` and `PublishRefused`.

    Its folder is there, as `require_folder` found. What a kill has left there of one goes.
    """
    remove_halves(path)
    write_atomically(path, content, mode=_MODE)
    if read_limited(path, _MAX_BYTES) != content:
        raise PublishRefused(f"{path}: what was written cannot be read back: is the disk full?")
