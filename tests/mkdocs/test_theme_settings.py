"""What portals need of the theme is supplied, and what `mkdocs.yml` says itself wins."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from coaching_site import shipped
from coaching_site.mkdocs.failures import InputRefused
from coaching_site.mkdocs.theme_settings import SCRIPT, STYLE_SHEETS, supply_settings

SHORT = "site_name: Coaching\ndocs_dir: content\nplugins: []\n"


def supplied(folder: Path, settings: str) -> MkDocsConfig:
    """Return the settings of a file of a workspace, supplied twice, as a second plugin would."""
    (folder / "content").mkdir()
    (folder / "mkdocs.yml").write_text(SHORT + settings)
    config = load_config(str(folder / "mkdocs.yml"))
    supply_settings(config)
    supply_settings(config)
    return config


def test_short_file(tmp_path: Path) -> None:
    """A file that only names the theme has all that portals need."""
    config = supplied(tmp_path, "theme: material")
    assert config.theme["font"] is False
    assert config.theme["features"][0] == "navigation.tabs"
    assert [one["scheme"] for one in config.theme["palette"]] == ["default", "slate"]
    assert config.extra["generator"] is False
    assert "assets/javascripts/iframe-worker.js" in config.extra["polyfills"]
    assert tuple(config.extra_css) == STYLE_SHEETS
    assert tuple(map(str, config.extra_javascript)) == (SCRIPT,)
    assert all(script.defer for script in config.extra_javascript)  # type: ignore[union-attr]
    assert config.mdx_configs["tables"] == {"use_align_attribute": True}
    assert {"attr_list", "md_in_html"} <= set(config.markdown_extensions)
    assert config.validation.links.anchors == logging.WARNING
    assert config.theme.dirs[0] == str(shipped.OVERRIDES)


@pytest.mark.parametrize(
    ("settings", "key", "value"),
    [
        ("theme: {name: material, features: []}", "features", []),
        ("theme: {name: material, palette: {scheme: slate}}", "palette", {"scheme": "slate"}),
        ("theme: {name: material, font: {text: Inter}}", "font", {"text": "Inter"}),
    ],
)
def test_own_theme(tmp_path: Path, settings: str, key: str, value: Any) -> None:
    """What the file says of the theme stays as it is."""
    assert supplied(tmp_path, settings).theme[key] == value


def test_own_files(tmp_path: Path) -> None:
    """Own style sheets and scripts come last, and none twice; the rest is as the file says."""
    config = supplied(
        tmp_path,
        "theme: material\n"
        "extra_css: [assets/stylesheets/print.css, mine.css]\n"
        "extra_javascript: [assets/javascripts/portal.js, mine.js]\n"
        "extra: {generator: true, polyfills: [own-iframe-worker.js]}\n"
        "markdown_extensions: [tables: {use_align_attribute: false}]\n"
        "validation: {anchors: ignore}\n",
    )
    assert tuple(config.extra_css) == (*STYLE_SHEETS, "mine.css")
    assert tuple(map(str, config.extra_javascript)) == (SCRIPT, "mine.js")
    assert config.extra["generator"] is True
    assert config.extra["polyfills"] == ["own-iframe-worker.js"]
    assert config.mdx_configs["tables"] == {"use_align_attribute": False}
    assert config.validation.links.anchors == logging.DEBUG


@pytest.mark.parametrize("settings", ["theme: material", "theme: {name: material, custom_dir: x}"])
def test_layers(tmp_path: Path, settings: str) -> None:
    """A folder of one's own, `overrides` if no other is named, comes before the shipped one."""
    own = tmp_path / ("x" if "custom_dir" in settings else "overrides")
    own.mkdir()
    config = supplied(tmp_path, settings)
    assert config.theme.dirs[:2] == [str(own), str(shipped.OVERRIDES)]
    assert len(config.theme.dirs) == len(set(config.theme.dirs)) == 4


def test_layers_in_a_clone() -> None:
    """Where both are the same folder, it is looked through once."""
    config = load_config(str(shipped.OVERRIDES.parent / "mkdocs.yml"))
    supply_settings(config)
    assert [Path(place).name for place in config.theme.dirs] == [
        "overrides",
        "templates",
        "templates",
    ]


@pytest.mark.parametrize("settings", ["", "theme: readthedocs"])
def test_other_themes(tmp_path: Path, settings: str) -> None:
    """A theme that the templates of portals do not fit is refused, and so is none."""
    with pytest.raises(InputRefused, match="expected `theme: material`"):
        supplied(tmp_path, settings)
