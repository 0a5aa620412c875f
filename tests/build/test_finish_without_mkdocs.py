"""A portal that no MkDocs has made: CONTRIBUTING's recipe for another site builder."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coaching_site.build.inputs import read_inputs
from coaching_site.build.workspace import Workspace
from coaching_site.model.types import RESERVED_FIRST
from tests.build.plain_builder import build_portal
from tests.fixture import CONTENT, ENGAGEMENTS, ROOT


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a portal of a sample that was made by the other builder, and its former one gone."""
    top = tmp_path_factory.mktemp("plain")
    workspace = Workspace(CONTENT, ROOT / "overrides", ENGAGEMENTS)
    inputs = read_inputs(workspace, "amara-lindqvist", date(2026, 11, 23))
    target = top / "site/amara-lindqvist"
    build_portal(replace(inputs, reply_key=None), target)
    first = (target / "index.html").stat().st_ino
    build_portal(inputs, target)
    assert (target / "index.html").stat().st_ino != first
    return target


def test_pages(portal: Path) -> None:
    """Each page is whole: typed text is filled in, and no sign of Markdown or Jinja is left."""
    pages = {
        path.relative_to(portal).as_posix(): path.read_text("utf-8")
        for path in portal.rglob("*.html")
    }
    assert {"index.html", "goals/depots.html", "reply.html"} <= set(pages)
    assert "Amara" in pages["index.html"]
    for html in pages.values():
        assert html.count("<h1") == 1
        assert "Content-Security-Policy" in html
        assert not any(RESERVED_FIRST <= sign <= chr(ord(RESERVED_FIRST) + 20) for sign in html)
        assert not re.search(r"\{%|\{\{|^## |markdown=", html, re.MULTILINE)


def test_what_pages_load(portal: Path) -> None:
    """A page two folders down links one sheet, and the script of data before the one of pages."""
    html = (portal / "goals/depots.html").read_text("utf-8")
    [sheet] = re.findall(r'<link rel="stylesheet" href="\.\./([^"]+)">', html)
    [data, script] = re.findall(r'<script defer src="\.\./([^"]+)">', html)
    assert (portal / sheet).is_file()
    assert "import " not in (portal / script).read_text("utf-8")
    assert "amara-lindqvist" in (portal / data).read_text("utf-8")
