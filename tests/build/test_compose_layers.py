"""A file of the workspace wins over the shipped one of the same path; all others are shipped."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from coaching_site import shipped
from coaching_site.build.compose import compose
from coaching_site.build.inputs import read_inputs
from coaching_site.build.outputs import PdfMode
from coaching_site.build.portal_source import PortalSource
from coaching_site.build.workspace import Workspace
from coaching_site.problems import InvalidInput
from tests.fixture import COMPILED, ROOT

HOME = "title: Today\norder: 10\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace that has nothing but the samples."""
    return Workspace(tmp_path / "content", tmp_path / "looks", ROOT / "engagements", COMPILED)


def write(workspace: Workspace, **texts: str) -> None:
    """Write files of a workspace, by their paths with `__` for `/`."""
    for name, text in texts.items():
        path = workspace.content.parent / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def composed(
    workspace: Workspace, pdfs: PdfMode = PdfMode.OMIT, slug: str = "tomas-okafor"
) -> PortalSource:
    """Return the source of the portal of a sample, the short one if no other is named."""
    inputs = read_inputs(workspace, slug, date(2026, 11, 20))
    return compose(inputs, pdfs)


def markdown(source: PortalSource) -> dict[str, str]:
    """Return each page's Markdown by its name."""
    return {page.name: page.markdown for page in source.pages}


def test_nothing_of_ones_own(workspace: Workspace) -> None:
    """A workspace without a word of its own has every shipped page, and plain looks; that about a
    sponsor is of an agreement which provides for it."""
    names = {path.stem for path in shipped.CONTENT.glob("*.md")} - {"goal", "sponsor"}
    source = composed(workspace)
    assert names <= set(markdown(source))
    assert source.frame.identity.brand.logo is None


def test_page(workspace: Workspace) -> None:
    """A page of the same path replaces the shipped one, one of another path is added."""
    page = "{% import 'components/ui.html' as ui %}\n# My own\n"
    write(workspace, **{"content__index.md": f"---\n{HOME}---\n{page}"})
    write(workspace, **{"content__more__reading.md": "# Reading\n"})
    found = markdown(composed(workspace))
    assert found["index"].strip() == "# My own"
    assert found["more/reading"] == "# Reading"
    assert "goals" in found


def test_component(workspace: Workspace) -> None:
    """A component replaces the shipped one on the shipped pages too."""
    write(workspace, **{"looks__components__send_here.html": "<p>Mine</p>"})
    assert composed(workspace).frame.send_here.strip() == "<p>Mine</p>"


def test_words(workspace: Workspace) -> None:
    """A whole file of words replaces the shipped one."""
    words = (shipped.CONTENT / "words.yml").read_text("utf-8")
    own = re.sub("(?m)^title_goals: .*$", "title_goals: Aims", words)
    write(workspace, **{"content__words.yml": own})
    assert [page.title for page in composed(workspace).pages if page.name == "goals"] == ["Aims"]


def test_paper(workspace: Workspace) -> None:
    """A sheet of the PDFs replaces the shipped one, and the others stay."""
    write(workspace, **{"looks__pdf__agreement.html": "\n{{ 1 / 0 }}"})
    with pytest.raises(InvalidInput) as caught:
        composed(workspace, PdfMode.TRY_TEMPLATES)
    assert str(caught.value).startswith(f"{workspace.overrides}/pdf/agreement.html:2:1: ")


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("content__goals.md", "# {{ portal.nothing }}", "content/goals.md:1:1: "),
        ("looks__components__ui.html", "{{ nothing }}", "looks/components/ui.html:1:1: "),
        ("looks__components__ui.html", "\n{% if %}", "looks/components/ui.html:2:1: "),
        ("content__goals.md", "---\nremove: never\n---\n", "content/goals.md:2:9: remove: "),
        ("content__index.md", "---\nremove: true\n---\n", "content/index.md: the first page "),
        (
            "content__goal.md",
            "# {{ 1 }}\n",
            "content/goal.md: expected `each: goals`, as in the page",
        ),
        (
            "content__goal.md",
            "---\ntitle: x\neach: values\n---\n",
            "content/goal.md:3:1: expected `each: goals`, as in the page that this one replaces, "
            'found "values"',
        ),
    ],
)
def test_mistakes(workspace: Workspace, file: str, text: str, told: str) -> None:
    """A mistake is told at the file that it is in, of whichever layer."""
    write(workspace, **{file: text})
    with pytest.raises(InvalidInput) as caught:
        composed(workspace)
    assert str(caught.value).startswith(f"{workspace.content.parent}/{told}")


@pytest.mark.parametrize("front", ["remove: true", "title: Any\norder: 7\nremove: true"])
def test_removed(workspace: Workspace, front: str) -> None:
    """A page is taken out by one that says so; what linked to it reads the same, as text."""
    before = markdown(composed(workspace, slug="amara-lindqvist"))["index"]
    write(workspace, **{"content__prompts.md": f"---\n{front}\n---\n"})
    found = markdown(composed(workspace, slug="amara-lindqvist"))
    assert "prompts" not in found
    assert before.count('href="') == found["index"].count('href="') + 1
    assert '<p class="more"><span>' in found["index"]


def test_removed_for_each(workspace: Workspace) -> None:
    """The pages of goals are taken out by one file; their titles stay where they were linked."""
    write(workspace, **{"content__goal.md": "---\nremove: true\n---\n"})
    found = markdown(composed(workspace, slug="amara-lindqvist"))
    assert [name for name in found if name.startswith("goals/")] == []
    assert '<p class="goal__title"><span>' in found["goals"]
    assert "about:" not in "".join(found.values())


def test_all_removed(workspace: Workspace) -> None:
    """Every page but the first can be taken out, even all of them."""
    names = {path.name for path in shipped.CONTENT.glob("*.md")}
    for name in names - {"index.md"}:
        write(workspace, **{f"content__{name}": "---\nremove: true\n---\n"})
    source = composed(workspace, slug="amara-lindqvist")
    assert [page.name for page in source.pages] == ["index"]
    assert source.script_data.reply_page is None


def test_link_in_markdown(workspace: Workspace) -> None:
    """A link in the Markdown of one's own page becomes its text, too."""
    write(workspace, **{"content__prompts.md": "---\nremove: true\n---\n"})
    write(workspace, **{"content__own.md": "See [all prompts]({{ url_to('prompts') }}).\n"})
    assert markdown(composed(workspace))["own"] == "See all prompts."


def test_a_page_that_never_was(workspace: Workspace) -> None:
    """A link to a page that is neither made nor taken out is a mistake."""
    write(workspace, **{"content__own.md": "[x]({{ url_to('promtps') }})\n"})
    with pytest.raises(InvalidInput, match="there is no page 'promtps' to link to"):
        composed(workspace)
