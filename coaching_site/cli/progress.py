"""What is told while many portals are built: a bar on a terminal, else a line for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:  # it takes as long to load as all else of a command that has nothing to build
    from rich.progress import Progress

    from coaching_site.batch.outcome import Outcome

_MOST_NAMES = 3


class SilentProgress:
    """Tells nothing."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """End, however the work has ended."""

    def show(self, done: Outcome | None, at_work: Sequence[str], /) -> None:
        """Tell that a portal is done, if one is, and which engagements are being worked on."""


class LineProgress(SilentProgress):
    """Prints a line for each portal."""

    def show(self, done: Outcome | None, _: Sequence[str]) -> None:
        """Print what has become of a portal."""
        if done:
            click.echo(f"{done.slug}: {done.status} in {done.seconds:.1f} s")


class BarProgress(SilentProgress):
    """Shows a bar with the time that is left and the names of those that are being worked on."""

    def __init__(self, bar: Progress, total: int) -> None:
        """Show a bar that is full once `total` portals are done."""
        self._bar = bar
        self._task = bar.add_task("", total=total)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Remove the bar."""
        self._bar.stop()

    def show(self, done: Outcome | None, at_work: Sequence[str]) -> None:
        """Show how far the work is."""
        more = f" and {len(at_work) - _MOST_NAMES} more" if len(at_work) > _MOST_NAMES else ""
        names = ", ".join(at_work[:_MOST_NAMES]) + more
        self._bar.update(self._task, description=names, advance=1 if done else 0, refresh=True)


def progress_for(total: int, *, quiet: bool) -> SilentProgress:
    """Return what tells of so many portals where this command prints."""
    if quiet or not total:
        return SilentProgress()
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_interactive:
        return LineProgress()
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    columns = (BarColumn(), MofNCompleteColumn(), TimeLeft(), TextColumn("{task.description}"))
    # Without a thread of its own, which a process that is forked meanwhile would not have.
    bar = Progress(*columns, console=console, auto_refresh=False, transient=True)
    return BarProgress(bar, total)
