"""Ranges of characters that nobody reads, as parts of a class in a regular expression.

They are written by escapes that Python and JavaScript (with the flag `u`) understand alike.
"""

from __future__ import annotations

from typing import Final

CONTROLS: Final = r"\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f"
"""Control characters but tab, line feed and U+0085, which also ends a line."""

SURROGATES: Final = r"\ud800-\udfff"
"""Halves of characters, which a text holds by mistake alone."""

NONCHARACTERS: Final = r"\ufdd0-\ufdef\ufffe\uffff"
"""Code points of the first plane that are never characters."""
