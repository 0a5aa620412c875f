"""What most visits never need comes in a script of its own, once it is needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coaching_site.build.late_parts import take_out_late_parts
from coaching_site.privacy.verify import Leak

PART = '<li>One<template class="was">"a" &lt; \u2028</template></li>'


def page(part: str) -> str:
    """Write a page with a late part between other templates."""
    return (
        "<article><template>x</template><ol>"
        f'<template data-late="places">{part}</template></ol><template>y</template></article>'
    )


@pytest.mark.parametrize("name", ["reply.html", "goals/reply.html"])
def test_taken_out(tmp_path: Path, name: str) -> None:
    """A part with templates in it is a text in a script, which the page names; all else stays."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(page(PART), "utf-8")
    [script] = take_out_late_parts(tmp_path)
    text = (tmp_path / script).read_text("utf-8")
    assert json.loads(text.removeprefix("var latePart=").removesuffix(";\n")) == PART
    up = "../" * name.count("/")
    late = f'<template data-late="{up}{script}"></template>'
    assert path.read_text("utf-8") == page("").replace(
        '<template data-late="places"></template>', late
    )
    assert take_out_late_parts(tmp_path) == frozenset()


def test_no_parts(tmp_path: Path) -> None:
    """A page without such a part stays as it is."""
    (tmp_path / "index.html").write_text("<template data-x>1</template>")
    assert take_out_late_parts(tmp_path) == frozenset()


def test_leak(tmp_path: Path) -> None:
    """What a page must not hold, a late part must not either."""
    (tmp_path / "reply.html").write_text(page('<img src="https://x.example/a.png">'))
    with pytest.raises(Leak, match=r"reply\.html: places: <img src> leads out of the portal"):
        take_out_late_parts(tmp_path)
