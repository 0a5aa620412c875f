"""What portals need of Material, so that a coach's `mkdocs.yml` does not have to say it.

Its own style sheets and scripts come after the shipped ones. Its features and palettes are those
of an interface that portals do not have, and count for nothing. A shipped file is replaced by one
of the same path in `overrides/`.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from coaching_site import shipped
from coaching_site.mkdocs.failures import InputRefused
from coaching_site.rendering.pages import MARKDOWN_EXTENSIONS

_UNFIT: Final = {"mkdocs", "readthedocs"}  # the engine's own; a site that names none has the first

STYLE_SHEETS: Final = tuple(
    f"assets/stylesheets/{name}.css"
    for name in (
        *("tokens", "base", "frame", "type", "journey", "home", "actions", "goals", "metrics"),
        *("prompts", "write", "reading", "reply", "agreement", "sessions", "pictures", "timeline"),
        *("charts", "programme", "contact", "achieved", "report", "arrows", "access", "print"),
    )
)
"""The style sheets of portals, in their order, which decides between equal rules."""

SCRIPTS: Final = {
    name: f"assets/javascripts/{name}.js"
    for name in (
        *("portal", "writing", "sessions", "sharing", "home", "agreeing", "bound", "sending"),
        "search",
    )
}
"""Of each script its name and the module of which, with all it imports, it is made.

A page has one alone: `sending` that of the reply, `home` the first, `agreeing` the agreement while
it waits for the executive, `writing` where one may write, `sessions` where the picture of the
sessions or what is to be done before one is, too, `sharing` where one chooses what the sponsor
sees, `portal` any other. `bound` takes the place of those that write where a browser keeps drafts
by page; `search` comes once the search is opened.
"""


def supply_settings(config: MkDocsConfig) -> None:
    """Add to the settings of `mkdocs.yml` what portals need besides; a second time does nothing.

    Raises `InputRefused` where no theme is named that the templates of portals fit.
    """
    if config.theme.name in _UNFIT:
        raise InputRefused(
            "mkdocs.yml: theme: expected `theme: material`, which portals are made for"
        )
    given = _given(config)
    _supply_theme(config, given)
    _supply_files(config)
    _supply_markdown(config)
    if "anchors" not in _levels(given):
        config.validation.links.anchors = logging.WARNING


def overrides_of(config: MkDocsConfig) -> Path:
    """Return the folder of a coach's own blocks, components, styles and scripts."""
    folder = config.theme.custom_dir or Path(config.config_file_path).parent / "overrides"
    return Path(folder)


def layers_of(config: MkDocsConfig) -> tuple[str, ...]:
    """Return the folders of overrides that there are, a coach's own before the shipped one."""
    layers = shipped.layers(overrides_of(config), shipped.OVERRIDES)
    return tuple(str(layer) for layer in layers if layer.is_dir())


def _given(config: MkDocsConfig) -> dict[str, Any]:
    """Return the settings as they are typed, before defaults fill the rest."""
    with warnings.catch_warnings():
        # "Never used in MkDocs"; but nothing else tells a value that was typed from a default.
        warnings.simplefilter("ignore", DeprecationWarning)
        layers = config.user_configs
    return {key: value for layer in layers for key, value in layer.items()}


def _levels(given: Mapping[str, Any]) -> Mapping[str, Any]:
    validation = given.get("validation") or {}
    return {**validation, **(validation.get("links") or {})}


def _supply_theme(config: MkDocsConfig, given: Mapping[str, Any]) -> None:
    theme, typed = config.theme, given.get("theme")
    known = typed if isinstance(typed, dict) else {}
    theme["features"], theme["palette"] = [], None
    # By the key alone, since an empty value in mkdocs.yml is a choice too.
    if "font" not in known:
        theme["font"] = False
    layers = layers_of(config)
    theme.dirs[:] = [*layers, *(folder for folder in theme.dirs if folder not in layers)]


def _supply_files(config: MkDocsConfig) -> None:
    # A portal does not tell strangers which program made it.
    config.extra.setdefault("generator", False)
    config.extra_css[:] = dict.fromkeys([*STYLE_SHEETS, *config.extra_css])
    ours = {*SCRIPTS.values()}
    config.extra_javascript[:] = [one for one in config.extra_javascript if str(one) not in ours]


def _supply_markdown(config: MkDocsConfig) -> None:
    for name, options in MARKDOWN_EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        if options:
            config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}
