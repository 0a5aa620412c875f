"""A portal or a report that was built before, verified as then, with all clients of now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from secrets import token_hex

from coaching_site.build.inputs import read_inputs
from coaching_site.build.leak_search import leak_search_of
from coaching_site.build.sponsor_site import owner_of_report, report_of
from coaching_site.build.workspace import Workspace
from coaching_site.loading import engagement_names
from coaching_site.privacy.verify import Leak, verify
from coaching_site.problems import InvalidInput, Problem
from coaching_site.staging import MARKER, count_missing, foreign_in, marker_in


@dataclass(frozen=True)
class Verification:
    """Verifies sites of a workspace on a day; `kept` are the paths of a host's own files.

    `run` names the command, in which phrases of all engagements are read once.
    """

    workspace: Workspace
    day: date
    kept: Sequence[str] = ()
    run: str = field(default_factory=lambda: token_hex(8))

    def faults(self, site: Path) -> list[str]:
        """Return a line for each fault of a portal, or of a report for a sponsor, with its file.

        A report may say what the sponsor is told today, and no other text of the engagement.
        Raises `InvalidInput` where there is neither, or of no engagement here; where the agreement
        provides for no report; and with the problems of the engagement.
        """
        slug, is_report = self._owner_of(site)
        inputs = read_inputs(self.workspace, slug, self.day)
        report = report_of(inputs) if is_report else None
        search = leak_search_of(inputs, report, self.run).faults
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

    def _owner_of(self, site: Path) -> tuple[str, bool]:
        """Return which engagement a site is of, and whether it is the report for its sponsor."""
        marker = marker_in(site)
        if not marker:
            message = "expected a portal that was built by this program, found none"
            raise InvalidInput([Problem.of_file(site, message)])
        names = engagement_names(self.workspace.engagements)
        # Nearly always the folder has the name of the engagement.
        for slug in sorted(names, key=lambda name: name != site.name):
            for owner, is_report in ((slug, False), (owner_of_report(slug), True)):
                if marker.is_of(owner):
                    return slug, is_report
        message = "this is the portal of no engagement here: it cannot be searched for others"
        raise InvalidInput([Problem.of_file(site, message)])


def _is_file(path: Path) -> bool:
    return path.is_symlink() or not path.is_dir()


def _is_in(path: str, foreign: Iterable[str]) -> bool:
    return any(path == name or path.startswith(f"{name}/") for name in foreign)
