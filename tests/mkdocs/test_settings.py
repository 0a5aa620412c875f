"""What is set for a build, and by which name it is told when it cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coaching_site.mkdocs.failures import InputRefused
from coaching_site.mkdocs.settings import check_options, check_plugins, slug_of_build
from coaching_site.problems import InvalidInput

ABSURD: tuple[Any, ...] = (True, 7, 1.5, "x", "", "a\nb", "\x1b[2J", [1], {"a": 1}, "x" * 9000)
NAMES = ("", " ", "../x", "UPPER", "a/b", "a\nb", "\x1b[2J", "\udcff", "x" * 9000, "nobody", "/")


@pytest.mark.parametrize(
    ("option", "taken"),
    [
        ("engagement", str),
        ("engagements", str),
        ("keep", None),
        ("inbox", str),
        ("pdf", bool),
        ("as_of", object),
    ],
)
def test_options(option: str, taken: type | None) -> None:
    """An option of another kind is told by its name, in a line."""
    for value in ABSURD:
        if taken and isinstance(value, taken):
            check_options({option: value})
            continue
        with pytest.raises(InputRefused) as caught:
            check_options({option: value})
        told = str(caught.value)
        assert told.startswith(f"mkdocs.yml: {option}: expected ")
        assert told.isprintable()
        assert len(told) < 200
        assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["coaching-site", "material/search", "material/offline", "x"], ""),
        (["coaching-site", "search", "offline"], ""),
        ([], "expected `coaching-site` among them, which makes portals"),
        (
            ["coaching-site", "coaching-site #2", "search", "offline"],
            "expected `coaching-site` once, found it again: put its options together",
        ),
    ],
)
def test_plugins(names: list[str], told: str) -> None:
    """A plugin that portals need and that is not there, or ours twice, is told in a line."""
    if not told:
        check_plugins(names)
        return
    with pytest.raises(InputRefused) as caught:
        check_plugins(names)
    assert str(caught.value).startswith(f"mkdocs.yml: plugins: {told}")


def test_places_to_publish() -> None:
    """The option that says where portals go is told by the key in it that cannot be meant."""
    check_options({"publish": "s3://portals/{client}"})
    for value, told in (
        (7, "publish: expected a place, or keys such as `to`"),
        ("s3://portals", "publish.to: expected {client} in it"),
        ({"adress": "x"}, "publish.adress: unknown key: did you mean `address`?"),
    ):
        with pytest.raises(InputRefused) as caught:
            check_options({"publish": value})
        assert str(caught.value).startswith(f"mkdocs.yml: {told}")


@pytest.mark.parametrize(
    ("option", "hint"),
    [
        ("engagment", "did you mean `engagement`?"),
        ("PDF", "did you mean `pdf`?"),
        (
            "colour",
            "there are `engagement`, `engagements`, `as_of`, `keep`, `inbox`, `desk`, `pdf`, "
            "`publish`",
        ),
    ],
)
def test_unknown_option(option: str, hint: str) -> None:
    """An option that does not exist is a mistake, with the one that was meant."""
    with pytest.raises(InputRefused) as caught:
        check_options({option: "x", "pdf": False})
    assert str(caught.value) == f"mkdocs.yml: coaching-site: unknown option `{option}`: {hint}"


@pytest.mark.parametrize("name", NAMES)
def test_name_of_an_engagement(tmp_path: Path, name: str) -> None:
    """A name without an engagement is blamed on the variable, or on the option, that has it."""
    (tmp_path / "ann").mkdir()
    for environment, option, start in (
        ({"ENGAGEMENT": name}, "ann", "ENGAGEMENT: "),
        ({}, name, "mkdocs.yml: engagement: "),
    ):
        with pytest.raises(InvalidInput) as caught:
            slug_of_build(environment, option, tmp_path)
        assert str(caught.value).startswith(start)
        assert str(caught.value).isprintable()
    assert slug_of_build({}, "ann", tmp_path) == "ann"
    assert slug_of_build({"ENGAGEMENT": "ann"}, name, tmp_path) == "ann"


def test_no_name(tmp_path: Path) -> None:
    """Where none is named the only one is built; of several none, and what there is is told."""
    told = []
    for name in ("", "ann", "bob"):
        if name:
            (tmp_path / name).mkdir()
            (tmp_path / name / "engagement.yml").touch()
        try:
            told.append(slug_of_build({}, "", tmp_path))
        except InvalidInput as error:
            told.append(str(error))
    assert told == [
        "mkdocs.yml: engagement: there is no engagement yet: begin one with `coaching-site new`",
        "ann",
        "mkdocs.yml: engagement: say which one: there are `ann`, `bob`; set it here, or for one "
        "build by the variable ENGAGEMENT=ann",
    ]
