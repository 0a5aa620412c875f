"""What a portal is made from is read in one go."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coaching_site.build.inputs import read_inputs
from coaching_site.build.workspace import Workspace
from coaching_site.problems import InvalidInput
from tests.fixture import CONTENT, ENGAGEMENTS, ROOT

DAY = date(2026, 11, 23)


def test_what_is_read() -> None:
    """All inputs are there, and the file of the engagement is known."""
    workspace = Workspace(CONTENT, ROOT / "overrides", ENGAGEMENTS)
    inputs = read_inputs(workspace, "tomas-okafor", DAY)
    assert inputs.engagement.executive.name == "Tomás Okafor"
    assert (inputs.as_of, inputs.reply_key) == (DAY, None)
    assert inputs.engagement_file == ENGAGEMENTS / "tomas-okafor/engagement.yml"


def test_all_problems_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Problems of the looks, the words, the brand, the key and the engagement come together."""
    monkeypatch.chdir(tmp_path)
    files = {
        "content/programme.yml": (CONTENT / "programme.yml").read_text("utf-8"),
        "content/words.yml": "today: {a: b}\n",
        "content/brand.yml": "colors: {}\n",
        "content/reply-key.json": "{}",
        "overrides/main.html": "{% if %}",
        "engagements/kim-lee/engagement.yml": "nobody: 1\n",
    }
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    workspace = Workspace(Path("content"), Path("overrides"), Path("engagements"))
    with pytest.raises(InvalidInput) as raised:
        read_inputs(workspace, "kim-lee", DAY)
    assert {problem.path for problem in raised.value.problems} == set(files) - {
        "content/programme.yml"
    }
