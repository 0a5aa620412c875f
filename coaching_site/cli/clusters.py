"""The options of a cluster that builds portals, and its workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from coaching_site.batch.changes import Changes
from coaching_site.cli.folder import SETTINGS
from coaching_site.staging import recover

if TYPE_CHECKING:  # it loads MkDocs, for which a command that has nothing to build need not wait
    from coaching_site.batch.cluster import WorkerPool

_Function = TypeVar("_Function", bound=Callable[..., Any])
_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_OPTIONS: Final = (
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Let the workers of a Dask cluster build, whose scheduler is at tls://HOST:PORT.",
    ),
    click.option("--cluster-ca", type=_FILE, help="The certificate of the cluster's authority."),
    click.option("--cluster-cert", type=_FILE, help="Your certificate for the cluster."),
    click.option("--cluster-key", type=_FILE, help="The key of your certificate."),
)


@dataclass(frozen=True)
class ClusterAddress:
    """Where a scheduler is, and the files by which both sides prove who they are.

    Files that are not named are those of Dask's own settings.
    """

    scheduler: str
    ca: Path | None
    cert: Path | None
    key: Path | None

    @contextmanager
    def workers(self, changes: Changes) -> Iterator[WorkerPool]:
        """Give the workers of the cluster; raise `InvalidInput` if they must not build portals."""
        from coaching_site.batch.cluster import (
            WorkerPool,
            check_workers,
            circumstances_of,
            connected,
        )

        with connected(self.scheduler, self.ca, self.cert, self.key) as client:
            circumstances = circumstances_of(SETTINGS, changes)
            check_workers(client, circumstances)
            yield WorkerPool(client, circumstances)
        for folder in (changes.portals, changes.reports):
            recover(folder)  # workers that died have left what they were at


def cluster_options(command: _Function) -> _Function:
    """Add to a command the options of a cluster."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def cluster_of(
    scheduler: str | None, ca: Path | None, cert: Path | None, key: Path | None
) -> ClusterAddress | None:
    """Return the cluster that options name; raise `UsageError` about files for none."""
    if scheduler is not None:
        return ClusterAddress(scheduler, ca, cert, key)
    if ca or cert or key:
        raise click.UsageError("certificates are for a cluster: name it by --cluster")
    return None
