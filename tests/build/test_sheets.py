"""Style sheets of portals, for pages that are made without a site builder."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.build.sheets import sheets_of
from coaching_site.build.workspace import Workspace
from coaching_site.problems import InvalidInput
from tests.fixture import CONTENT, ROOT


def test_own_sheets_first(tmp_path: Path) -> None:
    """A sheet of the workspace wins over the shipped one; what is nowhere is told by its name."""
    own = tmp_path / "overrides"
    own.mkdir()
    (own / "mine.css").write_text("a {}", "utf-8")
    workspace = Workspace(CONTENT, own, tmp_path / "engagements")
    name = "assets/stylesheets/tokens.css"
    found = sheets_of(workspace, {"x.css": "mine.css", "y.css": name})
    assert found == {"x.css": b"a {}", "y.css": (ROOT / "overrides" / name).read_bytes()}
    with pytest.raises(InvalidInput) as refused:
        sheets_of(workspace, {"z.css": "none.css"})
    assert str(refused.value).endswith("none.css: there is no such file, which these pages need")
