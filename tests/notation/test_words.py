"""Languages, currencies, time zones, addresses and names typed by another habit."""

from __future__ import annotations

import pytest
from babel import Locale

from coaching_site.model import Engagement
from coaching_site.model.time_zones import zone_names
from coaching_site.notation.addresses import addresses_meant
from coaching_site.notation.currencies import currencies_in_use, currencies_meant, known_currencies
from coaching_site.notation.languages import language_meant
from coaching_site.notation.names import choice_meant, fingerprint_meant, id_meant
from coaching_site.notation.time_zones import zone_meant


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("en_GB", "en-GB"),
        ("en-gb", "en-GB"),
        ("EN", "en"),
        ("en-UK", "en-GB"),
        ("en_US.UTF-8", "en-US"),
        ("de-XX", "de"),
        ("zh-hant", "zh-Hant"),
        ("ZH_TW", "zh-TW"),
        ("English", "en"),
        ("British English", "en-GB"),
        ("English (UK)", "en-GB"),
        ("German (Austria)", "de-AT"),
        ("Deutsch", "de"),
        ("Germann", "de"),
        ("français", "fr"),
        ("Francais", "fr"),
        ("日本語", "ja"),
        ("xx", None),
        ("Klingon", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    """A language is known by its name, in English and in itself, and by codes of other programs."""
    assert language_meant(text) == language


@pytest.mark.parametrize("code", ["de", "pt-BR", "sr-Latn", "zh-Hans", "es-419"])
def test_every_way_to_write_a_tag(code: str) -> None:
    """A tag is known whatever its case and the signs between its parts."""
    for text in (code.lower(), code.upper(), code.replace("-", "_"), code.replace("-", " - ")):
        assert language_meant(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("eur", ["EUR"]),
        ("Euro", ["EUR"]),
        ("€", ["EUR"]),
        ("$", ["USD", "CAD", "AUD"]),
        ("Swiss francs", ["CHF"]),
        ("UER", ["EUR"]),
        ("ZZZ", []),
        ("money", []),
    ],
)
def test_currencies(text: str, codes: list[str]) -> None:
    """A currency is known by its code in any case, its name and its sign."""
    assert list(currencies_meant(text)) == codes


def test_currencies_of_today_and_of_old() -> None:
    """Codes for no money are none; money of old is known, but not in use."""
    assert {"EUR", "USD", "DEM"} <= known_currencies()
    assert {"XXX", "XTS", "ZZZ"} & known_currencies() == set()
    assert {"EUR", "USD"} <= currencies_in_use()
    assert "DEM" not in currencies_in_use()
    assert currencies_in_use() - known_currencies() == set()


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Stockholm", "Europe/Stockholm"),
        ("New York", "America/New_York"),
        ("america / new york", "America/New_York"),
        ("europe/stockholm", "Europe/Stockholm"),
        ("Europe/Stokholm", "Europe/Stockholm"),
        ("Lodnon", "Europe/London"),
        ("CET", "Europe/Berlin"),
        ("PST", "America/Los_Angeles"),
        ("GMT+2", None),
        ("Mars", None),
    ],
)
def test_zones(text: str, zone: str | None) -> None:
    """A time zone is known by its city and by the letters that people use."""
    assert zone_meant(text, zone_names()) == zone


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My Goal", "my-goal"),
        ("Größe für alle!", "große-fur-alle"),
        ("Focus!", "focus"),
        ("fo\u200bc\u00adus", "focus"),
        ("2026", None),
        ("日本", None),
    ],
)
def test_ids(text: str, name: str | None) -> None:
    """A short name is made of the letters there are."""
    assert id_meant(text) == (name and name.replace("ß", "ss"))


@pytest.mark.parametrize(
    ("text", "paper"),
    [("a4", "A4"), ("A 4", "A4"), ("letter", "Letter"), ("US Letter", "Letter"), ("A5", None)],
)
def test_choices(text: str, paper: str | None) -> None:
    """A word of choice is known in any case and with more around it."""
    assert choice_meant(text, ("A4", "Letter")) == paper


def test_fingerprints() -> None:
    """A fingerprint is known without its dashes and in small letters; not when letters lack."""
    assert fingerprint_meant("k7qf 2mza xw3d") == "K7QF-2MZA-XW3D"
    assert fingerprint_meant("k7qf 2mza") is None


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


def test_each_language_is_known_by_its_name() -> None:
    """Of the languages with words of the theme, each is known by its own name and in English."""
    for code in ("ar", "cs", "da", "es", "fi", "he", "it", "ja", "ko", "nl", "pl", "sv", "uk"):
        names = (Locale("en").languages[code], Locale(code).languages[code])
        assert [language_meant(name) for name in names] == [code, code]
