"""What the pages of a desk load: sheets of portals, one of its own, and the coach's logo."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site import shipped
from coaching_site.brand.identity import identity_of
from coaching_site.build.workspace import Workspace
from coaching_site.desk.looks import looks_of
from coaching_site.model.brand import Brand
from coaching_site.problems import InvalidInput


def workspace(folder: Path) -> Workspace:
    """Return a workspace that has nothing of its own."""
    return Workspace(*(folder / name for name in ("content", "overrides", "engagements")))


@pytest.mark.parametrize("logo", [None, "brand/logo.svg"])
def test_looks(tmp_path: Path, logo: str | None) -> None:
    """Each sheet is among the files, and so is the coach's logo, or else letters."""
    (tmp_path / "content/brand").mkdir(parents=True)
    (tmp_path / "content/brand/logo.svg").write_bytes(b"<svg/>")
    own = tmp_path / "overrides/desk/desk.css"
    own.parent.mkdir(parents=True)
    own.write_text(".mine {}", "utf-8")
    looks = looks_of(workspace(tmp_path), identity_of(Brand(logo=logo), "Jon Field", "Jon"))
    assert {*looks.sheets} <= {*looks.files}
    assert looks.sheets[-2:] == ("assets/stylesheets/desk.css", "assets/stylesheets/grid.css")
    assert looks.files["assets/stylesheets/desk.css"] == b".mine {}"
    assert looks.files.get("brand/logo.svg") == (b"<svg/>" if logo else None)
    assert ("assets/images/mark.svg" in looks.files) != bool(logo)


def test_a_missing_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a sheet that a desk needs there is a problem for each, and no traceback."""
    monkeypatch.setattr(shipped, "OVERRIDES", tmp_path / "none")
    with pytest.raises(InvalidInput) as caught:
        looks_of(workspace(tmp_path), identity_of(Brand(), "Jon Field", "Jon"))
    assert len(caught.value.problems) == 7
