"""Templates are compiled once, and again as soon as what was kept is not true any more."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from coaching_site.rendering import template_cache
from coaching_site.rendering.environment import PageEnvironment


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with one template."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/page.md").write_text("{% if who %}Hello, {{ who }}{% endif %}")
    return tmp_path


def write(project: Path, cache: str = "cache", **values: object) -> str:
    """Write the page in an environment of its own, as the first build of a process does."""
    template_cache._in_memory.clear()
    return write_again(project, cache, **values)


def write_again(project: Path, cache: str = "cache", **values: object) -> str:
    """Write the page as a later build of the same process does."""
    pages = PageEnvironment([project / "content"], "en", {}, project / cache)
    text = pages.get_template("page.md").render(values)
    return pages.page_context.placeholders.fill_html(text)


def test_second_build_compiles_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that was compiled before is not compiled again, and writes the same."""
    assert write(project, who="Amara") == "Hello, Amara"
    monkeypatch.delattr(Environment, "compile")
    assert write(project, who="Tomas") == "Hello, Tomas"
    shutil.rmtree(project / "cache")
    assert write_again(project, who="Ada") == "Hello, Ada"


def test_a_copy_compiles_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another workspace the same text is not compiled again; its mistakes are told there."""
    (project / "content/page.md").write_text("{% if who %}\n{{ who.x.y }}{% endif %}")
    assert write(project, who="") == ""
    (project / "copy").mkdir()
    shutil.copytree(project / "content", project / "copy/content")
    monkeypatch.delattr(Environment, "compile")
    with pytest.raises(UndefinedError) as failed:
        write(project / "copy", "../cache", who="Ada")
    assert project / "copy/content/page.md" in [entry.path for entry in failed.traceback]


@pytest.mark.parametrize("writes", [write, write_again])
def test_edit_counts(project: Path, writes: Callable[..., str]) -> None:
    """An edited template is compiled anew."""
    write(project, who="Amara")
    (project / "content/page.md").write_text("Good day, {{ who }}")
    assert writes(project, who="Amara") == "Good day, Amara"


def test_memory_is_bounded(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that sees ever new texts, such as a preview, keeps no more than so many."""
    monkeypatch.setattr(template_cache, "_MAX_IN_MEMORY", 2)
    write(project, who="Amara")
    for number in range(3):
        (project / "content/page.md").write_text(f"Edit {number}")
        assert write_again(project) == f"Edit {number}"
        assert len(template_cache._in_memory) <= 2


def test_holds_no_value(project: Path) -> None:
    """What is kept holds the template's words, and nothing that it was filled with."""
    write(project, who="Amara")
    (kept,) = (project / "cache/templates").iterdir()
    assert b"Hello" in kept.read_bytes()
    assert b"Amara" not in kept.read_bytes()


def test_mistake_keeps_its_line(project: Path) -> None:
    """A mistake in a template that was compiled before is found in its line."""
    template = project / "content/page.md"
    template.write_text("\n\n{{ 1 / who }}")
    write(project, who=1)
    with pytest.raises(ZeroDivisionError) as caught:
        write(project, who=0)
    assert [entry.lineno for entry in caught.traceback if entry.path == template] == [2]


@pytest.mark.parametrize("length", [0, 10, 30, 60, 200])
def test_damage_is_passed_over(project: Path, length: int) -> None:
    """What was cut off is compiled anew."""
    write(project, who="Amara")
    (kept,) = (project / "cache/templates").iterdir()
    kept.write_bytes(kept.read_bytes()[:length])
    assert write(project, who="Amara") == "Hello, Amara"


def test_no_room_to_keep(project: Path) -> None:
    """Where nothing can be kept, pages are written all the same."""
    (project / "blocked").write_text("a file, where a folder would be")
    assert write(project, "blocked", who="Amara") == "Hello, Amara"
