"""Themes are listed as MkDocs wants them, without what is hidden."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from coaching_site.mkdocs.theme_files import VisibleTemplates


def test_visible_templates(tmp_path: Path) -> None:
    """What stands in a hidden folder is not listed, but found all the same."""
    for name in ("main.html", "assets/a.css", ".icons/material/star.svg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    loader = VisibleTemplates(tmp_path)
    assert loader.list_templates() == ["assets/a.css", "main.html"]
    icon = ".icons/material/star.svg"
    assert Environment(loader=loader).get_template(icon).render() == icon


def test_two_folders(tmp_path: Path) -> None:
    """A file that two folders have is listed once, as the parent lists it."""
    for folder in ("overrides", "theme"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "main.html").touch()
    folders = [tmp_path / "overrides", tmp_path / "theme"]
    assert VisibleTemplates(folders).list_templates() == FileSystemLoader(folders).list_templates()
