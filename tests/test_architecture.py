"""The package keeps its shape: which room imports which, how long a module is, where words live."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import coaching_site.mkdocs
from tests.fixture import ROOT

PACKAGE = ROOT / "coaching_site"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
_ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.*?) ?\|$", re.MULTILINE)
# CONTRIBUTING's table: each room, from the ground up, what it is for, and the rooms it may import.
TABLE = {
    name: (purpose, frozenset(re.findall(r"`(\w+)`", allowed)))
    for name, purpose, allowed in _ROW.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
}


# Test modules beside the rooms that are about the whole project.
OF_THE_PROJECT = frozenset(
    {
        "architecture",
        "attacks",
        "benchmarks",
        "browsers",
        "docs",
        "hosting",
        "samples",
        "versions",
        "wheel",
    }
)

# Modules without a test module of their own, by the tests or cases that cover them.
COVERED_BY = {
    "tests/batch/test_changes.py": "batch.records batch.shared_inputs batch.snapshot",
    "tests/batch/test_portal_task.py": "batch.outcome mkdocs.one_portal",
    "tests/brand/test_typefaces.py": "brand.subset_font",
    "tests/build/test_compose.py": "build.outputs build.portal_source",
    "tests/cases/problems": (
        "parsing.candidates parsing.flow parsing.open_node parsing.repair parsing.syntax"
    ),
    "tests/cli/test_project.py": "cli.folder",
    "tests/cli/test_receive.py": "cli.received",
    "tests/replies/test_compare.py": "replies.collisions",
    "tests/checks/test_oddities.py": "checks.advice checks.doubles",
    "tests/feedback/test_filing.py": "feedback.sections",
    "tests/cli/test_desk.py": "cli.desk_source",
    "tests/cli/test_ask.py": "cli.answers",
    "tests/cli/test_hand_over.py": "cli.age_options cli.zip_target",
    "tests/cli/test_retention.py": "cli.copies",
    "tests/cli/test_lock.py": "cli.lock_passphrases cli.locked",
    "tests/cli/test_group.py": "__main__",
    "tests/cli/test_prepare.py": "practice.preparation",
    "tests/cli/test_verify.py": "build.verification",
    "tests/cli/test_status.py": "cli.waiting practice.listing",
    "tests/editing/test_editor.py": "editing.changes locations",
    "tests/leaks/test_index.py": "leaks.entries",
    "tests/leaks/test_search.py": "leaks.papers",
    "tests/loading/test_brand.py": "checks.brand model.brand",
    "tests/loading/test_folders.py": "slugs",
    "tests/loading/test_layers.py": (
        "loading.merging loading.programme loading.translation model.page_settings model.programme"
    ),
    "tests/loading/test_messages.py": "loading.offers",
    "tests/loading/test_validation.py": (
        "loading.introspection model.activities model.agreement model.engagement"
        " model.follow_up model.goals model.metrics model.people"
    ),
    "tests/cli/test_publish.py": "cli.publishing",
    "tests/cli/test_build.py": "cli.batches",
    "tests/publishing/test_publish.py": (
        "publishing.place_state publishing.plan publishing.refusals publishing.stores"
    ),
    "tests/rendering/test_environment.py": "rendering.printing",
    "tests/documents/test_calendar.py": "documents.calendar_entries documents.calendar_file",
    "tests/mkdocs/test_garbage_collection.py": "mkdocs.entry",
    "tests/site": "mkdocs.adapter mkdocs.plugin",
    "tests/test_drafts.py": "draft_items",
}

THEME_NAMES = re.compile(
    r"\bmd-(?:color|[a-z]+(?:__|--)?[a-z]*\b)|\"__(?:drawer|search|md)|#__(?:drawer|search)"
)
MADE_FOR_THEME = coaching_site.mkdocs.__doc__ or ""


@cache
def tree_of(module: str) -> ast.Module:
    """Return the code of a module as a tree, which is made once for all tests."""
    return ast.parse(MODULES[module].read_text("utf-8"))


@cache
def imported(module: str) -> tuple[tuple[str, str], ...]:
    """Return the module and the name of each import in a module; the name is "" for a whole one."""
    return tuple(_imports_in(tree_of(module)))


def _imports_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the direction"
            yield from ((str(node.module), alias.name) for alias in node.names)


@cache
def imports(module: str) -> set[str]:
    """Return the full name of all that a module imports, anywhere in its code."""
    names = {(source, f"{source}.{name}") for source, name in imported(module)}
    return {name if name in MODULES else source for source, name in names}


def within(module: str) -> set[str]:
    """Return the modules of the package that a module imports."""
    return {name for name in imports(module) if name.startswith("coaching_site")}


def room(module: str) -> str:
    """Return the room of a module: `view` for `coaching_site.view.goals`."""
    return module.removeprefix("coaching_site").strip(".").partition(".")[0]


def using(library: str) -> set[str]:
    """Return the rooms that import a library."""
    return {
        room(module)
        for module in MODULES
        if any(name.partition(".")[0] == library for name in imports(module))
    }


def public(name: str) -> set[str]:
    """Return what a room offers to others, by its `__all__`."""
    for node in tree_of(f"coaching_site.{name}").body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    raise AssertionError(f"{name} does not say what it offers")


def test_every_room_is_in_the_table() -> None:
    """CONTRIBUTING's table has a row for each room and each module outside of rooms."""
    outside = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert set(TABLE) == set(ROOMS) | outside


