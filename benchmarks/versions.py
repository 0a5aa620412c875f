"""Both samples, built with the lowest, the pinned and the newest versions of what we stand on.

    python -m benchmarks.versions [--no-pdf] [lowest] [pinned] [newest]

For each of these a new environment is made with the Python that runs this, and both samples are
built in it, by MkDocs and by ProperDocs. Each build verifies its portals. The bytes must be those
of the pinned versions under MkDocs; the lowest ones may differ, since an older theme looks
different. A line each tells the seconds of a build and how many files differ, the lines below it
which. Exits with 1 if a build fails or a difference is not allowed.

`lowest` takes each of our own bounds by its word: `==` in place of `>=`. So a bound that nothing
can be installed with is found too. Needs a package index, and some minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

from packaging.requirements import Requirement

ROOT: Final = Path(__file__).parents[1]
KINDS: Final = ("lowest", "pinned", "newest")
MODEL: Final = "pinned"
ENGINES: Final = ("mkdocs", "properdocs")
SLUGS: Final = ("amara-lindqvist", "tomas-okafor")
AS_OF: Final = "2026-11-20"

_SOURCES: Final = ("mkdocs.yml", "content", "overrides", "engagements")
_MOST_NAMES: Final = 10

Portals = Mapping[str, str]
"""Path of each file in the portals, and the digest of its bytes."""


class Built(NamedTuple):
    """The portals that one engine built with one kind of versions; `error` if it could not."""

    kind: str
    engine: str
    versions: str
    seconds: float
    portals: Portals
    error: str = ""

    @property
    def may_differ(self) -> bool:
        """Whether these portals need not be those of the pinned versions."""
        return self.kind == "lowest"


def lowest_versions(project: Mapping[str, object]) -> list[str]:
    """Return a constraint for each lower bound among the requirements of a project.

    `project` is that table of `pyproject.toml`. Extras that name the project itself are left out.
    """
    requirements = [Requirement(text) for text in _requirements(project)]
    lowest = {
        one.name: bound.version
        for one in requirements
        for bound in one.specifier
        if bound.operator in (">=", "==") and not bound.version.endswith("*")
    }
    return [f"{name}=={version}" for name, version in sorted(lowest.items())]


def report(built: Sequence[Built]) -> tuple[str, bool]:
    """Return what is to be told of some builds, and whether all is as it should be."""
    model = next((one for one in built if one.kind == MODEL and not one.error), None)
    lines, is_fine = [], True
    for one in built:
        told = f"{one.kind:7} {one.engine:10} {one.seconds:6.1f} s  "
        different = [] if model is None else differing(model.portals, one.portals)
        if one.error:
            lines += [f"{told}failed", one.error]
        elif different:
            lines += [f"{told}different files: {len(different)}  {one.versions}", *_some(different)]
        else:
            same = "the same bytes" if model else "nothing to compare with"
            lines.append(f"{told}{same}  {one.versions}")
        is_fine &= not one.error and (one.may_differ or not different)
    return "\n".join(lines), is_fine


def differing(model: Portals, other: Portals) -> list[str]:
    """Return the paths at which two builds do not hold the same bytes, in order."""
    return sorted(path for path in {*model, *other} if model.get(path) != other.get(path))


def _requirements(project: Mapping[str, object]) -> Iterator[str]:
    extras = project["optional-dependencies"]
    assert isinstance(extras, dict)
    for group in (project["dependencies"], extras["pdf"], extras["test"]):
        assert isinstance(group, list)
        yield from group


def _some(paths: Sequence[str]) -> list[str]:
    more = len(paths) - _MOST_NAMES
    return [f"    {path}" for path in paths[:_MOST_NAMES]] + [f"    and {more} more"] * (more > 0)


def _builds(kind: str, folder: Path, *, pdf: bool) -> Iterator[Built]:
    """Make an environment, and yield what each engine builds in it."""
    try:
        python = _environment(kind, folder / "venv", pdf=pdf)
    except subprocess.CalledProcessError as failed:
        yield Built(kind, "none", "", 0, {}, _printed(failed))
        return
    versions = _output(python, "-c", _TELL).strip()
    for engine in ENGINES:
        workspace = folder / engine
        workspace.mkdir()
        for name in _SOURCES:
            _copy(ROOT / name, workspace / name)
        yield _built(kind, engine, python, workspace)._replace(versions=versions)


_TELL: Final = (
    "import platform, importlib.metadata as m; names = ('mkdocs-material', 'pydantic', 'click');"
    "print('Python', platform.python_version(), *(f'{n} {m.version(n)}' for n in names))"
)


def _environment(kind: str, folder: Path, *, pdf: bool) -> Path:
    """Return the Python of a new environment that holds the project and both engines."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    constraints = folder / "constraints.txt"
    if kind == "lowest":
        constraints.write_text("\n".join(lowest_versions(project)), "utf-8")
    elif kind == MODEL:
        shutil.copy(ROOT / "constraints.txt", constraints)
    else:
        constraints.touch()
    ours = f"{ROOT}[pdf]" if pdf else str(ROOT)
    _output(python, "-m", "pip", "install", "-q", "-c", str(constraints), "-e", ours, "properdocs")
    return python


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def _built(kind: str, engine: str, python: Path, workspace: Path) -> Built:
    start, error = perf_counter(), ""
    try:
        for slug in SLUGS:
            _output(python, "-m", engine, "build", "-q", "--strict", cwd=workspace, slug=slug)
    except subprocess.CalledProcessError as failed:
        error = _printed(failed)
    seconds = perf_counter() - start
    return Built(kind, engine, "", seconds, _digests(workspace / "site"), error)


def _printed(failed: subprocess.CalledProcessError) -> str:
    return f"{failed.stdout or ''}{failed.stderr or ''}".strip()


def _output(python: Path, *arguments: str, cwd: Path = ROOT, slug: str = "") -> str:
    added = {"AS_OF": AS_OF, "ENGAGEMENT": slug, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    environment = {**os.environ, **added}
    for name in ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"):  # those of `make`, the pinned ones
        environment.pop(name, None)
    run = [str(python), *arguments]
    done = subprocess.run(run, cwd=cwd, env=environment, capture_output=True, check=True, text=True)
    return done.stdout


def _digests(site: Path) -> Portals:
    return {
        path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def _main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kinds", nargs="*", metavar="|".join(KINDS))
    parser.add_argument("--no-pdf", dest="pdf", action="store_false", help="where Pango is missing")
    given = parser.parse_args()
    if unknown := set(given.kinds) - set(KINDS):
        parser.error(f"expected {', '.join(KINDS)}, found {', '.join(sorted(unknown))}")
    with TemporaryDirectory(prefix="versions-", ignore_cleanup_errors=True) as scratch:
        built: list[Built] = []
        for kind in given.kinds or KINDS:
            folder = Path(scratch, kind)
            folder.mkdir()
            built += _builds(kind, folder, pdf=given.pdf)
    text, is_fine = report(built)
    print(text)
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(_main())
