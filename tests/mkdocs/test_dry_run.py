"""What MkDocs makes of a project's settings, without a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.mkdocs.dry_run import dry_run_of
from coaching_site.mkdocs.failures import InputRefused


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("site_name: x\nplugins: []\n", r"plugins: expected `coaching-site` among them"),
        ("site_name: [\n", r"mkdocs\.yml: "),
        ("plugins: [coaching-site]\nsite_name: 1\n", r"mkdocs\.yml: .*site_name"),
        ("site_name: x\nplugins: [no-such-plugin]\n", r"no-such-plugin"),
    ],
)
def test_settings_with_a_mistake(settings: str, told: str, tmp_path: Path) -> None:
    """It is told in one line, behind the name of the file."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    with pytest.raises(InputRefused, match=told) as caught:
        dry_run_of(tmp_path / "mkdocs.yml")
    assert "\n" not in str(caught.value)
