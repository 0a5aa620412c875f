"""The desk as data: who is in which group, and what a card knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coaching_site.desk.codes import CodedClient
from coaching_site.desk.hours import Period
from coaching_site.desk.overview import CardParts, WaitingReplies, desk_of
from coaching_site.practice.clients import UnreadClient
from coaching_site.problems import Problem
from tests.practice.workspaces import DAY, SETTLED, read_client, write_client


def test_groups(tmp_path: Path) -> None:
    """Cards begin with the most urgent one; who has problems is first, who is done last."""
    over = SETTLED | {"end": "2026-11-10", "sessions": SETTLED["sessions"][:1]}
    write_client(tmp_path, "cy", "Cy", **over)
    write_client(tmp_path, "bo", "Bo", **SETTLED)
    write_client(tmp_path, "al", "Al", **SETTLED)
    write_client(tmp_path, "dan", "Dan", sessions=[{"on": DAY}])
    bad = UnreadClient("bad", (Problem.of_setting("x", "y"),))
    slugs = ("cy", "bo", "al", "dan")
    clients = [CodedClient(read_client(tmp_path, slug), slug.upper()) for slug in slugs]
    desk = desk_of(
        [*clients, bad],
        date.fromisoformat(DAY),
        Period(),
        WaitingReplies(3, {"bo": 2}),
        {"bo": CardParts("../site/bo/index.html", "prepare/bo.html")},
    )
    assert [card.slug for card in desk.needing] == ["bad", "dan", "bo"]
    assert [card.slug for card in desk.steady] == ["al"]
    assert [card.slug for card in desk.over] == ["cy"]
    bad_card, _, bo = desk.needing
    assert (bad_card.problems, bad_card.portal, desk.lacking) == (("x: y",), None, 1)
    assert (bo.replies, bo.minutes, bo.portal_address) == (2, 60, "../site/bo/index.html")
    assert (desk.hours.minutes, desk.week.sessions, desk.waiting.total) == (180, 1, 3)
    assert [(item.slug, card.name) for item, card in desk.today] == [("dan", "Dan")]
