"""The project in whose folder commands are run: where it keeps what, and what they may rely on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from coaching_site.build.workspace import Workspace
from coaching_site.loading import load_programme
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput, Problem

CONTENT: Final = Path("content")
PROGRAMME: Final = CONTENT / "programme.yml"
ENGAGEMENTS: Final = Path("engagements")
STARTER: Final = ENGAGEMENTS / "starter.yml"
SCHEMA: Final = ENGAGEMENTS / "engagement.schema.json"
SETTINGS: Final = Path("mkdocs.yml")
"""The settings of a build, without which there is none."""

WORKSPACE: Final = Workspace(CONTENT, Path("overrides"), ENGAGEMENTS, Path(".cache/coaching-site"))
_ENGAGEMENT: Final = "engagement.yml"


def check_folder() -> None:
    """Refuse to work anywhere but in the folder of a project."""
    for needed in (PROGRAMME, STARTER):
        if not os.path.lexists(needed):
            message = "there is no such file: run this in the folder of the project"
            raise InvalidInput([Problem.of_file(needed, message)])


def programme() -> Programme:
    """Return the programme of the project; raise `InvalidInput` with all its problems."""
    check_folder()
    return load_programme(PROGRAMME)


def slug_of(name: str, engagements: Path = ENGAGEMENTS) -> str:
    """Return the engagement that a name or a path means, such as `engagements/jane-doe/`."""
    path = Path(name)
    if path.name == _ENGAGEMENT:
        path = path.parent
    is_inside = os.path.abspath(path.parent) == os.path.abspath(engagements)  # noqa: PTH100
    is_bare = path.name not in ("", name) and path.parent == Path()
    return path.name if is_inside or is_bare else name
