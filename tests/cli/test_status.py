"""`status` lists all clients, the one who needs the coach first in front."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coaching_site.practice.standing import NeedKind, Signing
from tests.cli.commands import run
from tests.documentation import PAGES
from tests.fixture import ENGAGEMENTS
from tests.practice.workspaces import DAY, SETTLED, write_client


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace without clients, which is the current folder, on the day of the tests."""
    (tmp_path / "engagements").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AS_OF", DAY)
    return tmp_path


@pytest.fixture
def four(workspace: Path) -> Path:
    """Four clients: one with a late promise, one at rest, a German one, one with problems."""
    late = {"title": "Delegate", "actions": [{"what": "Call Ines", "target": "2026-11-10"}]}
    write_client(workspace, "ann", "Ann Lee", **SETTLED, goals=[late], organisation="Fröst AB")
    write_client(workspace, "bo", "Bo Ek", **SETTLED)
    write_client(
        workspace, "jens", "Jens Ott", language="de", sessions=[{"on": DAY, "at": "08:30"}]
    )
    write_client(workspace, "zed").write_text("start: never\n")
    return workspace


def listed(*words: str) -> list[str]:
    """Return the first word of each row that `status` lists."""
    result = run("status", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    return [line.split()[0] for line in result.stdout.splitlines()[1:]]


def test_table(four: Path) -> None:
    """Each client has a row; one with problems says so, and where to read of them."""
    result = run("status")
    assert result.stdout.splitlines() == [
        "Client    To do first                          Next        Late  Due  Last        Step"
        "  Prompts  Review  Agreement  Metrics",
        "zed       3 problems: coaching-site check zed  -              -    -  -           -   "
        "        -  -       -                -",
        "Jens Ott  session today 08:30                  2026-11-16     -    -  -           1/7 "
        "       26  -       open             -",
        "Ann Lee   1 promise late                       2026-12-10     1    -  2026-11-09  2/7 "
        "       55  -       signed           -",
        "Bo Ek     -                                    2026-12-10     -    -  2026-11-09  2/7 "
        "       26  -       signed           -",
    ]
    assert (result.stderr, result.exit_code) == ("", 0)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--sort", "name"], ["Ann", "Bo", "Jens", "zed"]),
        (["--sort", "next"], ["Jens", "Ann", "Bo", "zed"]),
        (["--sort", "late"], ["Ann", "Bo", "Jens", "zed"]),
        (["--sort", "step"], ["zed", "Jens", "Ann", "Bo"]),
        (["--due"], ["zed", "Jens", "Ann"]),
        (["LEE"], ["Ann"]),
        (["frost"], []),
        (["fröst", "an"], ["Ann"]),
        (["ze"], ["zed"]),
        (["ann", "bo"], []),
        (["[", "\x1b"], []),
    ],
)
def test_choice(four: Path, words: list[str], expected: list[str]) -> None:
    """Words choose by name, company and folder; a key sorts; what needs nothing may be left out."""
    assert [name for name in listed(*words) if name != "No"] == expected


def test_data(four: Path) -> None:
    """Other programs get one object of the documented form."""
    printed = json.loads(run("status", "--json").stdout)
    assert printed["as_of"] == DAY
    zed, jens, ann, _ = printed["clients"]
    assert (zed["slug"], zed["needs"], len(zed["problems"])) == ("zed", ["problems"], 3)
    assert jens["next_session_at"] == "08:30"
    assert ann == {
        "slug": "ann",
        "problems": [],
        "needs": ["late"],
        "name": "Ann Lee",
        "organisation": "Fröst AB",
        "week": 11,
        "over": False,
        "step": {"number": 2, "of": 7, "title": ann["step"]["title"]},
        "last_session": "2026-11-09",
        "next_session": "2026-12-10",
        "next_session_at": "09:00",
        "sessions_to_confirm": [],
        "promises": {"late": 1, "due": 0, "open": 1},
        "late_from_others": 0,
        "open_prompts": 55,
        "review": None,
        "agreement": {"state": "signed", "unsigned": []},
        "metrics_off_course": [],
    }


def test_every_key_of_the_data_is_explained(four: Path) -> None:
    """The page of these commands has a row for each key of a client, and names each need."""
    text = PAGES["practice.md"]
    _, jens, *_ = json.loads(run("status", "--json").stdout)["clients"]
    for key in (*jens, *jens["step"], *jens["promises"], *NeedKind, *Signing):
        assert f"`{key}`" in text
    needs = re.findall(r"^\| \d+ \| .* \| `(\w+)` \|$", text, re.MULTILINE)
    assert needs == [kind.value for kind in NeedKind]


def test_many_clients(workspace: Path) -> None:
    """Forty clients in the middle of their coaching are all listed."""
    for number in range(40):
        folder = workspace / f"engagements/client-{number}"
        folder.mkdir()
        shutil.copy(ENGAGEMENTS / "amara-lindqvist/engagement.yml", folder)
    assert len(listed()) == 40


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"sessions": [{"on": "2026-11-02"}]}, "was the session of 2026-11-02 held?"),
        ({"reviews": [{"on": "2026-11-20"}]}, "review 2026-11-20"),
        ({"agreement": {}}, "agree on a purpose"),
        ({"agreement": {"purpose": "x"}}, "sign the agreement"),
        (
            {"agreement": SETTLED["agreement"] | {"fingerprint": "AAAA-AAAA-AAAA"}},
            "sign the agreement anew",
        ),
        ({"sessions": []}, "plan a session"),
        ({"goals": [{"title": "A", "actions": [{"what": "x", "owner": "Jon Field",
                                                "target": "2026-11-02"}]}]}, "1 late from others"),
        ({"goals": [{"title": "A", "actions": [{"what": "x", "target": DAY}]}]}, "1 promise due"),
        ({"goals": [{"title": "A", "metrics": [{"name": "B", "start": 1, "target": 2,
                                                "target_on": "2026-11-02"}]}]},
         "1 metric off course"),
        ({"end": "2026-11-01", "sessions": []}, "-"),
        ({"executive": {"name": "מרים כהן"}}, "-"),
    ],
)  # fmt: skip
def test_what_to_do(workspace: Path, fields: dict[str, Any], expected: str) -> None:
    """The first need of a client is told in a few words."""
    write_client(workspace, "ann", **(SETTLED | fields))
    row = run("status").stdout.splitlines()[1]
    assert f"  {expected}  " in row


def test_none_can_be_read(workspace: Path) -> None:
    """Without any client there is nothing to do; if none can be read, the exit code is 2."""
    result = run("status")
    assert (result.exit_code, result.stdout[:30]) == (0, "There are no clients yet: begi")
    assert json.loads(run("status", "--json").stdout)["clients"] == []
    write_client(workspace, "zed").write_text("start: never\n")
    assert run("status").exit_code == 2
    write_client(workspace, "bo")
    assert run("status").exit_code == 0
    (workspace / "engagements").rename(workspace / "elsewhere")
    assert run("status").exit_code == 2


def test_no_mkdocs(four: Path) -> None:
    """The list is quick, so it loads no site builder."""
    code = (
        "import sys; from coaching_site.cli import main; main(['status'], standalone_mode=False);"
        "sys.exit('mkdocs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Client ")
