"""The command that writes the report for a sponsor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Final

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.build.inputs import Inputs, read_inputs
from coaching_site.build.leak_search import leak_search_of
from coaching_site.build.recovery import REPORTS
from coaching_site.build.site_folder import write_site
from coaching_site.build.sponsor_site import (
    PAGE,
    REPORT_PDF,
    SponsorSite,
    compose_sponsor_site,
    is_shown_in,
    owner_of_report,
    refuse_place_of_report,
)
from coaching_site.build.workspace import Workspace
from coaching_site.cli.folder import SETTINGS, all_slugs, check_folder, slug_of
from coaching_site.cli.group import FilePath
from coaching_site.cli.terminal import shown_path, visible_line
from coaching_site.problems import CollectedProblems, InvalidInput, Problem
from coaching_site.staging import TargetBlocked

_NOT_SHOWN: Final = "The portal does not show this report: build it, and let {} read it first"


@click.command()
@click.argument("engagements", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Write the reports of all clients.")
@click.option("--out", type=FilePath(), metavar="DIR", help="The folder, for one client.")
def sponsor(engagements: tuple[str, ...], out: Path | None, *, every: bool) -> None:
    """Write the report for a sponsor: a page, and the same as PDF.

    It shows progress and no content: steps, sessions held, the next review, and the goals and
    numbers that the client shares. It is made where the agreement says `sponsor_report: true`, and
    stands in sponsors/ and the name of the client. The portal shows the client the same page.
    `build` writes both.

    \b
    Examples:
      coaching-site sponsor jane-doe
      coaching-site sponsor --all
    """
    if bool(engagements) == every:
        raise click.UsageError("name clients, or say --all")
    if out and len(engagements) != 1:
        raise click.UsageError("--out goes with one client")
    check_folder()
    writer = _project()
    names = all_slugs(writer.workspace.engagements) if every else map(slug_of, engagements)
    problems, count = CollectedProblems(), 0
    for slug in names:
        with problems.collecting():
            inputs = read_inputs(writer.workspace, slug, writer.day)
            if every and not inputs.engagement.agreement.sponsor_report:
                continue
            count += 1
            writer.write(inputs, out or REPORTS / slug)
    problems.raise_all()
    if not count:
        click.echo("No agreement provides for a report: none says `sponsor_report: true`.")


@dataclass(frozen=True)
class _ReportWriter:
    """Writes reports of a day; `portals` is the folder in which portals are built.

    `run` names the command, in which phrases of all engagements are read once.
    """

    workspace: Workspace
    day: date
    portals: Path
    run: str

    def write(self, inputs: Inputs, target: Path) -> None:
        """Write the site of a sponsor at a place, and tell of it; raise `InvalidInput`."""
        try:
            refuse_place_of_report(target, self.workspace, self.portals)
            site = compose_sponsor_site(inputs)
            search = leak_search_of(inputs, site.report, self.run).faults
            owner = owner_of_report(inputs.slug)
            write_site(target, owner, site.files, self.workspace.cache_dir, search)
        except TargetBlocked as error:
            raise _unfit(error) from None
        for line in self._told(inputs, site, target):
            click.echo(visible_line(line))

    def _told(self, inputs: Inputs, site: SponsorSite, target: Path) -> Iterator[str]:
        yield f"For {site.report.sponsor}: {shown_path(str(target / PAGE))}"
        yield f"On paper: {shown_path(str(target / REPORT_PDF))}" if not site.tip else site.tip
        if not is_shown_in(self.portals / inputs.slug, site):
            yield _NOT_SHOWN.format(site.report.executive)


def _project() -> _ReportWriter:
    """Return what writes reports as settings say."""
    from coaching_site.mkdocs.dry_run import dry_run_of  # MkDocs, which few commands need

    dry_run = dry_run_of(SETTINGS)
    day = as_of_day(os.environ, dry_run.as_of)
    return _ReportWriter(dry_run.workspace, day, dry_run.site_dir, token_hex(8))


def _unfit(error: TargetBlocked) -> InvalidInput:
    return InvalidInput([Problem.of_file(error.path, error.reason, "--out")])
