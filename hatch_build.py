"""A step in the build of the wheel: the typefaces are cut into the package.

It runs for an editable install too, so that a clone has the files; git ignores them.
"""

from __future__ import annotations

from pathlib import Path
from runpy import run_path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FontHook(BuildHookInterface[Any]):
    """Writes the cut fonts where the package reads them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the fonts; raise `ValueError` when a source is not the expected one."""
        del version, build_data
        brand = Path(self.root, "coaching_site/brand")
        # By its path, since the package's own dependencies are not installed here.
        run_path(str(brand / "subset_font.py"))["write_fonts"](brand)
