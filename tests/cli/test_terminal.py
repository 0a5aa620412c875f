"""What a terminal shows of texts that others wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.cli.terminal import shown_differences, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a‹U+001B›[2Jb"),
        ("\x9b31m", "‹U+009B›31m"),
        ("a\rb", "a‹U+000D›b"),
        ("pay \u202e001\u202c now", "pay ‹U+202E›001‹U+202C› now"),
        ("\u2066x\u2069\u200f", "‹U+2066›x‹U+2069›‹U+200F›"),
        ("\u200b\ufeff\u00ad", "‹U+200B›‹U+FEFF›‹U+00AD›"),
        ("a\u2028b", "a‹U+2028›b"),
        ("\U000e0041", "‹U+E0041›"),
        ("two\nlines\tand 😀 مرحبا é", "two\nlines    and 😀 مرحبا é"),
    ],
)  # fmt: skip
def test_what_steers_is_made_visible(text: str, shown: str) -> None:
    """Controls and signs that turn or hide others are shown by number; all else as it is."""
    assert visible(text) == shown


def test_a_table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows show now and then, markup as it was typed, and long texts cut with their length."""
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setenv("NO_COLOR", "1")
    shown_differences([("[b]one[/b]", "", ":smile:", "new"), ("two", "a b", "x" * 1300, "new")])
    out = " ".join(capsys.readouterr().out.split())
    assert "[b]one[/b] – :smile: new" in out
    assert "(1300 characters in all)" in out


@given(st.text(max_size=60))
def test_any_text_is_safe(text: str) -> None:
    """Whatever is shown holds no control but the line end, and nothing that turns text around."""
    shown = visible(text)
    assert not [c for c in shown if c != "\n" and (c < " " or "\x7f" <= c <= "\x9f")]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
