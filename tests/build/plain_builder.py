"""Another site builder, as CONTRIBUTING's recipe has it: Python-Markdown and one template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader
from markdown import Markdown

from coaching_site.build.bundle_scripts import bundle_scripts
from coaching_site.build.compose import compose
from coaching_site.build.finish import finish
from coaching_site.build.inputs import Inputs
from coaching_site.build.outputs import PdfMode
from coaching_site.build.portal_source import PortalSource
from coaching_site.build.workspace import Workspace
from coaching_site.parsing.source import read_template
from coaching_site.rendering.links import address_from
from coaching_site.rendering.pages import MARKDOWN_EXTENSIONS, Page
from coaching_site.shipped import first_with
from coaching_site.staging import StagingFolder

_SCRIPT: Final = "assets/javascripts/bound.js"
_SHEETS: Final = ("assets/stylesheets/brand.css", "assets/stylesheets/tokens.css")
_TEMPLATE: Final = """<!doctype html>
<html lang="{{ frame.language }}" dir="{{ frame.direction }}">
<head><meta charset="utf-8"><title>{{ page.title | safe }} - {{ frame.identity.name }}</title>
{% for sheet in sheets %}<link rel="stylesheet" href="{{ sheet | url }}">
{% endfor %}<script defer src="{{ data_script | url }}"></script>
<script defer src="{{ script | url }}"></script></head>
<body><nav>{% for other in pages %}
<a href="{{ (other.name ~ '.html') | url }}">{{ other.title | safe }}</a>{% endfor %}</nav>
<main>{{ content | safe }}</main><footer>{{ frame.notice }}</footer>
{% if "data-write" in content %}{% include "components/forms.html" %}{% endif %}
</body></html>
"""


def build_portal(inputs: Inputs, target: Path) -> Path | None:
    """Make the portal of an engagement at `target`; return what `finish` does."""
    source = compose(inputs, PdfMode.OMIT)
    staging = StagingFolder(target, source.slug)
    try:
        files = {**dict(_pages(source, inputs.workspace)), **_other_files(source, inputs.workspace)}
        for path, raw in files.items():
            (staging.path / path).parent.mkdir(parents=True, exist_ok=True)
            (staging.path / path).write_bytes(raw)
        return finish(staging, files.keys())
    finally:
        staging.discard()


def _pages(source: PortalSource, workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    environment = Environment(loader=FileSystemLoader(workspace.template_folders), autoescape=True)
    # `components/forms.html` takes its words from where Material keeps them.
    extra = {"form_words": source.frame.form_words, "portal": source.frame_data}
    known = {"frame": source.frame, "pages": source.pages, "data_script": source.script}
    environment.globals.update(known, sheets=_SHEETS, script=_SCRIPT, config={"extra": extra})
    for page in source.pages:
        environment.filters["url"] = lambda path, page=page: address_from(f"{page.name}.html", path)
        html = environment.from_string(_TEMPLATE).render(page=page, content=_content(page))
        yield f"{page.name}.html", html.encode()


def _content(page: Page) -> str:
    converter = Markdown(
        extensions=[*MARKDOWN_EXTENSIONS], extension_configs={**MARKDOWN_EXTENSIONS}
    )
    return page.placeholders.fill_html(converter.convert(page.markdown))


def _other_files(source: PortalSource, workspace: Workspace) -> Mapping[str, bytes]:
    def read(path: str) -> str | None:
        found = first_with(path, workspace.override_layers)
        return read_template(found) if found else None

    sheets = {path: read(path) or "" for path in _SHEETS if path not in source.files}
    texts = {**sheets, _SCRIPT: bundle_scripts(_SCRIPT, read).text}
    pictures = {
        path: workspace.own_file(path).read_bytes() for path in source.frame.identity.pictures
    }
    return {**source.files, **pictures, **{path: text.encode() for path, text in texts.items()}}
