"""Of a style sheet only the rules that a page can need.

A page needs few of the rules of a portal, and waits for all that its sheet holds. A rule counts for
a page if each class that its selector asks for may be there: in the page itself, or put there by
a script. Of a list as in `:is(.a, .b)` or `:has(.a, .b)` one must be there; what other brackets
hold, as in `:not(.a)`, asks for nothing. What is no rule with a selector stays, such as a font, and
so does a sheet with brackets that do not pair.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site.cache import Cache
from coaching_site.parsing.source import read_template

_SKIPPED: Final = r""""[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'|url\([^"')]*\)|\\."""
_SIGN: Final = re.compile(rf"(?:{_SKIPPED})|([{{}};])", re.DOTALL)
_COMMA: Final = re.compile(rf"(?:{_SKIPPED})|([(),])", re.DOTALL)
_WITHIN: Final = re.compile(r"""\([^()"']*\)|"[^"]*"|'[^']*'""")
_LIST: Final = re.compile(r":(?:is|where|has)\($")
_LONE_CLASS: Final = re.compile(r"\.[\w-]+")
_CLASS: Final = re.compile(r"\.((?:[\w-]|[^\x00-\x7f]|\\.)+)")
_GROUPS: Final = ("@media", "@supports", "@container", "@layer", "@scope")
# Also behind other letters, which costs nothing: to look for the end of a word takes twenty times
# as long.
_CLASSES: Final = re.compile(r"""class=(?:\\?"([^"\\]*)|'([^']*)|(?<=\sclass=)([^\s"'<>=`\\]+))""")
_TEXT: Final = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|`[^`]*`')
# Names of one word are too often no classes. Behind a dot, as in ".goal__title", a name looks for
# an element and makes none.
_NAME: Final = re.compile(r"(?<![\w.-])[a-z]+[-_][\w-]*")
_WORD: Final = re.compile(r"[\w-]+")
_GIVEN: Final = re.compile(r"(?:\bclassName ?=|\bclassList\.\w+\(|\"class\",) ?[\"`]([a-z]+)\b")


@dataclass(frozen=True)
class _Rule:
    """A part of a sheet: its text up to a bracket, and what is within, if that is not rules."""

    opening: str
    body: str
    rules: tuple[_Rule, ...] | None = None
    selectors: tuple[_Selector, ...] = ()


@dataclass(frozen=True)
class _Selector:
    """A selector with the classes it asks for, and its lists of which one must be there."""

    text: str
    asked: frozenset[str]
    lists: tuple[tuple[str, tuple[_Selector, ...]], ...] = ()

    def for_page(self, classes: Set[str]) -> str:
        """Return the selector, its lists without classes that are not there; none if it is idle."""
        text = self.text if self.asked <= classes else ""
        for whole, choices in self.lists:
            left = [choice.text for choice in choices if choice.asked <= classes]
            if not left:
                return ""
            # The most specific of a list counts for all: only classes weigh the same.
            if all(_LONE_CLASS.fullmatch(choice.text) for choice in choices):
                text = text.replace(f"({whole})", f"({','.join(left)})")
        return text


def classes_of_page(html: str) -> frozenset[str]:
    """Return the classes of a page, also of what stands in its templates."""
    return _with_and_without_modifiers(" ".join(map("".join, _CLASSES.findall(html))).split())


@lru_cache(maxsize=32)
def classes_of_script(script: str) -> frozenset[str]:
    """Return what may be classes that a script gives, and those in its HTML.

    The script is the program's: such names have a hyphen or underscore and stand in its texts, or
    it gives them by their text. A modifier, as in `mark--done`, is given to an element that has its
    class already; one that the script puts together is what it begins with, as in `mark--`.
    """
    names = [name for text in _TEXT.findall(script) for name in _NAME.findall(text)]
    return frozenset(names).union(_GIVEN.findall(script), classes_of_page(script))


@lru_cache(maxsize=32)
def words_of_script(script: str) -> frozenset[str]:
    """Return all that may be a class in a script of a coach, which may name one in any way."""
    return _with_and_without_modifiers(_WORD.findall(script))


def needed(parts: tuple[str, ...], classes: Set[str], cache_dir: Path | None = None) -> str:
    """Return what a page with these classes needs of sheets, as one.

    What was needed of the same sheets before is found below `cache_dir`, if given. Only classes
    that the sheets ask for count: by all of them, hardly two clients would have equal pages.
    """
    parts = _first_equal(parts)
    return _needed(parts, _that_count(_asked_by_any(parts, cache_dir), classes), cache_dir)


