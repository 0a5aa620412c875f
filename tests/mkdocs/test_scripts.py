"""Promises of `scripts`: scripts in place of their modules, whoever wrote those."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from coaching_site.mkdocs.failures import InputRefused
from coaching_site.mkdocs.scripts import join_scripts, script_problems
from coaching_site.mkdocs.theme_settings import supply_settings

FOLDER = "assets/javascripts/"
MODULES = {
    "portal": 'import { show } from "./show.js";\nshow();',
    **dict.fromkeys(
        ("writing", "sessions", "sharing", "home"), 'import { show } from "./show.js";'
    ),
    **dict.fromkeys(("bound", "sending", "agreeing"), 'import { show } from "./show.js";'),
    "search": 'import { show } from "./show.js";\nshow(1);',
    "show": "export const show = () => {};",
    "own": "alert();",
}


@pytest.fixture
def config() -> MkDocsConfig:
    """Give settings to which those of portals are added."""
    settings = load_config(plugins=[], theme="material", extra_javascript=[f"{FOLDER}own.js"])
    supply_settings(settings)
    settings.plugins._current_plugin = "coaching-site"  # as while a hook of it runs
    return settings


def files(config: MkDocsConfig, **modules: str) -> list[File]:
    """Return the files of these modules, and of others of those above."""
    texts = MODULES | modules
    return [
        File.generated(config, f"{FOLDER}{name}.js", content=text) for name, text in texts.items()
    ]


def test_joined(config: MkDocsConfig, tmp_path: Path) -> None:
    """Modules make room for scripts, named by what they say; others stay, also a second time."""
    first, second = (join_scripts(config, files(config), tmp_path) for _ in range(2))
    joined = {file.src_uri: file.content_string for file in first}
    assert {file.src_uri: file.content_string for file in second} == joined
    own, *ours = joined
    assert own == f"{FOLDER}own.js"
    assert [*config.extra["scripts"].values()] == ours
    for name, path in config.extra["scripts"].items():
        assert re.fullmatch(rf"{FOLDER}{name}\.[0-9a-f]{{8}}\.js", path)
        assert joined[path].startswith('(()=>{"use strict"')
    assert [*map(str, config.extra_javascript)] == [own]


def test_module_of_a_coach(config: MkDocsConfig, tmp_path: Path) -> None:
    """A module that cannot be joined is refused by its file and line, whatever was before."""
    join_scripts(config, files(config), tmp_path)
    with pytest.raises(InputRefused, match=r"assets/javascripts/show\.js:2:1: expected "):
        join_scripts(config, files(config, show="\nexport default () => {};"), tmp_path)


def test_problems_before_a_build(tmp_path: Path) -> None:
    """What a build would refuse is found without one: a coach's module wins over the shipped."""
    module = tmp_path / "overrides" / FOLDER / "news.js"
    module.parent.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ntheme: material\nplugins: []\n")
    (tmp_path / "docs").mkdir()
    settings = load_config(str(tmp_path / "mkdocs.yml"))
    supply_settings(settings)
    assert [*script_problems(settings)] == []
    for text, expected in {
        "const news = 1;": "1:1: expected an export of showNews, which .* imports",
        "const showNews = (;": "2:1: the minifier refuses it: unexpected ; in .*",
    }.items():
        module.write_text(f"// Mine.\nexport {text}\n")
        (problem,) = map(str, script_problems(settings))
        assert re.fullmatch(rf".*news\.js:{expected}", problem)
