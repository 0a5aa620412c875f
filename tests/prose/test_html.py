"""Prose as HTML."""

from __future__ import annotations

import pytest

from coaching_site.prose.html import emphasised, phrase_to_html, prose_to_html, text_to_html


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        ("a *b* **c**", "<p>a <em>b</em> <strong>c</strong></p>"),
        ("a\nb\n\nc", "<p>a\nb</p>\n<p>c</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("# <b> `c` ![d](e)", "<p># &lt;b&gt; `c` ![d](e)</p>"),
        (
            "[a](https://x.example/?a&b)",
            '<p><a rel="noopener noreferrer" href="https://x.example/?a&amp;b">a</a></p>',
        ),
        ("[a](javascript:b)", "<p>[a](javascript:b)</p>"),
        (
            "[](https://x.example/)",
            '<p><a rel="noopener noreferrer" href="https://x.example/">https://x.example/</a></p>',
        ),
    ],
)
def test_prose(prose: str, html: str) -> None:
    """Paragraphs, lists, emphasis and safe links are markup; all else is text."""
    assert prose_to_html(prose).strip() == html


def test_phrases() -> None:
    """A phrase has no blocks, and text no markup at all."""
    assert phrase_to_html("- *a*") == "- <em>a</em>"
    assert text_to_html('*a* "<b>"') == "*a* &quot;&lt;b&gt;&quot;"
    assert emphasised("a *b & c* [_d_](https://x.example) 2*3*4") == ["b & c", "d"]
