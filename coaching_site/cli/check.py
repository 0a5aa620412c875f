"""The command that tells every problem of engagements, as a build would."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.build.compose import compose
from coaching_site.build.inputs import read_inputs
from coaching_site.build.outputs import PdfMode
from coaching_site.cli.project import (
    ENGAGEMENTS,
    SETTINGS,
    WORKSPACE,
    all_slugs,
    check_folder,
    slug_of,
)
from coaching_site.cli.terminal import told, visible
from coaching_site.loading import engagement_folder
from coaching_site.problems import Advice, InvalidInput, shown

_Check = Callable[[str, date], tuple[Advice, ...]]


@click.command()
@click.argument("engagements", nargs=-1, metavar="[SLUG]...")
def check(engagements: tuple[str, ...]) -> None:
    """List every problem that would stop a build.

    Each is told with its line and with what to write instead. SLUG is the folder of a client;
    if you name none, all are checked.
    """
    if not os.path.lexists(SETTINGS):
        check_folder()
    if not _check_engagements(engagements, os.environ):
        sys.exit(2)


def _check_engagements(named: Iterable[str], environment: Mapping[str, str]) -> bool:
    """Print what is wrong with the named engagements, or with all, and return whether nothing is.

    `environment` may set the day of the portals, as for a build.
    """
    names = [*named]
    engagements, advice_on, option = _project()
    day = as_of_day(environment, option)
    slugs = dict.fromkeys(slug_of(name, engagements) for name in names)
    shared: set[str] = set()
    # Not all(): each is to be checked, whatever the others are like.
    return False not in [
        _is_fine(slug, day, engagements, advice_on, shared)
        for slug in slugs or all_slugs(engagements)
    ]


def _project() -> tuple[Path, _Check, object]:
    """Return where engagements are, what checks one, and the day that the settings name."""
    if not os.path.lexists(SETTINGS):
        return ENGAGEMENTS, _check_without_settings, None
    from coaching_site.mkdocs.dry_run import dry_run_of  # MkDocs, which no other command needs

    dry_run = dry_run_of(SETTINGS)
    return Path(shown(dry_run.workspace.engagements)), dry_run.check, dry_run.as_of


def _check_without_settings(slug: str, as_of: date) -> tuple[Advice, ...]:
    inputs = read_inputs(WORKSPACE, slug, as_of)
    compose(inputs, PdfMode.TRY_TEMPLATES)
    return inputs.advice


def _is_fine(
    slug: str, day: date, engagements: Path, advice_on: _Check, told_before: set[str]
) -> bool:
    """Print what is wrong with an engagement, and return whether nothing is.

    What there is to say of files that all engagements share is printed for the first of them alone.
    """
    try:
        engagement_folder(engagements, slug)
        advice = advice_on(slug, day)
    except InvalidInput as error:
        _tell_once(told(error).split("\n"), told_before)
        return False
    _tell_once((visible(str(one)) for one in advice), told_before)
    click.echo(f"{slug}: fine")
    return True


def _tell_once(lines: Iterable[str], told_before: set[str]) -> None:
    for line in lines:
        if line not in told_before:
            click.echo(line, err=True)
            told_before.add(line)
