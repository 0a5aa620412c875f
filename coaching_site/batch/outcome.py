"""What has become of each portal of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coaching_site.batch.snapshot import Snapshot


class PortalStatus(StrEnum):
    """Whether a portal was built, was up to date, or could not be built."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """What has become of the portal of `slug`, in so many `seconds`.

    `lines` are warnings, or why it failed; `exit_code` is then 2 for something typed that cannot be
    used, and 1 for anything else. `inputs` and `outputs` are what it was made from and what it is,
    unless somebody has written to it meanwhile; `report` is that for its sponsor, if there is one.
    """

    slug: str
    status: PortalStatus
    lines: tuple[str, ...] = ()
    exit_code: int = 0
    seconds: float = 0.0
    inputs: Snapshot | None = None
    outputs: Snapshot | None = None
    report: Snapshot | None = None

    @property
    def snapshots(self) -> tuple[Snapshot | None, Snapshot | None, Snapshot | None]:
        """All three of them."""
        return self.inputs, self.outputs, self.report
