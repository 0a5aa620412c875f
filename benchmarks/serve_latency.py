"""How long an edit takes to be served by `mkdocs serve`: from the saved file to the new HTML.

    python -m benchmarks.serve_latency [edits]

Edits of each kind are made in turn, each after the one before has shown. Aim: two seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

from tests.live.serving import Served, serve
from tests.site.building import AMARA, Project


class Kind(NamedTuple):
    """A text in a file of the project, and the address under which it is served."""

    file: str
    text: str
    address: str


KINDS: Final = {
    "engagement": Kind(
        f"engagements/{AMARA}/engagement.yml", "Not rescuing anybody", "about-me.html"
    ),
    "programme": Kind("content/programme.yml", "Put the greater good first", "agreement.html"),
    "template": Kind("content/index.md", '<div class="sender', "index.html"),
    "word": Kind("content/words.yml", "You are here", "index.html"),
    "component": Kind("overrides/components/ui.html", 'class="path', "index.html"),
    "style": Kind(
        "overrides/assets/stylesheets/journey.css",
        ".path__dot",
        "assets/stylesheets/journey.css",
    ),
}


def measure(edits: int) -> dict[str, list[float]]:
    """Return for each kind of file the seconds that each edit took."""
    with TemporaryDirectory() as folder, serve(Project(Path(folder) / "project", AMARA)) as served:
        return {name: _edit(served, kind, edits) for name, kind in KINDS.items()}


def report(taken: Mapping[str, Sequence[float]]) -> str:
    """Return median and range for each kind of file, as text."""
    lines = [
        f"{name:12}{median(seconds):6.2f} s   ({min(seconds):.2f} to {max(seconds):.2f})"
        for name, seconds in taken.items()
    ]
    every = [second for seconds in taken.values() for second in seconds]
    return "\n".join([*lines, f"{'all':12}{median(every):6.2f} s   ({len(every)} edits)"])


def _edit(served: Served, kind: Kind, edits: int) -> list[float]:
    """Append a number to the text, again and again."""
    path = served.project.folder / kind.file
    before = path.read_text(encoding="utf-8")
    taken = []
    for number in range(edits):
        path.write_text(before.replace(kind.text, f"{kind.text}{number}"), encoding="utf-8")
        start = perf_counter()
        served.wait_for(kind.address, f"{kind.text}{number}")
        taken.append(perf_counter() - start)
    return taken


if __name__ == "__main__":
    print(report(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5)))
