"""What may stand where a portal is to be put, and where none may be put at all."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from coaching_site.portal.marker import foreign_in, marker_in

_MOST_NAMES: Final = 20
_PLAIN: Final = re.compile(r"[.\w][\w./+-]*")
_APART: Final = (
    "expected a folder for portals alone, such as site/ (site_dir in mkdocs.yml, or -d), found "
)


class InTheWay(Exception):
    """A portal cannot be put where it is asked for; nothing was changed.

    `place` is where, and `reason` says on one line what stands there and what to do.
    """

    def __init__(self, place: Path | str, reason: str) -> None:
        """Keep both, on one line each."""
        self.place, self.reason = place, _on_one_line(reason)
        super().__init__(f"{_on_one_line(str(place))}: {self.reason}")


def keep_apart(
    place: Path, sources: Iterable[Path], around: Iterable[Path], *, is_portal: bool = False
) -> None:
    """Raise `InTheWay` if a place for portals is in or around a folder of `sources`.

    It may be in a folder of `around`, but not that folder itself nor around it, and in no portal.
    Where it `is_portal` it is the place of one portal, and may be one. However a place is spelled
    and whichever links lead there, it is the same place.
    """
    ids = list(_ids(place))
    for folder in sources:
        if _id(folder) in ids:
            found = f"a place in {_name(folder)}" if _id(folder) != _id(place) else _name(folder)
            raise InTheWay(place, _APART + found)
    for folder in (*sources, *around):
        if _id(place) in _ids(folder):
            found = "a place around" if _id(place) != _id(folder) else "the folder"
            raise InTheWay(place, f"{_APART}{found} {_name(folder)}")
    real = Path(os.path.realpath(place))
    for above in (*([] if is_portal else [real]), *real.parents):
        if marker_in(above):
            raise InTheWay(place, f"{_APART}a place in the portal {_name(above)}")


def led_to(target: Path) -> Path:
    """Return the folder to which a path leads, through links; it need not exist.

    Raises `InTheWay` where there can be no folder.
    """
    for place in (*reversed(target.parents), target):
        if place.is_symlink() and not place.exists():
            leads = f"expected a link to a folder, found that it leads nowhere: {place.readlink()}"
            raise InTheWay(place, leads)
        if os.path.lexists(place) and not place.is_dir():
            raise InTheWay(place, "expected a folder, found a file")
    real = Path(os.path.realpath(target))
    if os.path.ismount(real):
        reason = f"expected a folder that can be replaced, found a disk ({real}): use one in it"
        raise InTheWay(target, reason)
    return real


def check_replaceable(target: Path, real: Path, owner: str, kept: Sequence[str]) -> None:
    """Raise `InTheWay` if a build for `owner` must not replace what is at `real`.

    That may be nothing, a portal of the same owner, or a folder that has nothing but what is named
    in `kept`. `target` is how the coach calls the place. Raises `OSError`.
    """
    if not os.path.lexists(real):
        return
    found, marker = foreign_in(real, kept), marker_in(real)
    if marker and not marker.is_of(owner):
        raise InTheWay(target, "expected the portal of this engagement, found that of another one")
    if found and marker:
        keep = ", ".join(_as_yaml(name.rstrip("/")) for name in found[:_MOST_NAMES])
        raise InTheWay(
            target,
            f"expected nothing but a portal, found {_listed(found)}, which no build has put there: "
            "take it away, or let builds carry it over by `keep` in mkdocs.yml, below "
            f"coaching-site: keep: [{keep}]",
        )
    if found:
        raise InTheWay(
            target,
            f"expected a portal or an empty folder, found {_listed(found)}: move that away, or "
            "choose another place; if an earlier version has built this portal, delete it",
        )


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _as_yaml(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _name(folder: Path) -> str:
    name = Path(os.path.realpath(folder)).name
    return f"{name}/"


def _ids(path: Path) -> Iterator[tuple[int, int]]:
    """Yield what identifies a folder and each one around it, of those that exist."""
    real = Path(os.path.realpath(path))
    for place in (real, *real.parents):
        if place.exists():
            yield _id(place)


def _id(path: Path) -> tuple[int, int]:
    """Return what identifies a file or folder however it is spelled; no such one has `(-1, -1)`."""
    try:
        found = path.stat()
    except OSError:
        return -1, -1
    return found.st_dev, found.st_ino


def _on_one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in text)
