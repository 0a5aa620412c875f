"""The versions that are asked for are those that work, and what builds with them is told."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement

from benchmarks.versions import Built, lowest_versions, report
from tests.fixture import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REQUIRED = {
    one.name.lower(): one
    for group in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for one in map(Requirement, group)
    if one.name != PROJECT["name"]
}
PINS = dict(
    re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
)


@pytest.mark.parametrize(
    ("name", "taken", "refused"),
    [
        # Of click 8.1 to 8.5 only 8.3 reads the default of `--livereload` as "no".
        ("click", ["8.2.0", "8.2.2", "8.4.0", "8.5.1"], ["8.3.0", "8.3.3", "8.1.8"]),
        ("mkdocs-material", ["9.8.0", "9.9.0"], ["9.7.6", "9.7.7", "10.0.0"]),
        ("joserfc", ["1.8.0"], ["1.7.0"]),  # earlier ones do not open what a browser has locked
        ("pydantic", ["2.12.0"], ["2.11.0"]),  # with earlier ones there are no schemas
        ("mkdocs", ["1.6.0", "1.6.1"], ["2.0.0"]),
        ("weasyprint", ["70.0"], ["69.0", "71.0"]),
        ("pyyaml", ["6.0.4"], ["6.0.3"]),  # the first with wheels for Python 3.15
    ],
)
def test_bounds(name: str, taken: list[str], refused: list[str]) -> None:
    """Versions that work are taken, and those with a fault that matters to us are refused."""
    specifier = REQUIRED[name].specifier
    assert [one for one in [*taken, *refused] if specifier.contains(one)] == taken


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_preview_reloads(engine: str) -> None:
    """With the click that is installed `serve` reloads unless it is told not to.

    In a process of its own: ProperDocs takes the place of MkDocs in one that imports it.
    """
    code = (
        "import importlib; from unittest.mock import patch; from click.testing import CliRunner\n"
        f"command = importlib.import_module('{engine}.__main__').cli\n"
        f"with patch('{engine}.commands.serve.serve') as serve:\n"
        "    for asked in (['serve'], ['serve', '--no-livereload']):\n"
        "        CliRunner().invoke(command, asked, catch_exceptions=False)\n"
        "        print(serve.call_args.kwargs['livereload'])\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["True", "False"]


def test_pins_are_within_bounds() -> None:
    """Each requirement has a lower bound, and a pin that meets it; types have pins alone."""
    pins = {name.lower(): version for name, version in PINS.items()}
    assert [name for name, one in REQUIRED.items() if pins[name] not in one.specifier] == []
    unbound = [name for name, one in REQUIRED.items() if not one.specifier]
    assert [name for name in unbound if not name.startswith("types-")] == []


def test_lowest_versions() -> None:
    """Lower bounds are taken by their word; upper ones and gaps say nothing of the lowest."""
    project: dict[str, Any] = {
        "dependencies": ["click>=8.1,!=8.3.*", "mkdocs>=1.6,<2"],
        "optional-dependencies": {"pdf": ["font==0.0.1"], "test": ["site[pdf]", "pytest>=8"]},
    }
    assert lowest_versions(project) == ["click==8.1", "font==0.0.1", "mkdocs==1.6", "pytest==8"]


def test_report() -> None:
    """Portals of newer versions must be the pinned ones, those of the lowest may differ."""
    pinned = Built("pinned", "mkdocs", "Python 3.11", 4.0, {"a.html": "1", "b.html": "2"})
    lowest = pinned._replace(kind="lowest", portals={"a.html": "3", "b.html": "2"})
    newest = pinned._replace(kind="newest", engine="properdocs")
    assert report([lowest, pinned, newest]) == (
        "lowest  mkdocs        4.0 s  different files: 1  Python 3.11\n"
        "    a.html\n"
        "pinned  mkdocs        4.0 s  the same bytes  Python 3.11\n"
        "newest  properdocs    4.0 s  the same bytes  Python 3.11",
        True,
    )


@pytest.mark.parametrize(
    ("portals", "error", "told"),
    [
        ({"a.html": "1"}, "", "different files: 1  Python 3.11\n    c.html"),
        ({"a.html": "1", "c.html": "2", "z": "3"}, "", "different files: 1  Python 3.11\n    z"),
        ({f"{n:02}": "x" for n in range(10)}, "", "different files: 12"),
        ({}, "ERROR: no such version", "failed\nERROR: no such version"),
    ],
    ids=["missing", "added", "many", "failed"],
)
def test_report_of_a_fault(portals: dict[str, str], error: str, told: str) -> None:
    """A difference that is not allowed is told with its files, a failed build with its words."""
    pinned = Built("pinned", "mkdocs", "Python 3.11", 4.0, {"a.html": "1", "c.html": "2"})
    text, is_fine = report([pinned, Built("newest", "mkdocs", "Python 3.11", 4.0, portals, error)])
    assert not is_fine
    assert text.partition("\n")[2].startswith(f"newest  mkdocs        4.0 s  {told}")
    if len(portals) > 9:
        assert text.endswith("    and 2 more")
