"""`mkdocs serve` while a coach writes: edits show, mistakes show, nothing is left behind."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import rmtree

import pytest
from playwright.sync_api import Browser, expect

from coaching_site.staging import remove_dead_previews
from tests.live.serving import PATIENCE, Served, serve
from tests.site.building import AMARA, Project

ENGAGEMENT = f"engagements/{AMARA}/engagement.yml"
WELCOME = ("Welcome, {name}", "Good day, {name}")
MISTAKE = ("start: 2026-09-07", "start: 2026-09-31")
GOAL = "goals/evenings.html"
GOAL_TITLE = "Home by six, all of me"
PLACE = f"{ENGAGEMENT}:{{line}}:8: start: expected a date that the calendar has"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project that was never built."""
    return Project(tmp_path / "project", AMARA, apart=True)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give a portal that is being served; each test edits another place, or undoes its edit."""
    with serve(Project(tmp_path_factory.mktemp("served") / "project", AMARA)) as serving:
        yield serving


@pytest.mark.parametrize(
    ("file", "old", "new", "address", "shown"),
    [
        (
            ENGAGEMENT,
            "coach:\n  name: Noor Halvorsen",
            "coach:\n  name: Rosa Berg",
            "index.html",
            "coaching with Rosa",
        ),
        (
            *("content/programme.yml", "Establish the coaching agreement", "Agree on the coaching"),
            *("programme.html", "Agree on the coaching"),
        ),
        ("content/index.md", 'class="journey"', 'class="pair"', "index.html", 'class="pair"'),
        ("content/words.yml", "You are here", "Here you stand", "index.html", "Here you stand"),
        (
            *("overrides/components/ui.html", '<ol class="path"', '<ol class="path way"'),
            *("index.html", 'class="path way"'),
        ),
        (
            *("overrides/main.html", 'class="colophon"', 'class="colophon last"'),
            *("goals.html", 'class="colophon last"'),
        ),
        (
            *("overrides/assets/stylesheets/journey.css", ".path__dot {", ".path__road {"),
            *("assets/stylesheets/journey.css", ".path__road {"),
        ),
    ],
    ids=["engagement", "programme", "template", "word", "component", "theme", "style"],
)
def test_edit_shows(
    served: Served, file: str, old: str, new: str, address: str, shown: str
) -> None:
    """An edit of whatever a portal is made from is served without being asked for."""
    assert shown not in served.get(address)
    served.project.edit(file, old, new)
    served.wait_for(address, shown)


@pytest.mark.parametrize(
    ("file", "right", "wrong", "problem"),
    [
        (ENGAGEMENT, *MISTAKE, PLACE),
        (
            *("content/index.md", '<section class="home home--goals"', "{% if %}<section"),
            "content/index.md:{line}:1: this template does not work: ",
        ),
        (
            *("overrides/main.html", "{% extends", "{% extents"),
            "overrides/main.html:{line}:1: this template does not work: ",
        ),
        ("mkdocs.yml", "theme: material", "theme: materiel", "Unrecognised theme name: "),
    ],
    ids=["engagement", "template", "theme", "settings"],
)
def test_mistake_shows(served: Served, file: str, right: str, wrong: str, problem: str) -> None:
    """A mistake is told in the terminal and at each address; mended, each page is back."""
    with mistaken(served.project, file, right, wrong) as line:
        told = problem.format(line=line)
        for address in ("index.html", "", GOAL, "goals", "calendar/", "no/such/page.html"):
            served.wait_for(address, told)
        assert told in served.printed
        assert "Traceback" not in served.printed
    served.wait_for("index.html", "What you promised")
    served.wait_for(GOAL, GOAL_TITLE)
    assert "Please correct" not in served.get("index.html")


def test_page_that_went(served: Served) -> None:
    """A page that got another name, or never was, is answered by a way home and by its return."""
    served.wait_for("no/such/page.html", "This page is not here")
    file = served.project.folder / ENGAGEMENT
    before = file.read_text()
    file.write_text(before.replace(": evenings\n", ": another-name\n"))
    try:
        served.wait_for("goals/another-name.html", GOAL_TITLE)
        served.wait_for(GOAL, '<a href="/">To the first page of the portal</a>')
    finally:
        file.write_text(before)
    served.wait_for(GOAL, GOAL_TITLE)


def test_starts_broken(project: Project) -> None:
    """Serving may begin with a mistake, and shows the portal once it is mended."""
    with ExitStack() as stack:
        with mistaken(project, ENGAGEMENT, *MISTAKE) as line:
            serving = stack.enter_context(serve(project))
            problem = PLACE.format(line=line)
            assert problem in serving.get("index.html")
            assert problem in serving.get(GOAL)
            assert problem in serving.printed
        serving.wait_for("index.html", "Welcome, Amara.")


def test_page_reloads_itself(served: Served, chromium: Browser) -> None:
    """An open page takes up an edit by itself; the policy lets its script do so."""
    with chromium.new_context() as context:
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.goto(f"{served.address}/index.html")
        served.project.edit("content/words.yml", *WELCOME)
        expect(page.locator("h1")).to_contain_text("Good day, ")
        deep = context.new_page()
        deep.goto(f"{served.address}/{GOAL}")
        title = deep.locator("h1").inner_text()
        with mistaken(served.project, ENGAGEMENT, *MISTAKE):
            expect(deep.locator("h1")).to_have_text("Please correct")
            page.bring_to_front()
            expect(page.locator("h1")).to_have_text("Please correct")
        expect(page.locator("h1")).to_contain_text("Good day, ")
        deep.bring_to_front()
        expect(deep.locator("h1")).to_have_text(title)
        assert not any("Content Security Policy" in text for text in told)


def test_leaves_nothing(project: Project) -> None:
    """When it is stopped, no file is left behind and the portal in `site/` is the former one."""
    project.build()
    kept = project.folder / ".cache"  # converted pages, of a preview too
    rmtree(kept)
    before = contents(project.folder)
    with serve(project) as serving:
        project.edit(ENGAGEMENT, *MISTAKE)
        serving.wait_for("index.html", "Please correct")
        project.edit(ENGAGEMENT, *reversed(MISTAKE))
        serving.wait_for("index.html", "Welcome, Amara.")
        assert list(serving.temporary.iterdir()) != []
    assert list(serving.temporary.iterdir()) == []
    rmtree(kept)
    assert contents(project.folder) == before


def test_a_closed_terminal(project: Project) -> None:
    """When a terminal is closed, nothing of a client stays in the temporary folder."""
    with serve(project, "--clean") as serving:
        assert [path.name[:7] for path in serving.temporary.iterdir()] == ["mkdocs_"]
        serving.command.send_signal(signal.SIGHUP)
        assert serving.command.wait(PATIENCE) == 129
        assert list(serving.temporary.iterdir()) == []


def test_killed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a preview that is killed leaves is swept by the next command, and not before."""
    with serve(project) as serving:
        monkeypatch.setattr(tempfile, "tempdir", str(serving.temporary))
        remove_dead_previews()
        assert "Welcome, Amara." in serving.get("index.html")
        with mistaken(project, ENGAGEMENT, *MISTAKE):
            serving.wait_for("index.html", "Please correct")
            remove_dead_previews()
            assert len(list(serving.temporary.iterdir())) == 1
        serving.command.kill()
        serving.command.wait()
        assert len(list(serving.temporary.iterdir())) == 1
        remove_dead_previews()
        assert list(serving.temporary.iterdir()) == []


@contextmanager
def mistaken(project: Project, file: str, right: str, wrong: str) -> Iterator[int]:
    """Make a mistake and give its line; mend it in the end, for the tests that come after."""
    project.edit(file, right, wrong)
    lines = (project.folder / file).read_text().splitlines()
    (number,) = (number for number, line in enumerate(lines, 1) if wrong in line)
    try:
        yield number
    finally:
        project.edit(file, wrong, right)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