@lru_cache(maxsize=8)
def _first_equal(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return sheets as they were given first: portals read the same ones, each anew."""
    return parts


@lru_cache(maxsize=8)
def _asked_by_any(parts: tuple[str, ...], cache_dir: Path | None) -> frozenset[str]:
    """Return all classes that sheets ask for."""
    kept, key = _kept(parts, cache_dir), f"{_digest(parts)} asked"
    if kept and (known := kept.get(key)):
        return frozenset(json.loads(known))
    found: frozenset[str] = frozenset().union(*map(_asked_in, parts))
    if kept:
        kept.put(key, json.dumps(sorted(found)).encode())
    return found


@lru_cache(maxsize=100)  # pages of one kind have the same classes, whoever's portal they are of
def _needed(parts: tuple[str, ...], classes: frozenset[str], cache_dir: Path | None) -> str:
    kept, key = _kept(parts, cache_dir), f"{_digest(parts)} {sorted(classes)}"
    if kept and (known := kept.get(key)):
        return known.decode()
    text = "".join(pruned(part, classes) for part in parts)
    if kept:
        kept.put(key, text.encode())
    return text


def _kept(parts: tuple[str, ...], cache_dir: Path | None) -> Cache | None:
    return Cache(cache_dir / "page-styles") if cache_dir and parts else None


@lru_cache(maxsize=8)
def _digest(parts: tuple[str, ...]) -> str:
    """Return a digest of sheets, and of the code that leaves out what a page needs not."""
    code = read_template(Path(__file__))
    return sha256(f"{code} {parts}".encode()).hexdigest()


def pruned(css: str, classes: Set[str]) -> str:
    """Return a sheet without the rules that ask for other classes.

    `css` has no comments. All modifiers of a class are there, as in `.mark--done`, if a script puts
    them together.
    """
    return _pruned(css, _that_count(_asked_in(css), classes))


def _that_count(asked: Iterable[str], classes: Set[str]) -> frozenset[str]:
    return frozenset(name for name in asked if _is_there(name, classes))


def _is_there(name: str, classes: Set[str]) -> bool:
    return name in classes or ("--" in name and f"{name.partition('--')[0]}--" in classes)


@lru_cache(maxsize=100)
def _pruned(css: str, classes: frozenset[str]) -> str:
    return "".join(f"{text}\n" for rule in _rules(css) if (text := _text(rule, classes)))


@lru_cache(maxsize=64)
def _asked_in(css: str) -> frozenset[str]:
    """Return all classes that the rules of a sheet ask for."""
    return frozenset(_asked_by(_rules(css)))


def _asked_by(rules: Iterable[_Rule]) -> Iterator[str]:
    for rule in rules:
        for selector in rule.selectors:
            choices = (choice for _, some in selector.lists for choice in some)
            for one in (selector, *choices):
                yield from one.asked
        yield from _asked_by(rule.rules or ())


def _with_and_without_modifiers(names: Iterable[str]) -> frozenset[str]:
    found = frozenset(names)  # pages repeat most of their classes
    return found.union(name.partition("--")[0] for name in found)


def _text(rule: _Rule, classes: Set[str]) -> str:
    if rule.rules is not None:
        body = "".join(_text(one, classes) for one in rule.rules)
        return f"{rule.opening}{{{body}}}" if body else ""
    if not rule.selectors:
        return rule.opening + rule.body
    selectors = [text for one in rule.selectors if (text := one.for_page(classes))]
    return f"{','.join(selectors)}{rule.body}" if selectors else ""


@lru_cache(maxsize=64)  # the sheets of many portals are the same
def _rules(css: str) -> tuple[_Rule, ...]:
    """Return the parts of a sheet; all of it as one if its brackets do not pair."""
    signs = [found for found in _SIGN.finditer(css) if found[1]]
    try:
        rules, end = _read(css, 0, [*reversed(signs)])
    except IndexError:  # a bracket that nothing closes
        end = len(css)
    return (_Rule(css, ""),) if end else tuple(rules)


def _read(css: str, at: int, signs: list[re.Match[str]]) -> tuple[list[_Rule], int]:
    """Return the rules from a place on, and behind which bracket they end; 0 if at none."""
    rules: list[_Rule] = []
    while signs:
        found = signs.pop()
        opening = css[at : found.start()].strip()
        at = found.end()
        if found[1] == "}":
            return rules, at
        if found[1] == ";":
            rules.append(_Rule(f"{opening};", ""))
        elif opening.startswith(_GROUPS):
            inner, at = _read(css, at, signs)
            at = at or signs.pop().end()
            rules.append(_Rule(opening, "", tuple(inner)))
        else:
            at = _end_of_body(signs)
            rules.append(_rule(opening, css[found.start() : at]))
    return rules, 0


def _end_of_body(signs: list[re.Match[str]]) -> int:
    """Return behind which sign an open bracket is closed; take the signs up to there."""
    depth = 1
    while depth:
        found = signs.pop()
        depth += {"{": 1, "}": -1}.get(found[1], 0)
    return found.end()


def _rule(selector: str, body: str) -> _Rule:
    if selector.startswith("@"):
        return _Rule(selector, body)
    return _Rule("", body, selectors=tuple(map(_selector, _split(selector))))


def _selector(text: str) -> _Selector:
    wholes = [text[start:end] for start, end in _lists(text)]
    choices = (
        tuple(_Selector(one.strip(), _asked(one)) for one in _split(some)) for some in wholes
    )
    return _Selector(text, _asked(text), tuple(zip(wholes, choices, strict=True)))


def _lists(selector: str) -> Iterable[tuple[int, int]]:
    """Yield where the text of each list begins and ends that is in no other brackets."""
    depth, start = 0, 0
    for found in _COMMA.finditer(selector):
        if found[1] == "(":
            start = start if depth else found.end()
            depth += 1
        elif found[1] == ")":
            depth -= 1
            if depth == 0 and _LIST.search(selector, 0, start):
                yield start, found.start()


def _split(selector: str) -> list[str]:
    """Return the selectors of a list, which commas part outside of brackets."""
    depth, start, parts = 0, 0, []
    for found in _COMMA.finditer(selector):
        depth += {"(": 1, ")": -1}.get(found[1] or "", 0)
        if found[1] == "," and depth == 0:
            parts.append(selector[start : found.start()])
            start = found.end()
    return [*parts, selector[start:]]


def _asked(selector: str) -> frozenset[str]:
    """Return the classes that an element, and those around it, must have."""
    while (outside := _WITHIN.sub("", selector)) != selector:
        selector = outside
    # A name with an escape is not compared: what it stands for is.
    return frozenset(name for name in _CLASS.findall(selector) if "\\" not in name)
