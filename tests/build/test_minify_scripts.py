"""Promises of `minify_scripts`: scripts are shorter, or a problem says which module is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.build import minify_scripts
from coaching_site.build.bundle_scripts import Bundle, ScriptBundleError, bundle_scripts
from coaching_site.build.minify_scripts import minified_scripts

B = 'import "./b.js";\n'


def bundle(**modules: str) -> Bundle:
    """Join modules, given by their names without the suffix, from `a` on."""
    texts = {f"js/{name}.js": text for name, text in modules.items()}
    return bundle_scripts("js/a.js", texts.get)


def test_minified() -> None:
    """Comments, space and the names of a module go; texts and what they mean stay."""
    text = 'export const shown = "Was heißt  das?"; // Why.\nexport const line = `a\n  b`;\n'
    wanted = bundle(a='import { shown } from "./b.js";\ntitle(shown);\n', b=text)
    (made,) = minified_scripts([wanted])
    assert isinstance(made, Bundle)
    assert made.modules == wanted.modules
    assert made.text.startswith('(()=>{"use strict";')
    assert '"Was heißt  das?"' in made.text
    assert "`a\n  b`" in made.text
    assert [name for name in ("Why", "\n}", " = ") if name in made.text] == []
    assert minified_scripts([wanted]) == [made]


@pytest.mark.parametrize(
    ("modules", "problem"),
    [
        ({"a": "// Why.\nlet x = 5 5;"}, "js/a.js:2: the minifier refuses it: unexpected 5 in "),
        ({"a": B + "f();", "b": "\nif (x) {\n  f();\n"}, "js/b.js:4: the minifier refuses it: "),
        ({"a": f"{B}f(`x);", "b": "f();"}, "js/a.js:2: the minifier refuses it: unterminated "),
        ({"a": "x = 1;\nlet b = 'c\nd';"}, "js/a.js:2: the minifier refuses it: unterminated "),
    ],
)
def test_problems(modules: dict[str, str], problem: str) -> None:
    """What is no JavaScript is told by its module and line; other scripts are made."""
    fault, made = minified_scripts([bundle(**modules), bundle(a="f();")])
    assert isinstance(fault, ScriptBundleError)
    assert str(fault).startswith(problem)
    assert isinstance(made, Bundle)


def test_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minifier that does not work at all is told as a problem, with its own last words."""
    monkeypatch.setattr(minify_scripts, "__name__", "no.such.module")
    (fault,) = minified_scripts([bundle(a="f();")])
    assert str(fault).startswith("js/a.js:1: the minifier refuses it: ")
    assert "No module named 'no'" in str(fault)


def test_modules_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python files where a build is started have no part in it, whatever they are called."""
    (tmp_path / "minify.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert [type(made) for made in minified_scripts([bundle(a="f();")])] == [Bundle]
