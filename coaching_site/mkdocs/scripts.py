"""The scripts of portals: one before the theme's own and one after, each joined from modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from coaching_site.build.bundle_scripts import ScriptBundleError, bundle_scripts
from coaching_site.mkdocs.failures import InputRefused
from coaching_site.mkdocs.theme_settings import EARLY_SCRIPT, SCRIPT, layers_of, overrides_of
from coaching_site.parsing.source import read_template
from coaching_site.problems import Problem, shown

_ENTRIES = {EARLY_SCRIPT: "assets/javascripts/before-theme.js", SCRIPT: SCRIPT}


def join_scripts(config: MkDocsConfig, files: Iterable[File]) -> list[File]:
    """Return the files of a site with two scripts in place of the modules that they are made of.

    Pages are let load them. Raises `InputRefused` where a module of a coach's own cannot be joined.
    """
    texts = {file.src_uri: file for file in files}
    gone: set[str] = set()
    for setting, entry in _ENTRIES.items():
        try:
            bundle = bundle_scripts(
                entry, lambda path: texts[path].content_string if path in texts else None
            )
        except ScriptBundleError as error:
            raise InputRefused(str(_problem(config, error))) from None
        gone.update(bundle.modules)
        # Browsers keep a script for as long as its address stays the same.
        path = _named_by_content(entry, bundle.text)
        texts[path] = File.generated(config, path, content=bundle.text)
        _load(config, setting, path)
    return [file for path, file in texts.items() if path not in gone]


def script_problems(config: MkDocsConfig) -> Iterator[Problem]:
    """Yield what keeps the modules of a project from being joined, of each script the first."""
    layers = layers_of(config)

    def read(path: str) -> str | None:
        # As the theme finds files: the coach's own folder comes first.
        files = (file for layer in layers if (file := Path(layer, path)).is_file())
        return next(map(read_template, files), None)

    for entry in _ENTRIES.values():
        try:
            bundle_scripts(entry, read)
        except ScriptBundleError as error:
            yield _problem(config, error)


def _problem(config: MkDocsConfig, error: ScriptBundleError) -> Problem:
    """Return an error in a module as a problem; only a coach's own modules have any."""
    path = shown(overrides_of(config) / error.path)
    return Problem(path, error.line, 1, "", error.message)


def _named_by_content(path: str, text: str) -> str:
    """Return a path under which no browser keeps an older script."""
    return str(PurePosixPath(path).with_suffix(f".{sha256(text.encode()).hexdigest()[:8]}.js"))


def _load(config: MkDocsConfig, setting: str, path: str) -> None:
    """Let pages load the script at a path in place of the one that the settings name."""
    early = config.extra["polyfills"]
    config.extra["polyfills"] = [path if named == setting else named for named in early]
    for script in config.extra_javascript:
        if isinstance(script, ExtraScriptValue) and str(script) == setting:
            script.path = path
