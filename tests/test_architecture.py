"""The house keeps its shape: who imports whom, how long a module is, where words live."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.samples import ROOT

PACKAGE = ROOT / "coaching_site"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
# From the ground up. A room may use those below it; rooms that stand side by side may not.
FLOORS = (
    ("model", "problems", "colours", "points"),
    ("palette",),
    ("checks",),
    ("loading",),
    ("view",),
    ("sealing",),
    ("rendering",),
    ("pages",),
    ("workspace",),
    ("engine",),
    ("plugin",),
)
WITH_MKDOCS = {f"coaching_site.{name}" for name in ("engine", "failures", "plugin", "trial")}


def imports(module: str) -> set[str]:
    """Return the full name of all that a module imports, anywhere in its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the direction"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else str(node.module) for name in names}
    return found


def within(module: str) -> set[str]:
    """Return the modules of the package that a module imports."""
    return {name for name in imports(module) if name.startswith("coaching_site")}


def room(module: str) -> str:
    """Return the room of a module: `view` for `coaching_site.view.goals`."""
    return module.removeprefix("coaching_site").strip(".").partition(".")[0]


def using(library: str) -> set[str]:
    """Return the modules that import a library."""
    return {
        module
        for module in MODULES
        if any(name.partition(".")[0] == library for name in imports(module))
    }


def test_only_the_adapter_knows_mkdocs() -> None:
    """The engine can be replaced: nothing but the plugin and its helpers imports it."""
    assert using("mkdocs") <= WITH_MKDOCS
    assert using("material") == using("properdocs") == set()


def test_only_loading_reads_yaml() -> None:
    """Nothing but loading reads YAML; editing finds places in it by the same parser."""
    assert {room(module) for module in using("yaml")} == {"loading", "editing"}


def test_only_editing_writes_yaml() -> None:
    """Nothing but editing writes YAML back, and it knows nothing of coaching."""
    assert {room(module) for module in using("ruamel")} == {"editing"}
    used = {room(found) for module in MODULES if room(module) == "editing"
            for found in within(module)}  # fmt: skip
    assert used == {"editing"}


def test_replies_are_a_leaf() -> None:
    """Only the commands know replies, and only replies and commands know how they are locked."""
    users = {room(m) for m in MODULES if any(room(f) == "replies" for f in within(m))}
    assert users <= {"replies", "cli"}
    locking = using("cryptography") | using("joserfc") | using("Crypto") | using("zxcvbn")
    assert {room(module) for module in locking} <= {"replies", "cli"}
    assert {room(module) for module in using("rich")} == {"cli"}


def test_a_build_waits_for_no_cryptography() -> None:
    """What a build and the quick commands import loads none of the libraries of replies."""
    code = "import sys, coaching_site.plugin, coaching_site.cli; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in found.stdout.split()}
    assert loaded & {"cryptography", "Crypto", "joserfc", "rich", "ruamel", "zxcvbn"} == set()


def test_only_rendering_and_pages_know_jinja() -> None:
    """The one Jinja environment is that of rendering; others find or keep what it compiles.

    The adapter hands on that of the theme; PDFs, which are no Markdown, have one of their own.
    """
    knowing = {"rendering", "compiled", "listing", "pages", "pdf", "engine", "plugin", "templates"}
    assert {room(module) for module in using("jinja2")} <= knowing


@pytest.mark.parametrize("floor", range(len(FLOORS)))
def test_rooms_use_only_those_below(floor: int) -> None:
    """No room imports one that stands above it or beside it."""
    for name in FLOORS[floor]:
        forbidden = {other for rooms in FLOORS[floor:] for other in rooms} - {name}
        used = {
            room(found) for module in MODULES if room(module) == name for found in within(module)
        }
        assert used & forbidden == set()


@pytest.mark.parametrize("name", ["hardening", "portal"])
def test_leaves_know_nothing_of_coaching(name: str) -> None:
    """A leaf about folders and HTML needs nothing of the rest."""
    used = {room(found) for module in MODULES if room(module) == name for found in within(module)}
    assert used <= {name}


def test_view_is_pure() -> None:
    """What a portal shows depends on data alone: no file, no clock, no surroundings."""
    impure = {"os", "io", "pathlib", "time", "random", "subprocess", "sys", "logging", "babel"}
    for module in MODULES:
        if room(module) in ("view", "model", "checks"):
            allowed = {"babel"} if room(module) == "checks" else set()
            assert {name.partition(".")[0] for name in imports(module)} & (
                impure - allowed
            ) == set()
            assert not re.search(r"\b(today|now)\(", MODULES[module].read_text("utf-8"))


def test_no_cycles() -> None:
    """No module is needed by what it needs itself."""
    graph = {module: within(module) - {module} for module in MODULES}
    assert set(TopologicalSorter(graph).static_order()) >= set(MODULES)


def test_no_module_of_odds_and_ends() -> None:
    """Every module is about one concept, and its name says which."""
    odd = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
    assert {part for module in MODULES for part in module.split(".")} & odd == set()


@pytest.mark.parametrize("module", MODULES)
def test_modules_stay_short(module: str) -> None:
    """A module fits into three hundred lines."""
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= 300


def texts(path: Path) -> Iterator[str]:
    """Yield the text constants of a module that are neither docstrings nor parts of an error."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if docstring or isinstance(node, ast.Raise):
            skipped.update(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.value


@pytest.mark.parametrize(
    "module",
    [name for name in MODULES if room(name) in ("view", "sealing", "rendering", "pages", "portal")],
)
def test_words_live_in_content(module: str) -> None:
    """No sentence that a reader could see is written in Python: words live in content/."""
    sentence = re.compile(r"[A-Z][a-z]+ [a-z]+|[a-z]+ [a-z]+[.?!]$")
    assert [text for text in texts(MODULES[module]) if sentence.search(text)] == []
