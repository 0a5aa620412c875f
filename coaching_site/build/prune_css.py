"""Unused CSS rules are removed.

A rule goes only if each of its selectors asks for a class, or for the value of an attribute, that
no page and no script of the portal has a word for. Whatever is not understood stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from coaching_site.cache import Cache

_WORD: Final = re.compile(r"[\w-]+")
_CONDITIONS: Final = frozenset({"media", "supports"})


class CssPruner:
    """Prunes style sheets and keeps the results, since parsing a sheet takes long."""

    def __init__(self, cache_dir: Path) -> None:
        """Keep results below `cache_dir`, which need not exist."""
        self._cache = Cache(cache_dir / "styles")

    def __call__(self, css: str, words: Collection[str]) -> str:
        """Return a sheet without the rules that ask for none of the words."""
        named = set(_WORD.findall(css))
        # Of the words those alone that matter here, so that portals share what is kept.
        asked = frozenset(word for word in words if word in named or _is_prefix(word))
        key = "\0".join((_code(), css, *sorted(asked)))
        if (kept := self._cache.get(key)) is not None:
            return kept.decode()
        lean = pruned(css, asked)
        self._cache.put(key, lean.encode())
        return lean


def _code() -> str:
    """Return this module's own code, on which results depend."""
    return Path(__file__).read_text("utf-8")


def pruned(css: str, words: Collection[str]) -> str:
    """Return a sheet without the rules that ask for none of the words."""
    import tinycss2  # type: ignore[import-untyped]  # here, since with results kept it is not needed

    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    prefixes = tuple(word for word in words if _is_prefix(word))

    def is_asked(name: str) -> bool:
        return name in words or name.startswith(prefixes)

    return "".join(_used_rules(rules, is_asked, tinycss2))


def _is_prefix(word: str) -> bool:
    """Tell whether a script may put the word before another: `tabbed-control--` and the like."""
    return word.endswith("-") and word.strip("-") != ""


def _used_rules(rules: Iterable[Any], is_asked: Callable[[str], bool], css: Any) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [
                selector for selector in _selectors(rule.prelude) if _may_apply(selector, is_asked)
            ]
            if selectors:
                heads = ",".join(css.serialize(selector).strip() for selector in selectors)
                yield f"{heads}{{{css.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _CONDITIONS:
            inner = css.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if text := "".join(_used_rules(inner, is_asked, css)):
                yield f"@{rule.at_keyword}{css.serialize(rule.prelude)}{{{text}}}"
        elif rule.type == "at-rule":
            yield rule.serialize()


def _selectors(prelude: Iterable[Any]) -> list[list[Any]]:
    """Return the selectors of a rule, which stand between commas."""
    selectors: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _may_apply(selector: list[Any], is_asked: Callable[[str], bool]) -> bool:
    """Tell whether all that a selector names outside of `:not()` and its like is asked for."""
    classes = (
        after.value
        for dot, after in pairwise(selector)
        if dot.type == "literal" and dot.value == "." and after.type == "ident"
    )
    values = (_value_of(token) for token in selector if token.type == "[] block")
    return all(
        is_asked(name) for name in (*classes, *values) if name is not None and _WORD.fullmatch(name)
    )


def _value_of(block: Any) -> str | None:
    """Return the value that `[name=value]` asks for, and None for all other kinds."""
    match [token for token in block.content if token.type != "whitespace"]:
        case [_, equals, value] if equals == "=" and value.type in {"ident", "string"}:
            return str(value.value)
    return None
