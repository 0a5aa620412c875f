"""Space between tags goes, and text stays."""

from __future__ import annotations

import pytest

from coaching_site.rendering.tag_space import without_tag_space


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a</p>\n\n  <p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<p>a</p> <p>b</p>", "<p>a</p> <p>b</p>"),
        ("<p>a\n\n b</p>", "<p>a\n\n b</p>"),
        ("<pre><b>a</b>\n\n <b>b</b></pre>\n\n<p>", "<pre><b>a</b>\n\n <b>b</b></pre>\n<p>"),
    ],
)
def test_without_tag_space(html: str, left: str) -> None:
    """Lines between tags are one, but in text that is shown as it was typed."""
    assert without_tag_space(html) == left
    assert without_tag_space(left) == left
