"""What MkDocs makes of a project's settings, looks and pages, without building a portal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from coaching_site.build.bundle import fault_of_sheet
from coaching_site.build.compose import compose
from coaching_site.build.inputs import Inputs, read_inputs
from coaching_site.build.outputs import PdfMode
from coaching_site.build.portal_source import PortalSource
from coaching_site.build.workspace import Workspace
from coaching_site.mkdocs.adapter import refuse_place, workspace_of
from coaching_site.mkdocs.failures import InputRefused
from coaching_site.mkdocs.log_lines import LogLines
from coaching_site.mkdocs.scripts import script_problems
from coaching_site.mkdocs.settings import PLUGIN, check_plugins
from coaching_site.mkdocs.theme_settings import supply_settings
from coaching_site.parsing.source import read_template
from coaching_site.privacy.verify import faults_of_markup, faults_of_styles
from coaching_site.problems import InvalidInput, Problem, shortened, shown
from coaching_site.rendering.template_errors import MISTAKES, problem_in
from coaching_site.staging import TargetBlocked, kept_paths

_OF_PAGES = ("components", "desk", "feedback", "handover", "pdf")


@dataclass(frozen=True)
class DryRun:
    """A project as a build would take it, with the settings of its `mkdocs.yml`."""

    config: MkDocsConfig

    @property
    def workspace(self) -> Workspace:
        """Where the project keeps what it has."""
        return workspace_of(self.config, self._options.engagements)

    @property
    def site_dir(self) -> Path:
        """The folder of all portals."""
        return Path(self.config.site_dir)

    @property
    def hooks(self) -> tuple[Path, ...]:
        """The files of Python that the settings name, which MkDocs calls during a build."""
        modules = self.config.hooks.values()  # type: ignore[attr-defined]
        return tuple(Path(module.__file__) for module in modules)

    @property
    def kept(self) -> tuple[str, ...]:
        """The paths of a host's own files in a portal; raises `TargetBlocked` for odd ones."""
        return kept_paths(self._options.keep)

    @property
    def as_of(self) -> object:
        """The day that the settings name, if they name one."""
        return self._options.as_of

    @property
    def publish(self) -> object:
        """Where portals are published, as the settings say it."""
        return self._options.publish

    def check_place(self) -> None:
        """Raise `InvalidInput` if portals must not be put where settings say."""
        try:
            refuse_place(self.config, self.workspace)
        except TargetBlocked as error:
            raise InvalidInput([Problem.of_file(error.path, error.reason)]) from None

    def check(self, slug: str, as_of: date) -> Inputs:
        """Return what the portal of an engagement is made from.

        Raises `InvalidInput` with what would stop its build, or what the portal would give away.
        """
        try:
            kept_paths(self._options.keep)
            refuse_place(self.config, self.workspace, slug)
        except TargetBlocked as error:
            raise InvalidInput([Problem.of_file(error.path, error.reason)]) from None
        pdfs = PdfMode.TRY_TEMPLATES if self._options.pdf else PdfMode.OMIT
        inputs = read_inputs(self.workspace, slug, as_of)
        source = compose(inputs, pdfs)
        if problems := [*self._broken_looks, *self._leaks(source)]:
            raise InvalidInput(problems)
        return inputs

    @property
    def _options(self) -> Any:
        return self.config.plugins[PLUGIN].config

    @cached_property
    def _broken_looks(self) -> list[Problem]:
        """What is wrong with the looks, whoever's the portal is: templates, styles, scripts."""
        return [*self._broken_templates(), *self._odd_styles(), *script_problems(self.config)]

    def _broken_templates(self) -> Iterator[Problem]:
        if self.config.hooks:  # which may add filters
            return
        env = self.config.theme.get_env()
        for path in self._looks("*.html"):
            try:
                env.compile(read_template(path), filename=str(path), raw=True)
            except MISTAKES as error:
                # Only the coach's own templates are compiled here, so any file that an error names
                # is theirs.
                yield from filter(None, [problem_in(error, lambda _: True)])

    def _odd_styles(self) -> Iterator[Problem]:
        linked = {self.workspace.overrides / name for name in self.config.extra_css}
        for path in self._looks("*.css"):
            css = read_template(path)
            faults = [*dict.fromkeys(faults_of_styles(css))]
            # Only a linked sheet is joined with others, where an @import would not be heeded.
            if path in linked and (fault := fault_of_sheet(css)):
                faults.append(fault)
            yield from (Problem.of_file(path, fault) for fault in faults)

    def _looks(self, pattern: str) -> Iterator[Path]:
        """Yield the files of the theme's looks, which pages and papers do not use."""
        for name, path in self.workspace.override_files(pattern):
            if name.partition("/")[0] not in _OF_PAGES:
                yield path

    def _leaks(self, source: PortalSource) -> Iterator[Problem]:
        for page in source.pages:
            # Python-Markdown keeps footnotes and ids of headings from one document to the next.
            self._converter.reset()
            html = page.placeholders.fill_html(self._converter.convert(page.markdown))
            for fault in dict.fromkeys(faults_of_markup(html)):
                yield Problem.of_file(page.template, f"in the page {page.name}: {fault}")

    @cached_property
    def _converter(self) -> markdown.Markdown:
        extensions, how = self.config.markdown_extensions, self.config.mdx_configs
        return markdown.Markdown(extensions=extensions, extension_configs=how)


# MkDocs, the reader of YAML and extensions leave these to whoever calls them.
_UNCAUGHT: Final = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


def dry_run_of(settings: Path, site_dir: Path | None = None) -> DryRun:
    """Return a project as its `mkdocs.yml` sets it up, but for another folder of the portals.

    Raises `InvalidInput` where that is no text, which MkDocs would wait for, and `InputRefused`
    with what else is wrong there.
    """
    read_template(settings)
    log_lines = LogLines()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(log_lines)
    try:
        config = load_config(str(settings), site_dir=site_dir and str(site_dir))
    except InputRefused:
        raise
    except MkDocsException as error:
        # MkDocs logs each fault, and raises only how many there are.
        text = " ".join(" ".join(log_lines.lines() or [error.message]).split())
        raise InputRefused(f"{shown(settings)}: {text}") from None
    except _UNCAUGHT as error:
        text = " ".join(str(error).split())
        raise InputRefused(
            f"{shown(settings)}: a value cannot be read: {shortened(text)}"
        ) from None
    finally:
        logger.removeHandler(log_lines)
    check_plugins(config.plugins)
    supply_settings(config)
    return DryRun(config)
