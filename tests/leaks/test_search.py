"""Each kind of leak is found in each way in which it can hide."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.leaks.search import LeakSearch
from tests.leaks.practice import LEAKS, OWN, search_in
from tests.leaks.wrappings import IN_ATTACHMENTS, IN_PAGES, Wrapping

_NO_SECRETS = {"a title", "a name with an initial"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for engagements and portals."""
    return tmp_path_factory.mktemp("practice")


@pytest.fixture(scope="module")
def search(folder: Path) -> LeakSearch:
    """Give the search in the portal of one client, with all files attached that tests write."""
    paths = {Path(wrap("x")[0]) for wrap in IN_ATTACHMENTS.values()}
    numbers = range(len(LEAKS))
    names = {path.with_stem(f"{path.stem}{one}").as_posix() for path in paths for one in numbers}
    return search_in(folder, OWN, *names)


@pytest.mark.parametrize(
    "wrap", [pytest.param(w, id=n) for n, w in {**IN_PAGES, **IN_ATTACHMENTS}.items()]
)
def test_each_leak_is_found(search: LeakSearch, wrap: Wrapping) -> None:
    """What was planted is found wherever it hides, told with its file and its field alone."""
    planted, contents = {}, {}
    for number, (what, text) in enumerate(LEAKS.items()):
        name, content = wrap(text)
        path = Path(name).with_stem(f"{Path(name).stem}{number}").as_posix()
        planted[path] = what
        contents[path] = content
    found = search.faults(contents)
    told = {line.partition(": holds a")[0] for line in found}
    missed = {what for path, what in planted.items() if path not in told}
    # A title is no secret of its own in a file from elsewhere, whose authors may have initials.
    assert missed == (_NO_SECRETS if next(iter(planted)).startswith("files/") else set())
    # The folder of the other one is told, and may be named as its client is.
    lines = "\n".join(found).replace("priya-ramanathan/", "")
    assert [text for text in LEAKS.values() if text in lines] == []


@pytest.mark.parametrize("said", ["Priya Ramanathan", "Priya. Ramanathan", "Priya\\nRamanathan"])
def test_what_pages_say_apart_scripts_may_not_join(search: LeakSearch, said: str) -> None:
    """Words that stand in pages one by one are a leak in a script that puts them together."""
    page = b"<p>Priya.</p>\n<p>See you.</p>\n<p>Ramanathan is a name.</p>\n"
    script = f'const told = "{said}";'.encode()
    found = search.faults({"index.html": page, "assets/told.js": script})
    assert {line.partition(": ")[0] for line in found} == {"assets/told.js"}


def test_the_same_leak_is_told_of_each_file(search: LeakSearch) -> None:
    """A name that stands in a page is told of a script as well."""
    name = b"Priya Ramanathan"
    contents = {
        "a.html": b"<p>%s</p>" % name,
        "b.html": b"<p>%s</p>" % name,
        "c.js": b'"%s"' % name,
    }
    found = search.faults(contents)
    assert {line.partition(": ")[0] for line in found} == {"a.html", "b.html", "c.js"}


def test_ordinary_words_are_a_name_where_they_are_written_so(search: LeakSearch) -> None:
    """What a sentence ends in is no name in a page, but is one in a script without that end."""
    page = b"<p>Will. May</p>"
    assert search.faults({"index.html": page}) == []
    found = search.faults({"index.html": page, "c.js": rb'const told = "Will\nMay";'})
    assert {line.partition(": ")[0] for line in found} == {"c.js"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "Mary Ann O'Neil-Smith",
            "Mary O'Neil-Smith|O'Neil-Smith, Mary Ann|O’Neil‑Smith, Mary|M. O'Neil-Smith|"
            "mary.oneil-smith|maryann.oneilsmith",
        ),
        (
            "Jan van der Berg",
            "van der Berg, Jan|Berg, Jan van der|jan.vanderberg|J. van der Berg|van der Berg, J.",
        ),
        ("Dr. Jürgen Groß-Übel", "Groß-Übel, Jürgen|Juergen Gross-Uebel"),
        (
            "José María de la Cruz Ortega",
            "José de la Cruz|Jose Maria Ortega|de la Cruz Ortega, J.|José María de la Cruz",
        ),
        ("王小明", "王小明|会议王小明参加"),
        ("山田 太郎", "山田太郎|山田　太郎|太郎 山田"),
    ],
)
def test_names_of_many_words(tmp_path: Path, name: str, said: str) -> None:
    """A family name of several words is found wherever it stands, and a name without spaces."""
    file = tmp_path / "engagements/priya-ramanathan/engagement.yml"
    file.parent.mkdir(parents=True)
    file.write_text(f'stakeholders:\n  - name: "{name}"\n', "utf-8")
    search = search_in(tmp_path)
    forms = said.split("|")
    pages = {f"{n}.html": f"<p>so {one} came</p>".encode() for n, one in enumerate(forms)}
    told = {line.partition(".html: ")[0] for line in search.faults(pages)}
    assert [one for n, one in enumerate(forms) if str(n) not in told] == []


@pytest.mark.parametrize("said", ["Mary Ann", "van der Berg", "Jan, van der", "小明", "王"])
def test_parts_of_names_are_no_ones(tmp_path: Path, said: str) -> None:
    """First names, a family name by itself, and letters of a name are not told."""
    file = tmp_path / "engagements/priya-ramanathan/engagement.yml"
    file.parent.mkdir(parents=True)
    names = ("Mary Ann Smith", "Jan van der Berg", "王小明")
    lines = "".join(f"  - name: {name}\n" for name in names)
    file.write_text(f"stakeholders:\n{lines}", "utf-8")
    assert search_in(tmp_path).faults({"a.html": f"<p>so {said} came</p>".encode()}) == []
