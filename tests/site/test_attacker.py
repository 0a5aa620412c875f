"""Two portals whose withheld answers differ have the same bytes, so no byte tells these answers."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
import yaml

from coaching_site.build.inputs import read_inputs
from coaching_site.build.sponsor_site import compose_sponsor_site
from coaching_site.build.workspace import Workspace
from coaching_site.model.feedback import Round
from tests.site.building import TOMAS, Project
from tests.view.attacks import RULES, other_round, random_round

FILE: Final = f"engagements/{TOMAS}/engagement.yml"
_FIRST_DAY: Final = date(2026, 12, 1)
_ROUNDS: Final = 10


@pytest.mark.parametrize("seed", range(3))
def test_no_byte_tells_what_is_withheld(tmp_path: Path, seed: int) -> None:
    """In thirty random rounds no page, script, calendar or name of a file depends on it, nor does
    the report for the sponsor.

    In one of three portals no PDF does, either: they take longer than all the rest.
    """
    chance = random.Random(seed)
    rounds = [random_round(chance, number, _FIRST_DAY) for number in range(_ROUNDS)]
    # The last two rounds are open still, or have closed on the day before.
    day = rounds[-2].closes + timedelta(days=chance.randint(0, 1))
    others = [other_round(chance, one, day) for one in rounds]
    assert others != rounds
    project = Project(tmp_path / "project", TOMAS, pdf=seed == 0)
    text = (project.folder / FILE).read_text("utf-8")
    project.write(FILE, f"{text}\nagreement:\n  sponsor_report: true\n")
    before = _built(project, rounds, day)
    assert _built(project, others, day) == before
    shown = b"".join(content for name, content in before.items() if name.endswith("reviews.html"))
    assert any(comment.text.encode() in shown for one in rounds for comment in one.comments)


def _built(project: Project, rounds: list[Round], day: date) -> dict[str, bytes]:
    """Return every file that a build writes, whoever it is for."""
    for number, one in enumerate(rounds):
        given = one.model_copy(update={"frozen": one.freeze(RULES)})
        text = yaml.safe_dump(given.model_dump(mode="json", exclude_none=True))
        project.write(f"engagements/{TOMAS}/feedback/round-{number}.yml", text)
    project.build(TOMAS, str(day))
    files = [path for path in project.site.rglob("*") if path.is_file()]
    portal = {path.relative_to(project.site).as_posix(): path.read_bytes() for path in files}
    folders = (project.folder / name for name in ("content", "overrides", "engagements"))
    inputs = read_inputs(Workspace(*folders), TOMAS, day)
    report = compose_sponsor_site(inputs, has_pdf=project.has_pdf).files
    return portal | {f"the report: {name}": content for name, content in report.items()}
