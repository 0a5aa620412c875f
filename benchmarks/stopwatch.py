"""Build a portal in this process, and tell what took how long. Run by `build_share`."""

from __future__ import annotations

import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from time import process_time
from typing import Any, Final, ParamSpec, TypeVar

# What `mkdocs build` imports whoever writes its pages; with these loaded, whatever the import of
# a project's own module still costs is the project's.
ENGINE: Final = (
    *("mkdocs.__main__", "mkdocs.commands.build", "mkdocs.config.defaults", "mkdocs.theme"),
    *("markdown.extensions.toc", "markdown.extensions.tables", "markdown.extensions.attr_list"),
    *("markdown.extensions.md_in_html", "markdown.extensions.fenced_code", "mkdocs.localization"),
)
LIBRARIES: Final = ("pydantic.json_schema", "markdown_it", "babel.dates", "babel.numbers")
HOOKS: Final = (
    *("on_startup", "on_config", "on_files", "on_env"),
    *("on_page_content", "on_post_build"),
)
STEPS: Final = {
    "coaching_site.build.inputs": {
        "read_programme": "read the programme",
        "read_words": "read the words",
        "read_engagement": "read the engagement",
    },
    "coaching_site.build.compose": {
        "view_of": "make the view",
        "pages_of": "write the pages",
    },
    "coaching_site.build.finish": {
        "bundle_styles": "bundle the styles",
        "harden": "harden the site",
        "verify": "verify the site",
    },
}

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Stopwatch:
    """CPU seconds spent under each name; what is timed inside of something else counts once."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Count what happens in the block under a name."""
        self._inner.append(0.0)
        start = process_time()
        yield
        spent = process_time() - start
        self.seconds[name] += spent - self._inner.pop()
        self._inner[-1] += spent

    def timed(self, function: Callable[Given, Result], name: str) -> Callable[Given, Result]:
        """Return a function whose calls are counted under a name."""

        @wraps(function)
        def call(*args: Given.args, **named: Given.kwargs) -> Result:
            with self.time(name):
                return function(*args, **named)

        return call


def build() -> dict[str, float]:
    """Run `mkdocs build` in the current folder; return the seconds of each part of our own."""
    watch = Stopwatch()
    for module in ENGINE:
        importlib.import_module(module)
    for module in LIBRARIES:
        with watch.time(f"import {module.partition('.')[0]}"):
            importlib.import_module(module)
    with watch.time("import the project"):
        plugin = importlib.import_module("coaching_site.mkdocs.plugin")
    for home, steps in STEPS.items():
        for step, name in steps.items():
            _wrap(watch, importlib.import_module(home), step, name)
    for hook in HOOKS:
        _wrap(watch, plugin.CoachingSitePlugin, hook, f"the rest of {hook}")
    importlib.import_module("mkdocs.__main__").cli(["build", "--quiet"], standalone_mode=False)
    return watch.seconds


def _wrap(watch: Stopwatch, home: Any, attribute: str, name: str) -> None:
    setattr(home, attribute, watch.timed(getattr(home, attribute), name))


if __name__ == "__main__":
    seconds = build()
    Path(sys.argv[1]).write_text(json.dumps(seconds))
