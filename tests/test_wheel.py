"""The wheel and the sdist hold what a coach needs, and nothing of a clone besides."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.metadata import Metadata

from coaching_site.mkdocs.theme_settings import SCRIPTS
from tests.fixture import ROOT
from tests.live.serving import serve
from tests.replies.browser import answer, lock, reply
from tests.site.building import Command, Project, Site, heed_interrupts, one

DATA = "coaching_site/data/"
JANE = "jane-doe"
OURS = ("coaching_site", "_editable", "__pycache__")
OF_PDFS = ("brotli", "_brotli", "font", "pydyf", "pyphen", "tinyhtml5", "weasyprint", "zopfli")
STARTER, SAMPLE = "starter.yml", "amara-lindqvist/engagement.yml"
SCHEMAS = ("engagement.schema.json", "round.schema.json")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder in which an sdist was built, and a wheel from that sdist, as pip does."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), "-t"]
    subprocess.run([*build, "sdist"], cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        # The earliest Python 3.11 knows no filter, and 3.12 asks for one.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder)
    [source] = (path for path in folder.iterdir() if path.is_dir())
    subprocess.run([*build, "wheel"], cwd=source, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Iterator[ZipFile]:
    """Give the wheel, opened."""
    with ZipFile(next(built.glob("*.whl"))) as archive:
        yield archive


def test_wheel_holds_what_is_shipped(wheel: ZipFile) -> None:
    """Pages, looks, what a workspace begins with, and one sample are in it, as in the clone."""
    shipped = {name.removeprefix(DATA) for name in wheel.namelist() if name.startswith(DATA)}
    there = [*(ROOT / "content").rglob("*.*"), *(ROOT / "overrides").rglob("*.*")]
    there += [path for path in (ROOT / "workspace").rglob("*") if path.is_file()]
    there += [ROOT / "engagements" / name for name in (STARTER, *SCHEMAS, SAMPLE)]
    of_sample = (ROOT / "engagements" / SAMPLE).parent
    there += (path for name in ("feedback", "files") for path in of_sample.glob(f"{name}/*"))
    assert shipped == {path.relative_to(ROOT).as_posix() for path in there}
    for name in shipped:
        assert wheel.read(f"{DATA}{name}") == (ROOT / name).read_bytes()


LETTERS = tuple(
    f"{name}{part}"
    for name in ("letter", "letter-sans", "letter-semibold")
    for part in ("", "-rare")
)


def test_wheel_holds_nothing_else(wheel: ZipFile) -> None:
    """All else in it is code, its marker of types, the preview's page, fonts and metadata."""
    rest = [name for name in wheel.namelist() if not name.startswith(DATA)]
    others = {name for name in rest if not name.endswith(".py")}
    assert {name for name in others if ".dist-info/" not in name} == {
        "coaching_site/py.typed",
        *(f"coaching_site/brand/{name}.woff2" for name in LETTERS),
        "coaching_site/mkdocs/problem_page.html",
    }
    assert {name.partition("/")[0] for name in rest} == {
        "coaching_site",
        "coaching_site-0.1.0.dist-info",
    }


