"""Where a portal may be put, and where a private file of the coach may be written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final
from unicodedata import normalize

from coaching_site.staging.marker import is_system_file, marker_in
from coaching_site.staging.target_contents import TargetBlocked, listed

_SETTINGS: Final = "mkdocs.yml"
_NOWHERE: Final = (-1, -1)
# Each check below yields the end of this sentence; only the first that is found is told.
_APART: Final = (
    "expected a folder for portals alone, such as site/ (site_dir in mkdocs.yml, or -d), found "
)


def refuse_unsafe_target(
    target: Path,
    project: Path,
    sources: Sequence[Path],
    homes: Iterable[Path] = (),
    *,
    is_portal: bool = False,
    expected: str = _APART,
) -> None:
    """Raise `TargetBlocked` if `target` cannot hold portals without risk to other files.

    It may be neither in nor around a folder of `sources`; neither the `project`, one of `homes`,
    nor around these; not in a portal; and no folder of a project that holds anything but portals.
    With `is_portal` it is the folder of one portal, which may exist, else the folder of all.
    `expected` begins the sentence that says why not.
    Links are followed, and spellings of one path count as the same path.
    """
    in_the_way = chain(
        _what_is_typed(target, sources),
        _what_is_around(target, (*sources, project, *homes)),
        _portal_around(target, is_portal=is_portal),
        _twin(target, is_portal=is_portal),
        _own_place(target, project, is_portal=is_portal),
    )
    if reason := next(in_the_way, None):
        raise TargetBlocked(target, expected + reason)


def project_around(path: Path) -> Path | None:
    """Return the innermost folder with a `mkdocs.yml` at or around a path; None without one."""
    return next((folder for folder in _around(path) if os.path.lexists(folder / _SETTINGS)), None)


def folder_around(path: Path, folders: Iterable[Path]) -> Path | None:
    """Return the first of some folders that is at or around a path, however it is spelled."""
    return next(_those_around(path, folders), None)


def portal_around(path: Path) -> Path | None:
    """Return the innermost portal at or around a path; None without one."""
    return next((folder for folder in _around(path) if marker_in(folder)), None)


def _what_is_typed(target: Path, sources: Iterable[Path]) -> Iterator[str]:
    for folder in _those_around(target, sources):
        yield _name(folder) if _is_same(folder, target) else f"a place in {_name(folder)}"


def _those_around(path: Path, folders: Iterable[Path]) -> Iterator[Path]:
    # By device and inode too: on a disk where capitals do not count, "Engagements" and
    # "engagements" are one folder with two real paths.
    ids = list(_ids(path))
    return (one for one in folders if _id(one) in ids or _real(one) in _around(path))


def _what_is_around(target: Path, folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        if _id(target) in _ids(folder):
            relation = "the folder" if _is_same(target, folder) else "a place around"
            yield f"{relation} {_name(folder)}"


def _portal_around(target: Path, *, is_portal: bool) -> Iterator[str]:
    real = _real(target)
    # The folder of one portal may be a portal already, but it may not lie in another one.
    if portal := portal_around(real.parent if is_portal else real):
        yield f"a place in the portal {_name(portal)}"


def _twin(target: Path, *, is_portal: bool) -> Iterator[str]:
    """Yield a folder that is called as a new one would be, but for its capitals."""
    real = _real(target)
    # Only the outermost new folder can have such a twin: what is below it does not exist.
    new = [folder for folder in (real, *real.parents) if not os.path.lexists(folder)]
    if new and not is_portal:
        name = _folded(new[-1].name)
        for entry in _entries(new[-1].parent):
            if _folded(entry.name) == name:
                yield f"another spelling of {_name(entry)}"


def _own_place(target: Path, project: Path, *, is_portal: bool) -> Iterator[str]:
    """Yield what is in the way in a project, where a new folder or one of portals will do."""
    real = _real(target)
    # The target may be in another project than that of the build, as with -d ../second/engagements.
    for root in dict.fromkeys((_real(project), project_around(real) or _real(project))):
        if real == root:
            yield f"the folder {_name(root)}"
        names = real.relative_to(root).parts if real.is_relative_to(root) else ()
        yield from (f"{name}/, which {why}" for name in names if (why := _why_odd(name)))
        for count in range(1, len(names) + (not is_portal)):
            folder = root.joinpath(*names[:count])
            yield from _other_things(folder, "".join(names[count : count + 1]))


def _why_odd(name: str) -> str:
    """Return why a folder for portals should not be called so, or nothing."""
    if name.startswith("."):
        return "is hidden"
    if name.startswith("~"):
        return "a shell alone takes for a home: write the whole path"
    return "" if name.isprintable() and name.strip() == name else "is no name that can be read"


def _other_things(folder: Path, below: str) -> Iterator[str]:
    """Yield what a folder holds if it is neither portals nor what goes with them."""
    names = [name for name in _names(folder) if name != below]
    # One portal is enough: archives and a login may lie beside the portals in site/. It is the
    # first thing looked for, since each of ten thousand portals asks.
    if any(marker_in(folder / name) for name in names):
        return
    others = [entry for name in sorted(names) if not _goes_with_portals(entry := folder / name)]
    if others:
        told = (f"{entry.name}/" if entry.is_dir() else entry.name for entry in others)
        yield f"{_name(folder)}, which holds {listed([*told], 3)}, and no portal"


def _goes_with_portals(entry: Path) -> bool:
    """Tell whether an entry may be in a folder for portals: an empty folder, a link, an archive."""
    if entry.is_symlink() or entry.name.startswith("."):
        return True
    if entry.is_dir():
        return not any(_entries(entry)) or marker_in(entry) is not None
    return entry.suffix == ".zip" or is_system_file(entry)


def _is_same(first: Path, second: Path) -> bool:
    return _real(first) == _real(second) or _id(first) == _id(second) != _NOWHERE


def _entries(folder: Path) -> list[Path]:
    return [folder / name for name in sorted(_names(folder))]


def _names(folder: Path) -> list[str]:
    with suppress(OSError):
        return os.listdir(folder)  # noqa: PTH208 - a path for each name takes ten times as long
    return []


def _around(path: Path) -> tuple[Path, ...]:
    real = _real(path)
    return (real, *real.parents)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _name(folder: Path) -> str:
    return f"{_real(folder).name}/"


def _folded(name: str) -> str:
    # Again after casefold, which can undo the normal form. Windows drops spaces and dots at the end
    # of a name.
    return normalize("NFKC", normalize("NFKC", name).casefold()).rstrip(" .")


def _ids(path: Path) -> Iterator[tuple[int, int]]:
    """Yield what identifies a folder and each one around it, of those that exist."""
    for folder in _around(path):
        if folder.exists():
            yield _id(folder)


def _id(path: Path) -> tuple[int, int]:
    """Return what identifies a file or folder however it is spelled; no such one has `(-1, -1)`."""
    try:
        status = path.stat()
    except OSError:
        return _NOWHERE
    return status.st_dev, status.st_ino
