"""What portals need of the theme is supplied, and what `mkdocs.yml` says itself wins."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from coaching_site import shipped
from coaching_site.mkdocs.failures import InputRefused
from coaching_site.mkdocs.theme_settings import STYLE_SHEETS, supply_settings

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
    assert config.extra["generator"] is False
    assert tuple(config.extra_css) == STYLE_SHEETS
    assert config.mdx_configs["tables"] == {"use_align_attribute": True}
    assert {"attr_list", "md_in_html"} <= set(config.markdown_extensions)
    assert config.validation.links.anchors == logging.WARNING
    assert config.theme.dirs[0] == str(shipped.OVERRIDES)


def test_arrows_are_drawn() -> None:
    """No sheet writes an arrow: all that leads on and all that opens have the one of arrows.css."""
    sheets = (shipped.OVERRIDES / name for name in STYLE_SHEETS)
    typed = [
        sheet.name for sheet in sheets if re.search("content:.*[‹›⌄]", sheet.read_text("utf-8"))
    ]
    assert typed == []


def test_own_theme(tmp_path: Path) -> None:
    """Features and palettes, of an interface that portals do not have, count for nothing."""
    told = "features: [navigation.tabs], palette: {scheme: slate}, font: {text: Inter}"
    theme = supplied(tmp_path, f"theme: {{name: material, {told}}}").theme
    assert (theme["features"], theme["palette"]) == ([], None)
    assert theme["font"] == {"text": "Inter"}


def test_own_files(tmp_path: Path) -> None:
    """Own style sheets and scripts come last, and none twice; the rest is as the file says."""
    config = supplied(
        tmp_path,
        "theme: material\n"
        "extra_css: [assets/stylesheets/print.css, mine.css]\n"
        "extra_javascript: [assets/javascripts/portal.js, mine.js]\n"
        "extra: {generator: true}\n"
        "markdown_extensions: [tables: {use_align_attribute: false}]\n"
        "validation: {anchors: ignore}\n",
    )
    assert tuple(config.extra_css) == (*STYLE_SHEETS, "mine.css")
    assert tuple(map(str, config.extra_javascript)) == ("mine.js",)
    assert config.extra["generator"] is True
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
