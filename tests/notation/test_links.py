"""Bare addresses in a text: where each begins and ends, and what is none."""

from __future__ import annotations

import pytest

from coaching_site.notation.links import links_in

WEB = "https://a.example/x"
FOUND: dict[str, list[str]] = {
    f"See {WEB}.": [WEB],
    f"See {WEB}, {WEB}; {WEB}?!": [WEB, WEB, WEB],
    f"({WEB})": [WEB],
    f"({WEB}).": [WEB],
    f"<{WEB}>": [WEB],
    f'"{WEB}"': [WEB],
    f"'{WEB}'": [WEB],
    f"“{WEB}”": [WEB],
    f"«{WEB}»": [WEB],
    f"[{WEB}]": [WEB],
    f"**{WEB}**": [WEB],
    f"{WEB}…": [WEB],
    f"{WEB}\u200b/y": [WEB],
    f"{WEB}\u202ey": [WEB],
    f"go to:{WEB}": [WEB],
    "https://en.wiki.example/Foo_(bar).": ["https://en.wiki.example/Foo_(bar)"],
    "https://a.example/?q=[x]&y=1#z;": ["https://a.example/?q=[x]&y=1#z"],
    "https://a.example:8080/@kim": ["https://a.example:8080/@kim"],
    "http://1.2.3.4": ["http://1.2.3.4"],
    "http://intranet/x": ["http://intranet/x"],
    "https://bücher.example/ä": ["https://bücher.example/ä"],
    "https://例子.广告/x": ["https://例子.广告/x"],
    "请看https://example.org吧。": ["https://example.org"],
    "请看https://example.org/a吧。": ["https://example.org/a"],
    "a@b.example, lee@y.example.": ["a@b.example", "lee@y.example"],
    "Kim <kim@x.example>": ["kim@x.example"],
    "mailto:kim@x.example": ["mailto:kim@x.example"],
    "联系kim@example.org。": ["kim@example.org"],
    "javascript:alert(1)//https://a.example": [],
    "javascript:alert(1)": [],
    "data:text/html,hello": [],
    "vbscript:x file:///etc/passwd ftp://a.example": [],
    "https://bank.example@evil.example/x": [],
    "https://kim:secret@evil.example": [],
    "https://bank.example:443@evil.example": [],
    f"https://{WEB}": [],
    "https://": [],
    "https://.": [],
    "https://a..example": [],
    "http://intranet": [],
    "http://[::1]/": [],
    "kim@example": [],
    "kim@@x.example": [],
    "kim@x.example/path": [],
    f"`{WEB}`": [],
    f"`curl {WEB}` but {WEB}": [WEB],
    f"https://a.example/{'x' * 2000}": [],
}


@pytest.mark.parametrize(("text", "found"), FOUND.items())
def test_addresses_in_text(text: str, found: list[str]) -> None:
    """An address ends before the punctuation of its sentence, and other schemes are no links."""
    assert [text[link.start : link.end] for link in links_in(text)] == found


@pytest.mark.parametrize(
    ("text", "address", "host"),
    [
        ("HTTPS://Www.A.example/B", "https://Www.A.example/B", "a.example"),
        ("www.a.example/x", "https://www.a.example/x", "a.example"),
        ("mailto:kim@x.example", "mailto:kim@x.example", ""),
        ("o'brien+1@x.example", "mailto:o%27brien+1@x.example", ""),
        ("jürgen@x.example", "mailto:j%C3%BCrgen@x.example", ""),
    ],
)
def test_address_of_link(text: str, address: str, host: str) -> None:
    """A link has a scheme, which mail and `www.` may lack as they are typed."""
    (link,) = links_in(text)
    assert (link.address, link.host) == (address, host)


@pytest.mark.parametrize(
    "text",
    [
        "a'" * 9000,
        "www." * 5000,
        "https://" * 2500,
        "a@" * 9000,
        f"{WEB}{')' * 19_000}",
        "`" * 9000,
    ],
)
def test_long_text(text: str) -> None:
    """A long text is read to its end, in time."""
    assert len(list(links_in(text))) <= 1
