"""What hosts and tools read of the project, or of a workspace, names what is there."""

from __future__ import annotations

import re
import shlex
import tomllib
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from coaching_site.cli import COMMANDS
from tests.conftest import NEED_UNIX
from tests.fixture import ROOT

TESTS = ROOT / ".github/workflows/tests.yml"
PORTAL = ROOT / "docs/hosting/portal.yml"
GITLAB = ROOT / "docs/hosting/gitlab-ci.yml"
DOCKERFILE = ROOT / "Dockerfile"
WORKFLOWS = [TESTS, PORTAL]
PANGO = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
PYTHONS = ["3.11", "3.12", "3.13", "3.14", "3.15"]


def read(path: Path) -> dict[Any, Any]:
    """Return what a YAML file holds."""
    found = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def commands_of(path: Path) -> list[str]:
    """Return what the jobs of a workflow, or of GitLab, run."""
    jobs = read(path).get("jobs") or {
        name: {"steps": [{"run": line} for line in job["script"]]}
        for name, job in read(path).items()
        if isinstance(job, dict) and "script" in job
    }
    return [
        step["run"] for job in jobs.values() for step in job["steps"] if step.get("run") is not None
    ]


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile, each with what it is about."""
    lines = [line for line in DOCKERFILE.read_text("utf-8").splitlines() if line[:1] != "#"]
    joined = "\n".join(lines).replace("\\\n", " ")
    pairs = [line.split(maxsplit=1) for line in joined.splitlines() if line]
    return [(name, " ".join(rest.split())) for name, rest in pairs]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_are_pinned_and_hold_no_secret(path: Path) -> None:
    """Actions are named by a commit, with its version; nothing may write, and no secret is used."""
    text, read_ = path.read_text("utf-8"), read(path)
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert [
        one for one in used if not re.fullmatch(r"actions/\S+@[0-9a-f]{40} # v[\d.]+", one)
    ] == []
    assert read_["permissions"] == {"contents": "read"}
    assert "secrets" not in text
    assert all("timeout-minutes" in job or name == "lint" for name, job in read_["jobs"].items())


def test_the_project_is_tested_everywhere() -> None:
    """Tests and versions run on three systems and with each Python that is supported."""
    jobs = read(TESTS)["jobs"]
    for job in (jobs["tests"], jobs["versions"]):
        matrix = job["strategy"]["matrix"]
        assert [name.partition("-")[0] for name in matrix["os"]] == ["ubuntu", "macos", "windows"]
        assert matrix["python"] == PYTHONS
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={PYTHONS[0]}"
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    run = "\n".join(commands_of(TESTS))
    assert set(re.findall(r"\bmake ([a-z-]+)", run)) <= set(targets)
    assert set(re.findall(r"-m (benchmarks\.\w+)", run)) == {"benchmarks.versions"}


def test_what_is_left_out_on_windows_is_there() -> None:
    """Each module that needs Unix is one."""
    assert [name for name in NEED_UNIX if not (ROOT / "tests" / name).is_file()] == []


@pytest.mark.parametrize("path", [TESTS, PORTAL, GITLAB, DOCKERFILE], ids=lambda path: path.name)
def test_pango_is_what_the_makefile_installs(path: Path) -> None:
    """PDFs have the same packages everywhere."""
    assert re.findall(r"\blib[\w.-]+", path.read_text("utf-8")) == PANGO
    assert " ".join(PANGO) in (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("path", [PORTAL, GITLAB], ids=["GitHub", "GitLab"])
def test_a_workspace_is_built_by_commands_that_exist(path: Path) -> None:
    """What runs there is `check` and a build of each engagement, with the extra for PDFs."""
    run = "\n".join(commands_of(path))
    named = re.findall(r"coaching-site ([a-z]+)", run)
    assert named == ["check"]
    assert set(named) <= set(COMMANDS)
    assert '"coaching-site[pdf]"' in run
    assert "for file in engagements/*/engagement.yml; do" in run
    assert "mkdocs build --strict" in run


def test_github_builds_in_private_alone() -> None:
    """The first step ends the job where the repository is not private; portals stay for a day."""
    [job] = read(PORTAL)["jobs"].values()
    first, *_, last = job["steps"]
    assert first["if"] == "${{ github.event.repository.private != true }}"
    assert first["run"].endswith("; exit 1")
    assert (last["with"]["retention-days"], last["with"]["path"]) == (1, "site")


def test_gitlab_builds_in_private_alone() -> None:
    """A project that is not private has a job that fails, and no other; portals stay for a day."""
    found = read(GITLAB)
    assert found["refuse"]["rules"] == [{"if": '$CI_PROJECT_VISIBILITY != "private"'}]
    assert found["refuse"]["script"][-1] == "exit 1"
    assert found["portal"]["rules"] == [{"if": '$CI_PROJECT_VISIBILITY == "private"'}]
    assert found["portal"]["artifacts"]["expire_in"] == "1 day"
    assert {found["refuse"]["stage"], found["portal"]["stage"]} == set(found["stages"])


def test_hooks_of_pre_commit_exist() -> None:
    """Each hook is a command of the program, in a stage that there is."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["check", "guard"]
    for hook in hooks:
        program, command = hook["entry"].split()
        assert (program, hook["language"]) == ("coaching-site", "python")
        assert command in COMMANDS
        assert set(hook.get("stages", ())) <= {"pre-commit", "pre-push"}


