"""Gaps of words: each is told where it is typed, and none that is right is refused."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Final

import pytest

from coaching_site.loading import read_words
from coaching_site.loading.gaps import GAPS, gaps_in, is_known, misplaced_gap
from coaching_site.loading.layers import Layer
from coaching_site.problems import InvalidInput
from tests.fixture import CONTENT, ROOT
from tests.samples import words_in

SHIPPED = words_in(CONTENT / "words.yml")
# Words of mails, calendars, paper and the coach's own page, where lines break elsewhere or not.
OFF_PAGES: Final = re.compile("(?:calendar|desk|mail|pdf|rater)_|reply_how_|search_")
NUMBERS: Final = {
    *("n", "done", "all", "number", "minutes", "kept", "higher", "lower", "up", "down", "then"),
    *("older", "unknown"),
}


def test_each_gap_of_each_word_is_known() -> None:
    """The words that come with the program have the gaps of the table, and the table no others."""
    for key, text in SHIPPED.items():
        typed = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        assert not typed or is_known(key), f"{key} has gaps: add it to loading/gaps.py"
        assert misplaced_gap(key, text, {}) is None
    stems = {key.rpartition("_")[0] for key in SHIPPED} | SHIPPED.keys()
    assert GAPS.keys() - stems == set()


@pytest.mark.parametrize("wrong", ["dya", "", "0", "{gap}.x", "{gap}!r", "{gap}:>9", "{gap} "])
def test_a_mistyped_gap_is_told_at_its_word(tmp_path: Path, wrong: str) -> None:
    """Whichever word it is in, a gap that nothing fills is told with the line of the word."""
    keys = [key for key, text in SHIPPED.items() if is_known(key) and gaps_in(text)]
    lines = [f'{key}: "x {{{wrong.format(gap=gaps_in(SHIPPED[key])[0])}}}"' for key in keys]
    file = tmp_path / "words.yml"
    file.write_text("\n".join(lines), "utf-8")
    with pytest.raises(InvalidInput) as caught:
        words_in(file)
    assert [(one.line, one.where) for one in caught.value.problems] == [*enumerate(keys, 1)]
    assert all("gap" in one.message for one in caught.value.problems)


@pytest.mark.parametrize("text", ["{n", "n}", "{", "}", "{n}}", "{{n}"])
def test_a_brace_alone_is_told(text: str) -> None:
    """A brace without its other half is told with the gaps that there may be."""
    told = misplaced_gap("in_days_few", text, {})
    assert told == f'"{text}" may have these gaps alone: {{n}}'


def test_nearest_gap_is_offered() -> None:
    """A gap that was mistyped is answered by the one that was meant."""
    assert misplaced_gap("due", "{dya}", {}) == (
        'there is no gap "{dya}" in this word: did you mean `{day}`?'
    )
    assert misplaced_gap("kept_one", "{x} of {n}", {}) == (
        'there is no gap "{x}" in this word: there may be {done}, {n}'
    )
    assert misplaced_gap("due", "{{literally}} {day}", {}) is None


def test_a_translation_has_the_gaps_of_its_pattern(tmp_path: Path) -> None:
    """In another language a coach's own word has the gaps that it has in the first."""
    pattern, other = tmp_path / "words.yml", tmp_path / "other.yml"
    pattern.write_text('mine: "By {whom}"\nmine_one: "{n}"\nmine_other: "{n}"\n', "utf-8")
    other.write_text('mine: "Von {wem}"\nmine_few: "{m}"\nmine_other: "{n}"\n', "utf-8")
    with pytest.raises(InvalidInput) as caught:
        read_words([Layer(pattern), Layer(other, "de")])
    assert [(one.line, one.where) for one in caught.value.problems] == [
        (1, "mine"),
        (2, "mine_few"),
    ]


@pytest.mark.parametrize("name", ["words.yml", "words.de.yml"])
def test_numbers_stand_on_one_line_with_their_units(name: str) -> None:
    """On pages no line breaks behind a number of a word, nor between a short word and a number."""
    words = words_in(ROOT / "content" / name)
    said = {
        key: text.format(**{gap: 7 if gap in NUMBERS else "—" for gap in gaps_in(text)})
        for key, text in words.items()
        if not OFF_PAGES.match(key)
    }
    may_break = re.compile(r"7 [^\W\d_]|(?<!\w)[^\W\d_]{1,3} 7")
    assert {key: text for key, text in said.items() if may_break.search(text)} == {}
