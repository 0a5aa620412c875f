"""The workspace in whose folder commands run: where it keeps what, and what they may rely on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from coaching_site import shipped
from coaching_site.build.workspace import Workspace
from coaching_site.cli.terminal import visible
from coaching_site.loading import is_slug, read_programme
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput, Problem, shortened

CONTENT: Final = Path("content")
ENGAGEMENTS: Final = Path("engagements")
STARTER: Final = ENGAGEMENTS / "starter.yml"
SCHEMA: Final = ENGAGEMENTS / "engagement.schema.json"
SETTINGS: Final = Path("mkdocs.yml")
"""The settings of a build, without which there is none."""

WORKSPACE: Final = Workspace(CONTENT, Path("overrides"), ENGAGEMENTS, Path(".cache/coaching-site"))
_ENGAGEMENT: Final = "engagement.yml"
_OURS: Final = (STARTER.name, SCHEMA.name)


def check_folder() -> None:
    """Refuse to work anywhere but in the folder of a workspace."""
    if not ENGAGEMENTS.is_dir():
        message = (
            "there is no such folder: run this in the folder of your workspace, or begin one with "
            "`coaching-site init DIR`"
        )
        raise InvalidInput([Problem.of_file(ENGAGEMENTS, message)])


def starter() -> Path:
    """Return what a new engagement begins with: the workspace's own file, or else the shipped."""
    return shipped.first_with(STARTER.name, [ENGAGEMENTS, shipped.ENGAGEMENTS]) or STARTER


def programme() -> Programme:
    """Return the programme of the workspace; raise `InvalidInput` with all its problems."""
    check_folder()
    return read_programme(WORKSPACE.layers("programme")).content


def all_slugs(engagements: Path) -> list[str]:
    """Return the engagements that there are; tell of what else lies beside them."""
    slugs = []
    for path in sorted(engagements.iterdir()):
        if path.name.startswith(".") or path.name in _OURS:
            continue
        if is_slug(path.name) and (path.is_dir() or path.is_symlink()):
            slugs.append(path.name)
        elif (path / _ENGAGEMENT).is_file():
            slugs.append(path.name)  # somebody's, but under a name that no build takes
        else:
            message = "skipped: this is not an engagement"
            passed = Problem.of_file(engagements / shortened(path.name), message)
            click.echo(visible(str(passed)), err=True)
    return slugs


def slug_of(name: str, engagements: Path = ENGAGEMENTS) -> str:
    """Return the engagement that a name or a path means, such as `engagements/jane-doe/`."""
    path = Path(name)
    if path.name == _ENGAGEMENT:
        path = path.parent
    # Links are not followed: a folder that is one keeps the name under which it stands here.
    is_inside = os.path.abspath(path.parent) == os.path.abspath(engagements)  # noqa: PTH100
    is_bare = path.name not in ("", name) and path.parent == Path()
    return path.name if is_inside or is_bare else name
