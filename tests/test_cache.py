"""What is kept between builds is found again, and only as long as it is true."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jinja2 import Environment

from coaching_site.cache import Cache
from coaching_site.rendering.environment import PageEnvironment
from tests.fixture import ENGAGEMENTS
from tests.site.building import AMARA, Project, strings_in


def test_what_was_kept(tmp_path: Path) -> None:
    """What was kept under a key is found by it, and by no other."""
    Cache(tmp_path / "new").put("a", b"content")
    assert Cache(tmp_path / "new").get("a") == b"content"
    assert Cache(tmp_path / "new").get("b") is None


def test_kept_anew(tmp_path: Path) -> None:
    """A key has what was kept last; nothing may be kept, too."""
    for content in (b"old", b""):
        Cache(tmp_path).put("a", content)
    assert Cache(tmp_path).get("a") == b""


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 40])
def test_damaged(tmp_path: Path, damage: bytes) -> None:
    """A file that is not whole counts as none, as a crash may leave it."""
    Cache(tmp_path).put("a", b"content")
    [path] = tmp_path.iterdir()
    path.write_bytes(damage)
    assert Cache(tmp_path).get("a") is None


def test_no_place(tmp_path: Path) -> None:
    """Where nothing can be kept, nothing is found, and nothing else happens."""
    (tmp_path / "blocked").write_text("a file, and not a folder", "utf-8")
    Cache(tmp_path / "blocked").put("a", b"content")
    assert Cache(tmp_path / "blocked").get("a") is None


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file is not left behind."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    Cache(tmp_path).put("a", b"content")
    assert list(tmp_path.iterdir()) == []


def test_oldest_go(tmp_path: Path) -> None:
    """The directory does not grow for ever, and files of others in it stay."""
    (tmp_path / "clients.json").touch()
    cache = Cache(tmp_path, max_entries=10)
    for number in range(40):
        cache.put(str(number), b"content")
    assert 5 <= len(list(tmp_path.iterdir())) - 1 <= 10
    assert cache.get("39") == b"content"
    assert cache.get("0") is None
    assert (tmp_path / "clients.json").exists()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with one template."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/page.md").write_text("{% if who %}Hello, {{ who }}{% endif %}")
    return tmp_path


def write(project: Path, cache: str = "cache", **values: object) -> str:
    """Write the page in an environment of its own, as each build does."""
    pages = PageEnvironment([project / "content"], "en", {}, project / cache)
    text = pages.get_template("page.md").render(values)
    return pages.page_context.placeholders.fill_html(text)


def test_second_build_compiles_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that was compiled before is not compiled again, and writes the same."""
    assert write(project, who="Amara") == "Hello, Amara"
    monkeypatch.delattr(Environment, "compile")
    assert write(project, who="Tomas") == "Hello, Tomas"


def test_edit_counts(project: Path) -> None:
    """An edited template is compiled anew."""
    write(project, who="Amara")
    (project / "content/page.md").write_text("Good day, {{ who }}")
    assert write(project, who="Amara") == "Good day, Amara"


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


def test_build_keeps_no_word_of_a_client(tmp_path: Path) -> None:
    """After a build, what is kept holds no text of the engagement; the next build is the same."""
    project = Project(tmp_path / "project", AMARA, apart=True)
    first = project.build().files
    places = (project.folder / ".cache/coaching-site").rglob("*")
    kept = [path.read_bytes() for path in places if path.is_file()]
    assert len(kept) > 40  # the theme's are among them
    typed = (ENGAGEMENTS / f"{AMARA}/engagement.yml").read_text()
    engagement = yaml.load(typed, yaml.BaseLoader)
    texts = [text for text in strings_in(engagement).values() if len(text) > 9]
    assert len(texts) > 200
    assert [text for text in texts if any(text.encode() in compiled for compiled in kept)] == []
    assert project.build().files == first
