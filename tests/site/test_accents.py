"""Every string comes from words and programme: in a made-up language, none is read without accents.

It has the English texts, each letter with an accent and each word half as long again.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

import pytest
import yaml
from bs4 import BeautifulSoup

from coaching_site.build.compose import compose
from coaching_site.build.inputs import read_inputs
from coaching_site.build.outputs import PdfMode
from coaching_site.build.workspace import Workspace
from tests.samples import programme
from tests.site.building import AS_OF, PARSER, Project, Site
from tests.site.filling import EMAIL, Filling
from tests.site.speaking import NO_TEXTS, all_read, shipped, shown

LANGUAGE: Final = "ja"
"""One whose dates, months and theme have no letters that we might have forgotten."""
ACCENTS: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǵħíĵķłɱńóþɋŕšťúνŵẋýžÁɃĆĐÉƑǴĦÍĴĶŁⱮŃÓÞɊŔŠŤÚɅŴẊÝŽ",
)
GAP: Final = re.compile(r"(\{[^{}]*\})")
# What stays as it is: what the engagement is filled with, a currency, a fingerprint.
TYPED: Final = re.compile(rf"Sponsor|EUR|{re.escape(EMAIL)}|[A-Z2-7]{{4}}(-[A-Z2-7]{{4}}){{2}}")


def accented(text: str) -> str:
    """Return a text in the made-up language, its gaps as they are."""
    parts = GAP.split(text)
    parts[::2] = [re.sub(r"\w{3,}", _longer, part).translate(ACCENTS) for part in parts[::2]]
    return "".join(parts)


def _longer(word: re.Match[str]) -> str:
    return word[0] + word[0][-1] * (len(word[0]) // 2)


def texts_alone(value: Any) -> Any:
    """Return the texts of a programme in the made-up language, with the ids around them."""
    if isinstance(value, dict):
        kept = {key: texts_alone(inner) for key, inner in value.items() if key not in NO_TEXTS}
        named = {"id": value["id"]} if "id" in value else {}
        return named | {key: inner for key, inner in kept.items() if inner}
    if isinstance(value, list):
        return [texts_alone(item) for item in value]
    return accented(value) if isinstance(value, str) else None


def without_accents(texts: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the texts in which letters have no accents."""
    return {
        (name, text)
        for name, text in texts
        if re.search("[A-Za-z]{2}", GAP.sub("", TYPED.sub("", text)))
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a project with an engagement in which every field is filled."""
    project = shipped(tmp_path_factory.mktemp("accents") / "project", LANGUAGE)
    content = project.folder / "content"
    for name, translated in (("words", _words), ("programme", texts_alone)):
        texts = translated(yaml.safe_load((content / f"{name}.yml").read_text("utf-8")))
        dumped = yaml.safe_dump(texts, allow_unicode=True, sort_keys=False, width=1000)
        project.write(f"content/{name}.{LANGUAGE}.yml", dumped)
    numbers = (f"⟦{number}⟧" for number in range(10_000))
    filling = Filling(programme(), line=lambda _: next(numbers), prose=lambda _: next(numbers))
    engagement = filling.engagement() | {"language": LANGUAGE, "history": []}
    project.write("engagements/x/engagement.yml", yaml.safe_dump(engagement, allow_unicode=True))
    return project


def _words(words: dict[str, str]) -> dict[str, str]:
    return {key: accented(text) for key, text in words.items() if not key.endswith("_one")}


@pytest.fixture(scope="module")
def site(project: Project) -> Site:
    """Give its portal."""
    return project.build("x")


def test_pages(site: Site) -> None:
    """No page shows or says anything that words and programme do not, nor does a calendar."""
    found = without_accents(all_read(site))
    # The kind and the size of a file are no words.
    assert {(n, text) for n, text in found if not re.fullmatch(r"[A-Z]+, \d+ KB", text)} == set()


def test_documents(project: Project) -> None:
    """Neither does the agreement or the workbook."""
    folder = project.folder
    workspace = Workspace(folder / "content", folder / "overrides", folder / "engagements")
    inputs = read_inputs(workspace, "x", date.fromisoformat(AS_OF))
    files = compose(inputs, PdfMode.TRY_TEMPLATES).files
    read = {
        (name, text)
        for name, raw in files.items()
        if name.endswith(".pdf")
        for text in _read_on_paper(BeautifulSoup(raw.decode(), PARSER))
    }
    assert {name for name, _ in read} == {"agreement.pdf", "workbook.pdf"}
    assert without_accents(read) == set()


def _read_on_paper(page: BeautifulSoup) -> set[str]:
    titles = {str(field["title"]) for field in page.select("[title]")}
    return titles | {*shown(page)}
