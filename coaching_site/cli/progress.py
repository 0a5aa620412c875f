"""What is told while many portals are built: a bar on a terminal, else a line for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from coaching_site.problems import joined

if TYPE_CHECKING:  # it takes as long to load as all else of a command that has nothing to build
    from rich.progress import Progress

    from coaching_site.batch.outcome import Outcome

_MOST_NAMES: Final = 3


class SilentProgress:
    """Tells nothing."""

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
        """Add to a bar a task that is whole once `total` portals are done."""
        self._bar = bar
        self._task = bar.add_task("", total=total)

    def show(self, done: Outcome | None, at_work: Sequence[str]) -> None:
        """Show how far the work is."""
        names = joined(at_work, _MOST_NAMES)
        self._bar.update(self._task, description=names, advance=1 if done else 0, refresh=True)


@contextmanager
def progress_for(total: int, *, quiet: bool) -> Iterator[SilentProgress]:
    """Give what tells of so many portals where this command prints; a bar is removed in the end."""
    if quiet or not total:
        yield SilentProgress()
        return
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_interactive:
        yield LineProgress()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    columns = (BarColumn(), MofNCompleteColumn(), TimeLeft(), TextColumn("{task.description}"))
    # Without a thread of its own, which a process that is forked meanwhile would not have.
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as bar:
        yield BarProgress(bar, total)


@contextmanager
def steps_shown(name: str, *, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give what shows the steps of something on a terminal, by a bar that is removed in the end."""
    if quiet:
        yield _show_nothing
        return
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_interactive:
        yield _show_nothing
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(name)

        def show(what: str, done: int, total: int) -> None:
            bar.update(task, description=f"{name}: {what}", completed=done, total=total)

        yield show


def _show_nothing(_what: str, _done: int, _total: int) -> None:
    """Tell nothing of a step."""
