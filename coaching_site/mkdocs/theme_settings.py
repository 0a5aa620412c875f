"""What portals need of Material, so that a coach's `mkdocs.yml` does not have to say it.

Whatever `mkdocs.yml` says itself wins; its own style sheets and scripts come after the shipped
ones. A shipped file is replaced by one of the same path in `overrides/`.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from coaching_site import shipped
from coaching_site.mkdocs.failures import InputRefused
from coaching_site.rendering.pages import MARKDOWN_EXTENSIONS

_UNFIT: Final = {"mkdocs", "readthedocs"}  # the engine's own; a site that names none has the first

STYLE_SHEETS: Final = tuple(
    f"assets/stylesheets/{name}.css"
    for name in (
        *(
            "tokens",
            "frame",
            "type",
            "journey",
            "home",
            "actions",
            "goals",
            "metrics",
            "prompts",
            "write",
        ),
        *("reply", "agreement", "sessions", "pictures", "timeline", "charts", "programme"),
        *("contact", "achieved", "access", "print"),
    )
)
"""The style sheets of portals, in their order, which decides between equal rules."""

SCRIPT: Final = "assets/javascripts/portal.js"
"""The module of which, with all it imports, the script is made that runs once a page is read."""

EARLY_SCRIPT: Final = "assets/javascripts/iframe-worker.js"
"""In its place the script is loaded that runs before the theme's own.

The plugin `offline` fetches a worker from elsewhere unless a script is called so.
"""

_FEATURES: Final = (
    "navigation.tabs",
    "navigation.tabs.sticky",  # in the header, where our styles put them beside the name
    "navigation.top",
)
_SCHEMES: Final = (
    ("light", "default", "material/weather-night", "to_dark"),
    ("dark", "slate", "material/weather-sunny", "to_light"),
)


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
    ours = {"features": [*_FEATURES], "palette": [*_palettes()], "font": False}
    for key, value in ours.items():
        # By the key alone, since an empty value in mkdocs.yml is a choice too.
        if key not in known:
            theme[key] = value
    layers = layers_of(config)
    theme.dirs[:] = [*layers, *(folder for folder in theme.dirs if folder not in layers)]


def _palettes() -> Iterator[dict[str, Any]]:
    for preference, scheme, icon, name in _SCHEMES:
        yield {
            "media": f"(prefers-color-scheme: {preference})",
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": icon, "name": name},
        }


def _supply_files(config: MkDocsConfig) -> None:
    # A portal does not tell strangers which program made it.
    config.extra.setdefault("generator", False)
    config.extra.setdefault("polyfills", [EARLY_SCRIPT])
    config.extra_css[:] = dict.fromkeys([*STYLE_SHEETS, *config.extra_css])
    own = [script for script in config.extra_javascript if str(script) != SCRIPT]
    config.extra_javascript[:] = [_deferred(SCRIPT), *own]


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def _supply_markdown(config: MkDocsConfig) -> None:
    for name, options in MARKDOWN_EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        if options:
            config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}
