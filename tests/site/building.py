"""Real portals: built in a project of their own, and read back as a browser reads them."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar, Final, Self, TypeVar
from unittest.mock import patch

import html5lib
from bs4 import BeautifulSoup
from bs4.element import Tag
from click.testing import CliRunner
from mkdocs.__main__ import cli
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.fixture import ENGAGEMENTS, ROOT, made_once, write_content

AMARA: Final = "amara-lindqvist"
TOMAS: Final = "tomas-okafor"
AS_OF: Final = "2026-11-23"

PARSER: Final = "html5lib"
"""What reads pages into trees, as browsers do."""

_Read = TypeVar("_Read")

# What a machine needs to start Python; all else of our own environment stays out.
_PASSED_ON: Final = (
    *("PATH", "HOME", "SYSTEMROOT", "LANG", "TEMP", "USERPROFILE", "LOCALAPPDATA"),
    *("WEASYPRINT_DLL_DIRECTORIES", "DYLD_FALLBACK_LIBRARY_PATH"),
)


class Project:
    """A coach's project in `folder`: the tests' words, the shipped looks, its own engagements."""

    shared: ClassVar[Path | None] = None
    """Where projects keep compiled templates and converted pages, which halves a build."""

    def __init__(self, folder: Path, *samples: str, pdf: bool = False, apart: bool = False) -> None:
        """Copy the words, the looks, the settings and the named samples.

        PDFs take longer than all the rest, and are made only for whom they matter. A project
        `apart` keeps for itself what others share, for tests of that, or of its making anew; but
        no project compiles templates anew that another one has compiled.
        """
        self.folder = folder
        self.site, self.has_pdf = folder / "site", pdf
        (folder / "engagements").mkdir(parents=True)
        self.settings = (
            (ROOT / "mkdocs.yml").read_text().replace("pdf: true", f"pdf: {pdf}".lower())
        )
        (folder / "mkdocs.yml").write_text(self.settings)
        write_content(folder / "content")
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        for sample in samples:
            shutil.copytree(ENGAGEMENTS / sample, folder / "engagements" / sample)
        if self.shared and not apart:
            (folder / ".cache").symlink_to(self.shared)
        elif self.shared:
            kept = self.shared / "coaching-site/templates"
            kept.mkdir(exist_ok=True)
            (folder / ".cache/coaching-site").mkdir(parents=True)
            (folder / ".cache/coaching-site/templates").symlink_to(kept)

    @classmethod
    def copied(cls, made: Path, folder: Path) -> Self:
        """Return a copy in `folder` of a project that was made before, with what it has built.

        All files are as new as the copy: a browser asks less often for what is older.
        """
        shutil.copytree(made, folder, symlinks=True, copy_function=shutil.copyfile)
        project = cls.__new__(cls)
        project.folder, project.site = folder, folder / "site"
        project.settings = (folder / "mkdocs.yml").read_text("utf-8")
        project.has_pdf = "pdf: true" in project.settings
        return project

    def write(self, name: str, text: str) -> Path:
        """Write a file of the project and return its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file."""
        before = (self.folder / name).read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {name}"
        self.write(name, before.replace(old, new))

    def hook(self, code: str) -> None:
        """Let MkDocs run a hook of somebody else's with every build."""
        self.write("hook.py", code)
        self.write("mkdocs.yml", f"{self.settings}\nhooks: [hook.py]\n")

    def build(self, slug: str = AMARA, as_of: str = AS_OF) -> Site:
        """Build a portal in this process, where a warning is an error."""
        with chdir(self.folder), patch.dict(os.environ, ENGAGEMENT=slug, AS_OF=as_of):
            config = load_config("mkdocs.yml", strict=True)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        return self.built(slug)

    def built(self, slug: str = AMARA) -> Site:
        """Return the portal that was built last."""
        return Site(self.site / slug)

    def place(self, portal: Site) -> dict[str, bytes]:
        """Place a portal that was built before, as if it had been built here; return its files."""
        shutil.copytree(portal.folder, self.site / portal.folder.name)
        return portal.files

    def run_here(self, *arguments: str, **environment: str) -> tuple[int, str]:
        """Do as `run` does in this process, which saves the start of Python.

        What a bug would print, its traceback, stays in this process: for that, there is `run`.
        """
        with (
            chdir(self.folder),
            patch.dict(os.environ, **{"AS_OF": AS_OF, **environment}),
            _undone(),
        ):
            result = CliRunner().invoke(cli, arguments)
        if not isinstance(result.exception, SystemExit | None):
            raise result.exception
        return result.exit_code, result.output

    def start(self, *arguments: str, engine: str = "mkdocs", **environment: str) -> Command:
        """Start a command of MkDocs in a process of its own, as a coach does."""
        return subprocess.Popen(
            [sys.executable, "-m", engine, *arguments],
            cwd=self.folder,
            env=self._environment(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            preexec_fn=heed_interrupts,
        )

    def run(self, *arguments: str, engine: str = "mkdocs", **environment: str) -> tuple[int, str]:
        """Run a command to its end; return its exit code and all that it printed."""
        with self.start(*arguments, engine=engine, **environment) as command:
            try:
                printed, _ = command.communicate(timeout=300)
            finally:
                command.kill()
            return command.returncode, printed

    def _environment(self, told: dict[str, str]) -> dict[str, str]:
        """Return what a command finds in its environment, with what it is told besides."""
        passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return {**passed, "NO_MKDOCS_2_WARNING": "1", "AS_OF": AS_OF, **told}


@cache
def sample_site(slug: str) -> Site:
    """Return the portal of a sample, built once in a run, for all tests that only read it."""
    made = made_once(f"site-{slug}", lambda folder: Project(folder / "project", slug).build(slug))
    return Site(made / "project/site" / slug)


Command = subprocess.Popen[str]


def heed_interrupts() -> None:
    """Let signals end a command, even where the tests themselves run in the background."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def _undone() -> Iterator[None]:
    """Undo in the end what MkDocs sets for a whole process: its log, and which warnings show."""
    log = logging.getLogger("mkdocs")
    before = log.level, log.propagate, [*log.handlers]
    try:
        with warnings.catch_warnings():
            yield
    finally:
        log.level, log.propagate, log.handlers[:] = before


class Site:
    """A built portal, read as it stands in `folder`."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet."""
        self.folder = folder

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file's bytes by its path in the portal."""
        paths = sorted(path for path in self.folder.rglob("*") if not path.is_dir())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    @cached_property
    def pages(self) -> Mapping[str, BeautifulSoup]:
        """Every page by its path, read as a browser reads it."""
        names = [name for name in self.files if name.endswith(".html")]
        return _Lazy(names, lambda name: BeautifulSoup(self.files[name].decode(), PARSER))

    @cached_property
    def articles(self) -> Mapping[str, Tag]:
        """The content of every page by its path, without the theme around it."""
        return _Lazy([*self.pages], lambda name: one(self.pages[name], "article.md-content__inner"))

    @cached_property
    def text(self) -> str:
        """The text of the content of all pages, without any white space."""
        return "".join(squeezed(article.get_text()) for article in self.articles.values())

    def parse_errors(self) -> dict[str, list[str]]:
        """Return what html5lib finds wrong in each page that is not sound HTML."""
        found = {}
        for name in self.pages:
            parser = html5lib.HTMLParser()
            parser.parse(self.files[name].decode())
            if parser.errors:
                found[name] = [f"{place}: {code} {given}" for place, code, given in parser.errors]
        return found


class _Lazy(Mapping[str, _Read]):
    """Pages by their paths, each read when asked for: to read all takes as long as a build."""

    def __init__(self, names: Sequence[str], read: Callable[[str], _Read]) -> None:
        self._names, self._read = names, cache(read)

    def __getitem__(self, name: str) -> _Read:
        if name not in self._names:
            raise KeyError(name)
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def one(scope: Tag, selector: str) -> Tag:
    """Return the only element that a selector finds."""
    (found,) = scope.select(selector)
    return found


def squeezed(text: str) -> str:
    """Return text without white space, which HTML and YAML lay out as they like."""
    return re.sub(r"\s+", "", text)


def plain(text: str) -> str:
    """Return prose as it reads without its Markdown, and without white space."""
    return squeezed(re.sub(r"^- |\*", "", text, flags=re.MULTILINE))


def strings_in(value: Any, path: str = "") -> dict[str, str]:
    """Return every text in nested lists and mappings, by its path of keys and indices."""
    if isinstance(value, str):
        return {path: value}
    items = enumerate(value) if isinstance(value, list | tuple) else value.items()
    found: dict[str, str] = {}
    for key, inner in items:
        found |= strings_in(inner, f"{path}/{key}" if path else str(key))
    return found
