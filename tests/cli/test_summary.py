"""In the end it is told what is wrong, whom it is about, and how many portals were built."""

from __future__ import annotations

import pytest

from coaching_site.batch.outcome import Outcome, PortalStatus
from coaching_site.cli.summary import exit_code, summary, told_outcomes

BUILT, KEPT, FAILED = PortalStatus.BUILT, PortalStatus.UNCHANGED, PortalStatus.FAILED


def test_what_is_shared_is_told_once() -> None:
    """The same lines stand once, below all whom they are about, of whom eight are named."""
    outcomes = [Outcome(f"c{number:02}", FAILED, ("words.yml: odd",), 2) for number in range(20)]
    outcomes += [Outcome("ann", BUILT, ("a link is \x1b[2J broken",)), Outcome("tim", KEPT)]
    assert [*told_outcomes(outcomes)] == [
        "ann: built, with a warning",
        "a link is ‹U+001B›[2J broken",
        "c00, c01, c02, c03, c04, c05, c06, c07 and 12 more: failed",
        "words.yml: odd",
    ]


@pytest.mark.parametrize(
    ("statuses", "total", "seconds", "told"),
    [
        ([BUILT], 1, 0.44, "1 portal: 1 built; 0.4 s"),
        ([KEPT] * 3, 3, 0.2, "3 portals: 3 unchanged; 0.2 s"),
        (
            [BUILT, KEPT, FAILED],
            5,
            125,
            "5 portals: 1 built, 1 unchanged, 1 failed, 2 not built; 2 min 5 s",
        ),
        ([], 0, 0, "0 portals: nothing to do; 0.0 s"),
    ],
)
def test_summary(statuses: list[PortalStatus], total: int, seconds: float, told: str) -> None:
    """How many were built, unchanged, failed and left out is told, and in which time."""
    assert summary([Outcome("ann", status) for status in statuses], total, seconds) == told


@pytest.mark.parametrize(("codes", "code"), [([], 0), ([0, 0], 0), ([0, 2], 2), ([2, 1, 0], 1)])
def test_exit_code(codes: list[int], code: int) -> None:
    """It is 2 if all that failed has to be corrected by the coach, and 1 for anything else."""
    assert exit_code([Outcome("ann", FAILED, exit_code=one) for one in codes]) == code
