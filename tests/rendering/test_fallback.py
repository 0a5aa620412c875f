"""Words that stand in for those of another language."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from coaching_site.languages import LocalizedText
from coaching_site.rendering.fallback import Formatted, Untranslated, fallback_of
from tests.rendering.test_environment import DAY, environment


def test_printed_markup() -> None:
    """On paper too, markup stays markup among words of another language, and a day is set apart."""
    fallback = fallback_of("en", "ar", ["\u0623!"])
    assert fallback
    markup = Markup("<p>\u0623!</p>")
    assert fallback.printed(markup) is markup
    assert fallback.printed("\u0623!") == "\u2068\u0623!\u2069"
    assert fallback.printed(Formatted("7")) == "7"


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("day | day | unbroken", Formatted),
        ("[day | day, day | month] | listed", Formatted),
        ("[words.minutes, counted('minutes', 2)] | listed", LocalizedText),
        ("[words.minutes, 'Ann'] | listed", str),
        ("[] | listed", str),
        ("[english, english] | listed", Untranslated),
    ],
)
def test_what_is_made_of_texts(expression: str, kind: type[str]) -> None:
    """A text that is made of others is marked as they are, if all are marked alike."""
    made = environment().compile_expression(expression)(day=DAY, english=Untranslated("a"))
    assert type(made) is kind
