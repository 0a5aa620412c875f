"""The workspace in whose folder commands run, and what they may rely on there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from coaching_site import shipped
from coaching_site.build.workspace import Workspace
from coaching_site.cache import CACHE
from coaching_site.cli.folder import CONTENT, ENGAGEMENTS, STARTER, check_folder
from coaching_site.loading import read_programme
from coaching_site.model import Programme

WORKSPACE: Final = Workspace(CONTENT, Path("overrides"), ENGAGEMENTS, CACHE)


def starter() -> Path:
    """Return what a new engagement begins with: the workspace's own file, or else the shipped."""
    return shipped.first_with(STARTER.name, [ENGAGEMENTS, shipped.ENGAGEMENTS]) or STARTER


def programme() -> Programme:
    """Return the programme of the workspace; raise `InvalidInput` with all its problems."""
    check_folder()
    return read_programme(WORKSPACE.layers("programme")).content


def programmes() -> Callable[[str | None], Programme]:
    """Return what reads the programme in a language, once for each; it raises as `programme`."""
    return cache(lambda language: read_programme(WORKSPACE.layers("programme", language)).content)
