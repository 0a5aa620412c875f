"""A site that is made without a site builder, as the folder in which it is replaced whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from coaching_site.build.bundle import BundleError
from coaching_site.build.finish import SiteSearch, finish
from coaching_site.privacy.verify import Leak
from coaching_site.problems import InvalidInput, Problem
from coaching_site.staging import StagingFolder, recover


def write_site(
    target: Path,
    owner: str,
    files: Mapping[str, bytes],
    cache_dir: Path | None = None,
    search: SiteSearch = lambda *_: (),
) -> Path | None:
    """Replace the site of `owner` at a place by files by their paths, once they are verified.

    Returns where the former one is if it could not be removed. Raises `InvalidInput` about what the
    files fetch or must not say, `TargetBlocked` and `OSError`; then all is as it was.
    """
    if target.parent.is_dir():
        recover(target.parent)
    try:
        with staged_site(target, owner, files, cache_dir, search) as staging:
            return staging.swap_in()
    except (BundleError, Leak) as error:
        raise InvalidInput([Problem.of_file(target, str(error))]) from None


@contextmanager
def staged_site(
    target: Path,
    owner: str,
    files: Mapping[str, bytes],
    cache_dir: Path | None = None,
    search: SiteSearch = lambda *_: (),
) -> Iterator[StagingFolder]:
    """Give the site of `owner` in a folder beside its place, whole and verified, to be swapped in.

    It is finished as a portal is: bundled, with a policy, private. Its owner alone may enter it.
    Raises `BundleError`, `Leak`, `TargetBlocked` and `OSError`.
    """
    staging = StagingFolder(target, owner)
    try:
        staging.path.chmod(0o700)
        _fill(staging.path, files)
        finish(staging, files, cache_dir, swap_in=False, search=search)
        yield staging
    finally:
        staging.discard()


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
