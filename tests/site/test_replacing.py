"""A build replaces what a build has made, tells what stands in its way, and mends what is left."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config

from coaching_site.cli import main
from coaching_site.mkdocs.failures import InputRefused, SystemFailure
from tests.site.building import AMARA, TOMAS, Project, Site
from tests.staging.folders import contents, names, read, write

FULL = """\
import errno, os
from mkdocs import utils

def write_file(content, path):
    raise OSError(errno.{name}, os.strerror(errno.{name}))

utils.write_file = write_file
"""


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """Give a project that has portals and cannot build one: its programme has a mistake."""
    project = Project(tmp_path / "project", TOMAS)
    project.write("content/programme.yml", "title: [")
    project.write("engagements/starter.yml", "")
    write(project.site / TOMAS, "former", TOMAS)
    return project


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("engagements", "found engagements/"),
        ("content", "found content/"),
        (".", "found a place around engagements/"),
        ("way/in", "found a place in overrides/"),
        ("", "found a place around engagements/"),
        (".git", "found .git/, which is hidden"),
        ("tests", "found tests/, which holds test_all.py, and no portal"),
        ("Engagements", "found another spelling of engagements/"),
    ],
)
def test_wrong_places(small: Project, place: str, found: str) -> None:
    """A place that is no place for portals is refused in a line, with 2, and nothing is changed."""
    (small.folder / "way").symlink_to("overrides")
    small.write("tests/test_all.py", "")
    before = contents(small.folder)
    code, printed = small.run_here("build", "-d", place, ENGAGEMENT=TOMAS)
    assert (code, printed.count("\n")) == (2, 1), printed
    assert printed.endswith(f"{found}\n")
    assert contents(small.folder) == before


def test_a_folder_of_the_coach(project: Project) -> None:
    """A folder that bears the name of an engagement is refused, and stays."""
    clients = project.folder.with_name("clients")
    project.write(f"../clients/{TOMAS}/contract.docx", "signed")
    code, printed = project.run_here("build", "-q", "-d", "../clients", ENGAGEMENT=TOMAS)
    assert (code, printed.count("\n")) == (2, 1), printed
    assert f"clients/{TOMAS}: expected a portal or an empty folder, found contract" in printed
    assert contents(clients) == {TOMAS: "/", f"{TOMAS}/contract.docx": "signed"}


def test_files_of_a_host(project: Project) -> None:
    """A login is never thrown away: the build is refused, or the login is carried over."""
    first = project.build(TOMAS).files
    project.write(f"site/{TOMAS}/.htaccess", "Require valid-user")
    with pytest.raises(InputRefused, match=r"keep: \[\.htaccess\]"):
        project.build(TOMAS)
    login = {".htaccess": b"Require valid-user"}
    assert project.built(TOMAS).files == first | login
    keep = "pdf: false\n      keep: [.htaccess]"
    project.write("mkdocs.yml", project.settings.replace("pdf: false", keep))
    for _ in range(2):
        assert project.build(TOMAS).files == first | login
    assert names(project.site) == [TOMAS]


def test_through_a_link(project: Project, tmp_path: Path) -> None:
    """A portal that is on a stick is built there, time and again; the link stays."""
    (tmp_path / "stick/t").mkdir(parents=True)
    project.site.mkdir()
    (project.site / TOMAS).symlink_to(tmp_path / "stick/t")
    first, second = project.build(TOMAS).files, project.build(TOMAS).files
    assert first == second
    assert (project.site / TOMAS).is_symlink()
    assert (names(project.site), names(tmp_path / "stick")) == ([TOMAS], ["t"])


@pytest.mark.parametrize("name", ["ENOSPC", "EROFS"])
def test_a_disk(project: Project, name: str) -> None:
    """A disk that is full, or may not be written to, is told in a line, with 1; nothing is left."""
    former = write(project.site / TOMAS, "former", TOMAS)
    before = contents(former)
    project.hook(FULL.format(name=name))
    code, printed = project.run("build", "-q", ENGAGEMENT=TOMAS)
    reasons = {"ENOSPC": "No space left on device", "EROFS": "Read-only file system"}
    assert (code, printed) == (
        1,
        f"site/{TOMAS}: the portal cannot be written: {reasons[name]}; an earlier one stays as it "
        "was\n",
    )
    assert (contents(former), names(project.site)) == (before, [TOMAS])


@pytest.mark.parametrize("number", [1, 5, 13, 28, 30])
def test_no_folder_for_the_next(
    project: Project, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A folder in which none can be made is told in the same way."""

    def refuse(path: Path, mode: int = 0o777, **_: bool) -> None:
        raise OSError(number, "of no use", str(path))

    write(project.site / TOMAS, "former", TOMAS)
    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(
        SystemFailure, match=f"site/{TOMAS}: the portal cannot be written: of no use"
    ):
        project.build(TOMAS)


