"""Portals in another language than English, with what is shipped, and all that is read of one."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import yaml
from bs4 import BeautifulSoup

from coaching_site.build.portal_source import DATA_SCRIPT
from tests.fixture import ROOT
from tests.site.building import Project, Site

READ_ATTRIBUTES: Final = (
    *("alt", "aria-label", "placeholder", "title"),
    *("data-agreed", "data-before", "data-broken", "data-failed", "data-foreign", "data-kept"),
    *(
        "data-label",
        "data-none",
        "data-open",
        "data-over",
        "data-sentence",
        "data-sent",
        "data-since",
    ),
    *("data-taken", "data-title", "data-unreadable", "data-what"),
)
"""What is read to somebody, and what scripts show."""

NO_TEXTS: Final = ("evidence", "id", "supported_by")
_SILENT: Final = ("[document]", "script", "style", "noscript")
_OF_A_CALENDAR: Final = re.compile(r"^(?:SUMMARY|DESCRIPTION)(?:;[^:]*)?:(.*)$", re.MULTILINE)


def shipped(folder: Path, language: str, *samples: str) -> Project:
    """Return a project with the words, the programme and the samples that are shipped."""
    project = Project(folder)
    for name in ("content", *(f"engagements/{sample}" for sample in samples)):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    for sample in samples:
        name = f"engagements/{sample}/engagement.yml"
        project.edit(name, "language: en-GB", f"language: {language}")
    return project


def script_data_of(site: Site) -> dict[str, Any]:
    """Return what the script tells that each page loads before its own."""
    (script,) = (raw.decode() for name, raw in site.files.items() if name.startswith(DATA_SCRIPT))
    data: dict[str, Any] = json.loads(script.removeprefix("var portalData=").removesuffix(";\n"))
    return data


def texts_in(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text that a reader sees of words or a programme, by the keys and ids above it."""
    if isinstance(value, str):
        yield path, value.strip()
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from texts_in(item, f"{path}/{item['id']}")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NO_TEXTS:
                yield from texts_in(inner, f"{path}/{key}" if path else key)


def texts_of(name: str) -> dict[str, str]:
    """Return the texts of a shipped file such as `words.de.yml`."""
    text = (ROOT / "content" / name).read_text("utf-8")
    return dict(texts_in(yaml.load(text, yaml.CSafeLoader)))


def all_read(site: Site) -> set[tuple[str, str]]:
    """Return each text of pages, of what their scripts show, and of calendars, with its file."""
    found = {(name, text) for name, page in site.pages.items() for text in _read(page)}
    for name, raw in site.files.items():
        if name.startswith(DATA_SCRIPT):
            found |= {(name, text) for text in script_data_of(site)["words"].values()}
        if name.endswith(".ics"):
            lines = raw.decode().replace("\r\n ", "").replace("\r", "")
            found |= {(name, text) for text in _OF_A_CALENDAR.findall(lines)}
    return found


def shown(page: BeautifulSoup) -> Iterator[str]:
    """Yield the texts that a page shows, also those inside templates."""
    for text in page.find_all(string=True):
        if text.strip() and text.parent and text.parent.name not in _SILENT:
            yield text.strip()


def _read(page: BeautifulSoup) -> Iterator[str]:
    yield from shown(page)
    for element in page.find_all(True):
        yield from (str(element[name]) for name in READ_ATTRIBUTES if element.get(name))
        if str(element.get("href", "")).startswith("mailto:"):
            yield from (text for _, text in parse_qsl(urlsplit(str(element["href"])).query))
