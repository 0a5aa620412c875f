"""Rounds as the program writes them: what is read again is what was written."""

from __future__ import annotations

import json
import random
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching_site.feedback.round_text import round_file
from coaching_site.loading.rounds import read_round
from coaching_site.model.types import Record
from tests.model.test_feedback import RULES, asked

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])).map(
    lambda text: f"a{text}b"
)
SCORES = st.sampled_from(["cannot say", "1", "4", "7"])
ANSWERS = st.fixed_dictionaries(
    {"group": st.just("Team"), "scores": st.dictionaries(st.sampled_from(["calm", "ask"]), SCORES)}
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(answers=st.lists(ANSWERS, max_size=4), texts=st.lists(TEXTS, max_size=3), seed=st.integers())
def test_round_trip(
    tmp_path: Path, answers: list[dict[str, object]], texts: list[str], seed: int
) -> None:
    """All that was answered stands in the file once, in an order that tells nothing of when."""
    comments = [{"group": "Team", "question": "more", "text": text} for text in texts]
    typed = asked(answers=answers, comments=comments, summary="A: b # c", scale="1 to 7")
    typed = typed.model_copy(update={"frozen": typed.freeze(RULES)})
    path = tmp_path / "round.yml"
    path.write_text(round_file(typed, ["A remark"]), "utf-8", newline="\n")
    read = read_round(path, RULES).record
    for key in ("answers", "comments"):
        assert sorted(map(_said, getattr(read, key))) == sorted(map(_said, getattr(typed, key)))
    assert read.model_dump(exclude={"answers", "comments", "scale"}) == typed.model_dump(
        exclude={"answers", "comments", "scale"}
    )
    shuffled = {
        key: tuple(random.Random(seed).sample(every, len(every)))
        for key, every in (("answers", typed.answers), ("comments", typed.comments))
    }
    assert round_file(typed.model_copy(update=shuffled), ["A remark"]) == path.read_text("utf-8")


def _said(record: Record) -> str:
    return json.dumps(record.model_dump(), sort_keys=True)
