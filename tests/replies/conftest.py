"""A small engagement for the tests of replies."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.model import Engagement
from tests.replies.samples import folder_with, loaded


@pytest.fixture
def before(tmp_path: Path) -> Engagement:
    """The engagement as the portal showed it."""
    return loaded(folder_with(tmp_path / "before"))
