"""The scripts of portals, each joined from the modules that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from coaching_site.build.bundle_scripts import ScriptBundleError, bundle_scripts
from coaching_site.mkdocs.failures import InputRefused
from coaching_site.mkdocs.theme_settings import SCRIPTS, layers_of, overrides_of
from coaching_site.parsing.source import read_template
from coaching_site.problems import Problem, shown


def join_scripts(config: MkDocsConfig, files: Iterable[File]) -> list[File]:
    """Return the files of a site with scripts in place of the modules that they are made of.

    Templates know them by the names in `SCRIPTS`. Raises `InputRefused` where a module of a
    coach's own cannot be joined.
    """
    texts = {file.src_uri: file for file in files}
    gone: set[str] = set()
    scripts: dict[str, str] = {}
    for name, entry in SCRIPTS.items():
        try:
            bundle = bundle_scripts(
                entry, lambda path: texts[path].content_string if path in texts else None
            )
        except ScriptBundleError as error:
            raise InputRefused(str(_problem(config, error))) from None
        gone.update(bundle.modules)
        # Browsers keep a script for as long as its address stays the same.
        path = scripts[name] = _named_by_content(entry, bundle.text)
        texts[path] = File.generated(config, path, content=bundle.text)
    config.extra["scripts"] = scripts
    return [file for path, file in texts.items() if path not in gone]


def script_problems(config: MkDocsConfig) -> Iterator[Problem]:
    """Yield what keeps the modules of a project from being joined, of each script the first.

    What several scripts are made of is told once.
    """
    layers = layers_of(config)

    def read(path: str) -> str | None:
        # As the theme finds files: the coach's own folder comes first.
        files = (file for layer in layers if (file := Path(layer, path)).is_file())
        return next(map(read_template, files), None)

    told = set()
    for entry in SCRIPTS.values():
        try:
            bundle_scripts(entry, read)
        except ScriptBundleError as error:
            if str(error) not in told:
                told.add(str(error))
                yield _problem(config, error)


def _problem(config: MkDocsConfig, error: ScriptBundleError) -> Problem:
    """Return an error in a module as a problem; only a coach's own modules have any."""
    path = shown(overrides_of(config) / error.path)
    return Problem(path, error.line, 1, "", error.message)


def _named_by_content(path: str, text: str) -> str:
    """Return a path under which no browser keeps an older script."""
    return str(PurePosixPath(path).with_suffix(f".{sha256(text.encode()).hexdigest()[:8]}.js"))
