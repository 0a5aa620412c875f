"""The clients of a workspace are read one by one, and none stops another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coaching_site.build.workspace import Workspace
from coaching_site.practice.clients import Client, ClientReader, UnreadClient
from coaching_site.problems import InvalidInput
from tests.practice.workspaces import write_client


@pytest.fixture
def reader(tmp_path: Path) -> ClientReader:
    """A reader of an empty workspace."""
    folders = (tmp_path / name for name in ("content", "overrides", "engagements"))
    return ClientReader(Workspace(*folders), date(2026, 11, 16))


def test_all(reader: ClientReader, tmp_path: Path) -> None:
    """Clients come by slug, in any language; one with problems, or that is no file, says so."""
    write_client(tmp_path, "zoe", "Zoë Brandt")
    write_client(tmp_path, "jens", "Jens Ott", language="de")
    write_client(tmp_path, "bad").write_text("start: never\n")
    write_client(tmp_path, "Old")
    write_client(tmp_path, "door").unlink()
    (tmp_path / "engagements/door/engagement.yml").mkdir()
    (tmp_path / "engagements/notes.txt").touch()
    old, bad, door, jens, zoe = reader.all()
    assert [type(one) for one in (old, bad, door)] == [UnreadClient] * 3
    assert isinstance(bad, UnreadClient)
    assert len(bad.problems) == 3
    assert isinstance(jens, Client)
    assert isinstance(zoe, Client)
    assert (jens.portal.language, zoe.portal.executive.name) == ("de", "Zoë Brandt")


def test_no_folder(reader: ClientReader) -> None:
    """A workspace without engagements has no clients, and reading one is refused."""
    assert reader.all() == ()
    with pytest.raises(InvalidInput, match="there are none"):
        reader.read("ann")
