"""What a portal tells its scripts of what was received."""

from __future__ import annotations

from tests.samples import portal


def test_receipts_for_scripts() -> None:
    """Of each item the last receipt is told: ten letters, the moment to the base of 36, `m`."""
    lines = [
        "d0123456789abcdef 2026-11-24T120000.123Z 0123456789ab mine",
        "d0123456789abcdef 2026-11-24T110000.000Z 0123456789ab",
        "dfedcba9876543210/goals/rest 2026-11-24T120000.000Z 0123456789ab",
    ]
    # 1795521600123 and 1795521600000 milliseconds
    assert portal(received=lines).received == (
        "d012345678 mwun79ff m",
        "dfedcba987/goals/rest mwun79c0",
    )
