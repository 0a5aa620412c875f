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


def linked(address: str, text: str = "") -> str:
    """Return a link as prose has it."""
    return f'<a rel="noopener noreferrer" href="{address}">{text or address}</a>'


A, B = "https://a.example/x_y_z", "https://b.example"
LINKED = {
    f"See {A}, {B}!": f"See {linked(A)}, {linked(B)}!",
    "to kim@x.example.": f"to {linked('mailto:kim@x.example', 'kim@x.example')}.",
    "www.a.example": linked("https://www.a.example", "www.a.example"),
    f"**{A}** *{B}*": f"<strong>{linked(A)}</strong> <em>{linked(B)}</em>",
    f"[{A}]({B})": linked(B, A),
    f"[*{A}* and kim@x.example]({B})": linked(B, f"<em>{A}</em> and kim@x.example"),
    f"[a]({B}), {A}": f"{linked(B, 'a')}, {linked(A)}",
    f"{A}[a]({B})": linked(A) + linked(B, "a"),
    f"<{A}>": f"&lt;{linked(A)}&gt;",
    f'"{A}"': f"&quot;{linked(A)}&quot;",
    f"`{A}`": f"`{A}`",
    f"{B}/?a=1&b=2": linked(f"{B}/?a=1&amp;b=2"),
    f"{B}/\\*x": linked(f"{B}/*x"),
    f"{B}\\\n{A}": f"{linked(B)}<br>\n{linked(A)}",
    f"{B}\n{A}": f"{linked(B)}\n{linked(A)}",
    f"{B}  {A}": f"{linked(B)}  {linked(A)}",
    f"{B}/'onclick='a": linked(f"{B}/'onclick='a"),
    f'{B}/"onclick="a': f"{linked(f'{B}/')}&quot;onclick=&quot;a",
    f"javascript:a//{B[8:]}": f"javascript:a//{B[8:]}",
    f"[a](javascript:a) {B}": f"[a](javascript:a) {linked(B)}",
    f"https://a.example@{B[8:]}": f"https://a.example@{B[8:]}",
}


@pytest.mark.parametrize(("prose", "html"), LINKED.items())
def test_bare_addresses(prose: str, html: str) -> None:
    """A bare address is a link to itself, but for one in a link, in backticks or of no web."""
    assert phrase_to_html(prose) == html


def test_phrases() -> None:
    """A phrase has no blocks, and text no markup at all."""
    assert phrase_to_html("- *a*") == "- <em>a</em>"
    assert text_to_html('*a* "<b>"') == "*a* &quot;&lt;b&gt;&quot;"
    assert emphasised("a *b & c* [_d_](https://x.example) 2*3*4") == ["b & c", "d"]
