"""What a terminal shows of texts that others wrote."""

from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.cli.terminal import print_all_letters, visible


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


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧", "🏳️‍🌈", "👩🏽‍⚕️", "❤️‍🔥", "🏴‍☠️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می‌خواهم", "ه‍.ش", "क्‍ष", "ක්‍ෂ", "ന്‍റെ",
    ],
)  # fmt: skip
def test_what_joins_stays_legible(text: str) -> None:
    """Joined pictures, flags, and joiners where a script needs them, are shown as they are."""
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200db", "a‹U+200D›b"),
        ("pay\u200cpal", "pay‹U+200C›pal"),
        ("👨\u200d", "👨‹U+200D›"),
        ("\u200d👨", "‹U+200D›👨"),
        ("👨\u200d\u200d👩", "👨‹U+200D›‹U+200D›👩"),
        ("م\u200c\u200cخ", "م‹U+200C›‹U+200C›خ"),
        ("م\u200c x", "م‹U+200C› x"),
        ("🏴\U000e0067\U000e007f", "🏴‹U+E0067›‹U+E007F›"),
        ("م\u202eخ", "م‹U+202E›خ"),
        ("a\u3164\u034fb", "a‹U+3164›‹U+034F›b"),
        ("a\ufe01\ufe02", "a\ufe01‹U+FE02›"),
    ],
)  # fmt: skip
def test_what_joins_nothing_is_told(text: str, shown: str) -> None:
    """A joiner that joins nothing would hide, and what hides in a row of signs would too."""
    assert visible(text) == shown


@given(st.text(max_size=60))
def test_any_text_is_safe(text: str) -> None:
    """Whatever is shown holds no control but the line end, and nothing that turns text around."""
    shown = visible(text)
    assert not [c for c in shown if c != "\n" and (c < " " or "\x7f" <= c <= "\x9f")]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_letters_that_a_console_lacks(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are printed by number where the console's encoding does not have them; nothing fails."""
    raw = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(raw, encoding))
    print_all_letters()
    sys.stdout.write("J\xfcrgen \u2192 \u0141ukasz")
    sys.stdout.flush()
    assert (
        raw.getvalue().decode(encoding)
        == {
            "cp1252": "J\xfcrgen \\u2192 \\u0141ukasz",
            "ascii": "J\\xfcrgen \\u2192 \\u0141ukasz",
            "utf-8": "J\xfcrgen \u2192 \u0141ukasz",
        }[encoding]
    )
