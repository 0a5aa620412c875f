"""What the plugin asks of MkDocs' settings, its theme and its files, and what it changes there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
import markdown
import mkdocs
from jinja2 import Environment, FileSystemLoader
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils import CountHandler

from coaching_site.brand.identity import STYLESHEET
from coaching_site.build.portal_source import Frame, PortalSource
from coaching_site.build.workspace import Workspace
from coaching_site.cache import CACHE
from coaching_site.languages import nearest_language
from coaching_site.loading.attachments import LIBRARY
from coaching_site.mkdocs.failures import drop_disk_errors
from coaching_site.mkdocs.page_cache import PageCache
from coaching_site.mkdocs.theme_files import is_asset, is_picture
from coaching_site.mkdocs.theme_settings import layers_of, overrides_of
from coaching_site.rendering.pages import navigation_of
from coaching_site.rendering.template_cache import TemplateCache
from coaching_site.staging import refuse_unsafe_target

Undo = Callable[[], None]

_log = get_plugin_logger(__name__)

_REPLACED: Final = ("search", "offline", "material/search", "material/offline")
_NOT_NEEDED: Final = "mkdocs.yml: plugins: a portal brings its own search; %s can be taken out"


def workspace_of(config: MkDocsConfig, engagements: str) -> Workspace:
    """Return where a project keeps what it has."""
    return Workspace(
        content=Path(config.docs_dir),
        overrides=overrides_of(config),
        engagements=Path(engagements),
        cache_dir=cache_dir(config),
    )


def is_serving() -> bool:
    """Tell whether `mkdocs serve` runs, also while it reads its settings, or with --clean."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"


def wrap_builds(wrap: Callable[[Callable[[], object], Path], Callable[[], None]]) -> Undo:
    """Let each build of a preview be what `wrap` makes of it, given the build and its folder.

    MkDocs itself ends when the first build fails. Returns what undoes it.
    """
    from mkdocs.commands import serve  # a web server, which a build does not need

    build: Callable[..., None] = vars(serve)["build"]

    def wrapped(config: MkDocsConfig, **how: Any) -> None:
        wrap(partial(build, config, **how), Path(config.site_dir))()

    vars(serve)["build"] = wrapped
    return lambda: vars(serve).update(build=build)


def skip_site_dir_check() -> None:
    """Let MkDocs not check where a site is put: `refuse_place` knows more, in fewer words."""
    MkDocsConfig.site_dir.post_validation = _nothing  # type: ignore[method-assign]


def _nothing(config: object, key_name: str) -> None:
    """Do nothing."""


def refuse_place(config: MkDocsConfig, workspace: Workspace, slug: str = "") -> None:
    """Raise `TargetBlocked` if portals, or that of `slug`, must not be put where settings say."""
    project = Path(config.config_file_path).parent
    homes = [Path.home()] if Path("~").expanduser() != Path("~") else []
    target = Path(config.site_dir) / slug
    refuse_unsafe_target(target, project, workspace.folders, homes, is_portal=bool(slug))


def silence_disk_errors() -> None:
    """Let a full disk be told once, in the end, instead of for each page."""
    from mkdocs.commands import build  # here, since not every command has it

    drop_disk_errors(build.log)


def cache_dir(config: MkDocsConfig) -> Path:
    """Return the folder for what is kept between builds."""
    return Path(config.config_file_path).parent / CACHE


def page_cache_of(config: MkDocsConfig) -> PageCache:
    """Return what pages were converted to before, with these settings."""
    versions = (mkdocs.__version__, markdown.__version__)
    how = repr((*versions, config.mdx_configs))
    return PageCache(cache_dir(config), config.markdown_extensions, how)


def configure_theme(config: MkDocsConfig, source: PortalSource) -> None:
    """Let the theme show a portal: its pages, its words, whose it is."""
    _list_looks_alone(config)
    _show_brand(config, source.frame)
    _pass_to_scripts(config, source)
    _set_language(config, source.frame)
    config.nav = navigation_of(source.pages)


def configure_templates(env: Environment, config: MkDocsConfig) -> None:
    """Let an environment of MkDocs keep what it compiles."""
    env.bytecode_cache = TemplateCache(cache_dir(config), mkdocs.__version__.encode())


