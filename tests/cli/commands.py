"""Commands run in process, for tests."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from coaching_site.cli import main
from coaching_site.loading import load_engagement
from coaching_site.model import Engagement
from tests.samples import load_programme


def run(*words: str, typed: str | None = None) -> Result:
    """Run a command of `coaching-site`, with what is typed while it runs."""
    return CliRunner().invoke(main, [*words], typed, catch_exceptions=False)


def begin(slug: str, executive: str = "Jane Doe", coach: str = "Mia Lee") -> Result:
    """Run `new` with a first day."""
    return run("new", slug, "--executive", executive, "--coach", coach, "--start", "2026-11-30")


def loaded(project: Path, slug: str) -> Engagement:
    """Return an engagement of the project."""
    programme = load_programme(project / "content/programme.yml")
    return load_engagement(project / "engagements" / slug, programme)
