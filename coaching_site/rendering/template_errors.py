"""Mistakes in templates, told by file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import jinja2
from jinja2 import Environment, TemplateError, TemplateSyntaxError

from coaching_site.cache import Cache
from coaching_site.parsing.source import read_template
from coaching_site.problems import InvalidInput, Problem, shown

MISTAKES: Final = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError),
    *(TemplateError, TypeError, ValueError),
)
"""What a mistake in a template raises, in Jinja, in a filter or in what it calls."""


def problem_in(
    error: Exception,
    is_template_file: Callable[[str], bool],
    usual: tuple[Path, int] | None = None,
) -> Problem | None:
    """Return the problem that an error tells of, if it came up in a template.

    `is_template_file` tells the files of templates by their paths; an error from elsewhere is
    that of the template at the path and line `usual`, if one is given.
    """
    if not isinstance(error, MISTAKES) or not (
        position := position_of(error, is_template_file) or usual
    ):
        return None
    message = f"this template does not work: {str(error) or type(error).__name__}"
    return Problem(shown(position[0]), position[1], 1, "", message)


def broken_templates(folder: Path, cache_dir: Path | None = None) -> Iterator[Problem]:
    """Yield what is wrong with the grammar of templates in a folder, those of the theme too.

    Which texts are right is kept in `cache_dir`, if given: to parse them takes a tenth of a build.
    """
    grammar = Environment(autoescape=True)
    right = Cache(cache_dir / "grammar") if cache_dir else None
    for path in sorted(folder.rglob("*.html")):
        try:
            text = read_template(path)
            key = f"{jinja2.__version__} {text}"
            if right and right.get(key) is not None:
                continue
            grammar.parse(text, filename=str(path))
            if right:
                right.put(key, b"")
        except InvalidInput as error:
            yield from error.problems
        except TemplateSyntaxError as error:
            yield from filter(None, [problem_in(error, lambda _: True)])


def position_of(
    error: Exception, is_template_file: Callable[[str], bool]
) -> tuple[Path, int] | None:
    """Return file and line of the template, which Jinja writes into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        known = error.filename and is_template_file(error.filename)
        return (Path(error.filename or ""), error.lineno) if known else None
    position, trace = None, error.__traceback__
    # The last template in a traceback is the innermost: the component, and not the page that uses
    # it.
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if is_template_file(name):
            position = (Path(name), trace.tb_lineno)
        trace = trace.tb_next
    return position
