"""How long the coach's page of 40 clients takes, each as large as the sample in mid-programme.

    python -m benchmarks.desk [rounds]

Prints the median CPU in seconds, of which a first round, that warms up what is kept, is no part,
beside that of the page of one client. Exits with 1 where 40 take more than the aim.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import copytree, ignore_patterns
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.build_share import SLUG, copy_project, cpu_of

MANY: Final = 40
AIM_S: Final = 5.0


def measure(rounds: int, many: int = MANY) -> dict[int, float]:
    """Return the median seconds of the page of one client, and of so many."""
    seconds: dict[int, float] = {}
    for count in (1, many):
        with TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            copy_project(project)
            for number in range(1, count):
                _add_client(project / "engagements", number)
            times = [
                cpu_of(project, "-m", "coaching_site", "desk", "-q") for _ in range(rounds + 1)
            ]
        seconds[count] = median(times[1:])
    return seconds


def report(seconds: dict[int, float]) -> str:
    """Return a line for each number of clients."""
    lines = [
        f"{spent:6.2f} s  {count} client{'s' * (count > 1)}" for count, spent in seconds.items()
    ]
    return "\n".join(lines) + f"; aim {AIM_S:g} s"


def _add_client(engagements: Path, number: int) -> None:
    """Add a client like the sample, but for the name, the company and the times of sessions."""
    folder = engagements / f"client-{number}"
    copytree(engagements / SLUG, folder, ignore=ignore_patterns("private"))
    file = folder / "engagement.yml"
    text = file.read_text("utf-8").replace("Amara Lindqvist", f"Client {number}")
    file.write_text(text.replace("at: 09:00", f"at: {9 + number % 8:02}:00"), "utf-8")


def main() -> int:
    """Print the figures; return 1 when the aim is missed."""
    seconds = measure(int(sys.argv[1]) if sys.argv[1:] else 5)
    print(report(seconds))
    return int(seconds[MANY] > AIM_S)


if __name__ == "__main__":
    sys.exit(main())
