"""Drafts of mails: each where it is due, in the language of the client, and safe as an address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from coaching_site.build.workspace import Workspace
from coaching_site.desk.mails import MailDraft, mails_of
from coaching_site.desk.pages import Environments
from tests.practice.workspaces import DAY, SETTLED, read_client, write_client


def drafts(folder: Path, name: str = "Nadia Brandt", **fields: Any) -> list[MailDraft]:
    """Return the drafts for a client who is settled but for these fields."""
    person = {"executive": {"name": name, "email": "nadia@example.org"}}
    write_client(folder, "ann", **(SETTLED | person | fields))
    client = read_client(folder, "ann")
    folders = (folder / part for part in ("content", "overrides", "engagements"))
    return [*mails_of(client, Environments(Workspace(*folders)).of(client.portal.language))]


LATE = [{"title": "G", "actions": [{"what": "Call *Ines*", "target": "2026-11-10"}]}]


@pytest.mark.parametrize(
    ("fields", "kinds", "told"),
    [
        ({}, [], ""),
        ({"sessions": [{"on": "2026-11-17", "at": "09:00", "where": "Room 4"}]}, ["session"],
         "Our session tomorrow, Tuesday, November 17, at 9:00"),
        ({"sessions": [{"on": DAY}]}, ["session"], "we meet today, Monday, November 16."),
        ({"sessions": [{"on": "2026-11-15", "agreed": ["One.", "Two."]},
                       {"on": "2026-12-10"}]}, ["agreed"], "– One.\n– Two.\n\nWe meet again on"),
        ({"sessions": [{"on": "2026-11-13", "agreed": "One."}, {"on": "2026-12-10"}]}, [], ""),
        ({"goals": LATE}, ["late"], "– Call Ines (Tuesday, November 10)"),
        ({"goals": [{"title": "G", "actions": [
            {"what": f"Act {n}", "target": "2026-11-10"} for n in range(8)]}]},
         ["late"], "– Act 4 (Tuesday, November 10)\n– and 3 more\n"),
        ({"reviews": [{"on": "2026-11-20"}]}, ["review"], "On Friday, November 20 we will"),
        ({"reviews": [{"on": "2026-11-24"}]}, [], ""),
        ({"agreement": {"purpose": "P", "signed": {"coach": "2026-09-01"}}}, ["sign"], "ready for"),
        ({"agreement": SETTLED["agreement"] | {"fingerprint": "AAAA-AAAA-AAAA"}}, ["sign"],
         "needs your signature again"),
        ({"agreement": {"purpose": "P", "signed": {"executive": "2026-09-01"}}}, [], ""),
        ({"sessions": SETTLED["sessions"][:1]}, ["plan"], "Which days"),
        ({"sessions": [], "coach": {"name": "Jon Field", "booking": "https://example.org/b"}},
         ["plan"], "https://example.org/b\n"),
        # After the end
        ({"end": "2026-11-10", "goals": LATE, "sessions": [],
          "agreement": {}, "reviews": [{"on": "2026-11-18"}]}, [], ""),
        ({"end": "2026-08-18", "start": "2026-01-01", "sessions": []}, ["follow_up"], "finished"),
        ({"end": "2026-08-03", "start": "2026-01-01", "sessions": []}, [], ""),
        # In other languages: with words, and without any
        ({"language": "de", "goals": LATE}, ["late"],
         "Guten Tag Nadia,\n\nbei einer Ihrer Zusagen ist der Termin verstrichen:\n\n"
         "– Call Ines (Dienstag, 10. November)"),
        ({"language": "fi", "goals": LATE}, ["late"], "(Tuesday, November 10)"),
    ],
)  # fmt: skip
def test_what_is_due(tmp_path: Path, fields: dict[str, Any], kinds: list[str], told: str) -> None:
    """A draft is there where something is due, and says what it is about."""
    found = drafts(tmp_path, **fields)
    assert [draft.kind for draft in found] == kinds
    assert told in "\n".join(f"{draft.subject}\n{draft.body}" for draft in found)


@pytest.mark.parametrize(
    "name", ["Nadia Brandt", '"><script>&?subject=x\\', "מרים כהן", "Ä" * 200, "%0d%0abcc:a@b"]
)
def test_an_address_says_the_same(tmp_path: Path, name: str) -> None:
    """What opens in a mail program is the draft, whatever a name holds, and nothing besides."""
    (draft,) = drafts(tmp_path, name, goals=LATE)
    parts = urlsplit(draft.address)
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "nadia@example.org", "")
    asked = parse_qs(parts.query, strict_parsing=True)
    assert asked == {"subject": [draft.subject], "body": [draft.body.replace("\n", "\r\n")]}
    assert "\u2068" not in draft.body
    assert draft.address.isascii()


def test_no_address(tmp_path: Path) -> None:
    """Without an address of the client the draft opens without one."""
    (draft,) = drafts(tmp_path, executive={"name": "Nadia Brandt"}, goals=LATE)
    assert draft.address.startswith("mailto:?subject=A%20quick%20check")
    assert draft.body == (
        "Hello Nadia,\n\nOne of your promises has passed its date.\n\n"
        "– Call Ines (Tuesday, November 10)\n\nIs it done, do you need more time, or is something "
        "in the way? One line in reply is enough, or tick it off in your portal.\n\n"
        "Best wishes,\nJon Field"
    )
