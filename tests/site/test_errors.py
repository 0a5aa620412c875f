"""A build that fails says why in plain words and leaves the earlier portal alone."""

from __future__ import annotations

from signal import SIGKILL

import pytest

from tests.site.building import AMARA, TOMAS, Project, Site

THREE_MISTAKES = """\
executive:
  name: Vesna Moreau
coach:
  name: Noor Halvorsen
start: 2026-13-01
goals:
  - titel: Delegate the weekly review
    deadline: soon
sessions:
  - on: 2026-11-19
    minutes: an hour
"""
CALM = "INFO    -  "


class TestInvalidInput:
    """Everything a coach can type wrongly, through `mkdocs build`."""

    def test_all_problems(self, project: Project) -> None:
        """Every problem is printed once, with its place, and nothing else is."""
        project.write(f"engagements/{TOMAS}/engagement.yml", THREE_MISTAKES)
        code, printed = project.run_here("build", ENGAGEMENT=TOMAS)
        path = f"engagements/{TOMAS}/engagement.yml"
        assert code == 2
        assert [line.split(": ")[0] for line in printed.splitlines()] == [
            f"{path}:5:8",
            f"{path}:7:5",
            f"{path}:8:15",
            f"{path}:11:14",
        ]
        assert "did you mean `title`?" in printed

    @pytest.mark.parametrize(
        ("name", "text", "start"),
        [
            ("engagements/amara-lindqvist/engagement.yml", "", "engagements/amara-lindqvist/"),
            ("engagements/amara-lindqvist/engagement.yml", "- a\n", "engagements/amara-lindqvist/"),
            ("content/programme.yml", "title: [", "content/programme.yml:1:"),
            ("content/words.yml", "here: [a]", "content/words.yml:1:7: here: "),
            ("content/words.yml", "here: [Here]", "content/"),
            ("content/actions.md", "---\ntitel: A\n---\n", "content/actions.md:2:1: "),
            ("content/actions.md", "---\ntitle: A\n---\n\n{{ x }}", "content/actions.md:5:"),
            ("content/actions.md", "---\ntitle: A\n---\n{% if %}", "content/actions.md:4:"),
            ("content/actions.md", "---\ntitle: A\n---\n{{ url_to('x') }}", "content/actions.md:4"),
            ("content/actions.md", "---\ntitle: '{{ y }}'\n---\n", "content/actions.md:"),
            ("content/actions.md", "---\ntitle: A\neach: x\n---\n", "content/actions.md:"),
            ("overrides/components/ui.html", "\n{{ z", "overrides/components/ui.html:2:"),
        ],
    )
    def test_place(self, project: Project, amara: Site, name: str, text: str, start: str) -> None:
        """The file that is to be mended is named first, with line and column; no traceback."""
        before = project.place(amara)
        project.write(name, text)
        code, printed = project.run_here("build")
        assert code == 2, printed
        assert printed.startswith(start)
        assert "Traceback" not in printed
        assert_untouched(project, before)

    def test_in_a_process_of_its_own(self, project: Project, amara: Site) -> None:
        """The command itself prints the same, and ends with the same code."""
        project.place(amara)
        project.write("content/actions.md", "---\ntitle: A\n---\n\n{{ x }}")
        code, printed = project.run("build")
        assert (code, printed) == project.run_here("build")
        assert code == 2
        assert printed.startswith("content/actions.md:5:")

    @pytest.mark.parametrize(
        ("slug", "message"),
        [
            ("amara-lindquist", '"amara-lindquist": did you mean `amara-lindqvist`?'),
            ("nobody-at-all", ": there are `amara-lindqvist`, `tomas-okafor`"),
            ("007", 'there is no engagement "007"'),
            ("../secrets", 'found "../secrets"'),
            ("/etc", 'found "/etc"'),
            ("", 'found ""'),
        ],
    )
    def test_no_such_engagement(self, project: Project, slug: str, message: str) -> None:
        """A name without an engagement is answered by those that exist; none leads elsewhere."""
        code, printed = project.run_here("build", ENGAGEMENT=slug)
        assert (code, "Traceback" in printed) == (2, False)
        assert message in printed
        assert printed.count("\n") == 1
        assert not project.site.exists()

    @pytest.mark.parametrize(
        ("name", "value", "message"),
        [
            (
                "AS_OF",
                "15.10.2026",
                'expected a date such as 2026-10-15: write 2026-10-15, found "15.10.2026"',
            ),
            ("AS_OF", "2026-02-30", "AS_OF: expected a date that the calendar has"),
            ("SOURCE_DATE_EPOCH", "today", "expected a number of seconds since 1970, found"),
        ],
    )
    def test_bad_day(self, project: Project, name: str, value: str, message: str) -> None:
        """An as-of day that is none is explained."""
        code, printed = project.run_here("build", **{"AS_OF": "", name: value})
        assert (code, "Traceback" in printed) == (2, False)
        assert message in printed


