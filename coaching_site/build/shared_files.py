"""Files that many portals have alike are on a disk once, and each portal has a name for them.

They are kept below the folder of what is kept between builds, for as long as a portal has them. A
file is only ever replaced under its name, never written to, so no build changes another's portal.
Where a disk gives a file one name alone, or is another one, each portal has its own copy.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site.files import temporary_beside

_FOLDER: Final = "assets"
_LETTERS: Final = 32


def share_files(site: Path, paths: Iterable[str], cache_dir: Path) -> None:
    """Let files of a site, given their paths in it, be the same files as those kept before.

    A file that differs from the kept one, in a byte or in who may read it, takes its place there.
    """
    store = cache_dir / _FOLDER
    with suppress(OSError):
        store.mkdir(parents=True, exist_ok=True)
        for path in paths:
            _share(site / path, store)
        for kept in [*store.iterdir()]:
            with suppress(OSError):  # another build removes it, or a program has it open
                if kept.lstat().st_nlink == 1:  # no portal has it any more
                    kept.unlink()


def _share(file: Path, store: Path) -> None:
    content = file.read_bytes()
    kept = store / sha256(content).hexdigest()[:_LETTERS]
    try:
        if _is_same(kept, file, content):
            _replace(file, kept)
            return
    except OSError:  # there is none yet, or it has as many names as the disk allows
        pass
    with suppress(OSError):
        _replace(kept, file)


def _is_same(kept: Path, file: Path, content: bytes) -> bool:
    """Tell whether a file can take the place of another one; raise `OSError` if there is none."""
    one, other = kept.lstat(), file.lstat()
    is_alike = (one.st_mode, one.st_uid, one.st_gid) == (other.st_mode, other.st_uid, other.st_gid)
    # Somebody may have written into a file of some portal, which is this one.
    return is_alike and kept.read_bytes() == content


def _replace(path: Path, by: Path) -> None:
    """Let a path be a further name of a file."""
    temporary = temporary_beside(path)
    temporary.hardlink_to(by)
    try:
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)  # if both were one file already, it is still there
