"""The folder of a desk: where it may be, and how it is replaced as a whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coaching_site.build.site_folder import write_site
from coaching_site.build.workspace import Workspace
from coaching_site.problems import InvalidInput, Problem
from coaching_site.staging import (
    MARKER,
    TargetBlocked,
    folder_around,
    portal_around,
    project_around,
    refuse_unsafe_target,
)

DESK_OWNER: Final = "the desk of a coach"  # no engagement can be called so
"""Who owns the folder of a desk."""

_EXPECTED: Final = (
    "the desk names all clients: expected a folder for it alone, outside of every portal and of "
    "the folder that is published, such as desk/, found "
)


def check_place(target: Path, workspace: Workspace, portals: Path, project: Path) -> None:
    """Raise `InvalidInput` where a desk must not be written.

    It may be neither in nor around the folder of the portals, of clients, words or looks, and in
    no portal; nor may it be the project itself or a home.
    """
    homes = [Path.home()] if Path("~").expanduser() != Path("~") else []
    sources = (*workspace.folders, portals)
    try:
        refuse_unsafe_target(target, project, sources, homes, is_portal=True, expected=_EXPECTED)
    except TargetBlocked as error:
        raise _unfit(error) from None
    if published := _folder_of_portals(target):
        raise _unfit(TargetBlocked(target, f"{_EXPECTED}a place in {published.name}/"))


def check_place_of_list(file: Path, workspace: Workspace, portals: Path) -> None:
    """Raise `InvalidInput` where a list of hours must not be written.

    That is in a portal, in a folder of portals, and among clients, words and looks, from which
    portals take files. Links are followed, and spellings of one path count as the same path.
    """
    shared = folder_around(file, (*workspace.folders, portals))
    if found := shared or portal_around(file) or _folder_of_portals(file):
        name = Path(os.path.realpath(found)).name
        message = (
            "the list is yours alone: expected a place outside of portals, clients, words and "
            f"looks, found one in {name}/"
        )
        raise InvalidInput([Problem.of_file(file, message, "--hours")])


def _folder_of_portals(path: Path) -> Path | None:
    """Return the folder around a path, in any project, in which portals lie side by side."""
    real = Path(os.path.realpath(path))
    project = project_around(real)
    inside = real.relative_to(project).parents if project else ()
    folders = [project / part for part in inside if project and part != Path()]
    return next((one for one in folders if any(one.glob(f"*/{MARKER}"))), None)


def write_desk(target: Path, files: Mapping[str, bytes]) -> Path | None:
    """Replace the desk at a place by one of these files, once they are verified.

    It is finished as a portal is: bundled, with a policy, private. Its owner alone may enter it.
    Returns where the former one is if it could not be removed. Raises `InvalidInput` where
    something else stands there, and about templates and styles that fetch something, and
    `OSError`; then all is as it was.
    """
    try:
        return write_site(target, DESK_OWNER, files)
    except TargetBlocked as error:
        raise _unfit(error) from None


def _unfit(error: TargetBlocked) -> InvalidInput:
    return InvalidInput([Problem.of_file(error.path, error.reason, "--out")])
