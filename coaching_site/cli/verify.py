"""The command that searches portals and reports which are built already."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.build.recovery import REPORTS
from coaching_site.build.verification import Verification
from coaching_site.cli.folder import SETTINGS, check_folder
from coaching_site.cli.group import FilePath
from coaching_site.cli.lock_passphrases import known_passphrase, passphrase_option
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import visible
from coaching_site.crypto.lock_container import LockError, NoSlotOpens, UnknownLockVersion
from coaching_site.locking.locked_portal import is_locked, open_portal
from coaching_site.locking.places import LOCKED_FILE
from coaching_site.problems import CollectedProblems, InvalidInput, Problem, shown
from coaching_site.staging import TargetBlocked, marker_in

_PORTALS: Final = Path("site")


@click.command()
@click.argument("sites", nargs=-1, type=FilePath(), metavar="[SITE]...")
@passphrase_option
def verify(sites: tuple[Path, ...], *, descriptor: int | None) -> None:
    """Search portals and sponsors' reports for what they must not say.

    Each file is searched for other clients, for what you alone may read, and for what would be
    loaded from elsewhere, as each build does; a report also for all that its sponsor is not told.
    SITE is the folder of a portal or a report. If you name none, all portals in site/ and all
    reports in sponsors/ are searched. A locked portal that you name is opened first: you are
    asked for its passphrase.

    \b
    Examples:
      coaching-site verify
      coaching-site verify site/jane-doe sponsors/jane-doe
      coaching-site verify locked/jane-doe
    """
    check_folder()
    verification, portals = _project()
    problems, is_clean = CollectedProblems(), True
    for site in sites or _sites_in(portals):
        with problems.collecting():
            locked = _locked_file(site)
            if locked:
                faults = _faults_of_locked(verification, locked, descriptor)
            else:
                faults = verification.faults(site)
            for fault in faults:
                click.echo(visible(f"{shown(site)}/{fault}"), err=True)
            is_clean = is_clean and not faults
            if not faults:
                click.echo(f"{visible(_name_of(site))}: nothing found")
    problems.raise_all()
    sys.exit(0 if is_clean else 1)


def _locked_file(site: Path) -> Path | None:
    """Return the file of a locked portal that a path means, None if it means another one."""
    path = site / LOCKED_FILE if site.is_dir() else site
    return path if path.is_file() and is_locked(path) else None


def _faults_of_locked(verification: Verification, path: Path, descriptor: int | None) -> list[str]:
    """Return a line for each fault of a locked portal; raise `InvalidInput` if it does not open."""
    passphrase = known_passphrase(shown(path), descriptor)
    try:
        opened = open_portal(path, passphrase)
    except NoSlotOpens:
        raise InvalidInput([Problem.of_file(path, "the passphrase is wrong")]) from None
    except UnknownLockVersion:
        message = "it was locked by a newer version of this program"
        raise InvalidInput([Problem.of_file(path, message)]) from None
    except LockError:
        message = "the locked portal is damaged, or was changed after it was locked"
        raise InvalidInput([Problem.of_file(path, message)]) from None
    # For the coach's eyes alone, and gone afterwards.
    with TemporaryDirectory(prefix="portal-") as folder:
        opened.write(Path(folder))
        return [*opened.faults(), *verification.faults(Path(folder))]


def _project() -> tuple[Verification, Path]:
    """Return what verifies portals as settings say, and where they are."""
    if not os.path.lexists(SETTINGS):
        return Verification(WORKSPACE, as_of_day(os.environ, None)), _PORTALS
    from coaching_site.mkdocs.dry_run import dry_run_of  # MkDocs, which few commands need

    dry_run = dry_run_of(SETTINGS)
    day = as_of_day(os.environ, dry_run.as_of)
    try:
        return Verification(dry_run.workspace, day, dry_run.kept), dry_run.site_dir
    except TargetBlocked as error:
        raise InvalidInput([Problem.of_file(error.path, error.reason)]) from None


def _name_of(site: Path) -> str:
    """Return the name of a portal, or the path of a report, which has the same name."""
    return shown(site) if site.absolute().parent.name == REPORTS.name else site.name


def _sites_in(portals: Path) -> list[Path]:
    folders = (portals, REPORTS)
    paths = [path for folder in folders for path in sorted(folder.glob("*"))]
    if found := [path for path in paths if path.is_dir() and marker_in(path)]:
        return found
    message = "there are no portals yet: build one, as with `coaching-site build --all`"
    raise InvalidInput([Problem.of_file(portals, message)])
