"""`check` finds whatever a build would, in each engagement, and stops at none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from coaching_site.parsing.report import Report
from coaching_site.parsing.source import read_text
from tests.cli.commands import begin, run

FOREIGN = ["Old clients", "UPPER", "Jürgen", "a b", "-x", "x" * 120, "con\ttrol"]


def test_foreign_folders(project: Path) -> None:
    """A folder that is no engagement is passed over with a remark; the others are checked."""
    begin("ann")
    for name in FOREIGN:
        (project / "engagements" / name).mkdir()
    result = run("check")
    assert result.stdout == "ann: fine\n"
    lines = result.stderr.splitlines()
    assert len(lines) == len(FOREIGN)
    assert all(line.endswith(": skipped: this is not an engagement") for line in lines)
    assert result.exit_code == 0


def test_engagements_under_names_that_no_build_takes(project: Path) -> None:
    """Somebody's engagement in a folder of a foreign name is a problem; the others are checked."""
    begin("ann")
    for name in FOREIGN:
        shutil.copytree("engagements/ann", project / "engagements" / name)
    result = run("check")
    assert result.stdout == "ann: fine\n"
    lines = result.stderr.splitlines()
    assert len(lines) == len(FOREIGN)
    assert all("expected the name of an engagement in small letters" in line for line in lines)
    assert result.exit_code == 2


