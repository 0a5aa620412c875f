"""Mistakes in templates, told by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from coaching_site.rendering.template_errors import broken_templates, position_of, problem_in


def test_where_a_template_fails(tmp_path: Path) -> None:
    """The innermost template counts, at the line that failed."""
    (tmp_path / "outer.html").write_text("\n{% include 'inner.html' %}", "utf-8")
    (tmp_path / "inner.html").write_text("\n\n{{ 1 / 0 }}", "utf-8")
    environment = Environment(loader=FileSystemLoader(tmp_path), autoescape=True)
    with pytest.raises(ZeroDivisionError) as caught:
        environment.get_template("outer.html").render()
    place = position_of(caught.value, lambda name: name.endswith(".html"))
    assert place == (tmp_path / "inner.html", 3)


def test_what_is_no_mistake_of_a_template() -> None:
    """An error from elsewhere has the usual place, if any; one of the system is no mistake."""
    error = ValueError("odd")
    assert problem_in(error, lambda _: False) is None
    problem = problem_in(error, lambda _: False, (Path("page.md"), 2))
    assert str(problem) == "page.md:2:1: this template does not work: odd"
    assert problem_in(OSError("odd"), lambda _: True, (Path("page.md"), 2)) is None


def test_grammar(tmp_path: Path) -> None:
    """All templates in a folder are read, and those that cannot be are told."""
    (tmp_path / "good.html").write_text("{{ a }}", "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/bad.html").write_text("\n{% if %}", "utf-8")
    for cache in (None, tmp_path / "cache", tmp_path / "cache"):
        [problem] = broken_templates(tmp_path, cache)
        assert (problem.path, problem.line) == (str(tmp_path / "sub/bad.html"), 2)
    (tmp_path / "good.html").write_text("{{ a }", "utf-8")
    found = [problem.path for problem in broken_templates(tmp_path, tmp_path / "cache")]
    assert found == [str(tmp_path / "good.html"), str(tmp_path / "sub/bad.html")]
