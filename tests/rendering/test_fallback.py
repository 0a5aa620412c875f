"""Words that stand in for those of another language."""

from __future__ import annotations

from markupsafe import Markup

from coaching_site.rendering.fallback import Formatted, fallback_of


def test_printed_markup() -> None:
    """On paper too, markup stays markup among words of another language, and a day is set apart."""
    fallback = fallback_of("en", "ar", ["\u0623!"])
    assert fallback
    markup = Markup("<p>\u0623!</p>")
    assert fallback.printed(markup) is markup
    assert fallback.printed("\u0623!") == "\u2068\u0623!\u2069"
    assert fallback.printed(Formatted("7")) == "7"
