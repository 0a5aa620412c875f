"""Promises of `prune_styles`: what a page can need stays, whatever a sheet looks like."""

from __future__ import annotations

import re

import pytest

from coaching_site import shipped
from coaching_site.build.bundle_scripts import Bundle, bundle_scripts
from coaching_site.build.minify_scripts import minified_scripts
from coaching_site.build.prune_styles import (
    classes_of_page,
    classes_of_script,
    pruned,
    words_of_script,
)
from coaching_site.mkdocs.theme_settings import SCRIPTS

CASES = {
    "a class that is there": (".goal{a:b}", ".goal{a:b}"),
    "a class that is not": (".step{a:b}", ""),
    "one of a list": (".step,.goal p,.x{a:b}", ".goal p{a:b}"),
    "two at once": (".goal.step{a:b}.goal .wide{a:b}", ".goal .wide{a:b}"),
    "around it": (".step > .goal{a:b}", ""),
    "a name that begins alike": (".goals{a:b}", ""),
    "a modifier that is there": (".wide--done.wide{a:b}", ".wide--done.wide{a:b}"),
    "one that is not": (
        ".goal--done{a:b}.goal:not(.goal--done){a:b}",
        ".goal:not(.goal--done){a:b}",
    ),
    "one that a script puts together": (".mark--done{a:b}", ".mark--done{a:b}"),
    "any of several": (
        ":is(.step,.wide, .goal ,.x) .goal{a:b}:where(.goal){a:b}",
        ":is(.wide,.goal) .goal{a:b}\n:where(.goal){a:b}",
    ),
    "none of several": (
        ":is(.step, .x .goal) p{a:b}.goal :is(p, .x){a:b}",
        ".goal :is(p, .x){a:b}",
    ),
    "several that weigh more": (":is(.x, i.goal, #y.z) p{a:b}", ":is(.x, i.goal, #y.z) p{a:b}"),
    "several that are not": (
        ":not(:is(.step, .x)) p{a:b}p:not(:has(.x)){a:b}",
        ":not(:is(.step, .x)) p{a:b}\np:not(:has(.x)){a:b}",
    ),
    "what must be within": (
        "p:has(> .x, .step){a:b}p:has(> .x, ~ .goal:not(.y)){a:b}p:has(i){a:b}",
        "p:has(> .x, ~ .goal:not(.y)){a:b}\np:has(i){a:b}",
    ),
    "several within several": (":is(.goal:is(.x), .x) p{a:b}", ":is(.goal:is(.x), .x) p{a:b}"),
    "brackets within brackets": (
        ".goal:not(:has(.x, .step:not(.y))){a:b}",
        ".goal:not(:has(.x, .step:not(.y))){a:b}",
    ),
    "no class": ("p[title='.x{']::before{a:'}'}", "p[title='.x{']::before{a:'}'}"),
    "a class with an escape": (".\\31 st{a:b}.a\\.b{a:b}", ".\\31 st{a:b}\n.a\\.b{a:b}"),
    "a comma of an escape": (".goal,.a\\,b{a:b}", ".goal,.a\\,b{a:b}"),
    "a group with rules": (
        "@media print{.step{a:b}.goal{a:b}}",
        "@media print{.goal{a:b}}",
    ),
    "a group without any": (
        "@media print{.step{a:b}@supports (a:b){.x{a:b}}}.goal{a:b}",
        ".goal{a:b}",
    ),
    "a group in a group": (
        "@supports (a:b){@media print{p{a:b}}.x{a:b}}i{a:b}",
        "@supports (a:b){@media print{p{a:b}}}\ni{a:b}",
    ),
    "no rules": (
        "@layer a,b;@font-face{src:url(a.woff2)}@keyframes step{from{a:b}to{a:b}}.x{}",
        "@layer a,b;\n@font-face{src:url(a.woff2)}\n@keyframes step{from{a:b}to{a:b}}",
    ),
    "rules within a rule": (".goal{a:b;.x &{a:b}}.step{.goal{a:b}}", ".goal{a:b;.x &{a:b}}"),
    "brackets of an address": (
        '.goal{a:url("data:x;{}")}.x{a:url(data:x;{)}.goal{a:b}',
        '.goal{a:url("data:x;{}")}\n.goal{a:b}',
    ),
    "a bracket too many": (".goal{a:b}}.step{a:b}", ".goal{a:b}}.step{a:b}"),
    "a bracket too few": ("@media print{.x{a:b}.step{a:b}", "@media print{.x{a:b}.step{a:b}"),
    "one more too few": (".x{a:b", ".x{a:b"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_pruned(case: str) -> None:
    """A sheet keeps the rules of which all classes may be on the page, and all that is no rule."""
    css, expected = CASES[case]
    assert pruned(css, {"goal", "wide", "wide--done", "mark--"}).rstrip("\n") == expected


def test_classes_of_page() -> None:
    """The classes of a page are those of its elements, however they are quoted."""
    html = (
        "<p class=\"a b--c\"><template><i id=x class='d'></i></template><i data-class=e><i class=f>"
    )
    assert classes_of_page(html) == {"a", "b", "b--c", "d", "f"}


def test_classes_of_script() -> None:
    """Of a script each name of several words counts, but for what it looks for, any that it gives
    to an element, and its HTML."""
    script = """
    find(".looked-for .it"); add("is-open", `mark--${state} b_c`); other = "plain"; not = 'a-b';
    html = "<b class=\\"in-html here\\">"; line.className = "spaced"; classList.add("wide");
    """
    expected = {"is-open", "mark--", "b_c", "in-html", "here", "spaced", "wide"}
    assert classes_of_script(script) == expected


def test_classes_that_shipped_scripts_give() -> None:
    """Each class that a script of the program gives is found in it, though it is minified."""
    root = shipped.OVERRIDES
    bundles = [
        bundle_scripts(entry, lambda path: (root / path).read_text("utf-8"))
        for entry in SCRIPTS.values()
    ]
    given = set()
    for bundle, made in zip(bundles, minified_scripts(bundles), strict=True):
        assert isinstance(made, Bundle)
        for act in re.findall(r'(?:className \+?=|classList\.\w+\(|"class",)([^;]+);', bundle.text):
            texts = re.findall(r'(?<!== )"([^"]*)"|(?<!== )`([^`]*)`', act)
            names = {
                re.sub(r"\$\{.*", "", name) for text in texts for name in "".join(text).split()
            }
            given |= names
            assert names <= classes_of_script(made.text)
    assert {"is-drafted", "spaced", "rhythm__month--"} <= given


def test_words_of_script() -> None:
    """Of a coach's script each word counts, however it is quoted and whatever it is for."""
    script = "line.className = on ? 'inOne' : `b${c}`; d['classList'].add(\"e\", 'f--g')"
    assert {"inOne", "b", "e", "f"} <= words_of_script(script)
