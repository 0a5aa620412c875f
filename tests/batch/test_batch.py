"""Whatever happens to a batch, each portal is a whole one, and the next run finishes the work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixture import ROOT

OLD, NEW = "2026-11-26", "2026-11-27"


def _killing(kind: str, folder: Path) -> list[str]:
    """Return the lines of batches that are disturbed, which a process of its own does."""
    code = [sys.executable, "-m", "tests.batch.killing", kind, str(folder)]
    ran = subprocess.run(code, cwd=ROOT, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


@pytest.mark.parametrize(
    ("kind", "between"),
    [
        # Whose process dies is built by another one.
        ("worker", {NEW}),
        # Some portals may be new by then; each of the others is the whole old one.
        ("group", {OLD, f"{OLD} {NEW}", NEW}),
        ("disk", {OLD, f"{OLD} {NEW}", NEW}),
    ],
)
def test_disturbed_at_each_step(tmp_path: Path, kind: str, between: set[str]) -> None:
    """A killed process, all of them killed, or a disk that is full for a moment, harm no portal."""
    found = _killing(kind, tmp_path)
    assert len(found) > 4
    assert set(found) <= {f"3 {days} then 3 {NEW} known" for days in between}
    assert found[-1] == f"3 {NEW} then 3 {NEW} known"  # the last is not disturbed


def test_two_at_once(tmp_path: Path) -> None:
    """Two batches of the same portals at once do not harm each other, and leave nothing behind."""
    assert set(_killing("together", tmp_path)) == {f"3 {NEW}"}
