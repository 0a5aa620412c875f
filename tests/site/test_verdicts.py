"""`check` finds fine exactly what a build takes."""

from __future__ import annotations

from contextlib import chdir
from typing import Final

import pytest
from click.testing import CliRunner

from coaching_site.cli import main
from tests.site.building import AMARA, Project

ENGAGEMENT: Final = f"engagements/{AMARA}/engagement.yml"
PAGE: Final = "---\ntitle: Extra\n---\n\n# Extra\n\n"
# A file, and what to put in place of what: in place of all of it, if that is empty.
REFUSED: Final = {
    "engagement": (ENGAGEMENT, "start: 2026", "start: 1726"),
    "word": ("content/words.yml", '"due {day}"', '"due {dya}"'),
    "template": ("content/extra.md", "", f"{PAGE}{{{{ portal.nothing }}}}"),
    "filter of a page": ("content/extra.md", "", f"{PAGE}{{{{ portal.name|nothing }}}}"),
    "filter of the theme": ("overrides/main.html", "{% endblock", "{{ 1|nothing }}{% endblock"),
    "grammar of the theme": ("overrides/main.html", "{% block", "{% if %}{% block"),
    "import in a style": ("overrides/assets/stylesheets/home.css", "", "@import 'type.css';"),
    "brand": ("content/brand.yml", "", "nmae: X\n"),
    "unknown option": ("mkdocs.yml", "      pdf:", "      pfd:"),
    "kind of an option": ("mkdocs.yml", "pdf: false", "pdf: never"),
    "day of the settings": ("mkdocs.yml", "pdf: false", "as_of: soon"),
    "kept path": ("mkdocs.yml", "pdf: false", "keep: [/etc]"),
    "no such folder": ("mkdocs.yml", "pdf: false", "engagements: clients"),
    "no such looks": ("mkdocs.yml", ": material", ": {name: material, custom_dir: looks}"),
    "theme that does not fit": ("mkdocs.yml", "theme: material", "theme: readthedocs"),
    "site among clients": ("mkdocs.yml", "docs_dir", "site_dir: engagements\ndocs_dir"),
    "grammar of settings": ("mkdocs.yml", "plugins:", "plugins: ["),
    "plugin that is none": ("mkdocs.yml", "plugins:\n", "plugins:\n  - saerch\n"),
}
# What a page must not hold, and what is said of it.
LEAKS: Final = {
    "![x](https://x.example/y.png)": "<img src> leads out of the portal: https://x.example/y.png",
    "<script src='//x.example/z'></script>": "<script src> leads out of the portal: //x.example/z",
    "<p style='color: red'>Red</p>": "<p style> is not allowed",
    "<iframe src='https://x.example'></iframe>": "<iframe src> leads out of the portal",
    "Click\n{: onclick=x() }": "<p onclick> is not allowed",
    "[x](javascript:x)": "<a href> leads out of the portal: javascript:x",
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(project: Project, case: str) -> None:
    """Whatever is wrong in one file of a project, both refuse it."""
    name, old, new = REFUSED[case]
    path = project.folder / name
    project.write(name, path.read_text("utf-8").replace(old, new, 1) if old else new)
    assert verdicts(project)[0] == (2, False)


def test_fine(project: Project) -> None:
    """What is only odd, and markup that is shown as it was typed, stops neither."""
    project.edit(ENGAGEMENT, "\nend: 2027", "\nend: 2036")
    text = "A [link](https://x.example), a [way](nowhere.md) and `<img src=//x.example>`.\n"
    project.write("content/extra.md", f"{PAGE}{text}")
    assert verdicts(project)[0] == (0, True)


def test_leaks(project: Project) -> None:
    """What a portal would give away is told by both, in the same words."""
    for number, typed in enumerate(LEAKS):
        project.write(f"content/extra-{number}.md", f"{PAGE}{typed}\n")
    style = "body { background: url(//x.example/z.png) }"
    project.write("overrides/assets/stylesheets/home.css", style)
    verdict, checked, printed = verdicts(project)
    assert verdict == (2, False)
    for number, told in enumerate(LEAKS.values()):
        line = f"content/extra-{number}.md: in the page extra-{number}: {told}"
        assert line in checked
        assert f"extra-{number}.html: {told}" in printed
    assert "overrides/assets/stylesheets/home.css: loads //x.example/z.png" in checked
    assert "loads //x.example/z.png" in printed


@pytest.mark.parametrize("is_printed", [True, False])
def test_papers(project: Project, is_printed: bool) -> None:
    """A mistake in a paper matters where there is one."""
    project.write("overrides/pdf/agreement.html", "{{ x.y }}")
    settings = project.settings.replace("pdf: false", f"pdf: {is_printed}".lower())
    project.write("mkdocs.yml", settings)
    assert verdicts(project)[0] == ((2, False) if is_printed else (0, True))


@pytest.mark.parametrize("slug", [AMARA, "nobody"])
def test_clients_elsewhere(project: Project, slug: str) -> None:
    """Another folder of engagements is that of both."""
    (project.folder / "engagements").rename(project.folder / "clients")
    settings = project.settings.replace("pdf:", "engagements: clients\n      pdf:")
    project.write("mkdocs.yml", settings)
    assert verdicts(project, slug)[0] == ((0, True) if slug == AMARA else (2, False))


def verdicts(project: Project, slug: str = AMARA) -> tuple[tuple[int, bool], str, str]:
    """Return the exit code of `check` and whether a build is fine, and what each of them says."""
    with chdir(project.folder):
        checked = CliRunner().invoke(main, ["check", slug])
    assert "Traceback" not in checked.output
    code, printed = project.run_here("build", ENGAGEMENT=slug, AS_OF="")
    return (checked.exit_code, code == 0), checked.output, printed
