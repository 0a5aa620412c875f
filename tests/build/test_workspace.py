"""Where a workspace keeps its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site import shipped
from coaching_site.build.workspace import Workspace
from coaching_site.problems import InvalidInput


def workspace_in(folder: Path) -> Workspace:
    """Return a workspace of three folders."""
    return Workspace(folder / "content", folder / "overrides", folder / "engagements")


def test_a_file_of_words(tmp_path: Path) -> None:
    """A file of words is laid upon the shipped one, and those of a language upon both."""
    workspace = workspace_in(tmp_path)
    assert workspace.own_file("brand.yml") == tmp_path / "content/brand.yml"
    (tmp_path / "content").mkdir()
    for name in ("words.yml", "words.fr.yml"):
        (tmp_path / "content" / name).touch()
    files = [(layer.path, layer.shipped) for layer in workspace.layers("words", "fr-CA")]
    assert files == [
        (shipped.CONTENT / "words.yml", True),
        (tmp_path / "content/words.yml", False),
        (tmp_path / "content/words.fr.yml", False),
    ]


def test_a_clone() -> None:
    """Where the workspace is the clone itself, each folder is looked through once."""
    clone = Workspace(shipped.CONTENT, shipped.OVERRIDES, Path("engagements"))
    assert clone.template_folders == (clone.content, clone.overrides)
    assert [layer.shipped for layer in clone.layers("words")] == [False]
    assert clone.pdf_templates == (clone.overrides / "pdf",)


def test_looks_that_fit_a_pattern(tmp_path: Path) -> None:
    """The files of the looks have names with `/`, whatever the machine, and an order."""
    for name in ("main.html", "pdf/sheet.css", "components/ui.html"):
        (tmp_path / "overrides" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "overrides" / name).touch()
    found = [name for name, _ in workspace_in(tmp_path).override_files("*.html")]
    assert found == ["components/ui.html", "main.html"]


@pytest.mark.parametrize("engagements", ["content/clients", "overrides", "."])
def test_clients_among_sources(tmp_path: Path, engagements: str) -> None:
    """Clients must not lie where all is built, nor around it."""
    workspace = Workspace(tmp_path / "content", tmp_path / "overrides", tmp_path / engagements)
    with pytest.raises(InvalidInput, match=r"mkdocs\.yml: engagements: expected a place apart"):
        workspace.refuse_clients_in_sources()