def test_sdist_holds_nothing_private(built: Path) -> None:
    """It has no engagement but the samples, no built portal, no key, no cache."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    engagements = {name.split("/")[1] for name in names if name.startswith("engagements/")}
    assert engagements == {
        "amara-lindqvist",
        *SCHEMAS,
        "starter.yml",
        "tomas-okafor",
    }
    odd = ("site/", ".cache/", ".venv/", ".git/", ".pytest_cache/", "content/reply-key.json")
    assert [name for name in names if name.startswith(odd) or "__pycache__" in name] == []


def test_metadata(wheel: ZipFile) -> None:
    """The metadata are valid, README is their description, and fontTools is for PDFs alone."""
    raw = wheel.read("coaching_site-0.1.0.dist-info/METADATA")
    metadata = Metadata.from_email(raw, validate=True)
    assert metadata.license_expression == "MIT"
    assert metadata.description_content_type == "text/markdown"
    assert (metadata.description or "").startswith("# coaching-site")
    base = {one.name for one in metadata.requires_dist or [] if not one.marker}
    assert {"fonttools", "font-source-serif-pro", "brotli"} & base == set()


class Installed(Project):
    """A coach's workspace, and the program as it is installed beside it, with what it needs."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        """Install the wheel into an environment of its own, which borrows its dependencies."""
        self.folder, self.site = folder / "my practice", folder / "my practice/site"
        environment = folder / "environment"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
        [self._packages] = environment.glob("[Ll]ib/**/site-packages")
        self._scripts = environment / ("Scripts" if os.name == "nt" else "bin")
        pip = [sys.executable, "-m", "pip", "--python", str(environment), "--quiet", "install"]
        subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True)
        self._borrow("needed", lambda name: not name.startswith((*OURS, *OF_PDFS)))

    def borrow_for_pdfs(self) -> None:
        """Do as the extra `pdf` does."""
        self._borrow("pdf", lambda name: name.startswith(OF_PDFS))

    def _borrow(self, name: str, is_wanted: Callable[[str], bool]) -> None:
        folder = self._packages.parent / name
        folder.mkdir()
        for path in Path(sysconfig.get_path("purelib")).iterdir():
            if is_wanted(path.name.lower()):
                (folder / path.name).symlink_to(path)
        (self._packages / f"{name}.pth").write_text(str(folder))

    def start(self, *arguments: str, engine: str = "mkdocs", **environment: str) -> Command:
        """Start a command of the installed program, or of the MkDocs beside it."""
        where = self.folder if self.folder.is_dir() else self.folder.parent
        python = str(self._scripts / "python")
        command = (
            [str(self._scripts / engine)] if engine == "coaching-site" else [python, "-m", engine]
        )
        return subprocess.Popen(
            [*command, *arguments],
            cwd=where,
            env=self._environment({"XDG_CONFIG_HOME": str(self.folder.parent), **environment}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            preexec_fn=heed_interrupts,
        )

    def coaching_site(self, *arguments: str, **environment: str) -> str:
        """Run a command that is to succeed; return what it prints."""
        code, printed = self.run(*arguments, engine="coaching-site", **environment)
        assert code == 0, printed
        return printed

    def build_jane(self) -> Site:
        """Build the portal of the one client."""
        code, printed = self.run("build", "--strict")
        assert code == 0, printed
        return self.built(JANE)


def test_the_whole_way(built: Path, tmp_path: Path) -> None:
    """With the wheel alone a coach begins, checks, builds, previews, prints and receives."""
    here = Installed(tmp_path, next(built.glob("*.whl")))
    begin(here)
    build_the_first_portal(here)
    preview(here)
    override_a_file_of_each_kind(here)
    receive_a_reply(here)
    print_papers(here)


def begin(here: Installed) -> None:
    """Begin a workspace with one client; the program knows its version."""
    assert here.coaching_site("--version") == "coaching-site, version 0.1.0\n"
    here.coaching_site("init", here.folder.name)
    here.coaching_site("new", JANE, "--executive", "Jane Doe", "--coach", "Mia Lee")


def build_the_first_portal(here: Installed) -> None:
    """Find the client fine, and all pages built, without what only PDFs need."""
    code, printed = here.run("check", engine="coaching_site")
    assert (code, printed.splitlines()) == (0, ["jane-doe: fine"])
    site = here.build_jane()
    pages = {f"{path.stem}.html" for path in (ROOT / "content").glob("*.md")}
    assert pages - set(site.files) == {"goal.html", "sponsor.html"}
    assert b"data:font/woff2;base64," in joined(site, ".css")
    assert [name for name in site.files if name.endswith(".pdf")] == []


def override_a_file_of_each_kind(here: Installed) -> None:
    """See a page, a component, a part of the frame, a style sheet and a script replaced, and a page
    gone."""
    here.write("content/goals.md", "---\ntitle: My goals\n---\n# My goals\n")
    here.write("content/programme.md", "---\nremove: true\n---\n")
    here.write("overrides/components/send_here.html", "<p>Send it here</p>")
    here.write("overrides/assets/stylesheets/home.css", ".home { color: #012345 }\n")
    here.write(f"overrides/{SCRIPTS['portal']}", "document.title += '!';\n")
    here.write("overrides/partials/palette.html", "<p>Always light</p>")
    site = here.build_jane()
    assert b"My goals" in site.files["goals.html"]
    assert "programme.html" not in site.files
    assert b"Send it here" in site.files["index.html"]
    assert b"#012345" in joined(site, ".css")
    assert b'document.title+="!"' in joined(site, ".js")
    assert b"<p>Always light</p>" in site.files["index.html"]


def preview(here: Installed) -> None:
    """See the portal served, and a new page and a first override as soon as they are there."""
    with serve(here) as served:
        assert "Jane" in served.get("index.html")
        here.write("content/reading.md", "# Reading list\n")
        served.wait_for("reading.html", "Reading list")
        here.write("overrides/main.html", "{% extends 'base.html' %}{% block tabs %}x-y-z")
        served.wait_for("index.html", "Please correct")
        (here.folder / "overrides/main.html").unlink()
        served.wait_for("index.html", "Jane")


def receive_a_reply(here: Installed) -> None:
    """Make keys, and take a reply that was locked for them."""
    phrase = here.folder.parent / "phrase"
    phrase.write_text("four words of mine\n")
    opens = ("--passphrase-file", str(phrase))
    assert "replies are encrypted for you" in here.coaching_site("keys", *opens)
    page = here.built(JANE).pages["thought-starters.html"]
    base = str(one(page, "[data-key='starters/one_thing']")["data-base"])
    item = answer("starters/one_thing", "Fewer calls.", base=base)
    public = json.loads((here.folder / "content/reply-key.json").read_text("utf-8"))
    locked = here.folder.parent / "reply.jwe"
    locked.write_bytes(lock(json.dumps(reply(item)).encode(), public))
    printed = here.coaching_site("receive", str(locked), "--yes", *opens)
    assert "1 taken into engagements/jane-doe/engagement.yml" in printed


def print_papers(here: Installed) -> None:
    """With what the extra `pdf` installs, get both papers and the answer that was received;
    what older settings say of the theme's own interface changes nothing."""
    here.borrow_for_pdfs()
    theme = "theme: {name: material, features: [navigation.top], palette: {scheme: slate}}"
    here.edit("mkdocs.yml", "theme: material", theme)
    here.edit("mkdocs.yml", "plugins:\n", "plugins:\n  - search\n  - offline\n")
    files = here.build_jane().files
    assert not {name for name in files if "search_index" in name}
    assert files["agreement.pdf"][:5] == files["workbook.pdf"][:5] == b"%PDF-"
    assert b"Fewer calls." in files["thought-starters.html"]


def joined(site: Site, ending: str) -> bytes:
    """Return the files of a portal with an ending, one behind the other."""
    return b"".join(raw for name, raw in site.files.items() if name.endswith(ending))