class TestMending:
    """What a killed build has left is mended by every command, before it reads anything."""

    @pytest.fixture
    def killed(self, small: Project) -> Project:
        """Give a project in which a build was killed between its two steps."""
        (small.site / TOMAS).rename(small.site / f".{TOMAS}.former-0123abcd")
        write(small.site / f".{TOMAS}.building-0123abcd", "half", TOMAS)
        return small

    def assert_mended(self, project: Project) -> None:
        """Assert that the portal is back, and nothing beside it."""
        assert names(project.site) == [TOMAS]
        assert read(project.site / TOMAS) == "former"

    def test_build(self, killed: Project) -> None:
        """A build mends, though it is refused for a mistake."""
        with pytest.raises(InputRefused, match=r"programme\.yml"):
            killed.build(TOMAS)
        self.assert_mended(killed)

    def test_build_elsewhere(self, killed: Project) -> None:
        """A build mends the folder that `-d` names, too."""
        killed.site.rename(killed.folder / "public")
        code, _ = killed.run_here("build", "-d", "public", ENGAGEMENT=TOMAS)
        assert code == 2
        killed.site = killed.folder / "public"
        self.assert_mended(killed)

    @pytest.mark.parametrize("command", ["build", "serve"])
    def test_start(self, killed: Project, command: Literal["build", "serve"]) -> None:
        """Whatever MkDocs is asked for, mending comes first."""
        with chdir(killed.folder):
            plugins = load_config("mkdocs.yml").plugins
            plugins.on_startup(command=command, dirty=False)
            plugins.on_shutdown()
        self.assert_mended(killed)

    @pytest.mark.parametrize(
        "arguments",
        [
            ["check"],
            ["check", TOMAS],
            ["schema"],
            ["receive", "nothing.jwe"],
            ["new", "a", "--executive", "A", "--coach", "B"],
        ],
    )
    def test_commands(self, killed: Project, arguments: list[str]) -> None:
        """Each command of the coach mends, whatever comes of it."""
        with chdir(killed.folder):
            CliRunner().invoke(main, arguments)
        self.assert_mended(killed)

    @pytest.mark.parametrize(
        "line",
        [
            "site_dir: public",
            "site_dir: 'public'  # here",
            'site_dir:   "public"',
            "site_dir:\tpublic",
        ],
    )
    def test_another_folder(self, killed: Project, line: str) -> None:
        """The folder of portals is that of the settings, whatever else is wrong in them."""
        killed.site.rename(killed.folder / "public")
        killed.write("mkdocs.yml", f"plugins: [\n{line}\n")
        with chdir(killed.folder):
            CliRunner().invoke(main, ["check"])
        killed.site = killed.folder / "public"
        self.assert_mended(killed)

    def test_what_cannot_be_mended(self, killed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        """What stays is told in a line."""

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr("shutil.rmtree", refuse)
        with chdir(killed.folder):
            result = CliRunner().invoke(main, ["check"])
        assert result.stderr.startswith(
            f"site/.{TOMAS}.building-0123abcd: a build was stopped and left this; delete it\n"
        )


def test_an_interrupted_build(project: Project, amara: Site) -> None:
    """Ctrl+C leaves the earlier portal and nothing beside it."""
    before = project.place(amara)
    project.hook("def on_post_page(output, page, config):\n    raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        project.build(AMARA)
    assert project.built(AMARA).files == before
    assert names(project.site) == [AMARA]
