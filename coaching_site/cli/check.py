"""The command that tells every problem of engagements, as a build would."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.build.compose import compose
from coaching_site.build.inputs import Inputs, read_inputs
from coaching_site.build.outputs import PdfMode
from coaching_site.cli.folder import ENGAGEMENTS, SETTINGS, all_slugs, check_folder, slug_of
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import told, visible
from coaching_site.loading import engagement_folder
from coaching_site.practice.recommendations import recommendations_of
from coaching_site.problems import Advice, InvalidInput, Problem, Recommendation, shown
from coaching_site.view import view_of

_InputsOf = Callable[[str, date], Inputs]


@dataclass(frozen=True)
class CheckedClient:
    """What there is to say of the file of an engagement; with a problem, that is all there is."""

    slug: str
    problems: tuple[Problem, ...] = ()
    advice: tuple[Advice, ...] = ()
    recommended: tuple[Recommendation, ...] = ()


@click.command()
@click.argument("engagements", nargs=-1, metavar="[SLUG]...")
@click.option("--json", "as_json", is_flag=True, help="Print data for other programs.")
def check(engagements: tuple[str, ...], *, as_json: bool) -> None:
    """List every problem, and what could be better.

    A problem stops a build. Each is told with its line. SLUG is the folder of a client;
    if you name none, all are checked.

    \b
    Examples:
      coaching-site check
      coaching-site check jane-doe
    """
    if not os.path.lexists(SETTINGS):
        check_folder()
    folder, inputs_of, option = _project()
    day = as_of_day(os.environ, option)
    slugs = [*dict.fromkeys(slug_of(name, folder) for name in engagements)] or all_slugs(folder)
    found = (_checked(slug, day, folder, inputs_of) for slug in slugs)
    if not (_print_data(found, day) if as_json else _tell(found)):
        sys.exit(2)


def _project() -> tuple[Path, _InputsOf, object]:
    """Return where engagements are, what checks one, and the day that the settings name."""
    if not os.path.lexists(SETTINGS):
        return ENGAGEMENTS, _inputs_without_settings, None
    from coaching_site.mkdocs.dry_run import dry_run_of  # MkDocs, which few commands need

    dry_run = dry_run_of(SETTINGS)
    return Path(shown(dry_run.workspace.engagements)), dry_run.check, dry_run.as_of


def _inputs_without_settings(slug: str, as_of: date) -> Inputs:
    inputs = read_inputs(WORKSPACE, slug, as_of)
    compose(inputs, PdfMode.TRY_TEMPLATES)
    return inputs


def _checked(slug: str, day: date, engagements: Path, inputs_of: _InputsOf) -> CheckedClient:
    try:
        engagement_folder(engagements, slug)
        inputs = inputs_of(slug, day)
    except InvalidInput as error:
        return CheckedClient(slug, error.problems)
    portal = view_of(inputs.engagement, inputs.programme, day)
    found = recommendations_of(inputs.engagement, portal)
    return CheckedClient(slug, (), inputs.advice, inputs.recommended(found))


def _tell(found: Iterable[CheckedClient]) -> bool:
    """Print what is wrong with engagements, each as it is found; return whether nothing is.

    What there is to say of files that all engagements share is printed for the first of them alone.
    """
    told_before: set[str] = set()
    is_fine = True
    for one in found:
        if one.problems:
            is_fine = False
            _tell_once(told(InvalidInput(one.problems)).split("\n"), told_before)
            continue
        _tell_once((visible(str(each)) for each in (*one.advice, *one.recommended)), told_before)
        click.echo(f"{one.slug}: fine")
    return is_fine


def _tell_once(lines: Iterable[str], told_before: set[str]) -> None:
    for line in lines:
        if line not in told_before:
            click.echo(line, err=True)
            told_before.add(line)


def _print_data(found: Iterable[CheckedClient], day: date) -> bool:
    """Print one object of the form that docs/mistakes.md describes; return whether all is fine."""
    every = [*found]
    click.echo(json.dumps({"as_of": day, "clients": [*map(asdict, every)]}, default=str))
    return not any(one.problems for one in every)
