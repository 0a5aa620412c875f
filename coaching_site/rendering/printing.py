"""How templates print: what they say themselves stays markup, and every value is held.

Jinja calls `finalize` of the environment for each value, which returns a placeholder for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import BuiltinMethodType, MethodType
from typing import Any, Final

from jinja2 import Template
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.utils import missing


class RenderedMarkup:
    """What a template itself says, with placeholders for values: the only text that stays markup.

    It is no `str`: joined with anything else it becomes bare text, so that no operator and no
    filter can smuggle a value in.
    """

    def __init__(self, text: str = "") -> None:
        """Take what a template wrote."""
        self._text = text

    def __str__(self) -> str:
        """Return what the template wrote."""
        return self._text

    def __bool__(self) -> bool:
        """Return whether the template wrote anything."""
        return bool(self._text)


class _Macro(Macro):
    """A macro whose result may be printed as markup."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Return what the macro writes; Jinja looks only at calls that need a closer look."""
        is_open = self.caller or self.catch_kwargs or self.catch_varargs
        if is_open or len(arguments) > self._argument_count:
            return super().__call__(*arguments, **named)
        rest = self.arguments[len(arguments) :]
        values = [named.pop(name, missing) for name in rest] if named else [missing] * len(rest)
        if named:  # which no argument is called
            known = dict(zip(rest, values, strict=True))
            return super().__call__(*arguments, **known, **named)
        return RenderedMarkup(self._func(*arguments, *values))

    def _invoke(self, arguments: list[Any], autoescape: bool) -> Any:  # noqa: ARG002
        return RenderedMarkup(self._func(*arguments))


_CALLED_AT_ONCE: Final = frozenset((_Macro, BuiltinMethodType, MethodType))


class HoldingContext(Context):
    """What a template knows, which calls macros and methods without further questions.

    Of anything else Jinja finds out whether it wants to be given the context.
    """

    def call(self, called: Any, /, *arguments: Any, **named: Any) -> Any:
        """Return what something returns when it is called."""
        if type(called) not in _CALLED_AT_ONCE:
            return super().call(called, *arguments, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*arguments, **named)


def joined(parts: Iterable[Any]) -> str:
    """Return what a template has written: texts, and rarely what a block has written."""
    written = parts if isinstance(parts, list) else [*parts]
    try:
        return "".join(written)
    except TypeError:
        return "".join(map(str, written))


class HoldingTemplate(Template):
    """A template in which macros and blocks of text know what the template wrote."""

    @classmethod
    def from_code(cls, *arguments: Any, **named: Any) -> Template:
        """Return a template of compiled code."""
        template = super().from_code(*arguments, **named)
        # Compiled code looks these names up when it runs.
        template.root_render_func.__globals__.update(Macro=_Macro, Markup=RenderedMarkup)
        return template


class HoldingCodeGenerator(CodeGenerator):
    """Writes code that prints values as they are held, without escaping placeholders once more."""

    def _output_child_pre(self, *arguments: Any) -> None:
        _node, _frame, finalize = arguments
        self.write(finalize.src)

    def _output_child_post(self, *_: Any) -> None:
        self.write(")")
