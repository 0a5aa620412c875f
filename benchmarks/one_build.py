"""The CPU of one cold `mkdocs build`, and how it grows with what is in an engagement.

    python -m benchmarks.one_build [rounds]

In each round the sample, the sample with 200 sessions, actions and ratings, the sample with 200
goals, and the Markdown of the sample by Material alone are built in turns, each by a process of its
own that finds what earlier ones kept. Machines differ: what is told besides seconds are multiples
of Material alone, and the aims are those of a machine on which that takes 0.66 s.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

import yaml

from benchmarks.build_share import SLUG, copy_project, cpu_of, write_markdown
from coaching_site.rendering.pages import MARKDOWN_EXTENSIONS, navigation_of

MANY: Final = 200
ALONE: Final = "Material alone"
AIMS: Final = {
    "the sample": 0.8,
    f"{MANY} sessions, actions and ratings": 3.0,
    f"{MANY} goals": 5.0,
}
"""Seconds on a machine on which Material alone takes `_ALONE_THERE`."""
_ALONE_THERE: Final = 0.66

Engagement = dict[str, Any]
Timings = Mapping[str, list[float]]


def measure(rounds: int, many: int = MANY) -> Timings:
    """Return the seconds of each build in each round, after one that warms up the files."""
    changes: tuple[Callable[[Engagement, int], None], ...] = (_nothing, _add_sessions, _add_goals)
    with TemporaryDirectory() as folder:
        projects = {name: Path(folder) / name.replace(" ", "-") for name in (*AIMS, ALONE)}
        for change, project in zip(changes, projects.values(), strict=False):
            copy_project(project)
            _change(project / "engagements" / SLUG / "engagement.yml", change, many)
        _write_alone(projects["the sample"], projects[ALONE])
        seconds: dict[str, list[float]] = {name: [] for name in projects}
        for _ in range(rounds + 1):
            for name, project in projects.items():
                seconds[name].append(cpu_of(project, "-m", "mkdocs", "build", "-q"))
        return {name: spent[1:] for name, spent in seconds.items()}


def report(timings: Timings) -> str:
    """Return seconds, multiples of Material alone, and aims, as text."""
    alone = median(timings[ALONE])
    lines = [f"{alone:6.2f} s         {ALONE}, on the Markdown of the sample"]
    for name, aim in AIMS.items():
        spent = median(timings[name])
        told = f"{spent:6.2f} s {spent / alone:5.2f}x  {name}"
        lines.append(f"{told}; aim {aim / _ALONE_THERE:.2f}x")
    return "\n".join(lines)


def _change(file: Path, change: Callable[[Engagement, int], None], many: int) -> None:
    # All as text, since that is how the program reads it: `on` is a key, and no truth.
    engagement = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    change(engagement, many)
    file.write_text(json.dumps(engagement), "utf-8")  # JSON is YAML too


def _nothing(engagement: Engagement, many: int) -> None:
    """Leave the sample as it is."""


def _add_sessions(engagement: Engagement, many: int) -> None:
    """Add sessions, actions and ratings, one a week before those of the sample."""
    first = date.fromisoformat(engagement["start"])
    days = [(first - timedelta(weeks=number)).isoformat() for number in range(1, many)]
    engagement["start"] = days[-1]
    plain, rated = engagement["sessions"][1], engagement["ratings"][0]
    actions = engagement["goals"][0]["actions"]
    for number, day in enumerate(days):
        engagement["sessions"].append({**plain, "on": day, "notes": f"Note {number}."})
        engagement["ratings"].append({**rated, "on": day})
        done = {"done": day} if number % 4 else {}
        action = {"what": f"Do number {number}", "id": f"do-{number}", "target": day}
        actions.append(action | done)


def _add_goals(engagement: Engagement, many: int) -> None:
    """Add goals like those of the sample, with their actions and metrics."""
    goals = engagement["goals"]
    for number in range(many - len(goals)):
        goal = deepcopy(goals[number % 4])
        goal.pop("files", None)
        goal["title"] += f" {number}"
        for one in (goal, *goal.get("actions", ()), *goal.get("metrics", ())):
            one["id"] += f"-{number}"
        for action in goal.get("actions", ()):
            action["what"] += f" {number}"
        goals.append(goal)


def _write_alone(ours: Path, folder: Path) -> None:
    """Write the pages of the sample as a project of MkDocs and Material, and nothing else."""
    source = write_markdown(ours, folder)
    settings = {
        "site_name": source.frame.identity.name,
        "theme": "material",
        "docs_dir": "content",
        "nav": navigation_of(source.pages),
        "markdown_extensions": [*MARKDOWN_EXTENSIONS],
        "plugins": [],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")


if __name__ == "__main__":
    print(report(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 7)))
