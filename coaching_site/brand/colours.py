"""Colours as people see them: how far two are apart, and the nearest that can be read.

Contrast is that of WCAG 2.2. Lightness, chroma and hue are those of OKLCH, in which a step looks
equally large wherever it is taken (Björn Ottosson, "A perceptual color space for image
processing", 2020). A library for colours would take longer to load than all of this to run.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from math import atan2, cos, hypot, sin
from typing import Final, NamedTuple

READABLE: Final = 4.5
"""The least contrast of text and its ground: WCAG 2.2, level AA."""

_STEPS: Final = 500
_Three = tuple[float, float, float]


class Lch(NamedTuple):
    """A colour in OKLCH: lightness from 0 to 1, chroma from 0, hue in radians."""

    lightness: float
    chroma: float
    hue: float


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours such as `#17505c`, from 1 to 21."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def tinted(colour: str, lightness: float, chroma: float) -> str:
    """Return a ground of the hue of a colour, with at most a third of its chroma."""
    before = lch_of(colour)
    return _gamut_mapped(Lch(lightness, min(before.chroma / 3, chroma), before.hue))


def shaded(colour: str, lightness: float) -> str:
    """Return a colour in another lightness, as rich as a screen can show it."""
    before = lch_of(colour)
    return _gamut_mapped(Lch(lightness, before.chroma, before.hue))


def nearest(colour: str, passes: Callable[[str], bool]) -> str | None:
    """Return the colour of the same hue, as near in lightness as can be, that passes."""
    start = lch_of(colour).lightness
    steps = sorted((n / _STEPS for n in range(_STEPS + 1)), key=lambda light: abs(light - start))
    # Each is reckoned only when the nearer ones have failed.
    shades = chain((colour,), (shaded(colour, lightness) for lightness in steps))
    return next(filter(passes, shades), None)


def lch_of(colour: str) -> Lch:
    """Return a colour in OKLCH."""
    red, green, blue = _linear(colour)
    cone_l, cone_m, cone_s = (
        (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3),
        (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3),
        (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3),
    )
    lightness = 0.2104542553 * cone_l + 0.7936177850 * cone_m - 0.0040720468 * cone_s
    a = 1.9779984951 * cone_l - 2.4285922050 * cone_m + 0.4505937099 * cone_s
    b = 0.0259040371 * cone_l + 0.7827717662 * cone_m - 0.8086757660 * cone_s
    return Lch(lightness, hypot(a, b), atan2(b, a))


def _linear_of(colour: Lch) -> _Three:
    a, b = colour.chroma * cos(colour.hue), colour.chroma * sin(colour.hue)
    cone_l = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    cone_m = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    cone_s = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * cone_l - 3.3077115913 * cone_m + 0.2309699292 * cone_s,
        -1.2684380046 * cone_l + 2.6097574011 * cone_m - 0.3413193965 * cone_s,
        -0.0041960863 * cone_l - 0.7034186147 * cone_m + 1.7076147010 * cone_s,
    )


def _gamut_mapped(colour: Lch) -> str:
    """Return a colour with as much of its chroma as a screen can show."""
    # By bisection of the chroma: to clip red, green and blue would change the hue.
    least, most = 0.0, colour.chroma
    if _can_be_shown(colour):
        return _to_hex(_linear_of(colour))
    for _ in range(12):
        middle = (least + most) / 2
        if _can_be_shown(colour._replace(chroma=middle)):
            least = middle
        else:
            most = middle
    return _to_hex(_linear_of(colour._replace(chroma=least)))


def _can_be_shown(colour: Lch) -> bool:
    return all(-0.0005 <= light <= 1.0005 for light in _linear_of(colour))


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> _Three:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _srgb_to_linear(red), _srgb_to_linear(green), _srgb_to_linear(blue)


def _srgb_to_linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _to_hex(light: _Three) -> str:
    return "#" + "".join(
        f"{round(255 * _linear_to_srgb(min(max(channel, 0), 1))):02x}" for channel in light
    )


def _linear_to_srgb(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
