"""Promises of `bundle_scripts`: modules become one classic script, or a problem with its line."""

from __future__ import annotations

import pytest

from coaching_site.build.bundle_scripts import Bundle, ScriptBundleError, bundle_scripts


def bundle(**modules: str) -> Bundle:
    """Join modules, given by their names without the suffix, from `a` on."""
    texts = {f"js/{name}.js": text for name, text in modules.items()}
    return bundle_scripts("js/a.js", texts.get)


def test_order_and_names() -> None:
    """A module stands once, behind those it imports, and shares what it exports alone."""
    joined = bundle(
        a='import { one } from "./b.js";\nimport {\n  two,\n} from "./c.js";\n\none(two);\n',
        b='import { two } from "./c.js";\n// Why.\nexport function one() {\n  return two;\n}\n',
        c="/**\n * What.\n */\nconst own = 1;\nexport const two = own;\n",
    )
    assert joined.text == (
        '(() => {\n"use strict";\n'
        "const [two] = (() => {\n\n\n\nconst own = 1;\nconst two = own;\n"
        "return [two];\n})();\n"
        "const [one] = (() => {\n\n\nfunction one() {\n  return two;\n}\n"
        "return [one];\n})();\n"
        "(() => {\n\n\n\n\n\none(two);\n})();\n})();\n"
    )
    assert [*joined.modules] == ["js/c.js", "js/b.js", "js/a.js"]
    assert joined.modules["js/b.js"] == "\n\nfunction one() {\n  return two;\n}\n"


def test_kinds_of_exports() -> None:
    """Functions of any kind, classes and constants are exported; a module may have no export."""
    kinds = "async function a() {}", "function* b() {}", "class C {}", "const $d = 1;"
    text = "".join(f"export {kind}\n" for kind in kinds)
    joined = bundle(a='import "./b.js";\n', b=text)
    assert "const [a, b, C, $d] = (() => {\nasync function a() {}\n" in joined.text


def test_what_only_looks_so() -> None:
    """Comments, texts and properties that are called like imports are none."""
    text = '// import x\n/*\nexport default\n*/\nconst a = "import x";\nb({\n  import: 1,\n});\n'
    assert "import: 1," in bundle(a=text).text


@pytest.mark.parametrize(
    ("modules", "problem"),
    [
        ({"a": 'f();\nimport { x } from "./b.js";'}, "js/a.js:2: there is no js/b.js"),
        (
            {"a": '\nimport { x, y } from "./b.js";', "b": "export const x = 1, y = 2;"},
            "js/b.js:1: expected an export of y, which js/a.js:2 imports",
        ),
        (
            {"a": 'import { b } from "./b.js";', "b": '/* a\n*/\nimport { a } from "./a.js";'},
            "js/b.js:3: js/a.js imports this module in turn",
        ),
        (
            {"a": 'import "./b.js";\nexport const x = 1;', "b": "export const x = 2;"},
            "js/a.js:1: js/b.js exports x, too",
        ),
        (
            {"a": "f(`one\nexport const x = 1;\n`);"},
            "js/a.js:2: within backticks no line may begin like an import, an export or a comment",
        ),
        (
            {"a": "// it`s\nf(`one`, `\n  // two`);"},
            "js/a.js:3: within backticks no line may begin like an import, an export or a comment",
        ),
    ],
)
def test_problems(modules: dict[str, str], problem: str) -> None:
    """What is missing, exported twice or imported in a circle is told at its line."""
    with pytest.raises(ScriptBundleError) as error:
        bundle(**modules)
    assert str(error.value) == problem


@pytest.mark.parametrize(
    "line",
    [
        'import b from "./b.js";',
        'import * as b from "./b.js";',
        'import { a as b } from "./b.js";',
        'import { a } from "b";',
        "export default a;",
        "export { a };",
        "export let a = 1;",
        "export const { a } = b;",
        'export * from "./b.js";',
        '  const b = await import("./b.js");',
        "import.meta.url;",
    ],
)
def test_other_ways(line: str) -> None:
    """All other ways to import and export are refused: the script would fail in the browser."""
    with pytest.raises(ScriptBundleError, match=r"^js/a\.js:3: expected import \{ a \} from "):
        bundle(a=f"// Why.\n\n{line}\n", b="")
