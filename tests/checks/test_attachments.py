"""What may be attached: names, places, and how much in all."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from coaching_site.checks.attachments import advise_on_attachments, check_attachments
from coaching_site.model import Engagement
from tests.samples import engagement


class Files:
    """Files with their sizes; `links` are names of links. Those that begin with x are at fault."""

    def __init__(self, sizes: Mapping[str, int], links: tuple[str, ...] = ()) -> None:
        """Keep the sizes."""
        self.sizes, self.links = sizes, links

    def names(self) -> list[str]:
        """Return all names."""
        return sorted(self.sizes)

    def size(self, name: str) -> int | None:
        """Return the size of a file."""
        return self.sizes.get(name)

    def fault(self, name: str) -> str | None:
        """Return a fault of some files."""
        return "a fault" if name.startswith("x") else None

    def is_link(self, name: str) -> bool:
        """Tell whether a link has this name."""
        return name in self.links

    def tells_place(self, name: str) -> bool:
        """Tell whether a picture says where it was taken."""
        return name.endswith("jpg")


def attaching(*names: str) -> Engagement:
    """Return an engagement whose goal has these files."""
    return engagement(goals=[{"title": "A", "files": list(names)}])


@pytest.mark.parametrize(
    "name",
    [
        *("../a.pdf", "a/../../b.pdf", "/etc/a.pdf", "//host/a.pdf", "C:a.pdf", "a\\b.pdf"),
        *(".a.pdf", "a/.b/c.pdf", "a//b.pdf", "a/", "./a.pdf", "..", "a.pdf.", "a?.pdf"),
        *("a*.pdf", "a|b.pdf", 'a".pdf', "<a>.pdf", "a /b.pdf", "a\u0000.pdf", f"{'a' * 200}.pdf"),
        *("a.pdf::$DATA", "\u202efdp.exe", "https://a.example/b.pdf"),
    ],
)  # fmt: skip
def test_bad_names(name: str) -> None:
    """A name that leads out of its folder on any system, or hides, is no name of a file."""
    try:
        record = attaching(name)
    except ValueError:
        return
    told = [message for _, message in check_attachments(record, Files({"a.pdf": 9}))]
    assert told != []


def test_places() -> None:
    """A goal, a session and a step may have files: one or several, by name or with a title."""
    record = engagement(
        goals=[{"title": "A", "files": "x.pdf"}],
        sessions=[{"on": "2026-09-08", "files": [{"file": "y.pdf", "title": "Why"}, "z.pdf"]}],
        files={"planning": "w.pdf"},
    )
    assert [location for location, _ in check_attachments(record, Files({}))] == [
        ("goals", 0, "files", 0, "file"),
        ("sessions", 0, "files", 0, "file"),
        ("sessions", 0, "files", 1, "file"),
        ("files", "planning", 0, "file"),
    ]


UNFIT: dict[str, str] = {
    "weak.pdf": "did you mean `week.pdf`?",
    "Week.pdf": "did you mean `week.pdf`?",
    "files/week.pdf": "did you mean `week.pdf`?",
    "other.pdf": "there are `week.pdf`, `xa.pdf`",
    "xa.pdf": "a fault",
    "NUL.txt": "Windows reserves the name",
    "a/com1.tar.pdf": "Windows reserves the name",
    "link.txt": "is a link: copy the file itself into files/",
}


@pytest.mark.parametrize("name", UNFIT)
def test_unfit_files(name: str) -> None:
    """Of a file that cannot be attached it is said why, and which one may be meant."""
    ((_, told),) = check_attachments(
        attaching(name), Files({"week.pdf": 9, "xa.pdf": 9}, ("link.txt",))
    )
    assert UNFIT[name] in told


def test_names_in_other_letters() -> None:
    """Two files that some systems take for one are not both attached."""
    files = Files({"a.pdf": 9, "A.pdf": 9})
    ((location, told),) = check_attachments(attaching("a.pdf", "A.pdf", "a.pdf"), files)
    assert (location[3], told[:7]) == (1, '"a.pdf"')


def test_sum() -> None:
    """All files together have a limit, told once; a file that is attached twice counts once."""
    files = Files({f"{number}.pdf": 10_000_000 for number in range(7)})
    assert (
        list(check_attachments(attaching("0.pdf", "0.pdf", "1.pdf", "2.pdf", "3.pdf"), files)) == []
    )
    found = list(check_attachments(attaching(*(f"{number}.pdf" for number in range(7))), files))
    assert [location[3] for location, _ in found] == [4]


def test_advice() -> None:
    """A picture that says where it was taken is told of."""
    record = attaching("a.pdf", "b.jpg")
    assert [location[3] for location, _ in advise_on_attachments(record, Files({}))] == [1]


def test_attached_twice() -> None:
    """A file that stands in one list twice is told of; elsewhere it may stand as well."""
    record = engagement(
        goals=[{"title": "A", "files": ["a.pdf", "b.pdf", "a.pdf"]}], files={"planning": "a.pdf"}
    )
    assert [*advise_on_attachments(record, Files({}))] == [
        (("goals", 0, "files", 2, "file"), "it is attached here already")
    ]
