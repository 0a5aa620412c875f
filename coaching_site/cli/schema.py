"""The command that writes the JSON Schema by which an editor completes an engagement."""

from __future__ import annotations

import json
import os
from contextlib import suppress

import click

from coaching_site.cli.project import SCHEMA, programme
from coaching_site.files import write_atomically
from coaching_site.loading.json_schema import schema_of
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput, Problem


@click.command()
def schema() -> None:
    """Tell editors which keys an engagement has."""
    text = schema_text(programme())
    _check_schema_is_ours()
    write_atomically(SCHEMA, text.encode(), mode=0o666)
    click.echo(f"{SCHEMA.as_posix()} is written.")


def schema_text(known: Programme) -> str:
    """Return the JSON Schema of `engagement.yml` as its file holds it."""
    return json.dumps(schema_of(known), indent=1, ensure_ascii=False) + "\n"


def _check_schema_is_ours() -> None:
    """Raise `InvalidInput` where something else stands in the place of the schema."""
    if not os.path.lexists(SCHEMA):
        return
    with suppress(ValueError, AttributeError):
        if SCHEMA.is_file() and not SCHEMA.is_symlink():
            told = json.loads(SCHEMA.read_text("utf-8"))
            if told.get("$schema") and told.get("title") == "An engagement":
                return
    message = "expected the schema that this command writes, found something else: move it away"
    raise InvalidInput([Problem.of_file(SCHEMA, message)])
