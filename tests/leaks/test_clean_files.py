"""What was searched is not searched again, as long as that holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.leaks.clean_files import CleanFiles


@pytest.mark.parametrize(
    ("path", "content", "is_shared", "circumstances", "unknown"),
    [
        ("a.js", b"a", True, "same", b""),
        ("a.js", b"a", True, "other", b""),
        ("a.js", b"b", True, "same", b"b"),
        ("a.js", b"a", False, "same", b"a"),
        ("a.css", b"a", True, "same", b"a"),
        ("b.css", b"q{}p{x:y}", True, "other", b"q{}"),
        ("paper.pdf", b"p", False, "same", b""),
        ("paper.pdf", b"p", False, "other", b"p"),
    ],
)
def test_clean_files(
    tmp_path: Path, path: str, content: bytes, is_shared: bool, circumstances: str, unknown: bytes
) -> None:
    """What all portals share stays clean, rule by rule; another file until somebody changes."""
    first = CleanFiles(tmp_path, "same")
    first.add("a.js", b"a", is_shared=True)
    first.add("a.css", b"p{x:y}r{}", is_shared=True)
    first.add("paper.pdf", b"p", is_shared=False)
    first.keep()
    later = CleanFiles(tmp_path, circumstances)
    assert later.unknown(path, content, is_shared=is_shared) == unknown
    assert CleanFiles(None, circumstances).unknown(path, content, is_shared=is_shared) == content
