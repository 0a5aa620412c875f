"""A value that the executive names: from the portal to the coach and back."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from coaching_site.cli import main
from tests.fixture import ROOT
from tests.live.portal import PHONE
from tests.live.writing import drafts, field, opened, save_reply
from tests.site.building import TOMAS, Project


def test_a_first_value_is_named(chromium: Browser, tmp_path: Path) -> None:
    """Name and behaviour of a first value are written, taken and shown; no draft stays."""
    project = Project(tmp_path / "project", TOMAS)
    project.write("engagements/starter.yml", (ROOT / "engagements/starter.yml").read_text("utf-8"))
    site = project.build(TOMAS, "2026-11-24").folder.as_uri()
    with chromium.new_context(viewport=PHONE) as context, context.new_page() as page:
        page.clock.set_fixed_time("2026-11-24T12:00:00")
        page.goto(f"{site}/about-me.html")
        name = opened(page, "values/1/name")
        expect(name.get_by_role("textbox")).to_have_accessible_name("What do you call it?")
        name.locator("textarea").fill("Calm\nand *clear*")
        opened(page, "values/1/reports/feel").locator("textarea").fill("Safe.")
        page.goto(f"{site}/reply.html")
        expect(page.locator(".reply__count")).to_contain_text("2 will be sent")
        page.get_by_label("I understand").check()
        reply = save_reply(page, tmp_path)
        page.locator("[data-reply=sent]").click()
        with chdir(project.folder), patch.dict("os.environ", {"AS_OF": "2026-11-24"}):
            taken = CliRunner().invoke(main, ["receive", "--yes", str(reply)])
        assert "first value: Calm and *clear*" in taken.stdout
        assert taken.exit_code == 0
        project.build(TOMAS, "2026-11-25")
        page.goto(f"{site}/about-me.html")
        expect(page.locator("#value-1")).to_contain_text("Calm and *clear*")
        expect(field(page, "values/calm-and-clear/reports/feel").locator(".prose")).to_have_text(
            "Safe."
        )
        expect(field(page, "values/1/name")).to_have_count(0)
        page.goto(f"{site}/reply.html")
        expect(page.locator(".reply__none")).to_be_visible()
        assert drafts(page) == {}
