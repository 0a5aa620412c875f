"""Any two colours are either readable wherever a portal shows them, or refused with better ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.brand import palette
from coaching_site.brand.palette import nearest_readable, stylesheet_of, weakest
from coaching_site.model.brand import Colours
from tests.fixture import ROOT

LIGHT = {"paper": "#faf8f4", "raised": "#fffefb", "ink": "#1f2530", "soft": "#585f6c"}
DARK = {"paper": "#14181d", "raised": "#1b2027", "ink": "#ece8e0", "soft": "#a9afb9"}

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def ratio(one: str, other: str) -> float:
    """Return the contrast by the formula of WCAG 2.2, reckoned here and not by the package."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, by the same formula."""
    parts = [int(pair, 16) / 255 for pair in re.findall("..", colour[1:])]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(weight * x for weight, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def faults(main: str, accent: str) -> list[tuple[str, str, float]]:
    """Return each pair of text and ground in the stylesheet that is below AA."""
    light, dark, _ = stylesheet_of(Colours(main=main, accent=accent)).split("\n\n")
    found = []
    for rule in (light, dark):
        shown = properties(rule)
        papers, inks = (shown["paper"], shown["raised"]), (shown["ink"], shown["soft"])
        for name in ("brand", "accent"):
            text, wash = shown[name], shown[f"{name}-soft"]
            pairs = [(text, ground) for ground in (*papers, wash)]
            pairs += [(ink, wash) for ink in inks]
            pairs += [(papers[0], text)]
            found += [(*pair, ratio(*pair)) for pair in pairs if ratio(*pair) < 4.5]
    return found


def properties(rule: str) -> dict[str, str]:
    """Return the colours of a rule by their names."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rule))


def test_paper_and_ink_are_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paper and inks stand in the brand's sheet and in no other; brands are judged by the same."""
    light, dark, by_system = map(properties, stylesheet_of(Colours()).split("\n\n"))
    assert by_system == dark
    assert (light.items() >= LIGHT.items(), dark.items() >= DARK.items()) == (True, True)
    sheets = [path.read_text("utf-8") for path in (ROOT / "overrides").rglob("*.css")]
    assert [one for one in (*LIGHT.values(), *DARK.values()) if one in "".join(sheets)] == []
    grey = palette.LIGHT._replace(paper="#808080")
    monkeypatch.setattr(palette, "LIGHT", grey)
    assert "--paper: #808080;" in stylesheet_of(Colours())
    assert weakest(Colours().main)[1] == "on paper"


def test_what_ships_passes() -> None:
    """The colours of a portal without a brand can be read."""
    usual = Colours()
    assert faults(usual.main, usual.accent) == []


@given(main=colours, accent=colours)
def test_two_colours(main: str, accent: str) -> None:
    """Two colours are accepted and pass AA in every role, light and dark, or what is suggested
    in their place is accepted and does.
    """
    better = [nearest_readable(colour) for colour in (main, accent)]
    assert all(weakest(colour)[0] >= 4.5 for colour in better)
    for colour, suggested in zip((main, accent), better, strict=True):
        assert (weakest(colour)[0] >= 4.5) == (suggested == colour)
    assert faults(*better) == []
