"""The project's own share of `mkdocs build`: everything but MkDocs, Material and Python.

    python -m benchmarks.build_share [runs]

Each run is a whole cold process, as a coach starts it, on the sample in mid-programme. The share
is told in two ways, since neither alone is the whole truth:

- By timers: ours are the hooks of the plugin, and the import of the project and of the libraries
  that it alone needs (pydantic, markdown-it). Babel comes with Material.
- By the difference: the same pages as plain Markdown, built by MkDocs and Material alone, in
  turns with ours. This counts what no timer sees, and what the plugin saves MkDocs: it keeps the
  theme's compiled templates, and leaves out files of the theme that no portal asks for.

PDFs are left out: they need an extra, and `benchmarks.pdf` measures them. Times are those of the
processor, lest it matters what else a machine does.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from coaching_site.pages import navigation_of
from coaching_site.workspace import Draft, Workspace

ROOT: Final = Path(__file__).parents[1]
SLUG: Final = "amara-lindqvist"
AS_OF: Final = date(2026, 11, 23)


class Run(NamedTuple):
    """CPU seconds of one build: the whole process, each part of our own, and the engine alone."""

    whole: float
    parts: dict[str, float]
    alone: float

    @property
    def share(self) -> float:
        """Our part of the whole."""
        return sum(self.parts.values()) / self.whole


def measure(runs: int) -> list[Run]:
    """Return the runs, after one that warms up the files."""
    with TemporaryDirectory() as folder:
        ours, alone = Path(folder) / "ours", Path(folder) / "alone"
        copy_project(ours)
        _write_plain_project(ours, alone)
        return [_run(ours, alone) for _ in range(runs + 1)][1:]


def copy_project(folder: Path) -> None:
    """Copy what a portal is made from, and leave out the PDFs."""
    folder.mkdir()
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "pdf: true" in settings
    (folder / "mkdocs.yml").write_text(settings.replace("pdf: true", "pdf: false"), "utf-8")
    for name in ("content", "overrides", f"engagements/{SLUG}"):
        shutil.copytree(ROOT / name, folder / name)


def report(runs: Sequence[Run]) -> str:
    """Return the share and where the time goes, as text."""
    shares = sorted(run.share for run in runs)
    whole, alone = median(run.whole for run in runs), median(run.alone for run in runs)
    lines = [
        f"{len(runs)} cold builds of {SLUG}, median {1000 * whole:.0f} ms",
        f"our share          {median(shares):6.1%}   ({shares[0]:.1%} to {shares[-1]:.1%})",
        f"by the difference  {1 - alone / whole:6.1%}   (the same pages without us take "
        f"{1000 * alone:.0f} ms)",
        "",
    ]
    spent = {name: median(run.parts[name] for run in runs) for name in runs[0].parts}
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        lines.append(f"{1000 * seconds:8.1f} ms {seconds / whole:6.1%}  {name}")
    return "\n".join(lines)


def _run(ours: Path, alone: Path) -> Run:
    parts = ours / "parts.json"
    whole = _seconds(ours, str(ROOT / "benchmarks/stopwatch.py"), str(parts))
    return Run(whole, json.loads(parts.read_text()), _seconds(alone, "-m", "mkdocs", "build", "-q"))


def _seconds(folder: Path, *arguments: str) -> float:
    environment = {**os.environ, "AS_OF": AS_OF.isoformat(), "NO_MKDOCS_2_WARNING": "1"}
    # Else Python would compile our modules in each run, which no coach's machine does.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = _children()
    subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, check=True)
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _write_plain_project(ours: Path, folder: Path) -> None:
    """Write the pages of the portal as Markdown that needs no plugin of ours."""
    workspace = Workspace(ours / "content", ours / "overrides", ours / "engagements")
    draft = workspace.draft(SLUG, AS_OF)
    shutil.copytree(ours / "overrides", folder / "overrides")
    shutil.copy(ours / "mkdocs.yml", folder / "ours.yml")
    for page in draft.pages:
        path = folder / "content" / f"{page.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.seals.open_text(page.markdown), encoding="utf-8")
    # JSON is YAML too.
    (folder / "mkdocs.yml").write_text(json.dumps(_plain_settings(draft)), encoding="utf-8")


def _plain_settings(draft: Draft) -> dict[str, object]:
    return {
        "INHERIT": "ours.yml",
        "site_name": draft.identity.name,
        "nav": navigation_of(draft.pages),
        "use_directory_urls": False,
        "extra": {"words": draft.words, "portal": {"engagement": draft.slug}},
        "plugins": ["search", "offline"],
    }


if __name__ == "__main__":
    print(report(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 9)))
