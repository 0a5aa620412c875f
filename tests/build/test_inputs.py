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


def test_files_that_nothing_attaches(tmp_path: Path) -> None:
    """A file of an engagement that is in no portal is told of, one of the library is not."""
    folder = tmp_path / "engagements/kim-lee"
    (folder / "files").mkdir(parents=True)
    (folder / "files/left.txt").write_text("x")
    (folder / "engagement.yml").write_text(
        "executive: {name: Kim Lee}\ncoach: {name: Jon}\nstart: 2026-09-01\n"
    )
    workspace = Workspace(CONTENT, ROOT / "overrides", tmp_path / "engagements")
    told = [str(advice) for advice in read_inputs(workspace, "kim-lee", DAY).advice]
    (advice,) = (line for line in told if "left.txt" in line or "library" in line)
    assert advice.endswith("left.txt: advice: nothing attaches this file, so no portal has it")


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
