"""The file of a brand: what it may say, and what is told when it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.loading import load_brand
from coaching_site.model.brand import Brand
from coaching_site.problems import InvalidInput
from tests.fixture import CONTENT

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9" fill="url(#a)"/></svg>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a logo and a portrait, which is the current one too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "logo.svg").write_text(DRAWING, "utf-8")
    (tmp_path / "me.jpg").write_bytes(b"\xff\xd8" * 1000)
    return tmp_path


def brand_of(text: str, folder: Path) -> Brand:
    """Return the brand that a file with this text describes."""
    (folder / "brand.yml").write_text(text, "utf-8")
    return load_brand(folder / "brand.yml")


def problems_of(text: str, folder: Path) -> list[str]:
    """Return what is told of a file with this text."""
    with pytest.raises(InvalidInput) as caught:
        brand_of(text, folder)
    return [line.removeprefix("brand.yml:") for line in str(caught.value).split("\n")]


@pytest.mark.parametrize("text", [None, "# name: Later\n", "name:\n"])
def test_nothing_is_needed(text: str | None, folder: Path) -> None:
    """Without the file, or with nothing in it, a brand is plain."""
    assert (load_brand(folder / "brand.yml") if text is None else brand_of(text, folder)) == Brand()


def test_what_ships() -> None:
    """The file that ships is fine, and says what would hold without it."""
    assert load_brand(CONTENT / "brand.yml") == Brand()


def test_everything(folder: Path) -> None:
    """A brand may have a name, letters, a logo, a portrait and two colours."""
    brand = brand_of(
        "name: Halvorsen Coaching\nmark: H\nlogo: logo.svg\n"
        "portrait: {file: me.jpg, alternative: Noor at a window}\n"
        'colours: {main: "#135", accent: 7A1FA2}\n',
        folder,
    )
    assert (brand.name, brand.mark, brand.logo) == ("Halvorsen Coaching", "H", "logo.svg")
    assert brand.portrait
    assert brand.portrait.alternative == "Noor at a window"
    assert (brand.colours.main, brand.colours.accent) == ("#113355", "#7a1fa2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'colours:\n  main: "#7fc4c4"\n  accent: "#ffcc00"\n',
            [
                "2:9: colours, main: expected a contrast of at least 4.5, found 1.7 for "
                '"#7fc4c4" on a pale tint of itself: the nearest colour that can be read '
                'is "#307676"',
                "3:11: colours, accent: expected a contrast of at least 4.5, found 1.3 for "
                '"#ffcc00" on a pale tint of itself: the nearest colour that can be read '
                'is "#846800"',
            ],
        ),
        (
            "colours:\n  main: teal\n",
            ['2:9: colours, main: expected a colour such as "#17505c", found "teal"'],
        ),
        (
            "colors: {main: 17505c}\n",
            ["1:1: unknown key `colors`: did you mean `colours`?"],
        ),
        (
            "logo: lgo.svg\n",
            ['1:7: logo: there is no picture "lgo.svg" in content/: did you mean `logo.svg`?'],
        ),
        (
            "logo: ../secret.svg\n",
            [
                "1:7: logo: expected the name of an .svg or .png file in content/, "
                'found "../secret.svg"'
            ],
        ),
        (
            "portrait: {file: me.jpg}\n",
            ["1:11: portrait: the key `alternative` is missing"],
        ),
        (
            "mark: Noor\n",
            ["1:7: mark: expected at most 3 characters, found 4"],
        ),
    ],
)
def test_problems(text: str, expected: list[str], folder: Path) -> None:
    """What is wrong is told with its place, what was expected and what to write."""
    assert problems_of(text, folder) == expected


def test_colour_behind_a_hash(folder: Path) -> None:
    """A colour without quotes, which YAML takes for a comment, is not lost in silence."""
    assert problems_of("colours:\n  main: #17505c\n", folder) == [
        '2:9: colours, main: text that begins with # needs quotes: write "#17505c" (and a comment '
        "goes on a line of its own)"
    ]


def test_large_picture(folder: Path) -> None:
    """A picture too large for a phone is refused, with its size."""
    (folder / "me.jpg").write_bytes(b"\xff" * 200_001)
    [problem] = problems_of("portrait: {file: me.jpg, alternative: Noor}\n", folder)
    assert problem == (
        "1:18: portrait, file: expected a picture of at most 200 KB, found 201 KB: make it "
        "smaller, 400 pixels are enough on each side"
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<circle onload="alert(1)"/>',
        '<image href="https://example.org/x.png"/>',
        '<a xlink:href="javascript:alert(1)"/>',
        "<style>@import 'x.css'</style>",
        '<rect fill="url(https://example.org/#a)"/>',
        "<foreignObject/>",
    ],
)
def test_unsafe_drawing(inside: str, folder: Path) -> None:
    """A drawing that would run or fetch something is refused."""
    (folder / "logo.svg").write_text(DRAWING.replace("</svg>", f"{inside}</svg>"), "utf-8")
    assert problems_of("logo: logo.svg\n", folder) == [
        "1:7: logo: expected only a drawing, found a script or an address in it"
    ]
