"""The scripts of portals, each joined from the modules that it needs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from coaching_site.build import bundle_scripts as joining
from coaching_site.build.bundle_scripts import Bundle, ScriptBundleError, bundle_scripts
from coaching_site.cache import Cache
from coaching_site.mkdocs.failures import InputRefused
from coaching_site.mkdocs.theme_settings import SCRIPTS, layers_of, overrides_of
from coaching_site.parsing.source import read_template
from coaching_site.problems import Problem, shown


def join_scripts(config: MkDocsConfig, files: Iterable[File], cache_dir: Path) -> list[File]:
    """Return the files of a site with scripts in place of the modules that they are made of.

    Templates know them by the names in `SCRIPTS`. What was joined of the same modules before is
    found below `cache_dir`. Raises `InputRefused` where a module of a coach's own cannot be joined.
    """
    texts = {file.src_uri: file for file in files}
    scripts: dict[str, str] = {}
    bundles = _bundles(config, texts, Cache(cache_dir / "scripts"))
    for name, bundle in bundles.items():
        # Browsers keep a script for as long as its address stays the same.
        path = scripts[name] = _named_by_content(SCRIPTS[name], bundle.text)
        texts[path] = File.generated(config, path, content=bundle.text)
    config.extra["scripts"] = scripts
    gone = {module for bundle in bundles.values() for module in bundle.modules}
    return [file for path, file in texts.items() if path not in gone]


def _bundles(config: MkDocsConfig, files: Mapping[str, File], cache: Cache) -> dict[str, Bundle]:
    """Return what each script is joined to, by its name."""
    modules = {path: file for path, file in files.items() if path.endswith(".js")}
    digests = {path: sha256(file.content_bytes).hexdigest() for path, file in modules.items()}
    key = f"{SCRIPTS} {digests} {read_template(Path(joining.__file__))}"
    if kept := cache.get(key):
        return {name: Bundle(text, tuple(gone)) for name, (text, gone) in json.loads(kept).items()}
    bundles = {}
    for name, entry in SCRIPTS.items():
        try:
            bundles[name] = bundle_scripts(
                entry, lambda path: modules[path].content_string if path in modules else None
            )
        except ScriptBundleError as error:
            raise InputRefused(str(_problem(config, error))) from None
    cache.put(key, json.dumps({name: astuple(one) for name, one in bundles.items()}).encode())
    return bundles


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
