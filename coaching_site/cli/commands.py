"""How every command ends: whatever stands in its way is told in a line, with its exit code."""

from __future__ import annotations

import errno
from typing import Any

import click

from coaching_site.cli.terminal import visible, visible_line
from coaching_site.problems import InvalidInput


class Commands(click.Group):
    """Commands that exit with 2 when what was typed cannot be used, with 1 for the machine."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except InvalidInput as error:
            click.echo(visible(str(error)), err=True)
            ctx.exit(2)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads what is printed has enough
                raise
            place = f"{error.filename}: " if error.filename else ""
            click.echo(visible_line(f"{place}{error.strerror or error}"), err=True)
            ctx.exit(1)
