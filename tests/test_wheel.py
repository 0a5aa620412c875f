"""The wheel and the sdist hold what a coach needs, and nothing of a clone besides."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.metadata import Metadata

from tests.fixture import ROOT

DATA = "coaching_site/data/"
STARTER, SCHEMA, SAMPLE = "starter.yml", "engagement.schema.json", "amara-lindqvist/engagement.yml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder in which an sdist was built, and a wheel from that sdist, as pip does."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), "-t"]
    subprocess.run([*build, "sdist"], cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
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
    there += [ROOT / "engagements" / name for name in (STARTER, SCHEMA, SAMPLE)]
    assert shipped == {path.relative_to(ROOT).as_posix() for path in there}
    for name in shipped:
        assert wheel.read(f"{DATA}{name}") == (ROOT / name).read_bytes()


def test_wheel_holds_nothing_else(wheel: ZipFile) -> None:
    """All else in it is code, its marker of types, a page of the preview, a font and metadata."""
    rest = [name for name in wheel.namelist() if not name.startswith(DATA)]
    others = {name for name in rest if not name.endswith(".py")}
    assert {name for name in others if ".dist-info/" not in name} == {
        "coaching_site/py.typed",
        "coaching_site/brand/letter.woff2",
        "coaching_site/mkdocs/preview.html",
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
        "engagement.schema.json",
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
