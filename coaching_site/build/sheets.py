"""Style sheets of portals, for pages that are made without a site builder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coaching_site import shipped
from coaching_site.build.workspace import Workspace
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import InvalidInput, Problem

SHEETS: Final = "assets/stylesheets"
"""The folder of style sheets, in a site and among the looks of a workspace."""


def sheets_of(workspace: Workspace, names: Mapping[str, str]) -> dict[str, bytes]:
    """Return style sheets by their paths, each read from the looks by the name that is given.

    The workspace's own come before the shipped ones. Raises `InvalidInput` about missing files.
    """
    layers = workspace.override_layers
    found = {path: shipped.first_with(name, layers) for path, name in names.items()}
    if missing := [names[path] for path, file in found.items() if file is None]:
        message = "there is no such file, which these pages need"
        raise InvalidInput(Problem.of_file(layers[-1] / name, message) for name in missing)
    return {path: read_bytes(file) for path, file in found.items() if file}
