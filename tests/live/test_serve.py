"""`mkdocs serve` while a coach writes: edits show, mistakes show, nothing is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import requires
from pathlib import Path
from shutil import rmtree

import pytest
from packaging.requirements import Requirement
from playwright.sync_api import Browser, expect

from tests.live.serving import Served, serve
from tests.site.building import AMARA, Project

ENGAGEMENT = f"engagements/{AMARA}/engagement.yml"
WELCOME = ("# Welcome, ", "# Good day, ")
MISTAKE = ("start: 2026-09-07", "start: 2026-09-31")
PLACE = f"{ENGAGEMENT}:{{line}}:8: start: expected a date that the calendar has"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project that was never built."""
    return Project(tmp_path / "project", AMARA)


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
            "coach:\n  name: Noor Berg",
            "index.html",
            "coaching with Noor Berg",
        ),
        (
            *("content/programme.yml", "Establish the coaching agreement", "Agree on the coaching"),
            *("programme.html", "Agree on the coaching"),
        ),
        ("content/index.md", "What you promised", "Your word", "index.html", ">Your word</h2>"),
        ("content/words.yml", "You are here", "Here you stand", "index.html", "Here you stand"),
        (
            *("overrides/components/ui.html", '<ol class="path">', '<ol class="path way">'),
            *("index.html", 'class="path way"'),
        ),
        (
            *("overrides/main.html", "section-pages", "pages-of-section"),
            *("goals.html", "pages-of-section"),
        ),
        (
            *("overrides/assets/stylesheets/journey.css", ".path__way {", ".path__road {"),
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


def test_mistake_shows(served: Served) -> None:
    """A mistake is told in the terminal and on the page; mended, the portal is back."""
    with mistaken(served.project, ENGAGEMENT, *MISTAKE) as line:
        problem = PLACE.format(line=line)
        served.wait_for("index.html", problem)
        assert problem in served.printed
        assert "Traceback" not in served.printed
    served.wait_for("index.html", "Step 5 of 7")
    assert problem not in served.get("index.html")


def test_broken_template_shows(served: Served) -> None:
    """A template that does not work is told with its line; mended, the portal is back."""
    mistake = ('<section class="journey"', '{% if %}<section class="journey"')
    with mistaken(served.project, "content/index.md", *mistake) as line:
        place = f"content/index.md:{line}:1: this template does not work: "
        served.wait_for("index.html", place)
        assert "Traceback" not in served.printed
    served.wait_for("index.html", "Step 5 of 7")


def test_starts_broken(project: Project) -> None:
    """Serving may begin with a mistake, and shows the portal once it is mended."""
    with ExitStack() as stack:
        with mistaken(project, ENGAGEMENT, *MISTAKE) as line:
            serving = stack.enter_context(serve(project))
            problem = PLACE.format(line=line)
            assert problem in serving.get("index.html")
            assert problem in serving.printed
        serving.wait_for("index.html", "Welcome, Amara.")


def test_page_reloads_itself(served: Served, chromium: Browser) -> None:
    """An open page takes up an edit by itself; the policy lets its script do so."""
    with chromium.new_context() as context:
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.goto(f"{served.address}/index.html")
        served.project.edit("content/index.md", *WELCOME)
        expect(page.locator("h1")).to_contain_text("Good day, ")
        with mistaken(served.project, ENGAGEMENT, *MISTAKE):
            expect(page.locator("h1")).to_have_text("Please mend")
        expect(page.locator("h1")).to_contain_text("Good day, ")
        assert not any("Content Security Policy" in text for text in told)


def test_leaves_nothing(project: Project) -> None:
    """When it is stopped, no file is left behind and the portal in `site/` is the former one."""
    project.build()
    kept = project.folder / ".cache"  # converted pages, of a preview too
    rmtree(kept)
    before = contents(project.folder)
    with serve(project) as serving:
        project.edit(ENGAGEMENT, *MISTAKE)
        serving.wait_for("index.html", "Please mend")
        project.edit(ENGAGEMENT, *reversed(MISTAKE))
        serving.wait_for("index.html", "Welcome, Amara.")
        assert list(serving.temporary.iterdir()) != []
    assert list(serving.temporary.iterdir()) == []
    rmtree(kept)
    assert contents(project.folder) == before


def test_click_pin() -> None:
    """Newer versions of click are refused, since with them `mkdocs serve` would not reload."""
    required = [Requirement(text) for text in requires("coaching-site") or ()]
    (click,) = (one for one in required if one.name == "click")
    assert click.specifier.contains("8.2.1")
    assert not click.specifier.contains("8.2.2")
    assert not click.specifier.contains("8.3.0")


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
