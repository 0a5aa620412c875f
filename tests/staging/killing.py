"""Builds that are killed at each step on the disk in turn, in processes of their own.

Run as a module: with `one` or `two` for the steps of the exchange, and a folder to work in.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path
from typing import Any, Final

from coaching_site.staging import StagingFolder, recover, swap
from tests.staging.folders import OWNER, contents, write

_STEPS: Final = frozenset({"os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "open"})


def kill_at(step: int) -> None:
    """Let this process die, with nothing tidied up, just before a step on the disk."""
    left = iter(range(step))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        is_a_step = event in _STEPS and (event != "open" or arguments[1] not in (None, "r"))
        if is_a_step and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def build(target: Path) -> None:
    """Build the next portal and swap it in, as a command does."""
    fresh = StagingFolder(target, OWNER, [".htaccess"])
    (fresh.path / "index.html").write_text("next", "utf-8")
    fresh.mark(["index.html"])
    fresh.swap_in()
    fresh.discard()


def outcomes(folder: Path, *, linked: bool, former: bool) -> list[str]:
    """Return what is there after each kill and the mending, from the first step to the last."""
    found: list[str] = []
    while True:
        site = folder / f"site-{linked}-{former}-{len(found)}"
        place = folder / f"stick-{linked}-{former}-{len(found)}" if linked else site
        if former:
            (write(place / "amara", "former") / ".htaccess").write_text("login")
        if linked:
            site.mkdir()
            (site / "amara").symlink_to(place / "amara")
        if not (process := os.fork()):
            kill_at(len(found))
            build(site / "amara")
            os._exit(0)
        _, status = os.waitpid(process, 0)
        stuck = recover(site)
        found.append(_seen(site, place, stuck))
        if os.waitstatus_to_exitcode(status) == 0:
            return found


def _seen(site: Path, place: Path, stuck: list[Path]) -> str:
    """Return which portal there is, and all that should not be there."""
    portal = contents(place / "amara") if (place / "amara").exists() else {}
    page, marker, login = (portal.pop(name, "") for name in ("index.html", ".portal", ".htaccess"))
    odd = [*portal, *stuck, *(path.name for path in place.glob(".*"))] if place.exists() else []
    odd += [] if not page or marker else ["no marker"]
    odd += [] if (site / "amara").is_symlink() == (place != site) else ["no link"]
    return " ".join(map(str, [page or "none", login or "open", *odd]))


def _no_exchange(one: Path, other: Path) -> None:
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(one))


if __name__ == "__main__":
    if sys.argv[1] == "two":
        swap.exchange = _no_exchange
    for case in ({"linked": False, "former": True}, {"linked": True, "former": True}):
        print(*outcomes(Path(sys.argv[2]), **case), sep="\n")  # noqa: T201
    print(*outcomes(Path(sys.argv[2]), linked=False, former=False), sep="\n")  # noqa: T201
