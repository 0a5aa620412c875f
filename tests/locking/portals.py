"""Small portals that are built already, to be locked by tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coaching_site.build.workspace import Workspace
from coaching_site.locking.locked_page import UnlockPage
from coaching_site.model.brand import Brand
from coaching_site.privacy.policy import harden
from coaching_site.staging import StagingFolder

PAGE: Final = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>{}'
    "</body></html>\n"
)
CANARY: Final = "Kzq7Wm3xTf9Lp2Vd"
DATA: Final = f'var portalData={{"said":"{CANARY}"}};\n'


def built(site: Path, files: Mapping[str, str] | None = None) -> Path:
    """Build a portal of these files, or of one page, and return its folder."""
    files = files or {
        "index.html": PAGE.format(f"Jane Doe {CANARY}"),
        "assets/javascripts/portal.js": "(()=>{})();\n",
        "assets/javascripts/portal-data.12345678.js": DATA,
        "files/own.js": "alert(1)",
    }
    staging = StagingFolder(site, site.name)
    for name, text in files.items():
        path = staging.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    harden(staging.path)
    staging.mark([*files, ".portal"])
    staging.swap_in()
    staging.discard()
    return site


def unlock_page(language: str = "en") -> UnlockPage:
    """Return what writes the page of locked portals, with what is shipped."""
    nowhere = Path("nowhere")
    return UnlockPage(Workspace(nowhere, nowhere, nowhere), language, Brand())
