"""The MkDocs plugin: thin hooks between MkDocs and the rest of the house."""

from __future__ import annotations

import gc

# What is imported stays: looking for garbage meanwhile took a sixth of the time.
gc.disable()

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import mkdocs
from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from coaching_site.build.as_of import as_of_day
from coaching_site.build.bundle import Unbundled, bundle_styles, defer_scripts
from coaching_site.build.prune_css import Pruner
from coaching_site.build.recovery import tidy
from coaching_site.build.termination import end_at_once, end_in_order
from coaching_site.build.workspace import Draft, Workspace
from coaching_site.cache import CompiledTemplates
from coaching_site.mkdocs.adapter import (
    conversions_of,
    has_warned,
    is_serving,
    is_wanted,
    kept_in,
    language_of_search,
    leave_places_to_us,
    put_up_with_disks,
    refuse_place,
    show,
    workspace_of,
    wrap_builds,
)
from coaching_site.mkdocs.failures import Refused, in_plain_words
from coaching_site.mkdocs.page_cache import Conversion, Conversions, headings_of, open_headings
from coaching_site.mkdocs.preview import Rebuilding, Session, show_problems, show_the_way_back
from coaching_site.mkdocs.settings import check_options, refuse_options, slug_of_build
from coaching_site.privacy.verify import Leak, harden, verify
from coaching_site.problems import InvalidInput
from coaching_site.rendering.placeholders import Seals
from coaching_site.rendering.template_errors import problem_in
from coaching_site.staging import MARKER, FreshFolder, kept_paths, mend

if TYPE_CHECKING:  # a web server, which a build does not need
    from mkdocs.livereload import LiveReloadServer

gc.enable()

_log = get_plugin_logger(__name__)

# A build leaves little garbage and soon ends; looking for it took a twentieth of its time.
_SELDOM = (100_000, 50, 50)


