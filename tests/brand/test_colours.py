"""Colours: contrast, perceived lightness, and the nearest that passes."""

from __future__ import annotations

import math

import pytest

from coaching_site.brand.colours import contrast, lch_of, nearest, shaded, tinted


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast(one: str, other: str, expected: float) -> None:
    """Contrast is that of the well-known pairs, whichever comes first."""
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == expected


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "degrees"),
    [
        ("#ff0000", 0.628, 0.258, 29.2),
        ("#00ff00", 0.866, 0.295, 142.5),
        ("#0000ff", 0.452, 0.313, 264.1),
        ("#808080", 0.600, 0.0, None),
    ],
)
def test_oklch(colour: str, lightness: float, chroma: float, degrees: float | None) -> None:
    """Lightness, chroma and hue are those that CSS knows as `oklch()`."""
    found = lch_of(colour)
    assert round(found.lightness, 3) == lightness
    assert abs(round(found.chroma, 3)) == chroma
    assert degrees is None or round(math.degrees(found.hue) % 360, 1) == degrees


def test_shaded_keeps_hue() -> None:
    """Another lightness leaves the hue as it is, even where a screen cannot show the chroma."""
    hue = lch_of("#0000ff").hue
    assert abs(lch_of(shaded("#0000ff", 0.8)).hue - hue) < 0.05
    assert round(lch_of(shaded("#0000ff", 0.8)).lightness, 2) == 0.8


def test_tinted_is_pale() -> None:
    """A ground is as light as asked, whatever the colour, and grey for grey."""
    assert round(lch_of(tinted("#ff0000", 0.95, 0.02)).lightness, 2) == 0.95
    assert lch_of(tinted("#ff0000", 0.95, 0.02)).chroma < 0.025
    assert len({tinted("#808080", 0.95, 0.02)[at : at + 2] for at in (1, 3, 5)}) == 1


def test_nearest() -> None:
    """What passes stays as it is; else the next darker or lighter that passes is found."""
    assert nearest("#17505c", lambda _: True) == "#17505c"
    assert nearest("#888888", lambda one: contrast(one, "#ffffff") >= 4.5) == "#767676"
    assert nearest("#888888", lambda _: False) is None
