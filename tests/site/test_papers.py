"""The PDFs of a portal, and what it says when a signed agreement was changed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import coaching_site.documents.pdf
from tests.site.building import TOMAS, Project, Site, one
from tests.site.reading import DIGEST

OTHER = "AAAA-AAAA-AAAA"


@pytest.fixture
def paper(tmp_path: Path) -> Project:
    """Give a project with the first-week sample that asks for PDFs."""
    return Project(tmp_path / "paper", TOMAS, pdf=True)


def sign(project: Project, fingerprint: str, signed: str = "{}") -> None:
    """Note the fingerprint of the signed text in the first-week sample, and who signed it."""
    name = f"engagements/{TOMAS}/engagement.yml"
    text = (project.folder / name).read_text("utf-8")
    project.write(name, f"{text}agreement: {{fingerprint: {fingerprint}, signed: {signed}}}\n")


def fingerprint_on(site: Site) -> str:
    """Return the fingerprint that the page of the agreement shows."""
    return one(site.articles["agreement.html"], ".version__print").get_text().rpartition(" ")[2]


def test_linked_where_they_belong(paper: Project, tomas: Site) -> None:
    """The agreement and the workbook are linked where they belong, and add no other file."""
    site = paper.build(TOMAS)
    added, before = ({DIGEST.sub("", name) for name in portal.files} for portal in (site, tomas))
    assert added - before == {"agreement.pdf", "workbook.pdf"}
    for page, name in (("agreement.html", "agreement.pdf"), ("prompts.html", "workbook.pdf")):
        assert len(site.articles[page].select(f'a[href="{name}"][type="application/pdf"]')) == 1
        assert site.files[name].startswith(b"%PDF-1.7")


def test_they_bear_the_brand(paper: Project) -> None:
    """The agreement is headed by the logo of `content/brand.yml`, in its colours."""
    paper.write("content/mark.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    paper.write("content/brand.yml", "name: H & D\nlogo: mark.svg\ncolours: {accent: '#0b6b3a'}\n")
    reader = PdfReader(BytesIO(paper.build(TOMAS).files["agreement.pdf"]))
    contents: Any = reader.pages[0].get_contents()
    assert b"0.043137 0.419608 0.227451 rg" in contents.get_data()
    assert b"0.521569 0.34902 0.058824 rg" not in contents.get_data()


def test_complete_without_the_extra(
    paper: Project, tomas: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the extra is not installed the portal is complete, and a line says what it would take.

    It is no warning: a strict build goes through.
    """
    monkeypatch.setattr(coaching_site.documents.pdf, "find_spec", lambda _: None)
    with caplog.at_level("INFO", "mkdocs.plugins"):
        site = paper.build(TOMAS)
    assert [line for line in caplog.messages if "PDF" in line] == [
        "coaching_site: there are no PDFs: they need the extra `pdf`, as in `coaching-site[pdf]` "
        "(in a clone: make portal PDF=1); `pdf: false` in mkdocs.yml does without"
    ]
    assert site.files == tomas.files
    assert not [page for page in site.pages.values() if page.select('a[href$=".pdf"]')]


def test_a_missing_library_is_told_once(paper: Project) -> None:
    """With the extra but without Pango the portal is built, and one line says what is missing."""
    paper.write("stub/weasyprint.py", "raise OSError('cannot load library \\'pango\\': no')\n")
    code, printed = paper.run("build", ENGAGEMENT=TOMAS, PYTHONPATH="stub")
    assert code == 0
    assert [line for line in printed.splitlines() if "WARNING" in line] == [
        "WARNING -  coaching_site: the PDFs are left out: cannot load library 'pango' "
        "(PDFs need Pango)"
    ]
    assert "agreement.pdf" not in paper.built(TOMAS).files


def test_an_unchanged_agreement(project: Project, tomas: Site) -> None:
    """The fingerprint that the portal shows can be copied, and then nothing is said."""
    sign(project, fingerprint_on(tomas))
    page = project.build(TOMAS).articles["agreement.html"]
    assert page.get_text() == tomas.articles["agreement.html"].get_text()


def test_who_has_not_signed(tomas: Site) -> None:
    """Without a purpose the page says that it is not ready, and below each name that nobody has
    signed."""
    page = tomas.articles["agreement.html"]
    assert "Not ready to sign" in one(page, ".signed__open").get_text()
    states = [state.get_text().strip() for state in page.select(".signature__state")]
    assert states == ["Not signed yet"] * 3


def test_a_changed_agreement(project: Project, tomas: Site) -> None:
    """When the text is another than the signed one, page and build say so with both."""
    sign(project, OTHER, signed="{coach: 2026-11-18}")
    code, printed = project.run_here("build", ENGAGEMENT=TOMAS)
    site = project.built(TOMAS)
    now = fingerprint_on(tomas)
    assert code == 0
    assert [line for line in printed.splitlines() if "WARNING" in line] == [
        f"WARNING -  coaching_site: engagements/{TOMAS}/engagement.yml: agreement: the signed "
        f"text has the fingerprint {OTHER}, the present text {now}"
    ]
    page = site.articles["agreement.html"]
    notice = one(page, ".missing").get_text()
    assert "no longer the one that was signed" in one(page, ".signed__state").get_text()
    assert OTHER in notice
    assert now in notice
    assert not tomas.articles["agreement.html"].select(".missing")


def test_a_strict_build_refuses_a_changed_agreement(project: Project) -> None:
    """With --strict it fails, and no portal is made."""
    sign(project, OTHER, signed="{coach: 2026-11-18}")
    code, _ = project.run_here("build", "--strict", ENGAGEMENT=TOMAS)
    assert code == 1
    assert not (project.site / TOMAS).exists()
