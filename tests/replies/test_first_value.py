"""Answers for a first value, with and without its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.model import Engagement
from coaching_site.replies.apply import with_changes
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.reply import Reply, ReplyRefused
from tests.replies.browser import answer, reply
from tests.replies.comparing import TODAY, UNNAMED, compare, states
from tests.replies.samples import TYPED, folder_with, loaded
from tests.samples import programme


def test_values_that_have_no_name_yet(tmp_path: Path) -> None:
    """Answers for a first value wait until the coach has given it a name."""
    first = loaded(folder_with(tmp_path / "x", TYPED[: TYPED.index("values:")]))
    (one,) = compare(first, answer("values/1/reports/feel", "Safe.", base=UNNAMED))
    assert one.reason == "add the value with its name to your file, and receive the reply again"
    named = proposals_of(
        Reply.model_validate(reply(answer("values/1/reports/feel", "Safe.", base=UNNAMED))),
        first,
        programme(),
        TODAY,
        "Calm",
    )
    assert states(named) == ["new"]
    now = with_changes(first, named[0].changes)
    assert now.values[0].shown_to == {"reports": {"feel": ("Safe.",)}}
    assert [h.prompt for h in now.history] == ["values/calm/reports/feel"]


def test_a_reply_may_name_a_first_value(tmp_path: Path, before: Engagement) -> None:
    """The executive's own name for a first value is taken, unless there is one meanwhile."""
    name = answer("values/1/name", "Calm", base=UNNAMED)
    feel = answer("values/1/reports/feel", "Safe.", base=UNNAMED)
    first = loaded(folder_with(tmp_path / "x", TYPED[: TYPED.index("values:")]))
    (one,) = compare(first, feel, name)
    assert with_changes(first, one.changes).values[0].name == "Calm"
    assert states(compare(before, name)) == ["already so"]
    other = compare(before, answer("values/1/name", "Courage", base=UNNAMED))
    assert (states(other), other[0].reason) == (
        ["cannot be taken"],
        'the first value is called "Calm" now',
    )
    for wrong in (("a", "b"), ("a\nb",), ("x" * 501,)):
        with pytest.raises(ReplyRefused, match="names a value by more than a line"):
            compare(first, answer("values/1/name", *wrong, base=UNNAMED))
