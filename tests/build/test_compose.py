"""A portal's source is composed from what was read, without a site builder."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from coaching_site.build.compose import compose
from coaching_site.build.inputs import Inputs, read_inputs
from coaching_site.build.outputs import OUTPUTS, Composition, Output, PdfMode
from coaching_site.build.workspace import Workspace
from coaching_site.problems import InvalidInput
from tests.fixture import CONTENT, ENGAGEMENTS, ROOT

DAY = date(2026, 11, 23)


@cache
def inputs() -> Inputs:
    """Return what the portal of a sample is made from."""
    workspace = Workspace(CONTENT, ROOT / "overrides", ENGAGEMENTS)
    return read_inputs(workspace, "tomas-okafor", DAY)


def test_source_of_a_sample() -> None:
    """A source has pages, files, a frame, and of the words those alone that scripts need."""
    source = compose(inputs(), PdfMode.OMIT)
    assert source.slug == "tomas-okafor"
    assert [page.name for page in source.pages][:2] == ["index", "agreement"]
    assert {"assets/stylesheets/brand.css", "calendar/all.ics"} <= set(source.files)
    assert source.frame.notice.startswith(
        "As of 23\u00a0November 2026\nPrivate to you and your coach."
    )
    assert source.frame.language == "en-GB"
    words = source.script_data.words
    assert {"today", "in_days_one", "weeks_ago_other", "state_overdue"} <= set(words)
    assert "site_name" not in words
    assert source.script_data.reply_page == "reply.html"


def test_words_that_scripts_name() -> None:
    """Each word that a script or a page for one names is among those that pages carry.

    The words of the picture of months are in the picture itself.
    """
    overrides, words = ROOT / "overrides", inputs().words
    scripts = "".join(path.read_text("utf-8") for path in overrides.rglob("*.js"))
    pages = "".join(path.read_text("utf-8") for path in overrides.rglob("*.html"))
    called = " ".join(re.findall(r"\b(?:word|counted)\((.*)", scripts))
    counted = r'-word="(\w+)"|still_open\("(\w+)"|counting\(\w+,\s*"(\w+)"'
    named = {*re.findall(r'"(\w+_\w+)"', called), *map("".join, re.findall(counted, pages))}
    begun = ("write_kept_", "write_keeps_", "state_", "repeat_done_")
    states = {f"write_{state}" for state in ("same", "sent", "received", "changed", "elsewhere")}
    counted_form = re.compile(r"_(one|other)$")
    needed = {
        word
        for word in words
        if {word, counted_form.sub("", word)} & named or word.startswith(begun)
    }
    assert len(needed) > 80
    missing = (needed | states) - compose(inputs(), PdfMode.OMIT).script_data.words.keys()
    assert {word for word in missing if not word.startswith("rhythm_")} == set()


def test_pages_hold_no_typed_text() -> None:
    """The Markdown of a page has placeholders where a name goes, which are filled in HTML."""
    home = compose(inputs(), PdfMode.OMIT).pages[0]
    assert "Tomás" not in home.markdown
    assert "Tomás" in home.placeholders.fill_text(home.markdown)


def test_a_new_kind_of_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A function added to the list is all that a further file and its warning need."""

    def report(composition: Composition) -> Output:
        return Output({"report.txt": composition.inputs.slug.encode()}, warnings=("look at it",))

    monkeypatch.setattr("coaching_site.build.compose.OUTPUTS", (*OUTPUTS, report))
    source = compose(inputs(), PdfMode.OMIT)
    assert source.files["report.txt"] == b"tomas-okafor"
    assert source.warnings == ("look at it",)


def test_words_of_a_further_kind_of_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts get the labels of each kind of draft that has nothing but texts by name."""
    kinds = {"wish": {"value": {"wanted": "texts"}}, "vote": {"value": {"on": "day"}}}
    monkeypatch.setattr("coaching_site.build.compose.draft_table", lambda: {"kinds": kinds})
    words = {"wish_wanted": "What I want", "vote_on": "Day", "check_in_tried": "What I tried"}
    translated = replace(inputs().translated_words, content={**inputs().words, **words})
    source = compose(replace(inputs(), translated_words=translated), PdfMode.OMIT)
    assert source.script_data.words["wish_wanted"] == "What I want"
    assert not {"vote_on", "check_in_tried"} & set(source.script_data.words)


def test_tried_pdfs_are_linked() -> None:
    """Where PDFs are only tried, the pages are those of a portal that has them."""
    source = compose(inputs(), PdfMode.TRY_TEMPLATES)
    assert b"<html" in source.files["agreement.pdf"]
    assert "agreement.pdf" not in compose(inputs(), PdfMode.OMIT).files


def test_a_template_that_does_not_work(tmp_path: Path) -> None:
    """Problems of templates are raised together, each with file and line."""
    content = tmp_path / "content"
    content.mkdir()
    for name in ("one", "two"):
        (content / f"{name}.md").write_text("# x\n{{ nobody }}\n", "utf-8")
    workspace = replace(inputs().workspace, content=content)
    broken = replace(inputs(), workspace=workspace)
    with pytest.raises(InvalidInput) as raised:
        compose(broken, PdfMode.OMIT)
    told = [re.sub(r".*/", "", str(problem)) for problem in raised.value.problems]
    assert told == [
        "one.md:2:1: this template does not work: 'nobody' is undefined",
        "two.md:2:1: this template does not work: 'nobody' is undefined",
    ]
