"""The programme from its file."""

from __future__ import annotations

from pathlib import Path

from coaching_site.checks import check_programme
from coaching_site.loading.records import load_record
from coaching_site.model import Programme


def load_programme(path: Path) -> Programme:
    """Return the programme in a file; raise `InvalidInput` with all its problems."""
    return load_record(path, Programme, check_programme).record