class Options(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in `mkdocs.yml`."""

    engagement = config_options.Type(str, default="")
    engagements = config_options.Dir(default="engagements", exists=True)
    as_of = config_options.Optional(config_options.Type(object))
    keep = config_options.ListOfItems(config_options.Type(str), default=[])
    pdf = config_options.Type(bool, default=True)


class CoachingSitePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Builds the portal of one engagement."""

    _session: Session | None = None
    _refused: Refused | None = None
    _workspace: Workspace
    _draft: Draft
    _problems: tuple[str, ...] = ()
    _target: Path
    _fresh: FreshFolder | None = None
    _seals: dict[str, Seals]
    _sealed: dict[str, str]
    _found: dict[str, Conversion]
    _conversions: Conversions
    _expected: frozenset[str]
    _of_theme: frozenset[str]

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the options; where a portal may be put is for us to say."""
        leave_places_to_us()
        self._refused = None
        try:
            check_options(options)
            found, warned = super().load_config(options, config_file_path)
            refuse_options(found)
        except Refused as error:
            if not is_serving():
                raise
            self._refused = error  # a preview tells it in the browser, too
            _, warned = super().load_config({}, config_file_path)
        return [], warned

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note which command runs; refuse the ones that would leak."""
        if command == "gh-deploy" or dirty:
            raise PluginError("A portal is private: --dirty and gh-deploy are not for it.")
        self._session = None
        if is_serving() or command == "serve":
            self._session = Session(wrap_builds(Rebuilding))
        end_in_order()
        put_up_with_disks()
        for remark in tidy(Path(self.config.config_file_path or "mkdocs.yml")):
            _log.warning("%s", remark)
        if not self._session:
            gc.freeze()
            gc.set_threshold(*_SELDOM)

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the engagement and write its pages; nothing on disk has changed by then."""
        self._workspace = workspace_of(config, self.config.engagements)
        self._target, self._fresh = Path(config.site_dir), None
        kept = self._begin(config)
        config.use_directory_urls = False
        # No page lists all the others for a stranger: neither a sitemap nor a 404 page.
        config.theme.static_templates = set()
        try:
            self._problems, self._draft = (), self._make_draft(self._workspace)
        except InvalidInput as error:
            if not self._session:
                raise Refused(str(error)) from None
            _log.error("%s", error)
            self._problems = tuple(map(str, error.problems))
            config.nav = []
            return config
        self._seals = {f"{page.name}.md": page.seals for page in self._draft.pages}
        self._sealed, self._found, self._conversions = {}, {}, conversions_of(config)
        for remark in self._draft.remarks:
            _log.warning("%s", remark)
        for tip in self._draft.tips:
            _log.info("%s", tip)
        show(config, self._draft)
        if not self._session:
            refuse_place(config, self._workspace, self._draft.slug)
            self._target /= self._draft.slug
            self._fresh = FreshFolder(self._target, self._draft.slug, kept)
            config.site_dir = str(self._fresh.path)
        return config

    def _begin(self, config: MkDocsConfig) -> tuple[str, ...]:
        """Make sure of the place of a portal before anything is read; return what is kept there."""
        if self._session:
            self._session.begin(self._target, self._workspace.folders)
        if self._refused:
            raise self._refused
        kept = kept_paths(self.config.keep)
        if not self._session:
            refuse_place(config, self._workspace)
            mend(self._target)
        return kept

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep the theme's files that a portal needs, and add its pages."""
        if self._problems:
            return Files([])
        language = language_of_search(config)
        kept = [file for file in files if is_wanted(file, config, language)]
        kept += [
            File.generated(config, f"{page.name}.md", content=page.markdown)
            for page in self._draft.pages
        ]
        kept += [
            File.generated(config, path, content=content)
            for path, content in self._draft.files.items()
        ]
        ours = {config.docs_dir, config.theme.custom_dir, None}
        self._of_theme = frozenset(file.dest_uri for file in kept if file.src_dir not in ours)
        search = {"search/search_index.js", "search/search_index.json"}
        self._expected = frozenset(file.dest_uri for file in kept) | search | {MARKER}
        return Files(kept)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's compiled templates too; they take longest of all that MkDocs does."""
        env.bytecode_cache = CompiledTemplates(kept_in(config), mkdocs.__version__.encode())
        return env

    @event_priority(-1000)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Leave nothing to convert of a page that has been before."""
        if found := self._conversions.find(markdown):
            self._found[page.file.src_uri] = found
            return ""
        self._sealed[page.file.src_uri] = markdown
        return markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Open the sealed values, before search or a template sees the page."""
        html = self._converted(html, page)
        seals = self._seals[page.file.src_uri]
        open_headings(page.toc, seals.open_text)
        return seals.open_html(html)

    def _converted(self, html: str, page: Page) -> str:
        """Keep a page as MkDocs has converted it, or give it back as it did before."""
        if not (found := self._found.get(page.file.src_uri)):
            ids = sorted(page.present_anchor_ids or ())
            conversion = Conversion(html, headings_of(page.toc), ids)
            self._conversions.keep(self._sealed[page.file.src_uri], conversion)
            return html
        page.toc = get_toc(found.headings)  # type: ignore[arg-type]
        page.present_anchor_ids = set(found.ids)
        return found.html

    @event_priority(-1000)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let no script hold the page up."""
        return defer_scripts(output)

    @event_priority(-1000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Bundle, harden and verify the portal; then, and only then, swap it in."""
        site = Path(config.site_dir)
        if self._problems:
            show_problems(site, self._problems)
            return
        if not self._session:  # a preview has to be quick
            self._bundle(site, Pruner(kept_in(config)))
        harden(site, preview=self._session is not None)
        if self._fresh:
            self._fresh.mark(self._expected)
        try:
            verify(site, self._expected, preview=self._session is not None)
        except Leak as leak:
            raise PluginError(str(leak)) from None
        if self._session:
            show_the_way_back(site, urlsplit(config.site_url or "/").path)
        if self._fresh and not (config.strict and has_warned()):
            if left := self._fresh.swap_in():
                _log.warning("The former portal cannot be removed; delete it yourself: %s", left)
            _log.info("The portal is ready: %s", self._fresh.target / "index.html")

    def _bundle(self, site: Path, pruner: Pruner) -> None:
        try:
            delivered = bundle_styles(site, self._of_theme, pruner)
        except Unbundled as error:
            raise PluginError(str(error)) from None
        self._expected = self._expected - delivered.gone | delivered.added

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind but the earlier portal; tell what a coach can mend in a line."""
        if self._fresh:
            self._fresh.discard()
        if told := problem_in(error, self._is_of_looks):
            raise Refused(str(told)) from error
        written = self._fresh.path if self._fresh else None
        if refused := in_plain_words(error, self._target, written):
            raise refused from error

    def on_shutdown(self) -> None:
        """Leave nothing behind, whatever has ended the command."""
        if self._fresh:
            self._fresh.discard()
        if self._session:
            self._session.end()
        end_at_once()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch whatever a portal is made from, and answer where there is no page of it."""
        if self._session:
            self._session.show(server, builder)
        return server

    def _is_of_looks(self, path: str) -> bool:
        return Path(path).is_relative_to(self._workspace.overrides)

    def _make_draft(self, workspace: Workspace) -> Draft:
        # Not by !ENV, which would read a day as YAML does, and 007 as a number.
        slug = slug_of_build(os.environ, self.config.engagement, workspace.engagements)
        day = as_of_day(os.environ, self.config.as_of)
        return workspace.draft(slug, day, printed=self.config.pdf and not self._session)
