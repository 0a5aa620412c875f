"""The end of a build: the portal and, where one is agreed on, the report for its sponsor."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from coaching_site.build.finish import finish
from coaching_site.build.inputs import Inputs
from coaching_site.build.leak_search import leak_search_of
from coaching_site.build.site_folder import staged_site
from coaching_site.build.sponsor_site import (
    compose_sponsor_site,
    owner_of_report,
    refuse_place_of_report,
)
from coaching_site.privacy.verify import Leak
from coaching_site.problems import shown
from coaching_site.staging import StagingFolder, TargetBlocked, marker_in

_LEFT: Final = "The earlier {} cannot be removed; delete it yourself: {}"
_NOT_AGREED: Final = "The agreement provides for no report to a sponsor any more: delete {}"


_NOT_REPLACED: Final = (
    "{}: the report for the sponsor cannot be written: {}; an earlier one stays as it was, though "
    "its portal is new: build again before you send it"
)


class ReportNotReplaced(Exception):
    """A report could not take its place, though its portal has."""


class CompletionNotes(NamedTuple):
    """What a coach is told of a build that went well."""

    warnings: tuple[str, ...]
    tips: tuple[str, ...] = ()


class _StagedReport(NamedTuple):
    staging: StagingFolder
    tip: str


@dataclass(frozen=True)
class Completion:
    """Ends builds of an engagement; `reports` is the folder of all reports, if they are written.

    `run` names the command: within it, phrases of all engagements are read once. `has_pdf` says
    whether a report is made on paper, too.
    """

    inputs: Inputs
    cache_dir: Path
    reports: Path | None = None
    run: str = ""
    has_pdf: bool = True

    def complete(
        self, staging: StagingFolder, files: Collection[str], *, swap_in: bool = True
    ) -> CompletionNotes:
        """Make a portal and its report ready, and put both in their places.

        Neither takes its place unless both are whole; then the portal is the first, since clients
        read a report before their sponsor. Raises as `finish` does, `InvalidInput`, and
        `ReportNotReplaced`.
        """
        search = leak_search_of(self.inputs, run=self.run).faults
        with self._report(staging.target.parent) as report:
            left = {"portal": finish(staging, files, self.cache_dir, swap_in, search)}
            if report and swap_in:
                left["report"] = _swapped_in(report.staging)
        warnings = [_LEFT.format(what, place) for what, place in left.items() if place]
        tips = (f"{shown(report.staging.target)}: {report.tip}",) if report and report.tip else ()
        return CompletionNotes((*warnings, *self._outdated()), tips)

    @contextmanager
    def _report(self, portals: Path) -> Iterator[_StagedReport | None]:
        if not (self.reports and self.inputs.engagement.agreement.sponsor_report):
            yield None
            return
        place = self.reports / self.inputs.slug
        refuse_place_of_report(place, self.inputs.workspace, portals)
        site = compose_sponsor_site(self.inputs, has_pdf=self.has_pdf)
        search = leak_search_of(self.inputs, site.report, self.run).faults
        owner = owner_of_report(self.inputs.slug)
        with ExitStack() as stack:
            staged = staged_site(place, owner, site.files, self.cache_dir, search)
            try:
                staging = stack.enter_context(staged)
            except Leak as error:
                raise Leak(f"{shown(place)}: {finding}" for finding in error.findings) from None
            yield _StagedReport(staging, site.tip)

    def _outdated(self) -> Iterator[str]:
        """Yield a warning of a report that was written before the agreement was changed."""
        if not self.reports or self.inputs.engagement.agreement.sponsor_report:
            return
        place = self.reports / self.inputs.slug
        marker = marker_in(place)
        if marker and marker.is_of(owner_of_report(self.inputs.slug)):
            yield _NOT_AGREED.format(shown(place))


def _swapped_in(report: StagingFolder) -> Path | None:
    try:
        return report.swap_in()
    except (OSError, TargetBlocked) as error:
        reason = error.reason if isinstance(error, TargetBlocked) else error.strerror
        raise ReportNotReplaced(_NOT_REPLACED.format(shown(report.target), reason)) from error
