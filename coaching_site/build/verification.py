"""A portal that was built before, verified as a build does, with all clients that there are now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coaching_site.build.inputs import read_inputs
from coaching_site.build.leak_search import leak_search_of
from coaching_site.build.workspace import Workspace
from coaching_site.loading import engagement_names
from coaching_site.privacy.verify import Leak, verify
from coaching_site.problems import InvalidInput, Problem
from coaching_site.staging import MARKER, count_missing, foreign_in, marker_in


@dataclass(frozen=True)
class Verification:
    """Verifies portals of a workspace on a day; `kept` are the paths of a host's own files."""

    workspace: Workspace
    day: date
    kept: Sequence[str] = ()

    def faults(self, site: Path) -> list[str]:
        """Return a line for each fault of a portal, with its file.

        Raises `InvalidInput` where there is no portal, or that of no engagement here, and with the
        problems of the engagement.
        """
        slug = self._owner_of(site)
        search = leak_search_of(read_inputs(self.workspace, slug, self.day)).faults
        marker = marker_in(site)
        files = [path.relative_to(site).as_posix() for path in site.rglob("*") if _is_file(path)]
        own = {path for path in files if marker and marker.knows(path)}
        foreign = {name.rstrip("/") for name in foreign_in(site, self.kept)}
        of_the_host = {path for path in files if path not in own and not _is_in(path, foreign)}
        missing = count_missing(marker, files) if marker else 0
        faults = [f"{MARKER}: {missing} of what it names are missing"] if missing else []
        try:
            verify(site, own | of_the_host, search=search)
        except Leak as error:
            faults += error.findings
        return faults

    def _owner_of(self, site: Path) -> str:
        marker = marker_in(site)
        if not marker:
            message = "expected a portal that was built by this program, found none"
            raise InvalidInput([Problem.of_file(site, message)])
        names = engagement_names(self.workspace.engagements)
        # Nearly always the folder has the name of the engagement.
        for slug in sorted(names, key=lambda name: name != site.name):
            if marker.is_of(slug):
                return slug
        message = "this is the portal of no engagement here: it cannot be searched for others"
        raise InvalidInput([Problem.of_file(site, message)])


def _is_file(path: Path) -> bool:
    return path.is_symlink() or not path.is_dir()


def _is_in(path: str, foreign: Iterable[str]) -> bool:
    return any(path == name or path.startswith(f"{name}/") for name in foreign)
