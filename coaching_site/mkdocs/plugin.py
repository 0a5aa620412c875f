"""The MkDocs plugin: thin hooks between MkDocs and the rest of the package."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from coaching_site.build.bundle import BundleError
from coaching_site.build.completion import Completion, CompletionNotes
from coaching_site.build.compose import compose
from coaching_site.build.finish import finish_preview
from coaching_site.build.inputs import Inputs, read_inputs
from coaching_site.build.outputs import PdfMode
from coaching_site.build.portal_source import PortalSource
from coaching_site.build.recovery import tidy
from coaching_site.build.termination import end_at_once, end_in_order
from coaching_site.build.workspace import Workspace
from coaching_site.mkdocs.adapter import (
    cache_dir,
    configure_templates,
    configure_theme,
    expected_files,
    files_of,
    has_warned,
    is_serving,
    leave_out_search,
    page_cache_of,
    refuse_place,
    silence_disk_errors,
    skip_site_dir_check,
    workspace_of,
    wrap_builds,
)
from coaching_site.mkdocs.failures import InputRefused, abort_for
from coaching_site.mkdocs.garbage_collection import collect_garbage_as_usual, collect_garbage_seldom
from coaching_site.mkdocs.page_cache import PageConversions, fill_headings
from coaching_site.mkdocs.preview import PreviewSession, Rebuilding
from coaching_site.mkdocs.problem_page import show_missing_page, show_problems
from coaching_site.mkdocs.scripts import join_scripts
from coaching_site.mkdocs.settings import (
    BuildOrder,
    check_options,
    check_plugins,
    order_of_build,
    refuse_options,
)
from coaching_site.mkdocs.theme_parts import without_theme_parts
from coaching_site.mkdocs.theme_settings import supply_settings
from coaching_site.privacy.verify import Leak
from coaching_site.problems import InvalidInput
from coaching_site.rendering.pages import Page as PortalPage
from coaching_site.rendering.template_errors import problem_in
from coaching_site.staging import MARKER, StagingFolder, kept_paths, recover

if TYPE_CHECKING:  # a web server, which a build does not need
    from mkdocs.livereload import LiveReloadServer

_log = get_plugin_logger(__name__)


class Options(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in `mkdocs.yml`."""

    engagement = config_options.Type(str, default="")
    engagements = config_options.Dir(default="engagements", exists=True)
    as_of = config_options.Optional(config_options.Type(object))
    keep = config_options.ListOfItems(config_options.Type(str), default=[])
    inbox = config_options.Type(str, default="")
    desk = config_options.Type(str, default="")
    pdf = config_options.Type(bool, default=True)
    publish = config_options.Optional(config_options.Type(object))


@dataclass
class _Build:
    """One build, from its settings to its end.

    `target` is where the portal goes; `source` is what it is built from, made of `inputs`, unless
    there are `problems`; `staging` is the folder it is built in. A preview has none.
    """

    workspace: Workspace
    target: Path
    conversions: PageConversions
    problems: tuple[str, ...] = ()
    inputs: Inputs | None = None
    source: PortalSource | None = None
    staging: StagingFolder | None = None
    files: frozenset[str] = frozenset()

    @cached_property
    def pages(self) -> Mapping[str, PortalPage]:
        """The pages of the portal, each by the path of its Markdown."""
        return {f"{page.name}.md": page for page in (self.source.pages if self.source else ())}


class CoachingSitePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Builds the portal of `order`, or else of the engagement that settings name."""

    order: BuildOrder | None = None
    _session: PreviewSession | None = None
    _refused: InputRefused | None = None
    _build: _Build | None = None

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the options; where a portal may be put is for us to say."""
        skip_site_dir_check()
        self._refused = None
        try:
            check_options(options)
            errors, warned = super().load_config(options, config_file_path)
            refuse_options(errors)
        except InputRefused as error:
            if not is_serving():  # a preview tells it in the browser, too
                raise
            self._refused = error
            _, warned = super().load_config({}, config_file_path)
        return [], warned

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note which command runs; refuse the ones that would leak."""
        # A dirty build keeps pages of an earlier one, which may be another client's.
        if command == "gh-deploy" or dirty:
            raise PluginError("A portal is private: --dirty and gh-deploy are not for it.")
        is_preview = is_serving() or command == "serve"
        self._session = PreviewSession(wrap_builds(Rebuilding)) if is_preview else None
        self._build = None
        end_in_order()
        silence_disk_errors()
        if not self.order:  # whoever gives orders has tidied up once for all of them
            for remark in tidy(Path(self.config.config_file_path or "mkdocs.yml")):
                _log.warning("%s", remark)
        if not (self._session or self.order):
            collect_garbage_seldom()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the engagement and compose its portal; nothing on disk has changed by then."""
        workspace = workspace_of(config, self.config.engagements)
        build = _Build(workspace, Path(config.site_dir), PageConversions(page_cache_of(config)))
        self._build = build
        check_plugins(config.plugins)
        kept = self._begin(config, build)
        leave_out_search(config)
        supply_settings(config)
        config.use_directory_urls = False
        # No page lists all the others for a stranger: neither a sitemap nor a 404 page.
        config.theme.static_templates = set()
        try:
            source = self._composed(workspace)
        except InvalidInput as error:
            if not self._session:
                raise InputRefused(str(error)) from None
            _log.error("%s", error)
            build.problems = tuple(map(str, error.problems))
            config.nav = []
            return config
        build.source = source
        _log_told(source)
        configure_theme(config, source)
        if not self._session:
            refuse_place(config, workspace, source.slug)
            build.target /= source.slug
            build.staging = StagingFolder(build.target, source.slug, kept)
            config.site_dir = str(build.staging.path)
        return config

    def _begin(self, config: MkDocsConfig, build: _Build) -> tuple[str, ...]:
        """Make sure of the place of a portal before anything is read; return what is kept there."""
        if self._session:
            self._session.begin(build.target, build.workspace.folders)
        if self._refused:
            raise self._refused
        kept = kept_paths(self.config.keep)
        if not self._session and not self.order:
            refuse_place(config, build.workspace)
            recover(build.target)
        return kept

    def _composed(self, workspace: Workspace) -> PortalSource:
        order = self.order or order_of_build(os.environ, self.config, workspace.engagements)
        pdfs = PdfMode.RENDER if self.config.pdf and not self._session else PdfMode.OMIT
        inputs = self._running.inputs = read_inputs(workspace, order.slug, order.day)
        return compose(inputs, pdfs, self._running.target / order.slug)

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep the theme's files that a portal needs, and add its pages."""
        build = self._running
        if not build.source:
            return Files([])
        included = join_scripts(config, files_of(config, build.source, files), cache_dir(config))
        build.files = expected_files(included)
        return Files(included)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's compiled templates, as many as our own."""
        configure_templates(env, config)
        return env

    @event_priority(-1000)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Leave nothing to convert of a page that has been before; give each its title."""
        page.meta["title"] = self._running.pages[page.file.src_uri].title
        return self._running.conversions.markdown_to_convert(page, markdown)

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the placeholders, before search or a template sees the page."""
        html = self._running.conversions.converted(page, html)
        placeholders = self._running.pages[page.file.src_uri].placeholders
        fill_headings(page.toc, placeholders.fill_text)
        return placeholders.fill_html(html)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Leave nothing of the theme's own interface in a page."""
        return without_theme_parts(output)

    @event_priority(-1000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the portal ready, and put it in its place."""
        build, site = self._running, Path(config.site_dir)
        if build.problems:
            show_problems(site, build.problems)
            return
        try:
            if not (build.staging and build.inputs):
                finish_preview(site, build.files | {MARKER})
                show_missing_page(site, urlsplit(config.site_url or "/").path)
                return
            # MkDocs fails a strict build only after this hook, when the portal would be in place.
            will_fail = config.strict and has_warned()
            reports, run = (self.order.reports, self.order.run) if self.order else (None, "")
            has_pdf = self.config.pdf
            completion = Completion(build.inputs, cache_dir(config), reports, run, has_pdf)
            _log_told(completion.complete(build.staging, build.files, swap_in=not will_fail))
        except (BundleError, Leak) as error:
            raise PluginError(str(error)) from None
        if not will_fail:
            _log.info("The portal is ready: %s", build.target / "index.html")

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind but the earlier portal; tell what a coach can mend in a line."""
        if not (build := self._build):
            return
        if build.staging:
            build.staging.discard()
        if told := problem_in(error, build.workspace.is_override):
            raise InputRefused(str(told)) from error
        if refused := abort_for(error, build.target, build.staging.path if build.staging else None):
            raise refused from error

    def on_shutdown(self) -> None:
        """Leave nothing behind, whatever has ended the command."""
        if self._build and self._build.staging:
            self._build.staging.discard()
        if self._session:
            self._session.end()
        end_at_once()
        if not self.order:  # whoever gives orders clears away what this build has left, and no more
            collect_garbage_as_usual()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch whatever a portal is made from, and answer where there is no page of it."""
        if self._session:
            self._session.show(server, builder)
        return server

    @property
    def _running(self) -> _Build:
        if not self._build:
            raise RuntimeError("no build has begun")
        return self._build


def _log_told(what: PortalSource | CompletionNotes) -> None:
    for warning in what.warnings:
        _log.warning("%s", warning)
    for tip in what.tips:
        _log.info("%s", tip)
