"""A page that is one file allows what stands in it, and no text gets out of its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coaching_site.build.single_file import SingleFile, page_environment
from coaching_site.build.workspace import Workspace
from coaching_site.model.brand import Brand
from coaching_site.privacy.policy import hash_of

TEMPLATE = """{% include "components/document.html" %}
<style></style></head><body><script type="application/json" id="said"></script>
<script></script></body></html>
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace with a template, a sheet and scripts of its own."""
    overrides = tmp_path / "overrides"
    overrides.mkdir()
    (overrides / "components").mkdir()
    (overrides / "components/own.html").write_text(TEMPLATE, "utf-8")
    (overrides / "own.css").write_text("p { margin: 0; }", "utf-8")
    (overrides / "own.js").write_text('import { a } from "./a.js";\n\na("</script>");\n', "utf-8")
    (overrides / "a.js").write_text("export const a = (b) => console.log(b);\n", "utf-8")
    return Workspace(tmp_path / "content", overrides, tmp_path / "engagements")


def test_policy(workspace: Workspace) -> None:
    """The policy names the style and the script by their hashes, and what is allowed besides."""
    single = SingleFile(workspace, Brand(), "own.js", "own.css")
    page = single.page(
        page_environment(workspace, "de"),
        "components/own.html",
        {"said": {}},
        hashes=["'sha256-x'"],
        allows="img-src data:; ",
    )
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy == (
        f"default-src 'none'; script-src {hash_of(script)} 'sha256-x'; style-src {hash_of(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert "p { margin: 0; }" in style
    assert "console.log" in script
    assert page.startswith('<!doctype html>\n<html lang="de" dir="ltr">')
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_data(workspace: Workspace) -> None:
    """Data is what it was, whatever is typed, and ends no script."""
    said = {"typed": "</script><script>alert(1)</script><!-- \u2028 {{ 7 * 7 }} é"}
    single = SingleFile(workspace, Brand(), "own.js", "own.css")
    page = single.page(page_environment(workspace, None), "components/own.html", {"said": said})
    (found,) = re.findall('id="said">(.*?)</script>', page, re.DOTALL)
    assert json.loads(found) == said
    assert page.count("</script>") == 2
