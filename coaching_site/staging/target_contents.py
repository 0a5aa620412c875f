"""What may stand where a portal is to be put."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coaching_site.staging.marker import foreign_in, marker_in

_MAX_NAMES: Final = 20
_PLAIN: Final = re.compile(r"[.\w][\w./+-]*")


class TargetBlocked(Exception):
    """A portal cannot be put where it is asked for; nothing was changed.

    `path` is where, and `reason` says on one line what stands there and what to do.
    """

    def __init__(self, path: Path, reason: str) -> None:
        """Keep both, on one line each."""
        self.path, self.reason = path, _on_one_line(reason)
        super().__init__(f"{_on_one_line(str(path))}: {self.reason}")


def resolved_target(target: Path) -> Path:
    """Return the folder to which a path leads, through links; it need not exist.

    Raises `TargetBlocked` where there can be no folder.
    """
    # From the root down, so that the first obstacle is told and not a consequence of it.
    for folder in (*reversed(target.parents), target):
        if folder.is_symlink() and not folder.exists():
            leads = f"expected a link to a folder, found that it leads nowhere: {folder.readlink()}"
            raise TargetBlocked(folder, leads)
        if os.path.lexists(folder) and not folder.is_dir():
            raise TargetBlocked(folder, "expected a folder, found a file")
    real = Path(os.path.realpath(target))
    # A mount point can be neither renamed nor exchanged.
    if os.path.ismount(real):
        reason = f"expected a folder that can be replaced, found a disk ({real}): use one in it"
        raise TargetBlocked(target, reason)
    return real


def check_replaceable(target: Path, real: Path, owner: str, kept: Sequence[str]) -> None:
    """Raise `TargetBlocked` if a build for `owner` must not replace what is at `real`.

    That may be nothing, a portal of the same owner, or a folder that has nothing but what is named
    in `kept`. `target` is how the coach calls the place. Raises `OSError`.
    """
    if not os.path.lexists(real):
        return
    foreign, marker = foreign_in(real, kept), marker_in(real)
    if marker and not marker.is_of(owner):
        raise TargetBlocked(
            target, "expected the portal of this engagement, found that of another one"
        )
    if foreign and marker:
        # Written so that it can be copied into mkdocs.yml as it is.
        keep = ", ".join(_as_yaml(name.rstrip("/")) for name in foreign[:_MAX_NAMES])
        raise TargetBlocked(
            target,
            f"expected nothing but a portal, found {listed(foreign)}, which no build has put "
            "there: take it away, or let builds carry it over by `keep` in mkdocs.yml, below "
            f"coaching-site: keep: [{keep}]",
        )
    if foreign:
        raise TargetBlocked(
            target,
            f"expected a portal or an empty folder, found {listed(foreign)}: move that away, or "
            "choose another place; if an earlier version has built this portal, delete it",
        )


def listed(names: Sequence[str], most: int = _MAX_NAMES) -> str:
    """Return names in a row, of which there may be more than are told."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def _as_yaml(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _on_one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in text)
