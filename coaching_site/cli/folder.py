"""The folder in which commands run: what is where in it, and whose engagements there are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from coaching_site.cli.terminal import visible
from coaching_site.problems import InvalidInput, Problem, shortened
from coaching_site.slugs import is_slug

CONTENT: Final = Path("content")
ENGAGEMENTS: Final = Path("engagements")
STARTER: Final = ENGAGEMENTS / "starter.yml"
SCHEMAS: Final = tuple(ENGAGEMENTS / f"{name}.schema.json" for name in ("engagement", "round"))
SETTINGS: Final = Path("mkdocs.yml")
"""The settings of a build, without which there is none."""

_ENGAGEMENT: Final = "engagement.yml"
_OURS: Final = (STARTER.name, *(schema.name for schema in SCHEMAS))


def check_folder() -> None:
    """Refuse to work anywhere but in the folder of a workspace."""
    if not ENGAGEMENTS.is_dir():
        message = (
            "there is no such folder: run this in the folder of your workspace, or begin one with "
            "`coaching-site init DIR`"
        )
        raise InvalidInput([Problem.of_file(ENGAGEMENTS, message)])


def all_slugs(engagements: Path) -> list[str]:
    """Return the engagements that there are; tell of what else lies beside them."""
    with os.scandir(engagements) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    slugs = []
    for entry in found:
        if entry.name.startswith(".") or entry.name in _OURS:
            continue
        # One under a name that no build takes is somebody's all the same.
        is_fit = is_slug(entry.name) and (entry.is_symlink() or entry.is_dir())
        if is_fit or Path(entry, _ENGAGEMENT).is_file():
            slugs.append(entry.name)
        else:
            message = "skipped: this is not an engagement"
            passed = Problem.of_file(engagements / shortened(entry.name), message)
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
