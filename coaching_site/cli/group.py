"""The group of all commands: it loads the one that is asked for, and reports errors."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from coaching_site.cli.terminal import shown_path, told, visible_line
from coaching_site.problems import InvalidInput, Problem, quoted, suggestion


class FilePath(click.Path):
    """The path of a file; an empty one, as of a variable that is not set, is told by its option."""

    def __init__(self) -> None:
        """Give paths as `Path`."""
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; raise `InvalidInput` where it is blank."""
        if not str(value).strip():
            name = param.opts[0] if isinstance(param, click.Option) else "FILE"
            message = f"expected the path of a file, found {quoted(str(value))}"
            raise InvalidInput([Problem.of_setting(name, message)])
        return super().convert(value, param, ctx)


class CommandGroup(click.Group):
    """Commands that exit with 2 for input that cannot be used, with 1 for an error of the system.

    A command is the function of its name, in the module of its name beside this one, each with `_`
    for `-`. It is imported when the command is run or listed: replies need libraries that others do
    not wait for.
    """

    def __init__(self, *args: Any, names: Sequence[str], **options: Any) -> None:
        """Offer the commands of these names."""
        super().__init__(*args, **options)
        self._names = tuple(names)

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the names of all commands, in alphabetical order."""
        return sorted(self._names)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name; None if there is none."""
        if cmd_name not in self._names:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"{__package__}.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; raise `UsageError` with the nearest ones."""
        # While a shell completes a command, half of its name is no mistake.
        if args and args[0] not in self._names and not ctx.resilient_parsing:
            hint = suggestion(args[0], self._names)
            raise click.UsageError(f"no command is called {quoted(args[0])}: {hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except InvalidInput as error:
            click.echo(told(error), err=True)
            ctx.exit(2)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads what is printed has enough
                raise
            place = f"{shown_path(str(error.filename))}: " if error.filename else ""
            click.echo(visible_line(f"{place}{error.strerror or error}"), err=True)
            ctx.exit(1)
