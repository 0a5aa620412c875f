"""`migrate` brings files up to date, and keeps them as they were."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from coaching_site.cli import main
from coaching_site.loading import load_engagement
from tests.samples import programme

TYPED = "# mine\nexecutive: {name: Ann Lee}\ncoach: {name: Mia Lee}\nstart: 2026-09-01\n"


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["migrate", *arguments])


def test_all_engagements(project: Path) -> None:
    """Each file that needs it is changed once, and kept as it was; one that errs hinders none."""
    files = {name: project / f"engagements/{name}/engagement.yml" for name in ("a", "b", "c")}
    for name, text in (("a", TYPED), ("b", "schema_version: 7\n"), ("c", TYPED)):
        files[name].parent.mkdir()
        files[name].write_text(text, "utf-8")
    files["a"].chmod(0o640)
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("engagements/b/engagement.yml:1:1: schema_version: this file")
    assert result.stdout.count("brought up to date") == 2
    assert files["a"].read_text("utf-8").replace("schema_version: 1\n", "") == TYPED
    assert files["a"].stat().st_mode & 0o777 == 0o640
    (kept,) = files["a"].parent.glob("private/backups/*.yml")
    assert kept.read_text("utf-8") == TYPED
    assert load_engagement(files["a"].parent, programme()).schema_version == 1
    assert run("a", "engagements/c").output == "a: up to date\nc: up to date\n"
    assert run("d").exit_code == 2


def test_a_new_engagement_is_up_to_date(project: Path) -> None:
    """`new` writes the present version."""
    arguments = ["new", "ann", "--executive", "Ann Lee", "--coach", "Mia Lee"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert run().output == "ann: up to date\n"


ROUNDS = """\
schema_version: 1
executive: {name: Ann Lee}
coach: {name: Mia Lee}
start: 2026-09-01
feedback:
  # The first.
  - on: 2026-10-01
    statements:
      - {text: You stay calm., self: 4, groups: {Team: [5, 6, 7]}}
"""


def test_rounds_of_feedback(project: Path) -> None:
    """Rounds get files of their own, also after a kill; a file of that name is not overwritten."""
    folder = project / "engagements/a"
    folder.mkdir()
    (folder / "engagement.yml").write_text(ROUNDS, "utf-8")
    before = load_engagement(folder, programme()).feedback
    made = folder / "feedback/2026-10-01.yml"
    made.parent.mkdir()
    made.write_text("closes: 2026-10-01\n", "utf-8")
    refused = run("a")
    assert refused.exit_code == 2
    assert "a file of this name is there already: nothing was written" in refused.stderr
    assert (folder / "engagement.yml").read_text("utf-8") == ROUNDS
    made.unlink()
    first = run("a")
    assert "a: a round of feedback is now in engagements/a/feedback/2026-10-01.yml" in first.stdout
    assert first.exit_code == 0
    text = made.read_text("utf-8")
    assert "# The first.\n" in text
    # As after a kill between the two files.
    (folder / "engagement.yml").write_text(ROUNDS, "utf-8")
    assert run("a").exit_code == 0
    assert made.read_text("utf-8") == text
    assert (folder / "engagement.yml").read_text("utf-8") == ROUNDS.partition("feedback:")[0]
    (after,) = load_engagement(folder, programme()).feedback
    assert [one.model_dump() for one in after.statements] == [
        one.model_dump() for one in before[0].statements
    ]
    assert run("a").output == "a: up to date\n"


def test_answers_typed_by_hand(project: Path) -> None:
    """A round with answers that says nothing of what was asked is frozen as it is."""
    folder = project / "engagements/a"
    (folder / "feedback").mkdir(parents=True)
    (folder / "engagement.yml").write_text(f"schema_version: 1\n{TYPED}", "utf-8")
    made = folder / "feedback/autumn.yml"
    typed = (
        "closes: 2026-10-01 # mine\nstatements: [{id: calm, text: You stay calm.}]\n"
        "groups: [{name: Team}]\nanswers: [{group: Team, scores: {calm: 5}}]\n"
    )
    made.write_text(typed, "utf-8")
    assert CliRunner().invoke(main, ["check", "a"]).exit_code == 2
    result = run("a")
    assert result.output == (
        "a: what was asked is now noted in engagements/a/feedback/autumn.yml\n"
    )
    assert made.read_text("utf-8").startswith(typed.partition("answers")[0])
    assert CliRunner().invoke(main, ["check", "a"]).exit_code == 0
    assert run("a").output == "a: up to date\n"
