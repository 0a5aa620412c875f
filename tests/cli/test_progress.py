"""While portals are built, a terminal shows a bar, and a file gets a line for each."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from rich.console import Console
from rich.progress import Progress

from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.cli.progress import (
    BarProgress,
    LineProgress,
    SilentProgress,
    progress_for,
    steps_shown,
)

DONE = Outcome("ann", PortalStatus.BUILT, seconds=0.26)


def test_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """A line tells what has become of a portal; waiting tells nothing."""
    progress = LineProgress()
    progress.show(None, ["ann"])
    progress.show(DONE, [])
    assert capsys.readouterr().out == "ann: built in 0.3 s\n"


@pytest.mark.parametrize(
    ("names", "shown"),
    [(["tim"], "1/9 tim"), (["a", "b", "c", "d", "e"], "1/9 a, b, c and 2 more")],
)
def test_bar(names: list[str], shown: str) -> None:
    """A bar shows how many are done and whose are at work."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, no_color=True, width=80)
    bar = Progress(
        "{task.completed}/{task.total}", "{task.description}", console=console, transient=True
    )
    with bar:
        BarProgress(bar, 9).show(DONE, names)
    assert shown in screen.getvalue()


@pytest.mark.parametrize(
    ("total", "quiet", "terminal", "kind"),
    [
        (3, True, True, SilentProgress),
        (0, False, True, SilentProgress),
        (3, False, False, LineProgress),
        (3, False, True, BarProgress),
    ],
)
def test_which_is_fit(
    monkeypatch: pytest.MonkeyPatch, total: int, quiet: bool, terminal: bool, kind: type
) -> None:
    """Nothing is told if that is asked for, or if nothing is to be done; files get lines.

    On a terminal nothing of the bar stays, however the work ends.
    """
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=terminal, force_interactive=terminal)
    monkeypatch.setattr("rich.console.Console", lambda **_: console)
    with suppress(KeyboardInterrupt), progress_for(total, quiet=quiet) as progress:
        assert type(progress) is kind
        progress.show(None, ["tim"])
        raise KeyboardInterrupt
    shown = screen.getvalue()
    assert shown.endswith("\x1b[1A\x1b[2K") if kind is BarProgress else not shown


@pytest.mark.parametrize("terminal", [True, False])
def test_steps_of_one(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> None:
    """On a terminal the steps of a portal are shown by a bar, of which nothing stays."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=terminal, force_interactive=terminal, width=80)
    monkeypatch.setattr("rich.console.Console", lambda **_: console)
    with steps_shown("jane-doe", quiet=False) as show:
        show("sending", 3, 12)
    with steps_shown("tim", quiet=True) as show:
        show("sending", 3, 12)
    shown = screen.getvalue()
    assert ("jane-doe: sending" in shown and "3/12" in shown) is terminal
    assert shown.endswith("\x1b[2K") is terminal
    assert "tim" not in shown
