"""Replies in a text that mail programs have changed."""

from __future__ import annotations

from base64 import b64encode
from html import escape

import pytest

from coaching_site.replies.mail_text import of_base64, replies_in

OPEN = '{"format":"coaching-site reply","text":"as we said"}'


@pytest.mark.parametrize(
    "text",
    [
        OPEN,
        f"Hello Kim,\n\n{OPEN}\n\nJane",
        f"> {OPEN}",
        f">> {OPEN}\n>> Jane",
        OPEN.replace("as we", "as\nwe"),
        OPEN.replace(" ", "=20=\n"),
        f"<p>{escape(OPEN)}</p>",
    ],
    ids=["alone", "among words", "quoted", "quoted twice", "wrapped", "encoded", "as HTML"],
)
def test_an_open_reply(text: str) -> None:
    """It is found to the letter."""
    assert replies_in(text) == [OPEN.encode()]


@pytest.mark.parametrize("text", ["", "Hello", "{", '{"format": 1', "eyJ", '{"other": 1}'])
def test_no_reply(text: str) -> None:
    """Where there is none, or half of one, none is found."""
    assert replies_in(text) == []


def test_several_replies() -> None:
    """Each of them is found, and what is within one is no other."""
    outer = '{"format":"x","text":"{\\"format\\":1}"}'
    assert replies_in(f"{OPEN}\n{outer}") == [OPEN.encode(), outer.encode()]


def test_base64() -> None:
    """Lines of base64 are read; other text, and what is too short to tell, is not."""
    typed = b64encode(OPEN.encode()).decode()
    assert of_base64(f"{typed[:40]}\r\n{typed[40:]}") == OPEN.encode()
    assert of_base64("Hello") is None
    assert of_base64(OPEN) is None
