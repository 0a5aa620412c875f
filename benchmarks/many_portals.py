"""How much faster `coaching-site build` is than `mkdocs build` for one client after another.

    python -m benchmarks.many_portals [--portals 100] [--one-by-one 100] [--rounds 5] [--jobs 2]
        [--linear 1000] [--hugo hugo]

In each round all ways are gone in turns, in one practice of varied clients without PDFs, since what
else a machine does changes from minute to minute: what counts are the multiples within a round, of
which medians are told. The CPU is that of all processes. As many as `--one-by-one` of the portals
are built by the ways that take long. Hugo, if it is named, makes plain pages without a theme of the
same Markdown: what is possible, not what is comparable. With `--linear` so many portals more are
built once, and the CPU that a portal of them takes is told beside that of the first ones.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

from benchmarks.build_share import AS_OF, ROOT
from benchmarks.practice import write_practice
from coaching_site.build.compose import compose
from coaching_site.build.inputs import read_inputs
from coaching_site.build.workspace import Workspace

NAIVE: Final = "mkdocs build, one after another"
XARGS: Final = "mkdocs build, by xargs"
POOL: Final = "mkdocs build, by a plain pool"
COLD: Final = "build --all, nothing kept"
WARM: Final = "build --all --force"
HUGO: Final = "Hugo, one after another"
UNCHANGED: Final = "build --all, nothing changed"
ONE: Final = "build --all, one changed"
SINGLE: Final = "one mkdocs build"
_TEMPLATE: Final = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}"
_HUGO_SETTINGS: Final = 'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'


class Taken(NamedTuple):
    """Seconds, by the clock and of the processor, that so many portals took."""

    wall: float
    cpu: float
    portals: int = 1

    @property
    def each(self) -> Taken:
        """What one portal took."""
        return Taken(self.wall / self.portals, self.cpu / self.portals)


Round = Mapping[str, Taken]


class Practice:
    """A practice in a folder, whose portals can be built by each of the ways."""

    def __init__(self, folder: Path, portals: int, one_by_one: int, jobs: int, hugo: str) -> None:
        """Write the engagements, and for Hugo the Markdown of some."""
        self.folder, self.jobs, self.hugo = folder / "practice", jobs, hugo
        folder.mkdir(exist_ok=True)
        self.slugs = write_practice(self.folder, portals)
        self.few = self.slugs[:one_by_one]
        self.pages = folder / "pages"
        if hugo:
            _write_pages(self.folder, self.pages, self.few)

    def go_round(self) -> Round:
        """Go all ways once."""
        taken = {NAIVE: self._naive(), XARGS: self._xargs(), SINGLE: self._single()}
        taken[POOL] = self._pool()
        if self.hugo:
            taken[HUGO] = self._hugo()
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)
        taken[COLD] = self.build(len(self.slugs))
        taken[WARM] = self.build(len(self.slugs), "--force")
        taken[UNCHANGED] = self.build(1)
        self._change_one()
        taken[ONE] = self.build(1)
        return taken

    def build(self, portals: int, *options: str) -> Taken:
        """Build all portals by our command, and count so many."""
        command = ("-m", "coaching_site", "build", "--all", "-q", "--jobs", str(self.jobs))
        return self._time([sys.executable, *command, *options], portals)

    def _naive(self) -> Taken:
        return _sum(self._mkdocs(slug) for slug in self.few)

    def _single(self) -> Taken:
        return self._mkdocs(self.slugs[0])

    def _mkdocs(self, slug: str) -> Taken:
        return self._time([sys.executable, "-m", "mkdocs", "build", "-q"], ENGAGEMENT=slug)

    def _xargs(self) -> Taken:
        program = f"ENGAGEMENT={{}} {sys.executable} -m mkdocs build -q"
        command = ["xargs", f"-P{self.jobs}", "-I{}", "sh", "-c", program]
        return self._time(command, len(self.few), typed="\n".join(self.few))

    def _pool(self) -> Taken:
        program = [sys.executable, "-m", "benchmarks.plain_pool", str(self.jobs), *self.few]
        return self._time(program, len(self.few), PYTHONPATH=str(ROOT))

    def _hugo(self) -> Taken:
        sites = [self.pages / slug for slug in self.few]
        return _sum(self._time([self.hugo, "--quiet", "--source", str(site)]) for site in sites)

    def _change_one(self) -> None:
        file = self.folder / "engagements" / self.slugs[-1] / "engagement.yml"
        file.write_text(file.read_text("utf-8").replace(". No. ", ". No. 1", 1), "utf-8")

    def _time(
        self, command: Sequence[str], portals: int = 1, typed: str = "", **variables: str
    ) -> Taken:
        """Run a command in the practice to its end, and tell what it took."""
        usual = {"AS_OF": AS_OF.isoformat(), "NO_MKDOCS_2_WARNING": "1"}
        environment = {**os.environ, **usual, **variables}
        # Else Python would compile our modules in each run, which no coach's machine does.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        before, start = _cpu(), perf_counter()
        subprocess.run(
            command, cwd=self.folder, env=environment, input=typed, text=True, check=True
        )
        return Taken(perf_counter() - start, _cpu() - before, portals)


def measure(practice: Practice, rounds: int) -> list[Round]:
    """Return what each way took in each round, after a build that warms up the files."""
    practice.build(len(practice.slugs))
    return [practice.go_round() for _ in range(rounds)]


def report(rounds: Sequence[Round]) -> str:
    """Return as a table what each way takes, and how many times as much the first of them."""
    lines = ["  CPU a portal   wall a portal   times as fast"]
    for name in (NAIVE, XARGS, POOL, COLD, WARM, HUGO):
        if name in rounds[0]:
            cpu, wall = (_middle(rounds, name, key) for key in (_cpu_each, _wall_each))
            ratios = [_over(rounds, NAIVE, name, key) for key in (_cpu_each, _wall_each)]
            told = f"{ratios[1]:5.1f} by the clock, {ratios[0]:4.1f} by CPU"
            lines.append(f"{1000 * cpu:11.0f} ms{1000 * wall:13.0f} ms   {told}  {name}")
    for name in (SINGLE, UNCHANGED, ONE):
        ratio = _over(rounds, name, SINGLE, _wall_each)
        wall = _middle(rounds, name, _wall_each)
        lines.append(f"{wall:8.2f} s, {ratio:.2f} of one mkdocs build: {name}")
    return "\n".join(lines)


def linear(folder: Path, few: Taken, portals: int, jobs: int) -> str:
    """Return how the CPU of a portal among many stands to that of one among few."""
    many = Practice(folder, portals, 0, jobs, "").build(portals).each
    ratio = many.cpu / few.each.cpu
    return f"{1000 * many.cpu:11.0f} ms a portal of {portals}: {ratio:.2f} times that of the few"


def _cpu_each(taken: Taken) -> float:
    return taken.each.cpu


def _wall_each(taken: Taken) -> float:
    return taken.each.wall


def _middle(rounds: Sequence[Round], name: str, of: Callable[[Taken], float]) -> float:
    return median(of(one[name]) for one in rounds)


def _over(rounds: Sequence[Round], over: str, under: str, of: Callable[[Taken], float]) -> float:
    return median(of(one[over]) / of(one[under]) for one in rounds)


def _sum(taken: Iterable[Taken]) -> Taken:
    every = [*taken]
    return Taken(sum(one.wall for one in every), sum(one.cpu for one in every), len(every))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _write_pages(practice: Path, folder: Path, slugs: Sequence[str]) -> None:
    """Write of each client the Markdown of the pages, as a project of Hugo with one template."""
    workspace = Workspace(practice / "content", ROOT / "overrides", practice / "engagements")
    for slug in slugs:
        texts = {"hugo.toml": _HUGO_SETTINGS, "layouts/_default/single.html": _TEMPLATE}
        for page in compose(read_inputs(workspace, slug, AS_OF)).pages:
            text = page.placeholders.fill_text(page.markdown)
            texts[f"content/{page.name}.md"] = f"---\ntitle: page\n---\n{text}"
        for name, text in texts.items():
            (folder / slug / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / slug / name).write_text(text, "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for name, usual in (
        ("portals", 100),
        ("one-by-one", 100),
        ("rounds", 5),
        ("jobs", 2),
        ("linear", 0),
    ):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--hugo", default="")
    return parser.parse_args()


def main() -> None:
    """Measure as the options say, and print the table."""
    options = _options()
    with TemporaryDirectory() as folder:
        practice = Practice(
            Path(folder), options.portals, options.one_by_one, options.jobs, options.hugo
        )
        rounds = measure(practice, options.rounds)
        print(report(rounds))
        if options.linear:
            few = rounds[-1][COLD]
            print(linear(Path(folder) / "linear", few, options.linear, options.jobs))


if __name__ == "__main__":
    main()