def test_no_word_of_what_is_installed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check is about what the coach typed: that PDFs need an extra is told by a build alone."""
    monkeypatch.setattr("coaching_site.documents.pdf.find_spec", lambda _: None)
    begin("ann")
    result = run("check")
    assert (result.stdout, result.stderr) == ("ann: fine\n", "")


def test_what_else_lies_beside_engagements(project: Path) -> None:
    """A stray file gets a remark, what a system hides there none, a link that is broken is told."""
    begin("ann")
    engagements = project / "engagements"
    (engagements / ".git").mkdir()
    (engagements / ".DS_Store").touch()
    (engagements / "notes.txt").touch()
    (engagements / "bob").symlink_to("nowhere")
    result = run("check")
    assert result.stdout == "ann: fine\n"
    assert result.stderr.splitlines() == [
        "engagements/notes.txt: skipped: this is not an engagement",
        'engagements: there is no engagement "bob": there are `ann`',
    ]
    assert result.exit_code == 2


def test_name_or_path(project: Path) -> None:
    """An engagement may be named as a shell completes it, by its folder or its file."""
    begin("ann")
    begin("tim")
    for name in (
        *("ann", "engagements/ann", "engagements/ann/", "./engagements/ann", "ann/", "./ann"),
        *("engagements/ann/engagement.yml", "ann/engagement.yml", "content/../engagements/ann"),
        str(project / "engagements/ann"),
    ):
        assert run("check", name).output == "ann: fine\n", name


def test_several(project: Path) -> None:
    """Several are checked in the order in which they are named, each once."""
    for slug in ("ann", "bob", "tim"):
        begin(slug)
    result = run("check", "tim", "nobody", "engagements/ann", "tim")
    assert result.stdout == "tim: fine\nann: fine\n"
    assert result.stderr.startswith('engagements: there is no engagement "nobody"')
    assert result.exit_code == 2


def test_what_is_no_engagement(project: Path) -> None:
    """A path to anything else is refused as no name of an engagement."""
    begin("ann")
    for name in (".", "engagements", "..", "content", "engagements/starter.yml"):
        result = run("check", name)
        assert result.output.startswith("engagements: "), name
        assert result.output.count("\n") == 1
        assert result.exit_code == 2


def edit(project: Path, name: str, old: str, new: str) -> None:
    """Replace the first of a text in a file; without a text write the file anew."""
    path = project / name
    path.write_text(path.read_text().replace(old, new, 1) if old else new)


@pytest.mark.parametrize(
    ("name", "old", "new", "start"),
    [
        ("content/words.yml", '"due {day}"', '"due {dya}"', "content/words.yml:{line}:6: due: "),
        ("content/words.yml", '"due {day}"', "{remove: true}", "content/words.yml: the word `due`"),
        ("content/words.yml", "write_sent: ", "write_sent: {a} ", "content/words.yml:"),
        ("content/words.yml", "here: You are here", "here: [a]", "content/words.yml:{line}:7: "),
        ("content/brand.yml", "", "nmae: X\n", "content/brand.yml:1:1: unknown key `nmae`"),
        ("content/brand.yml", "", "logo: no.svg\n", "content/brand.yml:1:7: logo: there is no pic"),
        ("content/reply-key.json", "", "{}", "content/reply-key.json:1:"),
        ("content/programme.yml", "steps:", "stpes:", "content/programme.yml:"),
        ("content/goals.md", "title:", "titel:", "content/goals.md:2:1: unknown key `titel`"),
        ("content/goals.md", "\n---\n", "\n---\n{%if%}", "content/goals.md:{line}:1: this tem"),
        ("content/extra.md", "", "{{ portal.nothing }}", "content/extra.md:1:1: this template"),
        ("content/extra.md", "", "{{ words.nothing }}", "content/words.yml: the word `nothing`"),
        ("overrides/main.html", "{% extends", "{% extents", "overrides/main.html:{line}:1: this"),
        ("overrides/components/ui.html", "", "{{ x", "overrides/components/ui.html:1:1: this"),
        ("overrides/pdf/agreement.html", "", "{{ x.y }}", "overrides/pdf/agreement.html:1:1: "),
        ("engagements/ann/engagement.yml", "start: ", "strat: ", "engagements/ann/engagement.yml:"),
        ("content/words.de.yml", "", 'due: "{tag}"\n', "content/words.de.yml:{line}:6: due: "),
        (
            "content/programme.de.yml",
            "",
            "titel: X\n",
            "content/programme.de.yml:{line}:1: titel: ",
        ),
        ("content/goals.de.md", "", "# Ziele\n{{x}}\n", "content/goals.de.md:{line}:1: this"),
    ],
)
def test_all_that_a_build_reads(project: Path, name: str, old: str, new: str, start: str) -> None:
    """Words, pages, looks, brand and key are read with the engagement, in its language."""
    begin_with_an_action(project, "de" if ".de." in name else "en-GB")
    edit(project, name, old, new)
    result = run("check")
    assert result.exit_code == 2
    lines = (project / name).read_text().splitlines()
    line = next((number for number, text in enumerate(lines, 1) if new.split()[-1] in text), 0)
    assert result.output.startswith(start.format(line=line))
    assert "overrides/components/work.html" not in result.output.partition(":")[0]


@pytest.mark.parametrize("language", ["en-GB", "de"])
def test_nothing_wrong_in_all_that_a_build_reads(project: Path, language: str) -> None:
    """The same without a mistake is fine, so what is told is told of that."""
    begin_with_an_action(project, language)
    assert run("check").exit_code == 0


def begin_with_an_action(project: Path, language: str) -> None:
    """Begin an engagement in a language with an action that is due."""
    begin("ann")
    edit(project, "engagements/ann/engagement.yml", "greeting:", "greeting: Ann")
    edit(project, "engagements/ann/engagement.yml", "en-GB", language)
    path = project / "engagements/ann/engagement.yml"
    goal = "goals:\n  - title: Lead\n    actions:\n      - what: Call\n        target: 2026-12-31\n"
    path.write_text(path.read_text() + goal)


def test_problems_of_all_files_at_once(project: Path) -> None:
    """What is wrong in several files is told together, each at its place."""
    begin("ann")
    edit(project, "content/words.yml", '"due {day}"', '"due {dya}"')
    edit(project, "content/brand.yml", "", "nmae: X\n")
    edit(project, "content/reply-key.json", "", "{}")
    edit(project, "engagements/ann/engagement.yml", "  role:", "  rolle:")
    told = [line.partition(":")[0] for line in run("check").output.splitlines()]
    assert told == [
        "content/brand.yml",
        "content/reply-key.json",
        "content/words.yml",
        "engagements/ann/engagement.yml",
    ]


def test_check_says_fine(project: Path) -> None:
    """Engagements without a problem are named, in order, and the exit code is 0."""
    begin("tim")
    begin("ann")
    assert run("check").output == "ann: fine\ntim: fine\n"
    assert run("check", "tim").output == "tim: fine\n"
    assert run("check").exit_code == 0


def test_check_prints_all_problems_of_all_engagements(project: Path) -> None:
    """Every problem of every engagement is printed; one alone makes the exit code 2."""
    for slug in ("ann", "bob", "tim"):
        begin(slug)
    for slug in ("ann", "tim"):
        file = project / f"engagements/{slug}/engagement.yml"
        text = file.read_text("utf-8").replace("role:", "rolle:", 1)
        file.write_text(text.replace("\nend:", "\nstep: nine"), encoding="utf-8")
    result = run("check")
    assert result.stdout == "bob: fine\n"
    ann, tim = "engagements/ann/engagement.yml", "engagements/tim/engagement.yml"
    assert result.stderr.splitlines() == [
        f"{ann}:10:3: executive: unknown key `rolle`: did you mean `role`?",
        f'{ann}:19:7: step: expected a step from 1 to 7, found "nine"',
        f"{tim}:10:3: executive: unknown key `rolle`: did you mean `role`?",
        f'{tim}:19:7: step: expected a step from 1 to 7, found "nine"',
    ]
    assert result.exit_code == 2


def test_advice_is_no_problem(project: Path) -> None:
    """What is odd is told with its place, and the engagement is fine all the same."""
    begin("ann")
    file = project / "engagements/ann/engagement.yml"
    file.write_text(file.read_text("utf-8").replace("\nend:", "\nend: 2033-01-01"), "utf-8")
    result = run("check")
    assert result.stderr == (
        "engagements/ann/engagement.yml:19:6: end: advice: 2033-01-01 is more than 5 years "
        "after the start, 2026-11-30: is the year right?\n"
    )
    assert (result.stdout, result.exit_code) == ("ann: fine\n", 0)


def test_check_notices_a_folder_without_engagement(project: Path) -> None:
    """A folder whose file has another name is a problem, and not passed over."""
    (project / "engagements/ann").mkdir()
    (project / "engagements/ann/engagement.yaml").touch()
    result = run("check")
    assert result.output == "engagements/ann/engagement.yml: there is no such file\n"
    assert result.exit_code == 2


def test_check_of_an_unknown_engagement_names_the_others(project: Path) -> None:
    """A name that is not there is answered with those that are."""
    begin("ann")
    result = run("check", "anne")
    assert result.output == (
        'engagements: there is no engagement "anne": did you mean `ann`? There are `ann`\n'
    )
    assert result.exit_code == 2


def test_problems_of_shared_files(project: Path) -> None:
    """What is wrong in files that all engagements share is told once, and none of them is fine."""
    begin("ann")
    begin("bob")
    (project / "content/words.yml").write_text('due: "{tag}"\n', "utf-8")
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("words.yml:1:6: due: ") == 1


def test_advice_on_shared_files(project: Path) -> None:
    """What is odd in files that all engagements share is told once."""
    begin("ann")
    begin("bob")
    (project / "content/words.old.yml").write_text("due: x\n", "utf-8")
    result = run("check")
    assert result.stdout == "ann: fine\nbob: fine\n"
    assert result.stderr.count("words.old.yml") == 1


def test_each_file_is_read_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Problems, advice and recommendations come from one reading of a file."""
    read: list[str] = []

    def counting(path: Path, report: Report) -> str:
        read.append(path.parent.name)
        return read_text(path, report)

    monkeypatch.setattr("coaching_site.loading.engagement.read_text", counting)
    for slug in ("ann", "bob"):
        begin(slug)
    read.clear()
    assert run("check").exit_code == 0
    assert read == ["ann", "bob"]


