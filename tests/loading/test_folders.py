"""Folders of engagements, by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.loading import (
    engagement_folder,
    inbox_folder,
    new_engagement_folder,
)
from coaching_site.problems import InvalidInput


def test_engagement_folder(folder: Path) -> None:
    """The folder of an engagement bears its name."""
    (folder / "amara-obi").mkdir()
    assert engagement_folder(folder, "amara-obi") == folder / "amara-obi"


@pytest.mark.parametrize(
    "slug", ["../x", "/etc", "", "a/b", "Amara", "-a", "a\n", "a.b", ".", "a" * 300]
)
def test_bad_engagement_name(slug: str, folder: Path) -> None:
    """A name that could lead elsewhere is refused, whatever lies there."""
    with pytest.raises(InvalidInput, match="expected the name of an engagement in small letters"):
        engagement_folder(folder, slug)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Max Müller", "max-muller"),
        ("Jørgen  Ågård-Łoś", "jorgen-agard-los"),
        ("amara_obi", "amara-obi"),
        ("François O’Neil", "francois-o-neil"),
        ("王小明", "amara-obi"),
        ("../", "amara-obi"),
        ("A" * 300, "a" * 100),
    ],
)
def test_a_name_is_offered(typed: str, offered: str, folder: Path) -> None:
    """What is typed as a name of a person gets the name that its engagement may have."""
    with pytest.raises(InvalidInput, match=f"digits and -, such as {offered}, found"):
        new_engagement_folder(folder, typed)


def test_missing_engagement(folder: Path) -> None:
    """A name without a folder lists those that exist, the most similar one first."""
    engagements = folder / "engagements"
    for name in ("amara-obi", "ben-okri"):
        (engagements / name).mkdir(parents=True)
        (engagements / name / "engagement.yml").touch()
    with pytest.raises(InvalidInput) as caught:
        engagement_folder(engagements, "amara-obe")
    assert str(caught.value) == (
        'engagements: there is no engagement "amara-obe": did you mean `amara-obi`? '
        "There are `amara-obi`, `ben-okri`"
    )


def test_no_engagements_at_all(folder: Path) -> None:
    """Without any engagement the problem says so."""
    with pytest.raises(InvalidInput) as caught:
        engagement_folder(folder / "engagements", "amara-obi")
    assert str(caught.value) == (
        'engagements: there is no engagement "amara-obi": there are none in this folder yet'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plugins:\n  - coaching-site:\n      inbox: ~/mail in # here\n", "HOME/mail in"),
        ("      inbox: 'C:/My replies'\n", "C:/My replies"),
        ('      inbox: "../in"\n', "../in"),
        ("      # inbox: x\n      inbox:\n", None),
        ("inbox: x\n", None),
        ("\x00\xff", None),
        ("", None),
    ],
)
def test_folder_of_replies(
    text: str, expected: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of replies is read from the text of the settings, whatever else stands there."""
    monkeypatch.setenv("HOME", "/home/kim")
    monkeypatch.setenv("USERPROFILE", "/home/kim")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(text, "latin-1")
    wanted = expected and expected.replace("HOME", "/home/kim")
    assert inbox_folder(settings) == (wanted and tmp_path / wanted)
