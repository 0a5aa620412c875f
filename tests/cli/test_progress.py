"""While portals are built, a terminal shows a bar, and a file gets a line for each."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.progress import Progress

from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.cli.progress import BarProgress, LineProgress, SilentProgress, progress_for

DONE = Outcome("ann", PortalStatus.BUILT, seconds=0.26)


def test_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """A line tells what has become of a portal; waiting tells nothing."""
    with LineProgress() as progress:
        progress.show(None, ["ann"])
        progress.show(DONE, [])
    assert capsys.readouterr().out == "ann: built in 0.3 s\n"


@pytest.mark.parametrize(
    ("names", "shown"),
    [(["tim"], "1/9 tim"), (["a", "b", "c", "d", "e"], "1/9 a, b, c and 2 more")],
)
def test_bar(names: list[str], shown: str) -> None:
    """A bar shows how many are done and whose are at work; nothing of it stays."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, no_color=True, width=80)
    bar = Progress(
        "{task.completed}/{task.total}", "{task.description}", console=console, transient=True
    )
    with BarProgress(bar, 9) as progress:
        progress.show(DONE, names)
    assert shown in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[1A\x1b[2K")


def test_which_is_fit() -> None:
    """Nothing is told if that is asked for, or if nothing is to be done; files get lines."""
    assert type(progress_for(3, quiet=True)) is type(progress_for(0, quiet=False)) is SilentProgress
    assert type(progress_for(3, quiet=False)) is LineProgress
