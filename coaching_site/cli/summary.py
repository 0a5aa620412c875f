"""What is told of many portals in the end: what is wrong, and how many were built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.cli.terminal import visible_line
from coaching_site.practice.days import counted
from coaching_site.problems import joined

STOPPED: Final = 130
"""The exit code of a command that Ctrl+C has stopped."""

_MOST_NAMES: Final = 8
_SECONDS_PER_MINUTE: Final = 60


def told_outcomes(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield warnings and what is wrong, below those whose portals it is about.

    What all clients share is told once for all of them.
    """
    told: dict[tuple[PortalStatus, tuple[str, ...]], list[str]] = {}
    for outcome in sorted(outcomes, key=lambda one: one.slug):
        if outcome.lines:
            told.setdefault((outcome.status, outcome.lines), []).append(outcome.slug)
    for (status, lines), slugs in told.items():
        warned = ", with a warning" if status is PortalStatus.BUILT else ""
        yield f"{joined(slugs, _MOST_NAMES)}: {status}{warned}"
        yield from map(visible_line, lines)


def summary(outcomes: Sequence[Outcome], total: int, seconds: float) -> str:
    """Return how many of the portals were built, and in which time."""
    counts = Counter(outcome.status for outcome in outcomes)
    parts = [f"{counts[status]} {status}" for status in PortalStatus if counts[status]]
    left = total - len(outcomes)
    parts += [f"{left} not built"] if left else []
    portals = counted(total, "portal")
    return f"{portals}: {', '.join(parts) or 'nothing to do'}; {_shown_time(seconds)}"


def exit_code(outcomes: Iterable[Outcome]) -> int:
    """Return 0 if all is well, 2 if only what is typed has to be corrected, else 1."""
    codes = {outcome.exit_code for outcome in outcomes} - {0}
    return min(codes, default=0)


def _shown_time(seconds: float) -> str:
    if seconds < _SECONDS_PER_MINUTE:
        return f"{seconds:.1f} s"
    return f"{int(seconds // _SECONDS_PER_MINUTE)} min {int(seconds % _SECONDS_PER_MINUTE)} s"
