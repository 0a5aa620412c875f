"""The command that writes the JSON Schemas by which an editor completes what a coach types."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from coaching_site import shipped
from coaching_site.cli.folder import CONTENT, ENGAGEMENTS
from coaching_site.cli.project import programme
from coaching_site.files import write_atomically
from coaching_site.loading import read_words
from coaching_site.loading.json_schema import (
    schema_of_brand,
    schema_of_engagement,
    schema_of_programme,
    schema_of_round,
    schema_of_words,
)
from coaching_site.loading.layers import Layer
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput, Problem


@click.command()
def schema() -> None:
    """Write the files that help your editor explain keys."""
    texts = schema_texts(programme(), read_words([Layer(shipped.CONTENT / "words.yml")]).content)
    for path, text in texts.items():
        # All are checked before the first is written.
        _check_is_ours(path, json.loads(text)["title"])
    for path, text in texts.items():
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, text.encode(), mode=0o666)
        click.echo(f"{path.as_posix()} is written.")


def schema_texts(known: Programme, words: Mapping[str, str]) -> dict[Path, str]:
    """Return the JSON Schemas by the paths of their files in a workspace, as these hold them.

    `words` are those that are shipped, in English.
    """
    schemas = {
        ENGAGEMENTS / "engagement.schema.json": schema_of_engagement(known),
        ENGAGEMENTS / "round.schema.json": schema_of_round(),
        CONTENT / "brand.schema.json": schema_of_brand(),
        CONTENT / "programme.schema.json": schema_of_programme(),
        CONTENT / "words.schema.json": schema_of_words(words),
    }
    return {
        path: json.dumps(made, indent=1, ensure_ascii=False) + "\n"
        for path, made in schemas.items()
    }


def _check_is_ours(path: Path, title: str) -> None:
    """Raise `InvalidInput` where something else stands in the place of a schema."""
    if not os.path.lexists(path):
        return
    with suppress(ValueError, AttributeError):
        if path.is_file() and not path.is_symlink():
            written = json.loads(path.read_text("utf-8"))
            if written.get("$schema") and written.get("title") == title:
                return
    message = "expected the schema that this command writes, found something else: move it away"
    raise InvalidInput([Problem.of_file(path, message)])
