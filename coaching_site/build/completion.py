"""The end of a build: the portal and, where one is agreed on, the report for its sponsor."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coaching_site.build.finish import finish
from coaching_site.build.inputs import Inputs
from coaching_site.build.leak_search import leak_search_of
from coaching_site.build.site_folder import staged_site
from coaching_site.build.sponsor_site import (
    compose_sponsor_site,
    owner_of_report,
    refuse_place_of_report,
)
from coaching_site.problems import shown
from coaching_site.staging import StagingFolder, marker_in

_LEFT: Final = "The earlier {} cannot be removed; delete it yourself: {}"
_NOT_AGREED: Final = "The agreement provides for no report to a sponsor any more: delete {}"


@dataclass(frozen=True)
class Completion:
    """Ends builds of an engagement; `reports` is the folder of all reports, if they are written.

    `run` names the command: within it, phrases of all engagements are read once.
    """

    inputs: Inputs
    cache_dir: Path
    reports: Path | None = None
    run: str = ""

    def complete(
        self, staging: StagingFolder, files: Collection[str], *, swap_in: bool = True
    ) -> list[str]:
        """Make a portal and its report ready, and put both in their places; return warnings.

        Neither takes its place unless both are whole. Raises as `finish` does, and `InvalidInput`.
        """
        search = leak_search_of(self.inputs, run=self.run).faults
        with self._report(staging.target.parent) as report:
            left = {"portal": finish(staging, files, self.cache_dir, swap_in, search)}
            if report and swap_in:
                left["report"] = report.swap_in()
        warnings = [_LEFT.format(what, place) for what, place in left.items() if place]
        return [*warnings, *self._outdated()]

    def _report(self, portals: Path) -> AbstractContextManager[StagingFolder | None]:
        if not (self.reports and self.inputs.engagement.agreement.sponsor_report):
            return nullcontext()
        place = self.reports / self.inputs.slug
        refuse_place_of_report(place, self.inputs.workspace, portals)
        site = compose_sponsor_site(self.inputs)
        search = leak_search_of(self.inputs, site.report, self.run).faults
        owner = owner_of_report(self.inputs.slug)
        return staged_site(place, owner, site.files, self.cache_dir, search)

    def _outdated(self) -> Iterator[str]:
        """Yield a warning of a report that was written before the agreement was changed."""
        if not self.reports or self.inputs.engagement.agreement.sponsor_report:
            return
        place = self.reports / self.inputs.slug
        marker = marker_in(place)
        if marker and marker.is_of(owner_of_report(self.inputs.slug)):
            yield _NOT_AGREED.format(shown(place))
