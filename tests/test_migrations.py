"""Files of an older form become new ones: what they say is the same, and each comment stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coaching_site.editing import Put, apply_edits
from coaching_site.migrations import MIGRATIONS, Migration, migrated
from coaching_site.model.engagement import SCHEMA_VERSION
from coaching_site.problems import InvalidInput
from tests.fixture import ENGAGEMENTS, ROOT

FILE = Path("engagement.yml")
OLD = b"""\
# yaml-language-server: $schema=x
## For her alone.

executive:  # whom
  name: Amara Obi
company: Northwind  # since May
# goals:
#   - title: x
coach: {name: Jon Field}
"""


def renamed(raw: bytes) -> bytes:
    """Call a key by another name, as an invented version does."""
    return re.sub(rb"^company:", b"organisation:", raw, flags=re.MULTILINE)


def with_other_name(said: dict[str, Any]) -> dict[str, Any]:
    """Do the same in what the file says."""
    return {"organisation" if key == "company" else key: value for key, value in said.items()}


def with_end(raw: bytes) -> bytes:
    """Put a key that the next invented version wants."""
    return apply_edits(raw, [Put(("end",), "2027-01-31")], lambda _: ["executive", "end"])


STEPS = {
    1: Migration(renamed, with_other_name),
    2: Migration(with_end, lambda said: said | {"end": "2027-01-31"}),
}


def test_a_file_without_a_version() -> None:
    """The first form gets its version, and is else what it was, to the byte."""
    after = migrated(OLD, FILE)
    assert after == OLD.replace(b"\nexecutive", b"\nschema_version: 1\n\nexecutive")
    assert migrated(after, FILE) == after


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        (b"a: 1\n", b"schema_version: 1\na: 1\n"),
        (b"a: 1", b"schema_version: 1\na: 1"),
        (b"\xef\xbb\xbfa: 1\r\n", b"\xef\xbb\xbfschema_version: 1\r\na: 1\r\n"),
        (b"# ours\r\n\r\na: 1\r\n", b"# ours\r\n\r\nschema_version: 1\r\n\r\na: 1\r\n"),
        (b"{a: 1}\n", b"{a: 1, schema_version: 1}\n"),
        (b"--- \na: 1\n", b"--- \nschema_version: 1\na: 1\n"),
    ],
)
def test_where_the_version_stands(raw: bytes, after: bytes) -> None:
    """It stands before the first key, by the line ends of the file, and apart where that does."""
    assert migrated(raw, FILE) == after


def test_each_step() -> None:
    """An older file goes through each step from its own version on; comments stay."""
    after = migrated(OLD, FILE, STEPS, 3)
    assert b"organisation: Northwind  # since May\n" in after
    assert b'\nend: "2027-01-31"\n' in after
    assert b"schema_version: 3\n" in after
    assert all(line in after.split(b"\n") for line in OLD.split(b"\n") if b"#" in line[:1])
    second = b"schema_version: 2  # mine\n" + renamed(OLD)
    assert b"schema_version: 3  # mine\n" in migrated(second, FILE, STEPS, 3)


@pytest.mark.parametrize(
    ("edit", "convert"),
    [
        (renamed, lambda said: said),
        (lambda raw: raw.replace(b"Amara", b"Anna"), lambda said: said),
        (lambda raw: raw.replace(b"  # since May", b""), lambda said: said),
        (lambda raw: raw.replace(b"## For her alone.\n", b""), lambda said: said),
    ],
)
def test_a_step_that_errs(
    edit: Callable[[bytes], bytes], convert: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    """A step that changes more than it says, or loses a comment, changes nothing."""
    with pytest.raises(InvalidInput, match=r"engagement\.yml: the file is written in a way"):
        migrated(OLD, FILE, {1: Migration(edit, convert)}, 2)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            b"schema_version: 9\nnew: x\n",
            ":1:1: schema_version: this file has version 9",
        ),
        *(
            (b"schema_version: %b\nnew: x\n" % found, ":1:17: schema_version: expected a whole num")
            for found in (b"0", b"-1", b"01", b"one", b"[1]", b"99999999999999999999")
        ),
        (b"start: [\n", ":1:"),
        (b"# nothing\n", ": expected an engagement, found none"),
        (b"- a\n", ": expected an engagement, found none"),
    ],
)
def test_files_that_cannot_be_migrated(raw: bytes, told: str) -> None:
    """A newer file, one without a sensible version, and one that cannot be read, are refused."""
    with pytest.raises(InvalidInput) as caught:
        migrated(raw, FILE)
    assert str(caught.value).startswith(f"engagement.yml{told}")


def test_the_table() -> None:
    """There is a step from each version to the next."""
    assert sorted(MIGRATIONS) == [*range(1, SCHEMA_VERSION)]


@pytest.mark.parametrize(
    "file", [*sorted(ENGAGEMENTS.glob("*/*.yml")), ROOT / "engagements/starter.yml"]
)
def test_shipped_files(file: Path) -> None:
    """Whatever a coach has typed in the samples stays as it is, but for the version."""
    raw = re.sub(rb"\{(\w+)\}", rb"\1", file.read_bytes())
    lines = migrated(raw, FILE).splitlines()
    added = [line for line in lines if line not in raw.splitlines()]
    assert added in ([], [b"schema_version: 1"])
    assert [line for line in lines if line and line not in added] == [
        *filter(None, raw.splitlines())
    ]
