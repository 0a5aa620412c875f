"""The command that sends finished portals to their private places."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from typing import Final

import click

from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.cli.batches import BatchOrder, build_batch, changes_of, checked_slugs
from coaching_site.cli.folder import all_slugs
from coaching_site.cli.progress import steps_shown
from coaching_site.cli.publishing import Publisher, Sent
from coaching_site.cli.summary import STOPPED, exit_code, told_outcomes
from coaching_site.cli.terminal import visible_line
from coaching_site.practice.days import counted
from coaching_site.publishing.headers import told_headers
from coaching_site.publishing.publish import MAX_DELETIONS
from coaching_site.publishing.refusals import PublishRefused, StoreFailed
from coaching_site.publishing.settings import PublishSettings

_FAILED: Final = 1


@click.command()
@click.argument("engagements", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Publish the portals of all clients.")
@click.option("--dry-run", is_flag=True, help="Tell what would be sent and deleted; send nothing.")
@click.option(
    "--deletions",
    type=click.IntRange(min=0),
    default=MAX_DELETIONS,
    show_default=True,
    help="How many files at most may be deleted at a place.",
)
@click.option("--renew", is_flag=True, help="Rely on nothing at the place: send all anew.")
@click.option("--headers", is_flag=True, help="Print what a host should send along, and no more.")
@click.option("--quiet", "-q", is_flag=True, help="Print only what is wrong.")
def publish(
    engagements: tuple[str, ...],
    *,
    every: bool,
    dry_run: bool,
    deletions: int,
    renew: bool,
    headers: bool,
    quiet: bool,
) -> None:
    """Send portals to the private places that mkdocs.yml names.

    SLUG is the folder of a client. What has changed is built first, and each portal is verified.
    Nothing is sent to a place that strangers can read, that is another client's, or that holds what
    no publish has put there. With --dry-run portals are built, and nothing is sent.

    \b
    Examples:
      coaching-site publish jane-doe --dry-run
      coaching-site publish --all
      coaching-site publish --headers
    """
    if headers:
        click.echo(told_headers())
        return
    if bool(engagements) == every:
        raise click.UsageError("name the clients, or say --all")
    start = time.monotonic()
    changes = changes_of(None)
    folder = changes.engagements
    slugs = checked_slugs(engagements, folder) if engagements else all_slugs(folder)
    publisher = Publisher(dry_run=dry_run, may_delete=deletions, renews=renew)
    places = publisher.places_of(slugs)
    outcomes = [Outcome(slug, PortalStatus.UNCHANGED) for slug in changes.unchanged(slugs)]
    changed = sorted({*slugs} - {one.slug for one in outcomes})
    if changed and not build_batch(BatchOrder(changed, changes, quiet=quiet), outcomes):
        sys.exit(STOPPED)
    for line in told_outcomes(outcomes):
        click.echo(line, err=True)
    failed = {one.slug for one in outcomes if one.exit_code}
    done = _published(
        publisher, {slug: places[slug] for slug in slugs if slug not in failed}, quiet
    )
    if not quiet:
        click.echo(_summary(len(slugs), done, dry_run, time.monotonic() - start))
    sys.exit(exit_code(outcomes) or (0 if done == len(slugs) else _FAILED))


def _published(publisher: Publisher, places: Mapping[str, PublishSettings], quiet: bool) -> int:
    """Publish one portal after another, and return how many were; what fails stops no other."""
    done = 0
    for slug, settings in places.items():
        try:
            with steps_shown(slug, quiet=quiet) as progress:
                sent = publisher.publish(slug, settings, progress)
        except (PublishRefused, StoreFailed, OSError) as error:
            # An error of the system, such as a full disk, is that of this portal alone, too.
            told = getattr(error, "filename", None)
            text = f"{told}: {error.strerror}" if isinstance(error, OSError) and told else error
            for line in str(text).splitlines():
                click.echo(visible_line(f"{slug}: {line}"), err=True)
        else:
            done += 1
            if not quiet:
                _tell(slug, sent)
    return done


def _tell(slug: str, sent: Sent) -> None:
    for line in (f"{slug}: {sent.summary}", *(f"  {line}" for line in sent.details)):
        click.echo(visible_line(line))


def _summary(total: int, done: int, dry_run: bool, seconds: float) -> str:
    what = "planned" if dry_run else "published"
    failed = f", {total - done} not" if done < total else ""
    return f"{counted(total, 'portal')}: {done} {what}{failed}; {seconds:.1f} s"
