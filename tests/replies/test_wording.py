"""What a reply answers, in the client's words."""

from __future__ import annotations

from pathlib import Path

from coaching_site.checks import locations_of_prompts
from coaching_site.model.prompt_key import PromptKey
from coaching_site.replies.wording import Wording
from tests.fixture import CONTENT
from tests.replies.samples import folder_with, loaded
from tests.samples import programme, words_in

WORDS = words_in(CONTENT / "words.yml")


def test_every_prompt_has_its_question(tmp_path: Path) -> None:
    """No label of a prompt that a portal asks is an id."""
    folder = folder_with(tmp_path / "jane-doe")
    wording = Wording(programme(), WORDS)
    for key in locations_of_prompts(loaded(folder), programme()):
        name = key.name
        assert wording.question(key) != name
        assert "_" not in wording.label(key, "")


def test_labels() -> None:
    """A label says what a question belongs to, as the portal does."""
    wording = Wording(programme(), WORDS)
    assert wording.label(PromptKey("starters/one_thing"), "").startswith(
        "A thought starter: If one thing"
    )
    assert wording.label(PromptKey("goals/depots/why"), "Delegate").startswith("Delegate: Why")
    assert wording.label(PromptKey("values/1/reports/do"), "Calm").startswith(
        "Your values in behaviour · Calm · "
    )
    assert wording.label(PromptKey("party/wished/legacy"), "").startswith(
        "Your retirement party, as you would wish it: "
    )
    assert wording.word("reply_review", day="2026-12-01") == "The review on 2026-12-01"


def test_a_word_that_is_missing() -> None:
    """Where a word is missing its name stands for it; an unknown prompt is called by its id."""
    wording = Wording(programme())
    assert wording.word("reply_ratings") == "reply ratings"
    assert wording.label(PromptKey("starters/nothing"), "") == "about starters: nothing"
