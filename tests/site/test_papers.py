"""The PDFs of a portal, and what it says when a signed agreement was changed."""

from __future__ import annotations

import pytest

import coaching_site.pdf
from tests.site.building import AMARA, TOMAS, Project, Site, one

OTHER = "AAAA-AAAA-AAAA"


def sign(project: Project, fingerprint: str) -> None:
    """Note the fingerprint of the signed text in the first-week sample."""
    name = f"engagements/{TOMAS}/engagement.yml"
    text = (project.folder / name).read_text("utf-8")
    project.write(name, f"{text}agreement: {{fingerprint: {fingerprint}}}\n")


def fingerprint_on(site: Site) -> str:
    """Return the fingerprint that the page of the agreement shows."""
    return one(site.articles["agreement.html"], ".version").get_text().rpartition(" ")[2]


def test_linked_where_they_belong(sample: Site) -> None:
    """The agreement's page links to its PDF, and the page of all prompts to the workbook."""
    for page, name in (("agreement.html", "agreement.pdf"), ("prompts.html", "workbook.pdf")):
        assert len(sample.articles[page].select(f'a[href="{name}"][type="application/pdf"]')) == 1
        assert sample.files[name].startswith(b"%PDF-1.7")


def test_complete_without_the_extra(
    project: Project, amara: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without WeasyPrint the portal lacks the two files and their links, and nothing is said."""
    monkeypatch.setattr(coaching_site.pdf, "find_spec", lambda _: None)
    site = project.build(AMARA)
    assert set(amara.files) - set(site.files) == {"agreement.pdf", "workbook.pdf"}
    assert set(site.files) - set(amara.files) == set()
    assert not [page for page in site.pages.values() if page.select('a[href$=".pdf"]')]


def test_a_missing_library_is_told_once(project: Project) -> None:
    """With the extra but without Pango the portal is built, and one line says what is missing."""
    project.write("stub/weasyprint.py", "raise OSError('cannot load library \\'pango\\': no')\n")
    code, printed = project.run("build", ENGAGEMENT=TOMAS, PYTHONPATH="stub")
    assert code == 0
    assert [line for line in printed.splitlines() if "WARNING" in line] == [
        "WARNING -  coaching_site: the PDFs are left out: cannot load library 'pango' "
        '(see "On paper" in README.md)'
    ]
    assert "agreement.pdf" not in project.built(TOMAS).files


def test_an_unchanged_agreement(project: Project, tomas: Site) -> None:
    """The fingerprint that the portal shows can be copied, and then nothing is said."""
    sign(project, fingerprint_on(tomas))
    page = project.build(TOMAS).articles["agreement.html"]
    assert page.get_text() == tomas.articles["agreement.html"].get_text()


def test_a_changed_agreement(project: Project, tomas: Site) -> None:
    """When the text is another than the signed one, page and build say so with both."""
    sign(project, OTHER)
    code, printed = project.run("build", ENGAGEMENT=TOMAS)
    site = project.built(TOMAS)
    now = fingerprint_on(tomas)
    assert code == 0
    assert [line for line in printed.splitlines() if "WARNING" in line] == [
        f"WARNING -  coaching_site: engagements/{TOMAS}/engagement.yml: agreement: the signed "
        f"text has the fingerprint {OTHER}, the present text {now}"
    ]
    notice = one(site.articles["agreement.html"], ".missing").get_text()
    assert "no longer the one that was signed" in notice
    assert OTHER in notice
    assert now in notice
    assert not tomas.articles["agreement.html"].select(".missing")


def test_a_strict_build_refuses_a_changed_agreement(project: Project) -> None:
    """With --strict it fails, and no portal is made."""
    sign(project, OTHER)
    code, _ = project.run("build", "--strict", ENGAGEMENT=TOMAS)
    assert code == 1
    assert not (project.site / TOMAS).exists()
