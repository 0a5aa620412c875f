"""Names of files as they are typed."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from coaching_site.model.attachment import Attachment


@pytest.mark.parametrize("name", ["a.pdf", "a b/c.pdf", "über.pdf", "a.b.pdf", "(1) & 'x'#%.pdf"])
def test_names(name: str) -> None:
    """A name may have folders, spaces and any letters."""
    assert Attachment(file=name).file == name


@pytest.mark.parametrize("name", ["", "../a.pdf", "/a.pdf", "a\\b.pdf", "a/.b", "a./b", "a:b"])
def test_refused(name: str) -> None:
    """A name that leads elsewhere on any system is refused."""
    with pytest.raises(ValidationError):
        Attachment(file=name)
