"""The command that makes forms for raters, and `receive` for what comes back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from coaching_site.cli import main
from coaching_site.crypto.private_key import make_private_key, open_private_key, public_half
from coaching_site.loading.rounds import read_round
from coaching_site.model.feedback import Round
from tests.feedback.answers import sent
from tests.model.test_feedback import RULES
from tests.replies.browser import lock

PHRASE = "four words of mine"
ENGAGEMENT = "executive: {name: Ann Lee}\ncoach: {name: Kim Lee}\nstart: 2026-09-01\n"
ROUND = """\
closes: 2026-10-01
statements: [{id: calm, text: You stay calm.}]
groups: [{name: Ann, who: self}, {name: "Peers & co"}, {name: Team}]
"""


@pytest.fixture
def here(project: Path) -> Path:
    """Give the folder of a client with a round."""
    folder = project / "engagements/jane-doe"
    (folder / "feedback").mkdir(parents=True)
    (folder / "engagement.yml").write_text(ENGAGEMENT, "utf-8")
    (folder / "feedback/2026-autumn.yml").write_text(ROUND, "utf-8")
    return folder


def run(*arguments: str, **variables: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, arguments, env={"AS_OF": "2026-09-30", **variables})


def give_key(project: Path, key: dict[str, str]) -> None:
    """Let the project have a public key."""
    (project / "content/reply-key.json").write_text(json.dumps(key), "utf-8")


def test_forms(here: Path, project: Path) -> None:
    """Each group has a form beside the round, or in the folder that is named."""
    give_key(project, public_half(generate_private_key(SECP256R1())))
    result = run("ask", "jane-doe", "2026-autumn")
    assert (result.exit_code, result.stderr) == (0, "")
    forms = "engagements/jane-doe/feedback/forms/2026-autumn"
    assert result.stdout == (
        f"{forms}-ann.html: for Ann; not answered yet\n"
        f"{forms}-peers-co.html: for Peers & co; 0 have answered, shown from 3 on\n"
        f"{forms}-team.html: for Team; 0 have answered, shown from 3 on\n"
    )
    made = {path.name: path.read_bytes() for path in (here / "feedback/forms").iterdir()}
    assert run("ask", "jane-doe", "2026-autumn", "--out", "forms").exit_code == 0
    assert {path.name: path.read_bytes() for path in (project / "forms").iterdir()} == made
    assert run("check", "jane-doe").exit_code == 0
    assert run("ask", "jane-doe", "2026-autumn", "--language", "de").exit_code == 0
    german = (here / "feedback/forms/2026-autumn-team.html").read_text("utf-8")
    assert '<html lang="de"' in german
    digests = re.compile(r'"promised": \{[^}]*\}')
    assert digests.findall(german) == digests.findall(made["2026-autumn-team.html"].decode())


def test_groups_whose_files_would_have_one_name(here: Path, project: Path) -> None:
    """Each group has a form of its own, whatever signs its name has."""
    give_key(project, public_half(generate_private_key(SECP256R1())))
    groups = 'groups: [{name: "Peers!"}, {name: "Peers?"}, {name: "★"}, {name: "☆"}]\n'
    round_file = here / "feedback/2026-autumn.yml"
    round_file.write_text(ROUND.partition("groups")[0] + groups, "utf-8")
    assert run("ask", "jane-doe", "2026-autumn").exit_code == 0
    assert sorted(path.name for path in (here / "feedback/forms").iterdir()) == [
        f"2026-autumn-{end}.html" for end in ("group-4", "group", "peers-2", "peers")
    ]


@pytest.mark.parametrize(
    ("arguments", "key", "message"),
    [
        (["jane-doe", "2026-autumn"], False, "without a key answers could be read"),
        (["jane-doe", "2026-atumn"], True, 'there is no round "2026-atumn": did you mean'),
        (["jane-doe", "../engagement"], True, "there is no round"),
        (["john-doe", "2026-autumn"], True, "there is no engagement"),
        (["jane-doe", "empty"], True, "it takes at least one group"),
        (["jane-doe", "past"], True, "the round closed on 2026-09-29"),
    ],
)
def test_what_cannot_be_asked(
    here: Path, project: Path, arguments: list[str], key: bool, message: str
) -> None:
    """Without a key, a round or anything to ask there is no form."""
    past = ROUND.replace("2026-10-01", "2026-09-29")
    (here / "feedback/past.yml").write_text(past, "utf-8")
    (here / "feedback/empty.yml").write_text("closes: 2026-10-01\n", "utf-8")
    if key:
        give_key(project, public_half(generate_private_key(SECP256R1())))
    result = run("ask", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (here / "feedback/forms").exists()


def test_answers_that_come_back(here: Path, project: Path, tmp_path: Path) -> None:
    """An answer is filed without being shown; what is told is how many there are."""
    pem = tmp_path / "key.pem"
    make_private_key(pem, PHRASE)
    path = here / "feedback/2026-autumn.yml"

    def receive(code: str, **more: Any) -> Result:
        data = sent(_round(path), code=code * 32, **more)
        file = tmp_path / "feedback-answer.jwe"
        file.write_bytes(
            lock(json.dumps(data).encode(), public_half(open_private_key(pem, PHRASE)))
        )
        command = ("receive", "--private-key", str(pem), str(file))
        return run(*command, COACHING_SITE_PASSPHRASE=PHRASE)

    first = receive("a", scores={"calm": "7"})
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == (
        "An answer to the round 2026-autumn is filed: "
        "engagements/jane-doe/feedback/2026-autumn.yml\n"
        "  Ann: 0 answered, shown from 1 on\n"
        "  Peers & co: 0 answered, shown from 3 on\n"
        "  Team: 1 answered, shown from 3 on\n"
    )
    again = receive("a", scores={"calm": "7"})
    assert (again.exit_code, again.stderr) == (0, "")
    assert again.stdout == "This answer was received before: nothing was changed.\n"
    for more, message in (
        ({"engagement": "john-doe"}, "it is for another engagement"),
        ({"round": "2027"}, "a round that engagements/jane-doe does not have"),
        ({"name": "Ann"}, "not an answer that a form of ours makes"),
    ):
        refused = receive("b", **more)
        assert refused.exit_code == 2
        assert message in refused.stderr
    assert len(_round(path).answers) == 1
    assert not (here / "private/replies").exists()


def _round(path: Path) -> Round:
    return read_round(path, RULES).record
