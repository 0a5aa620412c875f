"""What a workspace may replace of what ships, and what has become of the originals."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site import shipped
from coaching_site.build.customising import State, advice_on_originals, customisable
from coaching_site.build.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Give an empty workspace, and a few files that ship."""
    files = {
        "content/goal.md": "---\ntitle: x\n---\n{# One goal: in depth.\n   More. #}\n# x {: #g }\n",
        "content/words.yml": "# Every sentence,\n# of a reader. Keep it.\n#\n# More.\na: b\n",
        "overrides/components/ui.html": "{#\n  Purpose: what pages share\n#}\n",
        "overrides/assets/goals.css": "/* Goals */\n",
        "overrides/assets/dates.js": "// Dates stay\n// true.\nlet x;\n",
        "overrides/assets/font.woff2": "",
        "engagements/starter.yml": "# yaml-language-server: $schema=x\n## The source.\n",
    }
    for name, text in files.items():
        path = tmp_path / "shipped" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name in ("content", "overrides", "engagements"):
        monkeypatch.setattr(shipped, name.upper(), tmp_path / "shipped" / name)
        (tmp_path / "own" / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "own")
    return Workspace(Path("content"), Path("overrides"), Path("engagements"))


def test_what_can_be_replaced(workspace: Workspace) -> None:
    """Each file that ships has a name, and says in its first comment what it is for."""
    assert {file.name: file.purpose for file in customisable(workspace)} == {
        "content/goal.md": "One goal",
        "content/words.yml": "Every sentence, of a reader",
        "overrides/components/ui.html": "What pages share",
        "overrides/assets/goals.css": "Goals",
        "overrides/assets/dates.js": "Dates stay true",
        "engagements/starter.yml": "The source",
    }


def test_what_has_become_of_an_original(workspace: Workspace) -> None:
    """A copy is told about as long as its original is another than the one that it was made of."""
    (file,) = (file for file in customisable(workspace) if file.name == "content/goal.md")
    told = []
    for path, text in (
        (None, ""),
        (file.own, "mine"),
        (file.kept, file.original.read_text("utf-8")),
        (file.kept, file.original.read_text("utf-8").replace("\n", "\r\n")),
        (file.original, "another"),
        (file.own, "another"),
        (file.own, "mine"),
        (file.original, None),
        (file.own, None),
    ):
        if path and text is None:
            path.unlink()
        elif path and text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        told.append((file.state, len([*advice_on_originals(workspace)])))
    assert told == [
        (State.SHIPPED, 0),
        (State.OWN, 0),
        (State.OWN, 0),
        (State.OWN, 0),
        (State.OUTDATED, 1),
        (State.OWN, 0),
        (State.OUTDATED, 1),
        (State.ALONE, 1),
        (State.SHIPPED, 0),
    ]


def test_how_it_is_told(workspace: Workspace) -> None:
    """The advice names the coach's file and a command that shows more; odd files say nothing."""
    for name in ("originals/content/goal.md", "originals/strange/x", "content/goal.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("mine", "utf-8")
    assert [str(advice) for advice in advice_on_originals(workspace)] == [
        "content/goal.md: advice: the file that ships has changed since you copied it: "
        "`coaching-site customise --diff content/goal.md` shows how"
    ]
