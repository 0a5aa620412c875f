"""`customise` lists what ships, and puts one file of it into the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coaching_site import shipped
from coaching_site.cli import main
from coaching_site.loading import read_programme, read_words
from coaching_site.loading.layers import layers_of
from tests.fixture import PAGES, ROOT


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace with nothing of its own, which is the current folder."""
    monkeypatch.setattr(shipped, "CONTENT", ROOT / "content")
    (tmp_path / "engagements").mkdir()
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["customise", *arguments])


def test_the_list(workspace: Path) -> None:
    """Each file has a line with what it is, and what is the coach's own is marked."""
    run("goal.md")
    for name in ("originals/content/goal.md", "content/goal.md"):
        Path(name).write_text("as it was", "utf-8")
    run("tokens.css")
    lines = run().output.splitlines()
    found = [line for line in lines if "yours" in line]
    assert [line.split()[0] for line in found] == [
        "content/goal.md",
        "overrides/assets/stylesheets/tokens.css",
    ]
    assert found[0].endswith("(yours; the original has changed since)")
    shown = {line.split()[0] for line in lines if line.startswith("  ")}
    for name in ("content/words.yml", "content/programme.de.yml", "overrides/components/ui.html"):
        assert name in shown
    pages = {f"content/{page}.md" for page in PAGES}  # one that a coach adds may say nothing
    known = [line for line in lines if line.startswith("  content/") and line.split()[0] in pages]
    assert len(known) == len(PAGES)
    assert all(len(line.split()) > 1 for line in known)


@pytest.mark.parametrize("typed", ["goal.md", "goal", "content/goal.md", "./content/goal.md"])
def test_a_copy(workspace: Path, typed: str) -> None:
    """A page is copied once, by its name or its path, and its original is kept."""
    assert run(typed).output == "content/goal.md is yours now.\n"
    text = (ROOT / "content/goal.md").read_text("utf-8")
    assert Path("content/goal.md").read_text("utf-8") == text
    assert Path("originals/content/goal.md").read_text("utf-8") == text
    Path("content/goal.md").write_text("mine", "utf-8")
    result = run(typed)
    assert (result.exit_code, result.stderr) == (
        2,
        "content/goal.md: a file of this name is there already: nothing was written\n",
    )
    assert Path("content/goal.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("gaol.md", "no file has this name: did you mean `content/goal.md`?"),
        ("../goals.css", "no file has this name"),
        ("content/../../goal.md", "no file has this name"),
        ("/etc/passwd", "no file has this name"),
        ("", "no file has this name"),
        ("a\x1b[2J", "no file has this name"),
        ("words.french.yml", "no file has this name"),
        ("../content/words.fr.yml", "no file has this name"),
        ("agreement.css", "several files have this name: `overrides/"),
    ],
)
def test_names_that_mean_nothing(workspace: Path, typed: str, told: str) -> None:
    """A name that no file has, or several, writes nothing, wherever it leads."""
    result = run(typed)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "\x1b" not in result.stderr
    assert {path.name for path in workspace.rglob("*")} == {"content", "engagements"}


@pytest.mark.parametrize(
    "name", ["words.yml", "programme.yml", "words.de.yml", "programme.de.yml", "words.pt-BR.yml"]
)
def test_room_for_what_differs(workspace: Path, name: str) -> None:
    """Of words and programme a file is begun that explains itself, and changes nothing."""
    assert run(name).exit_code == 0
    text = Path("content", name).read_text("utf-8")
    assert all(line.startswith("#") for line in text.splitlines())
    assert f"customise --show {name}" in text
    assert not Path("originals").exists()
    read = read_words if name.startswith("words") else read_programme
    folders = [ROOT / "content", Path("content")]
    kind = name.partition(".")[0]
    for language in ("de", "pt-BR"):
        found = read(layers_of(kind, folders, language)).content
        assert found == read(layers_of(kind, folders[:1], language)).content


def test_examples_in_the_room(workspace: Path) -> None:
    """The examples in a file that is begun work, once the signs before them are taken away."""
    for name, first, last in (("words", "now_next:", ""), ("programme", "starters:", "")):
        run(f"{name}.yml")
        file = Path(f"content/{name}.yml")
        lines = [line[2:] for line in file.read_text("utf-8").splitlines()]
        begin = next(number for number, line in enumerate(lines) if line.startswith(first))
        file.write_text("\n".join(lines[begin : lines.index(last, begin)]) + "\n", "utf-8")
    folders = [ROOT / "content", Path("content")]
    words = read_words(layers_of("words", folders)).content
    assert (words["now_next"], words["reading_title"]) == ("When we meet again", "What to read")
    assert "home_news" not in words
    found = read_programme(layers_of("programme", folders)).content
    assert [one.id for one in found.starters] == [
        *("expectations", "changes", "goals", "one_thing", "courage", "strengths"),
    ]
    assert found.rhythm is None


def test_what_has_changed(workspace: Path) -> None:
    """The difference between the original then and now is shown until it is noted."""
    assert run("--diff", "goal.md").exit_code == 2
    run("goal.md")
    assert run("--diff", "goal").output == "Nothing has changed since you copied it.\n"
    kept = Path("originals/content/goal.md")
    kept.write_text(kept.read_text("utf-8").replace("each: goals\n", "each: gaols\n"), "utf-8")
    shown = run("--diff", "goal.md").output
    assert "--- content/goal.md as you copied it\n+++ content/goal.md as it ships now\n" in shown
    assert "\n-each: gaols\n+each: goals\n" in shown
    assert run("--seen", "goal.md").output == "content/goal.md: marked as seen.\n"
    assert run("--diff", "goal.md").output == "Nothing has changed since you copied it.\n"
    kept.unlink()
    Path("content/goal.md").write_text("mine\n", "utf-8")
    assert "\n-mine\n" in run("--diff", "goal.md").output


def test_showing(workspace: Path) -> None:
    """What ships is printed as it is; an option needs a name."""
    assert run("--show", "words.yml").output == (ROOT / "content/words.yml").read_text("utf-8")
    assert run("--diff").exit_code == 2
    assert run("--diff", "words.yml").exit_code == 2


def test_in_the_clone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the workspace is what ships, nothing is copied upon itself."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(shipped, "CONTENT", ROOT / "content")
    for arguments in (["goal.md"], ["--seen", "goal.md"], ["--diff", "goal.md"]):
        result = run(*arguments)
        assert (
            result.stderr == "content/goal.md: this is the original itself: change it where it is\n"
        )
    assert not Path("originals").exists()


@pytest.mark.parametrize("name", ["words.FR.yml", "content/words.fr.yml", "programme.pt-br.yml"])
def test_a_language_however_it_is_typed(workspace: Path, name: str) -> None:
    """A file of a language has the name by which the language is found; there is no second one."""
    assert run(name).exit_code == 0
    [own] = [path for path in Path("content").iterdir() if path.suffix == ".yml"]
    assert own.name in ("words.fr.yml", "programme.pt-BR.yml")
    assert run(name.upper().replace("WORDS", "words").replace("YML", "yml")).exit_code == 2
    assert len([*Path("content").glob("*.*.yml")]) == 1
