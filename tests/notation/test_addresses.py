"""Addresses of mail and of the web in other notations."""

from __future__ import annotations

import pytest

from coaching_site.model import Engagement
from coaching_site.notation.addresses import addresses_meant, web_addresses_meant


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("mailto:a@b.example", ["a@b.example"]),
        ("MAILTO://a@b.example", ["a@b.example"]),
        ("mailto:a@b.example?subject=Hi", ["a@b.example"]),
        ("<a@b.example>", ["a@b.example"]),
        ("Kim Lee <a@b.example>", ["a@b.example"]),
        ("a@b.example\u200b", ["a@b.example"]),
        ("a\u00ad@b.\u2060example", ["a@b.example"]),
        ("o\u2019brien@x.example", ["o'brien@x.example"]),
        ("a ＠ b.example", ["a@b.example"]),
        ("a@b.example.", ["a@b.example"]),
        ("jon at x.example", ["jon@x.example"]),
        ("jon [at] x [dot] example", ["jon@x.example"]),
        ("a@b.example, c@d.example", ["a@b.example", "c@d.example"]),
        ("a@b.example; c@d.example and e@f.example", ["a@b.example", "c@d.example", "e@f.example"]),
        ("jon at example", []),
        ("a@b", []),
        ("Kim", []),
    ],
)
def test_addresses(text: str, addresses: list[str]) -> None:
    """An address is found in what stands around it, and without what nobody sees."""
    assert list(addresses_meant(text)) == addresses


GOOD_ADDRESSES = [
    "o'brien@x.example",
    "kim+coaching@x.example",
    "a.b-c_d@sub.x-y.example",
    "müller@bücher.example",
    "用户@例子.广告",
    "kim@xn--bcher-kva.example",
    "x@a.xn--p1ai",
    "!#$%&*/=?^`{|}~@a.example",
]


BAD_ADDRESSES = [
    "mailto:a@b.example",
    "<a@b.example>",
    "Kim <a@b.example>",
    "a@b.example\u200b",
    "a\u00ad@b.example",
    "\u3164@b.example",
    "a@b.example, c@d.example",
    "a@b.example;c@d.example",
    "o\u2019brien@x.example",
    "a@ｂ.example",
    "a b@c.example",
    "a@@b.example",
    "a@b",
    "a@b.1",
    "a..b@c.example",
    ".a@c.example",
    "a.@c.example",
    "a@-b.example",
    "a@b-.example",
    "a@b_c.example",
    "a@b.example.",
    "a@.example",
    "a@b.example/x",
]


@pytest.mark.parametrize(("address", "good"), [
    *((address, True) for address in GOOD_ADDRESSES),
    *((address, False) for address in BAD_ADDRESSES),
])  # fmt: skip
def test_what_is_an_address(address: str, good: bool) -> None:
    """An apostrophe, a plus and any letters are of an address; what is around it is not."""
    week = {"executive": {"name": "A"}, "start": "2026-09-01"}
    try:
        Engagement.model_validate({**week, "coach": {"name": "B", "email": address}})
    except ValueError:
        assert not good
    else:
        assert good


WEB_ADDRESSES: dict[str, str | None] = {
    "https://x.example/a?b=1#c": "https://x.example/a?b=1#c",
    "x.example/jon": "https://x.example/jon",
    "http://x.example": "https://x.example",
    "htps:/x.example": "https://x.example",
    "//x.example/y": "https://x.example/y",
    "<https://x.example>": "https://x.example",
    "[Book](https://x.example/a)": "https://x.example/a",
    "https://bücher.example": "https://bücher.example",
    "https://x.example:8443/a": "https://x.example:8443/a",
    "javascript:alert(1)": None,
    "data:text/html,x": None,
    "ftp://x.example": None,
    "kim@x.example": None,
    "https://bank.example@evil.example": None,
    "https://x.example\\@evil.example": None,
    "https://x.example/ y": None,
    'https://x.example/"><b': None,
    "https://x.example/\u200b": None,
    "https://x": None,
    "Book at x.example": None,
}


@pytest.mark.parametrize(("text", "address"), WEB_ADDRESSES.items())
def test_web_addresses(text: str, address: str | None) -> None:
    """An address of the web is offered with https:, and taken in that form alone."""
    assert web_addresses_meant(text) == ((address,) if address else ())
    coach = {"name": "B", "booking": text}
    week = {"executive": {"name": "A"}, "start": "2026-09-01", "coach": coach}
    try:
        Engagement.model_validate(week)
    except ValueError:
        assert address != text
    else:
        assert address == text
