"""A page that is one file: styles and scripts stand in it, and its policy allows these alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coaching_site import shipped
from coaching_site.brand.palette import stylesheet_of
from coaching_site.build.bundle_scripts import bundle_scripts
from coaching_site.build.minify_scripts import minified_scripts
from coaching_site.build.workspace import Workspace
from coaching_site.languages import nearest_language
from coaching_site.loading import read_words
from coaching_site.model.brand import Brand
from coaching_site.parsing.source import read_template
from coaching_site.privacy.policy import hash_of
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import component_of

_POLICY: Final = (
    "default-src 'none'; script-src {scripts}; style-src {style}; {more}base-uri 'none'; "
    "form-action 'none'"
)
_CHARSET: Final = '<meta charset="utf-8">'
_BASE: Final = "single-file.css"


def page_environment(workspace: Workspace, language: str | None) -> PageEnvironment:
    """Return what writes a page in a language, or in English where there are no words in it."""
    words = read_words(workspace.layers("words", language))
    found = words.language or "en"
    spoken = language if language and nearest_language(language, [found]) else found
    folders, cache_dir = workspace.template_folders, workspace.cache_dir
    environment = PageEnvironment(folders, spoken, words.content, cache_dir)
    environment.globals.update(
        language=str(environment.speech).replace("_", "-"),
        direction=environment.speech.text_direction,
    )
    return environment


@dataclass(frozen=True)
class SingleFile:
    """Writes such a page with the scripts of an entry, a style sheet, and the coach's colours.

    Without an `entry` the page has no script, and none may run.
    """

    workspace: Workspace
    brand: Brand
    entry: str | None
    sheet: str

    def page(
        self,
        environment: PageEnvironment,
        template: str,
        data: Mapping[str, Any],
        *,
        faces: str = "",
        hashes: Iterable[str] = (),
        allows: str = "",
    ) -> str:
        """Return the page of a template.

        `data` is put into its empty scripts by their ids, as JSON; `faces` are rules of typefaces;
        `hashes` are those of further scripts that may run, `allows` further directives of the
        policy. Raises `InvalidInput` about a template that does not work, `ScriptBundleError`.
        """
        page = component_of(environment, template)
        sheets = (self.file(_BASE) or "", self.file(self.sheet) or "")
        style = "\n".join((faces, stylesheet_of(self.brand.colours), *sheets))
        script = self._script(self.entry) if self.entry else ""
        own = [hash_of(script)] if script else []
        scripts = " ".join(dict.fromkeys([*own, *hashes])) or "'none'"
        policy = _POLICY.format(scripts=scripts, style=hash_of(style), more=allows)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        told = {f'id="{name}"></script>': f'id="{name}">{_json(said)}</script>'
                for name, said in data.items()}  # fmt: skip
        for place, whole in (
            (_CHARSET, f"{_CHARSET}\n{meta}"),
            ("<style></style>", f"<style>{style}</style>"),
            *told.items(),
            ("<script></script>", f"<script>{script}</script>"),
        ):
            page = page.replace(place, whole, 1)
        return page

    def file(self, path: str) -> str | None:
        """Return a file of the coach's overrides, or else of ours; None where there is none."""
        file: Path | None = shipped.first_with(path, self.workspace.override_layers)
        return read_template(file) if file else None

    def _script(self, entry: str) -> str:
        (script,) = minified_scripts([bundle_scripts(entry, self.file)])
        if isinstance(script, Exception):
            raise script
        return script.text.replace("</", "<\\/")


def _json(said: Any) -> str:
    """Return data as JSON in which no text can end the element that it stands in."""
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
