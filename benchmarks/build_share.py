"""The project's own share of `mkdocs build`: everything but MkDocs, Material and Python.

    python -m benchmarks.build_share [runs]

Each run is a whole process of its own, as a coach starts it, on the sample in mid-programme. The
share is what a build takes beyond MkDocs and Material: the same pages as plain Markdown are built
by those two alone, in turns with ours. That counts what no timer sees, and what the plugin saves
MkDocs, which keeps nothing between builds, where we keep compiled templates and converted pages.
So the share is told once more for a build that finds no page converted, as after a change to all.

The timers then tell where our time goes, with no regard to what it saves: the hooks of the plugin,
and the import of the project and of the libraries that it alone needs (pydantic, markdown-it).
Babel comes with Material.

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

from coaching_site.build.compose import compose
from coaching_site.build.inputs import read_inputs
from coaching_site.build.portal_source import PortalSource
from coaching_site.build.workspace import Workspace
from coaching_site.drafts import draft_table
from coaching_site.mkdocs.theme_settings import SCRIPTS
from coaching_site.rendering.pages import navigation_of

ROOT: Final = Path(__file__).parents[1]
SLUG: Final = "amara-lindqvist"
AS_OF: Final = date(2026, 11, 23)


class Run(NamedTuple):
    """CPU seconds of one build: the whole process, each part of our own, and two more builds.

    `anew` is the same with no page converted before, `alone` is by MkDocs and Material alone.
    """

    whole: float
    parts: dict[str, float]
    anew: float
    alone: float

    @property
    def share(self) -> float:
        """What the build takes beyond MkDocs and Material, of the whole."""
        return 1 - self.alone / self.whole

    @property
    def share_anew(self) -> float:
        """The same where no page was converted before."""
        return 1 - self.alone / self.anew

    @property
    def timed(self) -> float:
        """What our timers count, of the whole."""
        return sum(self.parts.values()) / self.whole


def measure(runs: int, *, warm_up: int = 1) -> list[Run]:
    """Return the runs, after those that warm up the files."""
    with TemporaryDirectory() as folder:
        ours, alone = Path(folder) / "ours", Path(folder) / "alone"
        copy_project(ours)
        _write_plain_project(ours, alone)
        return [_run(ours, alone) for _ in range(warm_up + runs)][warm_up:]


def copy_project(folder: Path) -> None:
    """Make a workspace as `coaching-site init` does, with the sample, and leave out the PDFs."""
    folder.mkdir()
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "pdf: true" in settings
    (folder / "mkdocs.yml").write_text(settings.replace("pdf: true", "pdf: false"), "utf-8")
    (folder / "content").mkdir()
    shutil.copy(ROOT / "content/brand.yml", folder / "content")
    shutil.copytree(ROOT / "engagements" / SLUG, folder / "engagements" / SLUG)


def report(runs: Sequence[Run]) -> str:
    """Return the share and where the time goes, as text."""
    whole, anew, alone = (
        median(seconds) for seconds in zip(*((r.whole, r.anew, r.alone) for r in runs), strict=True)
    )
    lines = [
        f"{len(runs)} builds of {SLUG}, median {1000 * whole:.0f} ms; by MkDocs and Material alone "
        f"{1000 * alone:.0f} ms",
        f"our share              {_spread([run.share for run in runs])}",
        f"with all pages new     {_spread([run.share_anew for run in runs])}  {1000 * anew:.0f} ms",
        f"by timers of our own   {_spread([run.timed for run in runs])}",
        "",
    ]
    spent = {name: median(run.parts[name] for run in runs) for name in runs[0].parts}
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        lines.append(f"{1000 * seconds:8.1f} ms {seconds / whole:6.1%}  {name}")
    return "\n".join(lines)


def _spread(shares: Sequence[float]) -> str:
    return f"{median(shares):6.1%}   ({min(shares):.1%} to {max(shares):.1%})"


def _run(ours: Path, alone: Path) -> Run:
    shutil.rmtree(ours / ".cache/coaching-site/pages", ignore_errors=True)
    parts, stopwatch = ours / "parts.json", str(ROOT / "benchmarks/stopwatch.py")
    anew = cpu_of(ours, stopwatch, str(parts))
    whole = cpu_of(ours, stopwatch, str(parts))
    read = json.loads(parts.read_text())
    return Run(whole, read, anew, cpu_of(alone, "-m", "mkdocs", "build", "-q"))


def cpu_of(folder: Path, *arguments: str) -> float:
    """Return the seconds of CPU that Python takes, with these arguments, in a project."""
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
    source = write_markdown(ours, folder)
    shutil.copy(ours / "mkdocs.yml", folder / "ours.yml")
    (folder / "hook.py").write_text(_HOOK, encoding="utf-8")
    # JSON is YAML too.
    (folder / "mkdocs.yml").write_text(json.dumps(_plain_settings(source)), encoding="utf-8")


def write_markdown(ours: Path, folder: Path) -> PortalSource:
    """Write the pages of a portal into a new project of `folder`; return what they are made of."""
    workspace = Workspace(ours / "content", ours / "overrides", ours / "engagements")
    source = compose(read_inputs(workspace, SLUG, AS_OF))
    for page in source.pages:
        path = folder / "content" / f"{page.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.placeholders.fill_text(page.markdown), encoding="utf-8")
    return source


def _plain_settings(source: PortalSource) -> dict[str, object]:
    return {
        "INHERIT": "ours.yml",
        "site_name": source.frame.identity.name,
        "nav": navigation_of(source.pages),
        "use_directory_urls": False,
        "extra": {
            "form_words": source.frame.form_words,
            "interface": {**source.frame.theme_words, "language": source.frame.language},
            "scripts": dict.fromkeys(SCRIPTS, "portal.js"),
            "portal": {"engagement": source.slug, "drafts": draft_table()},
        },
        "plugins": [],
        "hooks": ["hook.py"],
    }


# What our plugin supplies of the theme is no work of ours.
_HOOK = """
from coaching_site.mkdocs.theme_settings import supply_settings as on_config
"""


if __name__ == "__main__":
    print(report(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 9)))