class TestDays:
    """The day that a portal speaks of."""

    def test_as_of(self, project: Project) -> None:
        """AS_OF sets the day, whatever SOURCE_DATE_EPOCH says."""
        days = {"AS_OF": "2026-10-15", "SOURCE_DATE_EPOCH": "1700000000"}
        code, printed = project.run_here("build", **days)
        assert code == 0, printed
        assert "As of 15\u00a0October 2026" in project.built().pages["index.html"].get_text()

    def test_source_date_epoch(self, project: Project) -> None:
        """Without AS_OF the day is that of SOURCE_DATE_EPOCH, in UTC."""
        code, printed = project.run(
            "build", AS_OF="", SOURCE_DATE_EPOCH="1793750399", TZ="Asia/Tokyo"
        )
        assert code == 0, printed
        assert "As of 3\u00a0November 2026" in project.built().pages["index.html"].get_text()


class TestFailures:
    """What happens when a build stops half-way."""

    def test_calm(self, project: Project) -> None:
        """A build that works prints a few calm lines, the last but one with where to look."""
        code, printed = project.run("build")
        lines = printed.splitlines()
        assert code == 0
        assert all(line.startswith(CALM) for line in lines)
        assert len(lines) == 4
        assert lines[-2].endswith(f"The portal is ready: {project.site / AMARA / 'index.html'}")

    def test_strict(self, project: Project, amara: Site) -> None:
        """With --strict a warning leaves the earlier portal."""
        before = project.place(amara)
        page = "---\ntitle: Extra\n---\n# Extra\n\n[nowhere](nowhere.md)\n"
        project.write("content/extra.md", page)
        code, printed = project.run_here("build", "--strict")
        assert code == 1
        assert "Aborted with 1 warnings in strict mode!" in printed
        assert_untouched(project, before)

    def test_advice(self, project: Project) -> None:
        """Advice stops no build, not even with --strict, and is no warning."""
        name = f"engagements/{TOMAS}/engagement.yml"
        text = (project.folder / name).read_text("utf-8")
        project.write(name, f"{text}\nend: 2033-01-01\n")
        code, printed = project.run_here("build", "--strict", ENGAGEMENT=TOMAS)
        assert code == 0
        assert "6: end: advice: 2033-01-01 is more than 5 years after the start" in printed
        assert "WARNING" not in printed
        assert project.built(TOMAS).pages

    def test_surprise(self, project: Project, amara: Site) -> None:
        """A mistake in somebody's code keeps its traceback, and the earlier portal."""
        before = project.place(amara)
        project.hook(
            "def on_post_page(output, page, config):\n    raise ZeroDivisionError('odd')\n"
        )
        code, printed = project.run("build")
        assert code == 1
        assert "ZeroDivisionError: odd" in printed
        assert_untouched(project, before)

    def test_kill(self, project: Project, amara: Site) -> None:
        """A build that is killed leaves the earlier portal, and the next one cleans up."""
        before = project.place(amara)
        project.hook(
            "import os, signal\n\n"
            "def on_post_page(output, page, config):\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        code, _ = project.run("build")
        assert code == -SIGKILL
        assert project.built(AMARA).files == before
        assert len(list(project.site.iterdir())) == 2
        project.write("hook.py", "")
        assert project.build(AMARA).files == before
        assert [path.name for path in project.site.iterdir()] == [AMARA]

    def test_first_build(self, project: Project) -> None:
        """A first build that fails leaves no portal and no folder of one."""
        project.hook(
            "def on_post_page(output, page, config):\n    raise ZeroDivisionError('odd')\n"
        )
        with pytest.raises(ZeroDivisionError):
            project.build(AMARA)
        assert list(project.site.iterdir()) == []


def assert_untouched(project: Project, before: dict[str, bytes]) -> None:
    """Assert that the earlier portal is there byte for byte, and nothing beside it."""
    assert Site(project.site / AMARA).files == before
    assert [path.name for path in project.site.iterdir()] == [AMARA]
