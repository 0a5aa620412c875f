"""What README and CONTRIBUTING say is true."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner

from coaching_site.checks import answers_of, check_brand
from coaching_site.cli import main
from coaching_site.loading import load_programme
from coaching_site.loading.pictures import Pictures
from coaching_site.model import Engagement
from coaching_site.model.brand import Brand, Colours, Portrait
from docs.pictures.take import PAGES, SCHEMES
from tests.samples import records_of

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

_PATH = re.compile(r"[`(](\.?[\w-]+(?:/[\w.-]+)*(?:/|\.(?:md|yml|py|png|css|txt)))[`)]")
_NOT_YET_THERE = re.compile(
    r"site/|private/|\.venv|\.cache/|engagements/jane-doe/|content/reading\.md|content-"
)


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def words_in_code(text: str) -> set[str]:
    """Return what stands between backticks in running text."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)))


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_make_targets_exist(text: str) -> None:
    """Each `make` command that is named is a target of the Makefile."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = re.findall(r"\bmake ([a-z-]+)(?= ENGAGEMENT=|\s*$|\s+#|`)", text, re.MULTILINE)
    assert set(named) - set(targets) == set()
    assert "test" in named


def test_two_commands_do_everything() -> None:
    """README offers `make portal` and `make test`, each in a block of its own."""
    assert {"make portal\n", "make test\n"} <= set(blocks(README, "sh"))


def test_commands_of_the_program_exist() -> None:
    """Each `coaching-site` command that is named is one, and none is left out."""
    named = set(re.findall(r"coaching-site ([a-z]+)\b", README))
    assert named == set(main.commands) == {"check", "ids", "keys", "new", "receive", "schema"}


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_files_exist(text: str) -> None:
    """Each file and folder that is named is there, unless a coach makes it."""
    named = {name for name in _PATH.findall(text) if not _NOT_YET_THERE.match(name)}
    assert len(named) > 10
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_key_of_an_engagement_is_explained() -> None:
    """README's tables have a row for each outermost key, and a word for each key below it."""
    rows = re.findall(r"^\| (`.+?) \|", README, re.MULTILINE)
    keys = set(chain.from_iterable(re.findall(r"`(\w+)`", row) for row in rows))
    assert set(Engagement.model_fields) - keys == set()
    programme = load_programme(ROOT / "content/programme.yml")
    form = {prompt.id for group in programme.goal_form for prompt in group.prompts}
    records = chain.from_iterable(record.model_fields for record in records_of(Engagement))
    inner = set(records) | form
    assert inner - words_in_code(README) == set()


def test_every_prompt_that_takes_answers_is_named() -> None:
    """README names each word of the programme that is a key in an engagement."""
    programme = load_programme(ROOT / "content/programme.yml")
    ids = {item.id for items in answers_of(programme).values() for item in items}
    assert ids - words_in_code(README) == set()


def test_example_of_problems_is_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """README's example of a mistyped file is answered with exactly the lines shown below it."""
    (typed, _), [shown, _] = blocks(README, "yaml"), blocks(README, "text")
    folder = tmp_path / "engagements/jane-doe"
    folder.mkdir(parents=True)
    (folder / "engagement.yml").write_text(typed, encoding="utf-8")
    (tmp_path / "engagements/starter.yml").symlink_to(ROOT / "engagements/starter.yml")
    (tmp_path / "content").symlink_to(ROOT / "content")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    assert result.stderr == shown
    assert result.exit_code == 2


def test_example_of_a_colour_is_real() -> None:
    """README's example of a colour that is refused tells what a build would tell."""
    shown = blocks(README, "text")[1]
    [(_, message)] = check_brand(Brand(colours=Colours(main="#7fc4c4")), Pictures(ROOT / "content"))
    assert shown == f"content/brand.yml:3:9: colours, main: {message}\n"


def test_every_key_of_a_brand_is_explained() -> None:
    """README has a word for each key of a brand."""
    keys = {key for kind in (Brand, Colours, Portrait) for key in kind.model_fields}
    assert keys - words_in_code(README) == set()


def test_pictures_are_shown() -> None:
    """README shows each picture that `make pictures` takes, light or dark as the reader likes."""
    names = {path.stem.rpartition("-")[0] for path in (ROOT / "docs/pictures").glob("*.png")}
    assert names == set(PAGES)
    for name in names:
        assert f'media="(prefers-color-scheme: dark)" srcset="docs/pictures/{name}-dark.png"' in (
            README
        )
        assert re.search(rf'<img alt="\w[^"]+" src="docs/pictures/{name}-light\.png">', README)


def test_pictures_are_small() -> None:
    """Each picture takes less than 300 kB."""
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs/pictures").glob("*.png")}
    assert set(sizes) == {f"{name}-{scheme}.png" for name in PAGES for scheme in SCHEMES}
    assert max(sizes.values()) < 300_000


def test_lines_of_templates() -> None:
    """No line of a page, template, style or script has more than 120 characters."""
    kinds = ("*.html", "*.css", "*.js")
    files = [*(ROOT / "content").rglob("*.md")]
    files += [file for kind in kinds for file in (ROOT / "overrides").rglob(kind)]
    lines = {f"{file.name}: {line}" for file in files for line in file.read_text().splitlines()
             if len(line) > 120}  # fmt: skip
    assert lines == set()