def test_image_runs_for_nobody_in_particular() -> None:
    """The image builds the workspace at /work, not as root, and holds only what is installed."""
    found = instructions()
    names = [name for name, _ in found]
    assert names == ["FROM", "RUN", "COPY", "RUN", "RUN", "USER", "ENV", "WORKDIR", "CMD"]
    told = dict(found)
    assert told["FROM"] == "python:3.14-slim"
    assert (told["USER"], told["WORKDIR"]) == ("coach", "/work")
    assert told["CMD"] == '["mkdocs", "build", "--strict"]'
    installed = shlex.split(found[3][1])
    assert installed[:3] == ["pip", "install", "--no-cache-dir"]
    assert {"/src/constraints.txt", "/src[pdf]"} < set(installed)
    assert all("=" in setting for setting in told["ENV"].split())


def test_image_takes_what_the_wheel_is_made_of() -> None:
    """What the build of the wheel reads is let in, and of engagements no client and no key."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert lines[1] == "*"
    let_in = [line[1:] for line in lines if line.startswith("!")]
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    needed = [*wheel["targets"]["wheel"]["include"], "hatch_build.py", "README.md", "LICENSE"]
    missing = [
        name
        for name in (*needed, "pyproject.toml", "constraints.txt")
        if not any(fnmatch(name, one) or name.startswith(f"{one}/") for one in let_in)
    ]
    assert missing == []
    assert [one for one in let_in if not [*ROOT.glob(one)]] == []
    assert not any(fnmatch("engagements/jane-doe", one) for one in let_in)
    assert "content/reply-key.json" in lines


@pytest.mark.parametrize("folder", [ROOT, ROOT / "workspace"], ids=["project", "workspace"])
def test_line_ends_are_the_same_everywhere(folder: Path) -> None:
    """Git gives every text one line end, and leaves pictures, fonts and PDFs as they are."""
    lines = (folder / ".gitattributes").read_text("utf-8").splitlines()
    assert lines[1] == "* text=auto eol=lf"
    binary = {line.split()[0] for line in lines if line.endswith(" binary")}
    assert {"*.png", "*.woff2"} <= binary


def test_editors_keep_the_style() -> None:
    """Editors are told the lines and the indents of each kind of file."""
    text = (ROOT / ".editorconfig").read_text("utf-8")
    sections = re.findall(r"^\[(.+)\]$", text, re.MULTILINE)
    assert sections == ["*", "*.py", "Makefile"]
    assert "max_line_length = 100" in text
    settings = chain.from_iterable(
        line.split(" = ")[:1] for line in text.splitlines() if "=" in line
    )
    assert set(settings) <= {
        *("root", "charset", "end_of_line", "indent_style", "indent_size"),
        *("insert_final_newline", "trim_trailing_whitespace", "max_line_length"),
    }
