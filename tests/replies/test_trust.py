"""Which replies are doubted, by the devices that a coach knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coaching_site.editing import Append, Put
from coaching_site.model import Engagement
from coaching_site.replies.reply import Reply
from coaching_site.replies.signer import Signer
from coaching_site.replies.trust import Trust, trust_in
from tests.replies.browser import answer, reply
from tests.replies.samples import TYPED, folder_with, loaded

KEY = "NCzyuugwtc1jmaJJmLARTpFS8qauYuhetxTMqOgFS9U"
OTHER = "A" * 43
LAST = "2026-11-24T200000.000Z"
NOTED = f"""
devices:
- {{name: 60954 06381 12937 75598, key: {KEY}, since: 2026-11-20, last: "{LAST}"}}
"""
WITHDRAWN = NOTED.replace("since", "withdrawn: 2026-11-22, since")
TODAY = date(2026, 11, 26)


def trust(
    folder: Path, noted: str, signer: Signer | None, *, made: str = "20:00:00", again: bool = False
) -> Trust:
    """Return what is known of a reply that somebody sent to an engagement with devices."""
    engagement: Engagement = loaded(folder_with(folder, TYPED + noted))
    content = reply(answer("starters/one_thing", "x", base="0" * 16), made=f"2026-11-24T{made}Z")
    sent = Reply.model_validate(content)
    return trust_in(sent, signer, engagement, was_received=again)


SOUND = Signer(KEY, is_sound=True)
BROKEN = Signer(KEY, is_sound=False)
FOREIGN = Signer(OTHER, is_sound=True)


@pytest.mark.parametrize(
    ("noted", "signer", "made", "again", "doubts"),
    [
        pytest.param("", None, "20:00:00", False, "", id="nobody ever signed"),
        pytest.param("", SOUND, "20:00:00", False, "", id="first"),
        pytest.param("", BROKEN, "20:00:00", False, "damaged", id="first, damaged"),
        pytest.param("", None, "20:00:00", True, "", id="again, nobody ever signed"),
        pytest.param(NOTED, SOUND, "20:00:00", False, "", id="the same"),
        pytest.param(NOTED, SOUND, "20:00:01", False, "", id="later"),
        pytest.param(NOTED, SOUND, "19:59:59", False, "older", id="older"),
        pytest.param(NOTED, SOUND, "20:00:00", True, "again", id="again"),
        pytest.param(NOTED, SOUND, "19:59:59", True, "older again", id="older and again"),
        pytest.param(NOTED, FOREIGN, "20:00:01", False, "device", id="another device"),
        pytest.param(NOTED, FOREIGN, "20:00:01", True, "device again", id="another, again"),
        pytest.param(NOTED, None, "20:00:01", False, "unsigned", id="not signed"),
        pytest.param(NOTED, BROKEN, "20:00:01", False, "damaged", id="damaged"),
        pytest.param(WITHDRAWN, SOUND, "20:00:01", False, "withdrawn", id="withdrawn"),
        pytest.param(WITHDRAWN, None, "20:00:01", False, "unsigned", id="none but withdrawn ones"),
    ],
)
def test_what_is_doubted(
    tmp_path: Path, noted: str, signer: Signer | None, made: str, again: bool, doubts: str
) -> None:
    """Nothing is before the first device is known; then all but what it signed, in order."""
    found = trust(tmp_path, noted, signer, made=made, again=again)
    assert " ".join(found.doubts) == doubts


def test_the_first_device(tmp_path: Path) -> None:
    """It is noted with its digits, its key, the day and the moment of the reply."""
    found = trust(tmp_path, "", SOUND)
    record: dict[str, str | date] = {"name": "60954 06381 12937 75598", "key": KEY}
    record |= {"since": TODAY, "last": LAST}
    assert (found.counts, found.changes(TODAY)) == (True, (Append(("devices",), record),))


def test_a_known_device(tmp_path: Path) -> None:
    """The moment of its newest reply is noted, and no earlier one."""
    later = trust(tmp_path, NOTED, SOUND, made="20:00:01")
    put = Put(("devices", 0, "last"), "2026-11-24T200001.000Z")
    assert (later.counts, later.changes(TODAY)) == (True, (put,))
    older = trust(tmp_path, NOTED, SOUND, made="19:00:00").accepted(noted=False)
    assert (older.counts, older.changes(TODAY)) == (True, ())


def test_a_clock_that_is_ahead(tmp_path: Path) -> None:
    """A moment that is still to come is not noted: what follows would look older."""
    early = date(2026, 11, 22)
    assert trust(tmp_path, NOTED, SOUND, made="20:00:01").changes(early) == ()
    (first,) = trust(tmp_path, "", SOUND).changes(early)
    assert isinstance(first, Append)
    assert isinstance(first.record, dict)
    assert first.record["last"] == "2026-11-22T000000.000Z"


def test_another_device(tmp_path: Path) -> None:
    """It counts only once it is known; a reply that is read once leaves nothing behind."""
    found = trust(tmp_path, NOTED, FOREIGN)
    once, kept = found.accepted(noted=False), found.accepted(noted=True)
    assert (found.counts, once.counts, once.changes(TODAY)) == (False, False, ())
    assert kept.counts
    assert [change.location for change in kept.changes(TODAY)] == [("devices",)]


def test_a_device_that_was_withdrawn(tmp_path: Path) -> None:
    """It is read once without being trusted, or is known again."""
    found = trust(tmp_path, WITHDRAWN, SOUND, made="20:00:01")
    once, again = found.accepted(noted=False), found.accepted(noted=True)
    assert (once.counts, once.changes(TODAY)) == (False, ())
    locations = [change.location for change in again.changes(TODAY)]
    assert (again.counts, locations) == (
        True,
        [("devices", 0, "withdrawn"), ("devices", 0, "last")],
    )


@pytest.mark.parametrize("signer", [None, BROKEN])
def test_what_nobody_signed(tmp_path: Path, signer: Signer | None) -> None:
    """It never counts, whatever the coach accepts, and no device is noted."""
    for noted in ("", NOTED):
        found = trust(tmp_path, noted, signer).accepted(noted=True)
        assert (found.counts, found.changes(TODAY)) == (False, ())


def test_a_device_that_is_listed_twice(tmp_path: Path) -> None:
    """One that is known counts beside one that was withdrawn."""
    twice = WITHDRAWN + NOTED.replace("\ndevices:\n", "")
    assert trust(tmp_path, twice, SOUND, made="20:00:01").doubts == ()