@pytest.mark.parametrize("name", TABLE)
def test_rooms_say_what_they_are_for(name: str) -> None:
    """The first sentence of a room's docstring is the one in the table."""
    path = PACKAGE / name / "__init__.py"
    path = path if path.exists() else PACKAGE / f"{name}.py"
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring is not None
    assert docstring.partition("\n")[0] == TABLE[name][0]


@pytest.mark.parametrize("name", TABLE)
def test_rooms_import_what_the_table_allows(name: str) -> None:
    """A room imports those that its row names, which stand in rows above, and no other."""
    used = {room(found) for module in MODULES if room(module) == name for found in within(module)}
    rows = list(TABLE)
    assert used - {name, ""} == TABLE[name][1]
    assert TABLE[name][1] <= set(rows[: rows.index(name)])


def test_others_use_what_a_room_offers() -> None:
    """What one room imports of another is named in that room's `__all__`."""
    for module in MODULES:
        for source, name in imported(module):
            other = room(source)
            if source.startswith("coaching_site.") and other in ROOMS and other != room(module):
                inside = source.removeprefix(f"coaching_site.{other}").strip(".")
                assert (inside or name) in public(other), module


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_offers_only_what_is_used(name: str) -> None:
    """`__all__` of a room names nothing that no other room imports, but for entry points."""
    used = {
        source.removeprefix(f"coaching_site.{name}").strip(".") or found
        for module in MODULES
        if room(module) not in (name, "__main__")
        for source, found in imported(module)
        if room(source) == name and source.startswith("coaching_site")
    }
    entries = {"cli": {"main"}, "mkdocs": {"plugin"}}
    assert public(name) - used == entries.get(name, set())


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("mkdocs", {"mkdocs"}),
        ("material", set()),
        ("properdocs", set()),
        ("yaml", {"parsing", "editing"}),
        ("ruamel", {"editing"}),
        ("joserfc", {"crypto"}),
        ("cryptography", {"crypto"}),
        ("pyrage", {"crypto"}),
        ("rich", {"cli"}),
        ("weasyprint", {"documents"}),
        ("icalendar", {"documents"}),
        ("distributed", {"batch"}),
        ("click", {"cli", "mkdocs"}),
    ],
)
def test_a_library_is_known_in_one_place(library: str, rooms: set[str]) -> None:
    """The engine, YAML, cryptography and the terminal are each known to the rooms named here."""
    assert using(library) <= rooms


def test_editing_knows_nothing_of_coaching() -> None:
    """What changes YAML files, stages directories or verifies sites needs nothing of the rest."""
    assert TABLE["editing"][1] == {"locations"}
    assert TABLE["staging"][1] == {"files"}
    assert TABLE["privacy"][1] == TABLE["files"][1] == frozenset()


def test_a_class_name_means_one_thing() -> None:
    """No two classes of the package have one name; an underscore makes no other name of it."""
    homes: dict[str, list[str]] = {}
    for module in MODULES:
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name.lstrip("_"), []).append(module)
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_replies_are_a_leaf() -> None:
    """Only the commands know replies."""
    assert {name for name, (_, allowed) in TABLE.items() if "replies" in allowed} == {
        "cli",
        "feedback",
    }


def test_a_build_waits_for_no_cryptography() -> None:
    """What a build and the quick commands import loads none of the libraries of replies."""
    code = "import sys, coaching_site.mkdocs.plugin, coaching_site.cli; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in found.stdout.split()}
    assert loaded & {"cryptography", "Crypto", "joserfc", "rich", "ruamel", "zxcvbn"} == set()


