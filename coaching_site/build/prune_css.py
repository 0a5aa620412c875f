"""What of a style sheet can never apply to a portal, left out.

A rule goes only if each of its selectors asks for a class, or for the value of an attribute, that
no page and no script of the portal has a word for. Whatever is not understood stays.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

_WORD: Final = re.compile(r"[\w-]+")
_CONDITIONS: Final = frozenset({"media", "supports"})


class Pruner:
    """Prunes style sheets and keeps the results in a folder, since reading a sheet takes long."""

    def __init__(self, folder: Path) -> None:
        """Keep files in `folder`, which need not exist."""
        self._folder = folder

    def __call__(self, css: str, words: Collection[str]) -> str:
        """Return a sheet without the rules that ask for none of the words."""
        named = set(_WORD.findall(css))
        asked = frozenset(word for word in words if word in named or _begins_names(word))
        key = "\0".join((Path(__file__).read_text("utf-8"), css, *sorted(asked)))
        kept = self._folder / f"{sha256(key.encode()).hexdigest()[:24]}.css"
        with suppress(OSError):
            return kept.read_text("utf-8")
        lean = pruned(css, asked)
        with suppress(OSError):
            _write_at_once(kept, lean)
        return lean


def pruned(css: str, words: Collection[str]) -> str:
    """Return a sheet without the rules that ask for none of the words."""
    # It takes its time, and what is kept needs it no more.
    import tinycss2  # type: ignore[import-untyped]

    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    beginnings = tuple(word for word in words if _begins_names(word))

    def is_asked(name: str) -> bool:
        return name in words or name.startswith(beginnings)

    return "".join(_kept(rules, is_asked, tinycss2))


def _begins_names(word: str) -> bool:
    """Tell whether a script may put the word before another: `tabbed-control--` and the like."""
    return word.endswith("-") and word.strip("-") != ""


def _write_at_once(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    try:
        fresh.write_text(text, "utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _kept(rules: Iterable[Any], is_asked: Callable[[str], bool], css: Any) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one for one in _selectors(rule.prelude) if _may_apply(one, is_asked)]
            if selectors:
                heads = ",".join(css.serialize(one).strip() for one in selectors)
                yield f"{heads}{{{css.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _CONDITIONS:
            inner = css.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if text := "".join(_kept(inner, is_asked, css)):
                yield f"@{rule.at_keyword}{css.serialize(rule.prelude)}{{{text}}}"
        elif rule.type == "at-rule":
            yield rule.serialize()


def _selectors(prelude: Iterable[Any]) -> list[list[Any]]:
    """Return the selectors of a rule, which stand between commas."""
    found: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


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
