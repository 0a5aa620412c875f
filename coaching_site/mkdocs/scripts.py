"""The scripts of portals, each joined from the modules that it needs, and minified."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from coaching_site.build import bundle_scripts as joining
from coaching_site.build import minify_scripts as minifying
from coaching_site.build.bundle_scripts import Bundle, ScriptBundleError, bundle_scripts
from coaching_site.build.minify_scripts import minified_scripts
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
    """Return what each script is made to, by its name."""
    modules = {path: file for path, file in files.items() if path.endswith(".js")}
    digests = {path: sha256(file.content_bytes).hexdigest() for path, file in modules.items()}
    programs = [read_template(Path(path)) for path in (joining.__file__, minifying.__file__)]
    key = f"{SCRIPTS} {digests} {programs} {version('minify-go')}"
    if kept := cache.get(key):
        return {name: Bundle(*bundle) for name, bundle in json.loads(kept).items()}
    bundles = {}
    made = _made(lambda path: modules[path].content_string if path in modules else None)
    for name, bundle in zip(SCRIPTS, made, strict=False):
        if isinstance(bundle, ScriptBundleError):
            raise InputRefused(str(_problem(config, bundle)))
        bundles[name] = bundle
    cache.put(key, json.dumps({name: astuple(one) for name, one in bundles.items()}).encode())
    return bundles


def _made(read: Callable[[str], str | None]) -> Iterator[Bundle | ScriptBundleError]:
    """Yield what keeps scripts from being joined, then the others in their order, minified."""
    joined = []
    for entry in SCRIPTS.values():
        try:
            joined.append(bundle_scripts(entry, read))
        except ScriptBundleError as error:
            yield error
    yield from minified_scripts(joined)


def script_problems(config: MkDocsConfig) -> Iterator[Problem]:
    """Yield what keeps the modules of a project from being made to scripts, of each the first.

    What several scripts are made of is told once.
    """
    own = overrides_of(config) / Path(SCRIPTS["portal"]).parent
    if not any(own.rglob("*.js")):
        return  # the shipped modules have no problem
    layers = layers_of(config)

    def read(path: str) -> str | None:
        # As the theme finds files: the coach's own folder comes first.
        files = (file for layer in layers if (file := Path(layer, path)).is_file())
        return next(map(read_template, files), None)

    errors = (made for made in _made(read) if isinstance(made, ScriptBundleError))
    yield from (_problem(config, error) for error in {str(one): one for one in errors}.values())


def _problem(config: MkDocsConfig, error: ScriptBundleError) -> Problem:
    """Return an error in a module as a problem; only a coach's own modules have any."""
    path = shown(overrides_of(config) / error.path)
    return Problem(path, error.line, 1, "", error.message)


def _named_by_content(path: str, text: str) -> str:
    """Return a path under which no browser keeps an older script."""
    return str(PurePosixPath(path).with_suffix(f".{sha256(text.encode()).hexdigest()[:8]}.js"))
