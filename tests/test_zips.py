"""A zip follows from what is in it."""

from __future__ import annotations

import io
import zipfile

from coaching_site.zips import zipped


def test_the_same_files_give_the_same_bytes() -> None:
    """Neither the order nor the time counts; names of any language come back, for the owner."""
    files = {"a/zwei.txt": b"2" * 1000, "a/eins/ü.txt": b"1"}
    content = zipped(files)
    assert content == zipped(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100600}
        assert archive.testzip() is None
