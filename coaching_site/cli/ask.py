"""The command that makes the forms by which others give feedback."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.build.single_file import page_environment
from coaching_site.cli.folder import check_folder, slug_of
from coaching_site.cli.group import FilePath
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import visible_line
from coaching_site.crypto.public_key import load_reply_key
from coaching_site.feedback.filing import AnswerCount, counts_of
from coaching_site.feedback.rater_form import FormMaker
from coaching_site.files import write_atomically
from coaching_site.loading import (
    language_in,
    load_brand,
    load_engagement,
    read_programme,
)
from coaching_site.loading.rounds import FEEDBACK, read_round, round_files
from coaching_site.model.feedback import Round
from coaching_site.model.programme import FeedbackRules
from coaching_site.problems import InvalidInput, Problem, quoted, suggestion

_FORMS: Final = "forms"
_NO_KEY: Final = (
    "there is no such file, and without a key answers could be read on their way: make one with "
    "`coaching-site keys`"
)


@click.command()
@click.argument("slug")
@click.argument("name", metavar="ROUND")
@click.option("--language", metavar="TAG", help="The language of the forms, such as de.")
@click.option(
    "--out", type=FilePath(), metavar="DIR", help="Where to put the forms, if not beside the round."
)
def ask(slug: str, name: str, language: str | None, out: Path | None) -> None:
    """Make the forms of a round of feedback, one for each group.

    SLUG is the folder of a client, ROUND the name of a file in its folder feedback. Send each
    form to everybody in its group. Each answer comes back as a file that you alone can open;
    `coaching-site receive` takes it in.

    \b
    Examples:
      coaching-site ask jane-doe 2026-autumn
      coaching-site ask jane-doe 2026-autumn --language de --out ~/Desktop/forms
    """
    check_folder()
    folder = WORKSPACE.folder_of(slug_of(slug))
    usual = language_in(folder)
    # By the programme that `receive` reads, whatever the language of the forms.
    programme = read_programme(WORKSPACE.layers("programme", usual)).content
    engagement = load_engagement(folder, programme)
    asked = _round(folder, name, programme.feedback)
    key_file = WORKSPACE.own_file("reply-key.json")
    if (key := load_reply_key(key_file)) is None:
        raise InvalidInput([Problem.of_file(key_file, _NO_KEY)])
    maker = FormMaker(
        WORKSPACE,
        page_environment(WORKSPACE, language or usual),
        load_brand(WORKSPACE.own_file("brand.yml")),
        key,
        slug_of(slug),
        engagement,
        programme.feedback,
    )
    there = out or folder / FEEDBACK / _FORMS
    there.mkdir(parents=True, exist_ok=True)
    names = _names(asked)
    for group, count in zip(asked.groups, counts_of(asked, programme.feedback), strict=True):
        path = there / f"{name}-{names[group.name]}.html"
        write_atomically(path, maker.form(name, asked, group), mode=0o666)
        click.echo(visible_line(f"{path.as_posix()}: for {group.name}; {_said(count)}"))


def _round(folder: Path, name: str, rules: FeedbackRules) -> Round:
    """Return the round with a name; raise `InvalidInput` where there is none, or nothing to ask."""
    files = round_files(folder)
    if name not in files:
        known = suggestion(name, files) if files else "there is none yet"
        message = f"there is no round {quoted(name)}: {known}"
        raise InvalidInput([Problem.of_file(folder / FEEDBACK, message)])
    asked = read_round(files[name], rules).record
    if not asked.groups or not (asked.statements or asked.questions):
        message = "it takes at least one group, and one statement or question, to ask anybody"
        raise InvalidInput([Problem.of_file(files[name], message)])
    if as_of_day(os.environ) > asked.closes:
        message = f"the round closed on {asked.closes}: `receive` would take no answer any more"
        raise InvalidInput([Problem.of_file(files[name], message)])
    return asked


def _names(asked: Round) -> dict[str, str]:
    """Return by each group the end of the name of its file; no two have one."""
    names: dict[str, str] = {}
    for number, group in enumerate(asked.groups, 1):
        plain = "-".join(re.findall(r"\w+", group.name.casefold())) or "group"
        names[group.name] = f"{plain}-{number}" if plain in names.values() else plain
    return names


def _said(count: AnswerCount) -> str:
    if count.smallest == 1:
        return "answered" if count.given else "not answered yet"
    return f"{count.given} have answered, shown from {count.smallest} on"
