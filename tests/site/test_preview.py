"""`mkdocs serve` goes on whatever is wrong, from its first build on, and recovers."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer

from tests.fixture import ROOT
from tests.site.building import AMARA, Project

ENGAGEMENT = f"engagements/{AMARA}/engagement.yml"
THEME, COMPONENT, SETTINGS = "overrides/main.html", "overrides/components/ui.html", "mkdocs.yml"
OPTION = f"engagement: {AMARA}"
TITLE = "{% block htmltitle %}"
TITLE_LINE = next(
    number
    for number, line in enumerate((ROOT / THEME).read_text("utf-8").splitlines(), 1)
    if line.startswith(TITLE)
)
FAULTS = {
    "engagement": (ENGAGEMENT, "start: ", "start: x", f"{ENGAGEMENT}:"),
    "programme": ("content/programme.yml", "title: ", "titel: ", "content/programme.yml:"),
    "words": ("content/words.yml", "welcome: ", "welcome: [] #", "content/words.yml:"),
    "brand": ("content/brand.yml", "colours:", "colors:", "content/brand.yml:"),
    "page grammar": ("content/index.md", "{% ", "{% if %}{% ", "content/index.md:"),
    "page": ("content/index.md", "{{ ", "{{ gone.at }}{{ ", "content/index.md:"),
    "component grammar": (COMPONENT, "{% macro", "{% makro", f"{COMPONENT}:"),
    "theme grammar": (THEME, "{% extends", "{% extents", f"{THEME}:"),
    "theme": (THEME, TITLE, TITLE + "{{ config.gone.at_all }}", f"{THEME}:{TITLE_LINE}:1: "),
    "theme without its base": (THEME, "base.html", "gone.html", "gone.html"),
    "unknown option": (SETTINGS, OPTION, "engagemnt: a", "unknown option `engagemnt`: did you"),
    "option of another kind": (SETTINGS, OPTION, f"{OPTION}\n      keep: x", "expected a list of"),
    "slug": (SETTINGS, OPTION, "engagement: gone", f"{SETTINGS}: engagement: there is no"),
    "kept": (SETTINGS, OPTION, f"{OPTION}\n      keep: [../x]", f"{SETTINGS}: keep: expected "),
    "folder": (SETTINGS, OPTION, f"{OPTION}\n      engagements: x", f"{SETTINGS}: engagements: "),
}


@pytest.fixture
def serve(project: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what runs `mkdocs serve` and, in the place of its server, something else."""

    def run(watcher: Callable[[LiveReloadServer, Path], None]) -> str:
        def instead(server: LiveReloadServer, *, open_in_browser: bool = False) -> None:
            watcher(server, Path(server.root))

        monkeypatch.setattr(LiveReloadServer, "serve", instead)
        code, printed = project.run_here("serve")
        assert code == 0, printed
        return printed

    return run


def shown(site: Path) -> str:
    """Return what a preview answers to whoever asks for its first page."""
    files = [site / "index.html", site / "404.html"]
    return unescape(next(path for path in files if path.exists()).read_text("utf-8"))


def faulty(project: Project, name: str) -> Iterator[str]:
    """Make a fault and give what is told of it; mend it when the next is asked for."""
    file, right, wrong, told = FAULTS[name]
    fine = (project.folder / file).read_text("utf-8")
    assert right in fine
    project.write(file, fine.replace(right, wrong, 1))
    yield told
    project.write(file, fine)


@pytest.mark.parametrize(
    "name", ["page", "theme", "theme without its base", "unknown option", "kept", "folder"]
)  # each stops a build at another place
def test_a_fault_at_the_start(project: Project, serve: Callable[..., str], name: str) -> None:
    """Whatever is wrong at the start is told and shown, each in a line; mended, it is served."""
    fault = faulty(project, name)
    told = next(fault)

    def watch(server: LiveReloadServer, site: Path) -> None:
        assert "Please correct" in shown(site)
        assert told in shown(site)
        next(fault, None)
        if name in ("theme", "unknown option"):
            server.builder()
            assert "Welcome, Amara" in shown(site)

    printed = serve(watch)
    assert "Traceback" not in printed
    assert told in printed


def test_a_fault_while_serving(project: Project, serve: Callable[..., str]) -> None:
    """One fault after the other is told; once the last is mended, the portal is back."""

    def watch(server: LiveReloadServer, site: Path) -> None:
        assert "Welcome, Amara" in shown(site)
        for name in FAULTS:
            for told in faulty(project, name):
                server.builder()
                assert told in shown(site)
        server.builder()
        assert "Welcome, Amara" in shown(site)
        assert "Please correct" not in shown(site)

    assert "Traceback" not in serve(watch)


@pytest.mark.parametrize("taken", [True, False])
def test_an_address_that_cannot_be_had(project: Project, taken: bool) -> None:
    """Where another preview is shown already, or nothing can be, is told in a line, with 1."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1] if taken else 99999
        code, printed = project.run_here("serve", "-q", "-a", f"127.0.0.1:{port}")
    assert (code, printed.count("\n")) == (1, 1), printed
    assert printed.startswith(f"127.0.0.1:{port}: the preview cannot be shown there: ")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("plugins:", "plugins: [", "mkdocs.yml"),
        ("theme: material", "theme: materiel", "Unrecognised theme name: 'materiel'"),
        ("docs_dir: content", "docs_dir: contents", "contents"),
        ("- coaching-site:", "- coachingsite:", 'The "coachingsite" plugin is not installed'),
    ],
)
def test_what_mkdocs_itself_refuses(
    project: Project, monkeypatch: pytest.MonkeyPatch, right: str, wrong: str, told: str
) -> None:
    """Settings that MkDocs refuses before it asks us end the command, in plain lines."""
    monkeypatch.setattr("tempfile.tempdir", str(project.folder))
    project.edit("mkdocs.yml", right, wrong)
    code, printed = project.run_here("serve")
    assert code == 1
    assert told in printed
    assert "Traceback" not in printed
