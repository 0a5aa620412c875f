"""What README, CONTRIBUTING and the pages in docs/ say is true."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from textwrap import indent
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from coaching_site import __version__
from coaching_site.checks import answers_of, check_brand
from coaching_site.cli import COMMANDS, main
from coaching_site.loading.pictures import PictureFolder
from coaching_site.model import Engagement
from coaching_site.model.brand import Brand, Colours, Portrait
from docs.pictures.take import PAGES as PICTURED
from docs.pictures.take import SCHEMES
from tests.documentation import ALL, PAGES, README, blocks, words_in_code
from tests.fixture import ROOT
from tests.samples import load_programme, records_of

_PATH = re.compile(r"[`(](\.?[\w-]+(?:/[\w.-]+)*(?:/|\.(?:md|yml|py|png|css|txt)))[`)]")
ENGAGEMENT = PAGES["engagement.md"]
_NOT_YET_THERE = re.compile(
    r"site/|sponsors/|private/|\.venv|\.cache/|engagements/jane-doe/|originals/|content/reading\.|content-|SECURITY"
    r"|content/\w+\.(fr|pt-BR)\.yml|backups/|hand-overs/|shards/|deletions\."
)


@pytest.mark.parametrize("name", ALL)
def test_make_targets_exist(name: str) -> None:
    """Each `make` command that is named is a target of the Makefile."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = re.findall(r"\bmake ([a-z-]+)(?= ENGAGEMENT=|\s*$|\s+#|`)", ALL[name], re.MULTILINE)
    assert set(named) - set(targets) == set()
    assert "test" in named or name in PAGES


def test_two_commands_do_everything() -> None:
    """README offers `make portal` and `make test`, each in a block of its own."""
    assert {"make portal\n", "make test\n"} <= set(blocks(README, "sh"))


def test_version() -> None:
    """CHANGELOG has a heading for the version of the program."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(__version__)} – \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE)


def test_commands_of_the_program_exist() -> None:
    """Each `coaching-site` command that is named is one, and none is left out."""
    text = "\n".join([README, *PAGES.values()])
    named = set(re.findall(r"coaching-site ([a-z]+(?:-[a-z]+)*)\b", text))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("name", ALL)
def test_files_exist(name: str) -> None:
    """Each file and folder that is named is there, unless a coach makes it.

    A page in `docs/` names its neighbours by their names alone.
    """
    folders = [ROOT / "docs", ROOT] if name in PAGES else [ROOT]
    named = {path for path in _PATH.findall(ALL[name]) if not _NOT_YET_THERE.match(path)}
    missing = {path for path in named if not any((folder / path).exists() for folder in folders)}
    assert missing == set()
    assert named or name in PAGES


def test_pages_are_found_from_the_readme() -> None:
    """README leads to each page in `docs/`."""
    assert set(re.findall(r"\(docs/([\w-]+\.md)\)", README)) == set(PAGES)


def test_every_key_of_an_engagement_is_explained() -> None:
    """The tables have a row for each outermost key, and a word for each key below it."""
    rows = re.findall(r"^\| (`.+?) \|", ENGAGEMENT, re.MULTILINE)
    keys = set(chain.from_iterable(re.findall(r"`(\w+)`", row) for row in rows))
    assert set(Engagement.model_fields) - keys == set()
    programme = load_programme(ROOT / "content/programme.yml")
    form = {prompt.id for group in programme.goal_form for prompt in group.prompts}
    records = chain.from_iterable(record.model_fields for record in records_of(Engagement))
    inner = set(records) | form
    assert inner - words_in_code(ENGAGEMENT) == set()


def test_every_prompt_that_takes_answers_is_named() -> None:
    """The page of the engagement names each word of the programme that is a key in a file."""
    programme = load_programme(ROOT / "content/programme.yml")
    ids = {item.id for items in answers_of(programme).values() for item in items}
    assert ids - words_in_code(ENGAGEMENT) == set()


def test_example_of_problems_is_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example of a mistyped file is answered with exactly the lines shown below it."""
    [typed], [shown] = (blocks(PAGES["mistakes.md"], kind) for kind in ("yaml", "text"))
    folder = tmp_path / "engagements/jane-doe"
    folder.mkdir(parents=True)
    (folder / "engagement.yml").write_text(typed, encoding="utf-8")
    (tmp_path / "engagements/starter.yml").symlink_to(ROOT / "engagements/starter.yml")
    (tmp_path / "content").symlink_to(ROOT / "content")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    assert result.stderr == shown
    assert result.exit_code == 2


@pytest.mark.parametrize("typed", blocks(ENGAGEMENT, "yaml"))
def test_examples_of_an_engagement_are_right(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each example of the page can be typed as it stands: those of a metric below a goal."""
    folder = tmp_path / "engagements/jane-doe"
    (folder / "files/reading").mkdir(parents=True)
    for name in ("week.pdf", "goals-that-work.pdf"):
        (folder / "files" / name).write_bytes(b"%PDF-1.4\n%%EOF\n")
    with ZipFile(folder / "files/reading/delegation.docx", "w") as document:
        document.writestr("[Content_Types].xml", "<Types/>")
        document.writestr("word/document.xml", "<w/>")
    if typed.startswith("metrics"):
        typed = f"goals:\n  - title: Delegate\n    deadline: 2027-01-31\n{indent(typed, '    ')}"
    known = "executive: {name: Jane Doe}\ncoach: {name: Kim Lee}\nstart: 2026-09-01\n"
    (folder / "engagement.yml").write_text(known + typed, encoding="utf-8")
    (tmp_path / "engagements/starter.yml").symlink_to(ROOT / "engagements/starter.yml")
    (tmp_path / "content").symlink_to(ROOT / "content")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    assert (result.stdout, result.exit_code) == ("jane-doe: fine\n", 0), result.stderr


def test_example_of_a_colour_is_real() -> None:
    """The example of a colour that is refused tells what a build would tell."""
    [shown] = blocks(PAGES["looks.md"], "text")
    [(_, message)] = check_brand(
        Brand(colours=Colours(main="#7fc4c4")), PictureFolder(ROOT / "content")
    )
    assert shown == f"content/brand.yml:3:9: colours, main: {message}\n"


def test_every_key_of_a_brand_is_explained() -> None:
    """The page of looks has a word for each key of a brand."""
    keys = {key for kind in (Brand, Colours, Portrait) for key in kind.model_fields}
    assert keys - words_in_code(PAGES["looks.md"]) == set()


def test_pictures_are_shown() -> None:
    """Each picture that `make pictures` takes is shown, light or dark as the reader likes."""
    names = {path.stem.rpartition("-")[0] for path in (ROOT / "docs/pictures").glob("*.png")}
    assert names == set(PICTURED)
    texts = "\n".join(text.replace("docs/pictures/", "pictures/") for text in ALL.values())
    for name in names:
        dark = f'media="(prefers-color-scheme: dark)" srcset="pictures/{name}-dark.png"'
        assert dark in texts
        assert re.search(rf'<img alt="\w[^"]+" src="pictures/{name}-light\.png">', texts)


def test_pictures_are_small() -> None:
    """Each picture takes less than 300 kB."""
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs/pictures").glob("*.png")}
    assert set(sizes) == {f"{name}-{scheme}.png" for name in PICTURED for scheme in SCHEMES}
    assert max(sizes.values()) < 300_000


def test_arithmetic_of_many_machines() -> None:
    """What 100,000 portals take follows from what one takes, within 5 % and half a minute."""
    text = PAGES["many-machines.md"]
    rows = re.findall(r"^\| (\d+) × (\d+) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    of_one = re.findall(r"^\| (?:Processor time|the same, with its).+\| ([\d.]+) s \|$", text, re.M)
    assert (len(rows), len(of_one)) == (4, 2)
    for machines, cores, *told in rows:
        for seconds, time in zip(of_one, told, strict=True):
            hours, minutes = re.fullmatch(r"(?:(\d+) h )?(\d+) min", time).groups()  # type: ignore[union-attr]
            expected = float(seconds) * 100_000 / int(machines) / int(cores) / 60
            assert abs(int(hours or 0) * 60 + int(minutes) - expected) <= 0.5 + expected * 0.05


def test_lines_of_templates() -> None:
    """No line of a page, template, style or script has more than 120 characters."""
    kinds = ("*.html", "*.css", "*.js")
    files = [*(ROOT / "content").rglob("*.md")]
    files += [file for kind in kinds for file in (ROOT / "overrides").rglob(kind)]
    lines = {f"{file.name}: {line}" for file in files for line in file.read_text().splitlines()
             if len(line) > 120}  # fmt: skip
    assert lines == set()
