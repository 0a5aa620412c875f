"""The commands of a coach, one module each; the only room that prints.

Exit codes: 0 fine, 2 something typed cannot be used, 1 anything else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from coaching_site.build.recovery import tidy
from coaching_site.build.termination import end_at_once, end_in_order
from coaching_site.cli.group import CommandGroup
from coaching_site.cli.terminal import print_all_letters

__all__ = ["main"]

COMMANDS: Final = (
    *(
        "ask",
        "backup",
        "build",
        "check",
        "customise",
        "desk",
        "done",
        "guard",
        "hand-over",
        "ids",
        "inbox",
    ),
    *(
        "init",
        "keys",
        "lock",
        "migrate",
        "new",
        "prepare",
        "publish",
        "receive",
        "retention",
        "schema",
        "session",
        "sponsor",
        "status",
        "verify",
    ),
)
"""All commands: each is the function of its name in the module of its name."""


@click.group(cls=CommandGroup, names=COMMANDS)
@click.version_option(package_name="coaching-site")
def main() -> None:
    """Private coaching portals. Run these commands in the folder of your workspace."""
    print_all_letters()
    end_in_order(interrupts=False)
    click.get_current_context().call_on_close(end_at_once)
    for remark in tidy(Path("mkdocs.yml")):
        click.echo(remark, err=True)
