"""Languages stand in for one another, and text runs in one of two directions."""

from __future__ import annotations

from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pytest

from coaching_site.languages import (
    isolated,
    listed,
    locale_of,
    nearest_language,
    percent,
    runs_against,
)


def theme() -> Path:
    """Return the folder of the theme's files."""
    found = find_spec("material")
    assert found
    assert found.origin
    return Path(found.origin).with_name("templates")


SPOKEN = {path.stem for path in (theme() / "partials/languages").glob("*.html")}


@pytest.mark.parametrize(
    ("tag", "nearest"),
    [
        *[("en-GB", "en"), ("de-AT", "de"), ("pt-BR", "pt-BR"), ("pt-PT", "pt"), ("es-419", "es")],
        *[("zh-Hant", "zh-Hant"), ("zh-TW", "zh-TW"), ("zh-HK", "zh-Hant"), ("zh-CN", "zh")],
        *[("sr", "sr"), ("sr-Latn", "sh"), ("no", "nb"), ("fil", "tl"), ("ckb", "ku-IQ")],
        *[("ar-EG", "ar"), ("he", "he"), ("ku", None), ("ga", None)],
    ],
)
def test_translation_of_the_theme(tag: str, nearest: str | None) -> None:
    """The theme speaks the language, one that its readers read too, or none."""
    assert nearest_language(tag, SPOKEN) == nearest


def test_unknown_language() -> None:
    """A language that nobody speaks has no rules."""
    with pytest.raises(ValueError, match="no rules for the language xx"):
        locale_of("xx")


@pytest.mark.parametrize(
    ("text", "against_ltr", "against_rtl"),
    [
        ("Noor", False, True),
        ("נועה", True, False),
        ("Noor נועה", True, True),
        ("12", False, True),
        ("Ωμέγα", False, True),
        ("日本", False, True),
        ("…", False, False),
        ("\u202e…", True, True),
        ("\u2067…", True, True),
    ],
)
def test_runs_against(text: str, against_ltr: bool, against_rtl: bool) -> None:
    """Letters, digits in a page from the right, and signs that turn it may run against a page."""
    assert (runs_against(text, "ltr"), runs_against(text, "rtl")) == (against_ltr, against_rtl)


def test_isolated() -> None:
    """Only what may run against a sentence stands between signs."""
    assert isolated("Noor", "ltr") == "Noor"
    assert isolated("Noor", "rtl") == "\u2068Noor\u2069"


@pytest.mark.parametrize(
    ("tag", "names", "said"),
    [
        ("en-GB", ["you"], "you"),
        ("en-GB", ["you", "Noor"], "you and Noor"),
        ("de", ["Ihnen", "Noor", "Greta"], "Ihnen, Noor und Greta"),
    ],
)
def test_listed(tag: str, names: list[str], said: str) -> None:
    """One, two and more names are told as a sentence of the language lists them."""
    assert listed(names, locale_of(tag)) == said


@pytest.mark.parametrize(
    ("tag", "share", "written"),
    [
        ("en", "50", "50%"),
        ("en-GB", "12.5", "12.5%"),
        ("en", "-20", "-20%"),
        ("en", "1250", "1,250%"),
        ("de", "50", "50\xa0%"),
        ("fr", "12.5", "12,5\xa0%"),
        ("tr", "50", "%50"),
        ("ja", "0", "0%"),
    ],
)
def test_percent(tag: str, share: str, written: str) -> None:
    """A share is written as the language writes it, to two decimals."""
    assert percent(Decimal(share), locale_of(tag)) == written
