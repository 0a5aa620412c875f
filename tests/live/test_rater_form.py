"""The form of a rater, filled in from a file in both browsers, until its portal shows the means."""

from __future__ import annotations

import json
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page

from coaching_site.cli import main
from coaching_site.crypto.private_key import make_private_key, open_private_key, public_half
from coaching_site.loading import load_engagement
from coaching_site.view.feedback import views_of_feedback
from tests.browser import watch
from tests.cli.test_ask import ENGAGEMENT, PHRASE, give_key
from tests.live.portal import PHONE
from tests.live.test_bound import KEEP_MADE
from tests.samples import programme

QUESTIONS = 6
ROUND = f"""\
closes: 2026-12-31
scale: -3 to 3
statements:
  - {{id: calm, text: You stay calm.}}
  - {{id: ask, text: You ask for help.}}
questions: {json.dumps([{"id": f"more-{n}", "text": f"What of {n}?"} for n in range(QUESTIONS)])}
groups: [{{name: Team, smallest_for_comments: 3}}]
"""
# The last fills every answer as far as it goes, with letters of three bytes each.
SAID = ("Ask </script> us.", "Zuhören, bitte.", "答" * 4000)


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_from_the_form_to_the_mean(
    name: str, request: pytest.FixtureRequest, project: Path, tmp_path: Path
) -> None:
    """Three people answer on their own devices; all files have one size, and the mean is right."""
    browser: Browser = request.getfixturevalue(name)
    folder = project / "engagements/jane-doe"
    (folder / "feedback").mkdir(parents=True)
    (folder / "engagement.yml").write_text(ENGAGEMENT, "utf-8")
    (folder / "feedback/autumn.yml").write_text(ROUND, "utf-8")
    pem = tmp_path / "key.pem"
    make_private_key(pem, PHRASE)
    give_key(project, public_half(open_private_key(pem, PHRASE)))
    assert run("ask", "jane-doe", "autumn").exit_code == 0
    form = (folder / "feedback/forms/autumn-team.html").as_uri()
    files = []
    for number, said in enumerate(SAID):
        with ExitStack() as stack:
            context = stack.enter_context(browser.new_context(viewport=PHONE))
            page = stack.enter_context(context.new_page())
            troubles = watch(page, form)
            page.goto(form)
            if not number:
                assert_fits(page, name)
            files.append(tmp_path / f"{number}.jwe")
            files[-1].write_bytes(saved(page, number, said))
            assert troubles == []
    assert len({file.stat().st_size for file in files}) == 1
    received = run("receive", "--private-key", str(pem), *map(str, files))
    assert (received.exit_code, received.stderr) == (0, "")
    (shown,) = views_of_feedback(
        load_engagement(folder, programme()).feedback, programme().feedback, date(2027, 1, 1)
    )
    calm, ask = shown.statements
    assert [str(one.mean) for one in (*calm.groups, *ask.groups)] == ["-1.0", "None"]
    assert [one.by_group for one in shown.comments] == QUESTIONS * [
        (("Team", tuple(sorted(SAID))),)
    ]


def assert_fits(page: Page, name: str) -> None:
    """Nothing is wider than a phone, and axe objects to nothing."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if name == "chromium":
        assert Axe().run(page).response["violations"] == []


def saved(page: Page, number: int, said: str) -> bytes:
    """Fill in the form of one person, and return the file that it saves."""
    page.get_by_role("button", name="Save my answers").click()
    assert page.locator("[role=status]").inner_text() == "There is nothing to save yet."
    scores = page.locator("fieldset").nth(0).locator(".scores label")
    scores.nth(number + 1).click()
    asked = page.locator("fieldset").nth(1)
    (asked.locator(".none") if number else asked.locator(".scores label").nth(6)).click()
    for place in page.locator("textarea").all():
        place.fill(said)
    # No engine but Chromium tells Playwright of a file that is saved from a page.
    page.evaluate(KEEP_MADE)
    page.get_by_role("button", name="Save my answers").click()
    page.wait_for_function("() => window.made")
    assert page.locator("[data-act=keep]").get_attribute("download") == "feedback-answer.jwe"
    text: str = page.evaluate("window.made.text()")
    return text.encode()


def run(*arguments: str) -> Result:
    """Run a command on a day of the round."""
    variables = {"AS_OF": "2026-11-26", "COACHING_SITE_PASSPHRASE": PHRASE}
    return CliRunner().invoke(main, arguments, env=variables)