def test_a_command_that_finds_nothing_to_do_loads_little() -> None:
    """To find out that no portal has changed needs neither MkDocs nor the records."""
    code = "import sys, coaching_site.cli.build; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in found.stdout.split()}
    assert loaded & {"babel", "jinja2", "mkdocs", "pydantic", "rich", "yaml"} == set()


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


@pytest.mark.parametrize("name", ["", *ROOMS])
def test_tests_mirror_the_rooms(name: str) -> None:
    """A test module in the folder of a room begins with the name of a module of that room."""
    modules = {path.stem for path in (PACKAGE / name).glob("*.py")}
    tests = [path.stem.removeprefix("test_") for path in (ROOT / "tests" / name).glob("test_*.py")]
    odd = {test for test in tests if not any(f"{test}_".startswith(f"{one}_") for one in modules)}
    assert odd == (OF_THE_PROJECT if name == "" else set())


def test_every_module_has_its_tests() -> None:
    """A module has a test module that bears its name, or is listed with what covers it."""
    without = {
        name
        for module in MODULES
        if (name := module.removeprefix("coaching_site").strip(".")) not in ("", *ROOMS)
        for room_name, _, stem in [name.rpartition(".")]
        if not [*(ROOT / "tests" / room_name).glob(f"test_{stem}[._]*")]
    }
    assert without == set(" ".join(COVERED_BY.values()).split())
    assert all((ROOT / path).exists() for path in COVERED_BY)


def test_an_import_does_nothing() -> None:
    """A module that is imported defines names; it calls nothing for its effect."""
    calls = {
        module: ast.unparse(node)
        for module in MODULES
        for node in tree_of(module).body
        if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
    }
    assert {*calls} <= {"coaching_site.__main__"}, calls


def test_no_module_of_odds_and_ends() -> None:
    """Every module is about one concept, and its name says which."""
    odd = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
    assert {part for module in MODULES for part in module.split(".")} & odd == set()


def test_modules_stay_short() -> None:
    """A module fits into three hundred lines."""
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


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
    "module", [name for name in MODULES if room(name) in ("view", "rendering", "staging")]
)
def test_words_live_in_content(module: str) -> None:
    """No sentence that a reader could see is written in Python: words live in content/."""
    sentence = re.compile(r"[A-Z][a-z]+ [a-z]+|[a-z]+ [a-z]+[.?!]$")
    assert [text for text in texts(MODULES[module]) if sentence.search(text)] == []


def test_all_that_names_the_theme_is_listed() -> None:
    """No template, style, script or module names the theme's classes but those that are listed."""
    files = [
        path.relative_to(ROOT)
        for top in ("overrides", "content", "coaching_site")
        for path in sorted((ROOT / top).rglob("*"))
        if path.suffix in {".html", ".md", ".css", ".js", ".py"}
    ]
    odd = [
        str(path)
        for path in files
        if THEME_NAMES.search((ROOT / path).read_text("utf-8"))
        and path.parts[:2] != ("coaching_site", "mkdocs")
        and not any(name in MADE_FOR_THEME for name in (str(path), f"`{path.parent.as_posix()}/`"))
    ]
    assert odd == []


def test_what_is_listed_is_there() -> None:
    """Each file and folder that is listed exists."""
    named = re.findall(r"`((?:overrides|coaching_site|content)/[^`]*)`", MADE_FOR_THEME)
    assert len(named) > 3
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_files_are_the_same_on_every_system() -> None:
    """Text is written with the line ends it has, and read by an encoding that is named."""
    wrong = [
        f"{path.name}:{call.lineno}"
        for path in (ROOT / "coaching_site").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in ("read_text", "write_text") and not _is_same_everywhere(call)
    ]
    assert wrong == []


def _is_same_everywhere(call: ast.Call) -> bool:
    named = {word.arg: word.value for word in call.keywords}
    values = [*call.args, *named.values()]
    is_encoded = any(
        isinstance(one, ast.Constant) and one.value in ("utf-8", "utf-8-sig", "ascii")
        for one in values
    )
    return is_encoded and (ast.unparse(call.func).endswith("read_text") or "newline" in named)


def test_nothing_that_a_build_makes_is_kept() -> None:
    """Whatever git keeps is text that people wrote, or a picture in docs/."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"],
        capture_output=True,
        check=True,
    )
    kept = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    assert len(kept) > 1000
    assert [
        str(path.relative_to(ROOT))
        for path in kept
        if path.parent != ROOT / "docs/pictures" and path.is_file() and b"\0" in path.read_bytes()
    ] == []
