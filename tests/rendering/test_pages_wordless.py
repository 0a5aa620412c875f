"""Templates and scripts say nothing: what a reader sees is in words, programme and engagement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.fixture import PAGES, ROOT
from tests.site.speaking import READ_ATTRIBUTES

TEMPLATES = [
    *(ROOT / f"content/{page}.md" for page in PAGES),
    *sorted((ROOT / "overrides").rglob("*.html")),
]
FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
TITLE = re.compile(r"^(title|section): (.*)$", re.MULTILINE)
# Styles, scripts, tags, attributes that a macro gives to one, ids of headings: no text.
STRUCTURE = re.compile(r"<(style|script)>.*?</\1>|<[^>]*>|[\w-]+=\"[^\"]*\"|\{:[^}]*\}", re.DOTALL)
READ = re.compile(rf'\b(?:{"|".join(READ_ATTRIBUTES)})="([^"]*)"')
SCRIPTS = sorted((ROOT / "overrides").rglob("*.js"))
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
STRING = re.compile(r"([\"'`])((?:\\.|(?!\1).)*)\1", re.DOTALL)
SENTENCE = re.compile(r"[A-Z][a-z]|[a-z] [a-z]")
# What a template gets a sentence from, or a day or a number as its language writes it.
SENTENCES = {"counted", "word"}
WRITTEN = {"fill", "day", "month", "short_month", "weekday", "clock", "number", "percent", "money"}
CHANGES = {"join", "replace", "trim", "upper", "lower", "capitalize", "title"}
CLASSES = re.compile(r"[\w-]+__[\w-]+|[\w-]+--[\w-]+")


def texts_of(template: str) -> Iterator[str]:
    """Yield what a template itself says to a reader, and strings in its code that look like it."""
    front = FRONT_MATTER.match(template)
    if front:
        template = template[front.end() :]
        yield from (text for _, text in TITLE.findall(front[1]) if "{" not in text)
    plain = ""
    for _, kind, value in Environment().lex(template):
        if kind == "data":
            plain += value
        elif kind == "string" and SENTENCE.search(CLASSES.sub("", value)):
            yield value
        elif kind in ("variable_end", "block_end"):
            plain += "·"
    yield from READ.findall(plain)
    yield from re.split("[<>\n·]", STRUCTURE.sub("\n", plain))


def said(template: str) -> list[str]:
    """Return the texts of a template that hold words, but for keys such as `title_home`."""
    texts = (text.strip() for text in texts_of(template))
    is_key = re.compile(r"(title|section)_\w+")
    return [
        text for text in texts if re.search(r"[^\W\d_]{2}", text) and not is_key.fullmatch(text)
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_words_in_a_template(path: Path) -> None:
    """No page and no component says anything by itself, in whatever attribute it may be read."""
    assert said(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "template",
    [
        "---\ntitle: Reading\n---\n",
        "# Reading {: #reading }",
        "<p>Read {{ n }}</p>",
        '<a aria-label="Read {{ n }}">{{ n }}</a>',
        '{{ ui.not_yet("Nothing yet.") }}',
        "{{ n if n else 'none at all' }}",
    ],
)
def test_words_are_found(template: str) -> None:
    """Wherever a template may say something, it is found."""
    assert said(template) != []


def is_in_a_language(node: nodes.Node | None) -> bool:
    """Return whether an expression is a word, or what filters wrote in a language."""
    if isinstance(node, nodes.CondExpr):
        return is_in_a_language(node.expr1) or is_in_a_language(node.expr2)
    if isinstance(node, nodes.Filter):
        return node.name in WRITTEN
    owner = getattr(node, "node", None)
    names = SENTENCES if isinstance(node, nodes.Call) else {"words"}
    return isinstance(owner, nodes.Name) and owner.name in names


def joined_in(template: str) -> list[int]:
    """Return the lines in which a template makes a bare text of what is in a language."""
    tree = Environment().parse(template)
    changed = [one for one in tree.find_all(nodes.Filter) if one.name in CHANGES]
    parts: list[tuple[nodes.Expr, nodes.Node]] = [
        (one, part) for one in changed for part in getattr(one.node, "items", [one.node])
    ]
    joined = tree.find_all((nodes.Concat, nodes.Add))
    parts += [(one, part) for one in joined for part in one.iter_child_nodes()]
    return [one.lineno for one, part in parts if is_in_a_language(part)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sentence_is_joined(path: Path) -> None:
    """Words, days and numbers are printed one by one, so that each is marked as its language."""
    assert joined_in(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "expression",
    [
        "'· ' ~ counted('kept', 2)",
        "words.today + '.'",
        "': ' ~ (words['x'] if n else '')",
        "one.on | day | replace(' ', '')",
        "[n, words.due | fill(day=n)] | join(', ')",
    ],
)
def test_a_joined_sentence_is_found(expression: str) -> None:
    """Whichever operator or filter takes a sentence's language from it, it is found."""
    assert joined_in(f"\n{{{{ {expression} }}}}") == [2]


def test_no_words_in_a_script() -> None:
    """No script says anything by itself: what it writes comes with the page."""
    strings = {
        f"{path.name}: {text}"
        for path in SCRIPTS
        for _, text in STRING.findall(COMMENT.sub("", path.read_text("utf-8")))
        if re.match(r"[A-Z][a-z]+( |.*[.!?…]$)", text)
    }
    assert strings == set()