def _list_looks_alone(config: MkDocsConfig) -> None:
    """Let MkDocs list the files of the looks alone: none of the theme's 14,000 icons is used.

    Templates are found as before.
    """
    looks = Environment(loader=FileSystemLoader(layers_of(config)), autoescape=True)
    get_env = config.theme.get_env

    def environment() -> Environment:
        env = get_env()
        env.list_templates = looks.list_templates  # type: ignore[method-assign]
        return env

    config.theme.get_env = environment  # type: ignore[method-assign]


def _show_brand(config: MkDocsConfig, frame: Frame) -> None:
    """Let the theme show whose portal it is."""
    identity = frame.identity
    # The theme escapes these in some places and not in others; Markup stands both.
    config.site_name = escape(identity.name)
    config.extra["monogram"] = escape(identity.monogram)
    config.theme["logo"], config.theme["favicon"] = identity.brand.logo, identity.icon
    config.extra_css.insert(0, STYLESHEET)
    config.copyright = escape(frame.notice)


def _pass_to_scripts(config: MkDocsConfig, source: PortalSource) -> None:
    """Let pages name the script of what others need to know, and the theme say some of it."""
    config.extra["data_script"] = source.script
    config.extra["portal"] = source.frame_data
    config.extra["send_here"] = source.frame.send_here
    config.extra["form_words"] = source.frame.form_words


def _set_language(config: MkDocsConfig, frame: Frame) -> None:
    """Let the theme speak the language of a portal, or else English, in its direction."""
    theme = config.theme
    partials = "partials/languages"
    offered = {path.stem for top in theme.dirs for path in Path(top, partials).glob("*.html")}
    theme["language"] = nearest_language(frame.language, offered) or "en"
    theme["direction"] = frame.direction
    config.extra["interface"] = {**frame.theme_words, "language": frame.language}
    if fallback := frame.fallback:
        marks = (f' {name}="{value}"' for name, value in fallback.attributes.items())
        config.extra.update(words_are="".join(marks), typed_language=frame.language)
        config.copyright = fallback.with_marks(config.copyright or "")


def has_warned() -> bool:
    """Return whether a strict build will fail for a warning that was logged."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(h.get_counts() for h in handlers if isinstance(h, CountHandler))


def files_of(config: MkDocsConfig, source: PortalSource, found: Iterable[File]) -> list[File]:
    """Return the files of a portal as MkDocs takes them, with the pages in Markdown.

    Before those that are made come the ones among the `found` that belong into a portal.
    """
    pages: Mapping[str, str | bytes] = {f"{page.name}.md": page.markdown for page in source.pages}
    made = {**pages, **source.files}
    layers = layers_of(config)
    return [
        *(file for file in found if _include_file(file, config, layers)),
        *(File.generated(config, path, content=text) for path, text in made.items()),
    ]


def _include_file(file: File, config: MkDocsConfig, layers: Collection[str]) -> bool:
    """Tell whether a file that MkDocs has found belongs into a portal; `layers` are the overrides.

    Of the theme none does: styles and scripts are the portal's own.
    """
    if file.src_dir == config.docs_dir:
        is_hidden = file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
        # Of a library, a portal has what is attached and nothing else.
        in_library = file.src_uri.startswith(f"{LIBRARY}/")
        return is_picture(file.src_uri) and not is_hidden and not in_library
    return str(file.src_dir) in layers and is_asset(file.src_uri)


def expected_files(files: Iterable[File]) -> frozenset[str]:
    """Return the paths of what MkDocs makes of files."""
    return frozenset(file.dest_uri for file in files)


def leave_out_search(config: MkDocsConfig) -> None:
    """Let no plugin for the theme's search run, and say that older settings need none any more."""
    gone = [name for name in _REPLACED if name in config.plugins]
    for name in gone:
        plugin = config.plugins[name]
        for methods in config.plugins.events.values():
            # In place, since MkDocs walks through one of these lists meanwhile.
            methods[:] = [one for one in methods if getattr(one, "__self__", None) is not plugin]
    if gone:
        _log.info(_NOT_NEEDED, " and ".join(f"`{name}`" for name in gone))
