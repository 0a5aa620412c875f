"""The command that keeps clients' files out of a repository that others may see.

No program can tell from here who may read a repository elsewhere, so it asks the coach: a remote
is private when its address is noted as that in the repository's own settings of git. A remote on
this machine, or on a disk of it, needs no note.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Final

import click

from coaching_site.problems import InvalidInput, Problem, joined, quoted

SETTING: Final = "coaching-site.private"
"""The setting of git that holds the addresses of private remotes, one a line."""

# How pre-commit tells, before a push, where to and what is pushed.
_PUSHED_TO: Final = "PRE_COMMIT_REMOTE_URL"
_PUSHED: Final = "PRE_COMMIT_TO_REF"
_NO_COMMIT: Final = re.compile("0*")
# An address with a scheme, or as in git@host:path, but no file and no drive of Windows; or a
# folder that another machine shares.
_ON_A_NETWORK: Final = re.compile(
    r"(?!file:|[A-Za-z]:[\\/])[^/\\]+:|(?:file:)?[\\/]{2}[^\\/]", re.IGNORECASE
)
# Where git sends a branch; in place of a remote's name an address may stand here.
_SENT_TO: Final = r"^(branch\..*\.(push)?remote|remote\.pushdefault)$"
_USER: Final = re.compile(r"(?<=://)[^/@]*@")
_MAX_SHOWN: Final = 3


@click.command()
def guard() -> None:
    """Refuse to push clients' files where others see them."""
    check_repository(os.environ)
    click.echo("guard: fine")


def check_repository(environment: Mapping[str, str]) -> None:
    """Raise `InvalidInput` where clients' files would go to a remote that is not noted as private.

    Looks at what is in the index of the repository around the current folder, and before a push at
    every commit that would be there after it. Raises `InvalidInput` where there is no repository.
    """
    found = [path for path in _files(environment) if is_of_a_client(path)]
    if not found:
        return
    noted = map(_without_user, _lines("config", "--local", "--get-all", SETTING, may_fail=True))
    open_to_others = {*filter(is_elsewhere, _remotes(environment))} - {*noted}
    if open_to_others:
        raise InvalidInput(_problems(found, open_to_others))


def is_of_a_client(path: str) -> bool:
    """Tell whether a path in a repository is of an engagement, of a portal, or of a packed one.

    What lies in `engagements/` itself, such as a starter, is nobody's.
    """
    parts = PurePosixPath(path.casefold()).parts
    is_inside = "engagements" in parts[:-2]
    is_packed = parts[-2:-1] in (("hand-overs",), ("backups",))
    return is_inside or is_packed or parts[-1] in ("engagement.yml", ".portal")


def is_elsewhere(address: str) -> bool:
    """Tell whether the address of a remote leads to another machine."""
    return _ON_A_NETWORK.match(address) is not None


def _files(environment: Mapping[str, str]) -> list[str]:
    indexed = _output("ls-files", "-z", "--full-name", ":/").split("\0")
    pushed = environment.get(_PUSHED, "")
    if _NO_COMMIT.fullmatch(pushed):
        earlier = []
    else:  # what was taken out later goes along all the same
        log = ("log", "-m", "--format=", "--name-only", "-z", "--end-of-options")
        earlier = _output(*log, pushed, "--").split("\0")
    return sorted({*indexed, *earlier} - {""})


def _remotes(environment: Mapping[str, str]) -> list[str]:
    """Return the address of each remote, as git would use it, for fetching and for pushing."""
    found = [environment.get(_PUSHED_TO, "")]
    settings = _output("config", "-z", "--get-regexp", _SENT_TO, may_fail=True).split("\0")
    found += [setting.partition("\n")[2] for setting in settings]
    for name in _lines("remote"):
        found += _lines("remote", "get-url", "--all", "--", name)
        found += _lines("remote", "get-url", "--all", "--push", "--", name)
    return [_without_user(one) for one in found if one]


def _without_user(address: str) -> str:
    """Return an address without the user in it, whose password may stand there too."""
    return _USER.sub("", address)


def _problems(files: list[str], remotes: Iterable[str]) -> Iterable[Problem]:
    shown = joined(map(quoted, files), _MAX_SHOWN)
    for remote in remotes:
        yield Problem.of_setting(
            remote,
            f"expected a repository without clients' files, found {shown}: take them out by "
            "`git rm --cached`, and out of earlier commits too; or, if you have made sure that "
            "nobody reads that repository but you, say so: "
            f'git config --local --add {SETTING} "{remote}"',
        )


def _lines(*arguments: str, may_fail: bool = False) -> list[str]:
    return _output(*arguments, may_fail=may_fail).splitlines()


def _output(*arguments: str, may_fail: bool = False) -> str:
    """Return what git says; raise `InvalidInput` where it can say nothing of a repository."""
    git = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no option among what was typed
            git, capture_output=True, encoding="utf-8", errors="replace"
        )
    except FileNotFoundError:
        problem = Problem.of_setting("git", "expected git on this machine, found none")
        raise InvalidInput([problem]) from None
    if done.returncode and not may_fail:
        # git may say more below its `fatal:` line, such as where it stopped looking.
        lines = done.stderr.strip().splitlines() or [""]
        said = next((line for line in lines if line.startswith("fatal:")), lines[-1])
        problem = Problem.of_setting("git", f"expected a folder in a git repository: {said}")
        raise InvalidInput([problem])
    return done.stdout