def test_recommended(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could be better is told with its line, apart from advice, and the file is fine."""
    monkeypatch.setenv("AS_OF", "2026-12-10")
    begin("ann")
    edit(project, "engagements/ann/engagement.yml", "", FIRST_GOAL)
    result = run("check")
    assert (result.stdout, result.exit_code) == ("ann: fine\n", 0)
    assert result.stderr.splitlines() == [
        'engagements/ann/engagement.yml:5:5: goal 1, "Delegate": recommended: '
        "agree on a first action",
        'engagements/ann/engagement.yml:5:5: goal 1, "Delegate": recommended: give it a `deadline`',
    ]


FIRST_GOAL = """\
executive: {name: Ann Lee}
coach: {name: Mia Lee}
start: 2026-11-30
goals:
  - title: Delegate
    measure: 'A path C:\\'
"""


def test_data(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other programs get one object, with every problem apart; the exit code stays."""
    monkeypatch.setenv("AS_OF", "2026-12-10")
    for slug in ("ann", "bob"):
        begin(slug)
    edit(project, "engagements/ann/engagement.yml", "", FIRST_GOAL)
    edit(project, "engagements/bob/engagement.yml", "", FIRST_GOAL.replace("title", "tilte"))
    result = run("check", "--json")
    assert (result.exit_code, result.stderr) == (2, "")
    printed = json.loads(result.stdout)
    assert printed["as_of"] == "2026-12-10"
    ann, bob = printed["clients"]
    assert (ann["slug"], ann["problems"], len(ann["recommended"])) == ("ann", [], 2)
    assert (bob["advice"], bob["recommended"]) == ([], [])
    assert bob["problems"][0] == {
        "path": "engagements/bob/engagement.yml",
        "line": 5,
        "column": 5,
        "where": "goal 1",
        "message": "unknown key `tilte`: did you mean `title`?",
    }
