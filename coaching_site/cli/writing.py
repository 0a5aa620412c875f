"""How commands write changes into the file of a client, and what they print of that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from coaching_site.cli.terminal import visible_line
from coaching_site.editing import Change
from coaching_site.model import Engagement, Programme
from coaching_site.problems import InvalidInput, Problem
from coaching_site.replies.apply import apply_changes
from coaching_site.replies.reply import ReplyRefused


def write_changes(
    folder: Path,
    before: bytes,
    engagement: Engagement,
    programme: Programme,
    changes: Sequence[Change],
    said: str,
) -> None:
    """Put changes into the file of a client; print what is said of them, and what file is kept.

    `before` is the file from which `engagement` was loaded. Raises `InvalidInput`, with nothing
    written, if the file cannot be changed so.
    """
    try:
        kept = apply_changes(folder, before, engagement, programme, changes)
    except ReplyRefused as error:
        raise InvalidInput([Problem.of_file(folder / "engagement.yml", str(error))]) from None
    click.echo(visible_line(said))
    click.echo(visible_line(f"The file as it was is kept: {kept.as_posix()}"))
