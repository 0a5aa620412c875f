"""The command that tells every problem of engagements, as a build would."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.build.compose import compose
from coaching_site.build.inputs import read_inputs
from coaching_site.build.outputs import PdfMode
from coaching_site.build.workspace import Workspace
from coaching_site.cli.terminal import told, visible
from coaching_site.loading import engagement_folder, is_slug
from coaching_site.problems import InvalidInput, Problem, shortened, shown

ENGAGEMENTS: Final = Path("engagements")
WORKSPACE: Final = Workspace(
    Path("content"), Path("overrides"), ENGAGEMENTS, Path(".cache/coaching-site")
)

SETTINGS: Final = Path("mkdocs.yml")
"""The settings of a build, without which there is none."""

_FILE: Final = "engagement.yml"
_Check = Callable[[str, date], tuple[str, ...]]
_OURS: Final = ("starter.yml", "engagement.schema.json")


def check_engagements(named: Iterable[str], environment: Mapping[str, str]) -> bool:
    """Print what is wrong with the named engagements, or with all, and return whether nothing is.

    `environment` may set the day of the portals, as for a build.
    """
    names = [*named]
    engagements, check, option = _project()
    day = as_of_day(environment, option)
    slugs = dict.fromkeys(slug_of(name, engagements) for name in names)
    # Not all(): each is to be checked, whatever the others are like.
    return False not in [
        _is_fine(slug, day, engagements, check) for slug in slugs or _all_slugs(engagements)
    ]


def _project() -> tuple[Path, _Check, object]:
    """Return where engagements are, what checks one, and the day that the settings name."""
    if not os.path.lexists(SETTINGS):
        return ENGAGEMENTS, _check_without_settings, None
    from coaching_site.mkdocs.trial import trial_of  # MkDocs, which no other command needs

    trial = trial_of(SETTINGS)
    return Path(shown(trial.workspace.engagements)), trial.check, trial.as_of


def _check_without_settings(slug: str, as_of: date) -> tuple[str, ...]:
    return compose(read_inputs(WORKSPACE, slug, as_of), PdfMode.TRY_TEMPLATES).tips


def slug_of(name: str, engagements: Path = ENGAGEMENTS) -> str:
    """Return the engagement that a name or a path means, such as `engagements/jane-doe/`."""
    path = Path(name)
    if path.name == _FILE:
        path = path.parent
    is_inside = os.path.abspath(path.parent) == os.path.abspath(engagements)  # noqa: PTH100
    is_bare = path.name not in ("", name) and path.parent == Path()
    return path.name if is_inside or is_bare else name


def _all_slugs(engagements: Path) -> list[str]:
    """Return the engagements that there are; tell of what else lies beside them."""
    slugs = []
    for path in sorted(engagements.iterdir()):
        if path.name.startswith(".") or path.name in _OURS:
            continue
        if is_slug(path.name) and (path.is_dir() or path.is_symlink()):
            slugs.append(path.name)
        elif (path / _FILE).is_file():
            slugs.append(path.name)  # somebody's, but under a name that no build takes
        else:
            message = "passed over: this is no engagement"
            passed = Problem.of_file(engagements / shortened(path.name), message)
            click.echo(visible(str(passed)), err=True)
    return slugs


def _is_fine(slug: str, day: date, engagements: Path, check: _Check) -> bool:
    try:
        engagement_folder(engagements, slug)
        advice = check(slug, day)
    except InvalidInput as error:
        click.echo(told(error), err=True)
        return False
    for line in advice:
        click.echo(visible(line), err=True)
    click.echo(f"{slug}: fine")
    return True
