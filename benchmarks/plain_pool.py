"""Portals built as anybody would do it first: a pool of processes around MkDocs' own functions.

    python -m benchmarks.plain_pool PROCESSES SLUG...

It is what `coaching-site build` is compared with by `benchmarks.many_portals`, in a workspace as
the current folder. Each process builds one portal after another, each by settings read anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from mkdocs.commands.build import build
from mkdocs.config import load_config


def build_portal(slug: str) -> None:
    """Build the portal of an engagement, as the command of MkDocs does."""
    os.environ["ENGAGEMENT"] = slug
    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def build_all(processes: int, slugs: Sequence[str]) -> None:
    """Build portals by so many processes; raise what the first one that fails raises."""
    with ProcessPoolExecutor(processes) as pool:
        for _ in pool.map(build_portal, slugs):
            pass


if __name__ == "__main__":
    build_all(int(sys.argv[1]), sys.argv[2:])
