"""Rich text says its words, whatever codes stand between and within them."""

from __future__ import annotations

import pytest

from coaching_site.leaks.rich_text import text_of_rtf


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (rb"J\u252\'fcrg", "Jürg"),
        (rb"{\uc0 J\u252rg}", "Jürg"),
        (rb"\uc2 J\u252\'fc\'fcrg\uc1 \u252?", "Jürgü"),
        (rb"\u-10179?\u-8694?", "\U0001f60a"),
        (rb"Jane\tab Doe\line at\par\r\nwork\cell x\~y", "Jane\tDoe\nat\nwork\tx\u00a0y"),
        (rb"{\b Ja}{\i\fs24 ne}", "Jane"),
        (b"Ja\r\nne", "Jane"),
        (rb"Jane\-Doe\_B \{c\} \\", "JaneDoe-B {c} \\"),
        (rb"O\rquote Neil", "O\u2019Neil"),
        (rb"\ansicpg1251 \'cf\'e5\'f2\'f0", "Петр"),
        (rb"\ansicpg932 \'83\'4a", "カ"),
        (rb"\ansicpg99999 J\'fcrg \'", "Jürg '"),
    ],
)
def test_text_of_rtf(inner: bytes, text: str) -> None:
    """Letters by numbers and bytes, their substitutes, ends of lines and cells, and other codes."""
    assert text_of_rtf(rb"{\rtf1\ansi " + inner.replace(rb"\r\n", b"\r\n") + b"}") == text
