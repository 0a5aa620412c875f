"""The agreement and the workbook as PDF, read back by a library of somebody else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from pypdf import PdfReader

import coaching_site.documents.pdf
from coaching_site.brand.identity import identity_of
from coaching_site.documents.pdf import (
    PdfExtraMissing,
    PdfLibraryMissing,
    PdfRenderer,
    PrintTheme,
    pdfs_of,
)
from coaching_site.loading import load_engagement
from coaching_site.model import Engagement
from coaching_site.model.brand import Brand
from coaching_site.model.workbook import PROPERTY
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.view import PortalView, view_of
from tests.fixture import COMPILED, CONTENT, ENGAGEMENTS, made_once
from tests.samples import engagement, programme, words_in

ROOT: Final = Path(__file__).parents[2]
AMARA: Final = "amara-lindqvist"
TOMAS: Final = "tomas-okafor"
NAMES: Final = ("agreement", "workbook")
HOSTILE: Final = '<img src="file:///etc/passwd"><script>1</script> {{ 7 * 7 }} "\'&lt; \\ }'

A_PROCESS_OF_ITS_OWN: Final = """
import socket, sys
opened, reached = [], []
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.append(arguments[0])
    if event.startswith(("socket.", "urllib.")):
        reached.append(event)
sys.addaudithook(note)
from hashlib import sha256
from tests.documents.test_pdf import fresh, hostile, sample
of = fresh({engagement})
print(sha256(of.agreement() + of.workbook()).hexdigest(), reached, "/etc/passwd" in opened)
"""


@cache
def sample(slug: str) -> Engagement:
    """Return a sample engagement."""
    return load_engagement(ENGAGEMENTS / slug, programme())


def shown(of: Engagement, day: str = "2026-11-23") -> PortalView:
    """Return what its portal shows on a day."""
    return view_of(of, programme(), date.fromisoformat(day))


@dataclass(frozen=True)
class KeptPdfs:
    """The PDFs of an engagement on a day, each of which is set once in a run: it takes seconds."""

    of: Engagement
    day: str
    paper: str

    def agreement(self) -> bytes:
        """Return the agreement."""
        return self._kept("agreement")

    def workbook(self) -> bytes:
        """Return the workbook."""
        return self._kept("workbook")

    def _kept(self, name: str) -> bytes:
        made_from = f"{name} {self.day} {self.paper} {self.of.model_dump_json()}"

        def make(folder: Path) -> None:
            pdf = getattr(fresh(self.of, self.day, self.paper), name)()
            (folder / "made.pdf").write_bytes(pdf)

        folder = made_once(f"pdf-{sha256(made_from.encode()).hexdigest()}", make)
        return (folder / "made.pdf").read_bytes()


def renderer(of: Engagement, day: str = "2026-11-23", paper: str = "A4") -> KeptPdfs:
    """Return what gives the PDFs of an engagement on a day."""
    return KeptPdfs(of, day, paper)


def fresh(of: Engagement, day: str = "2026-11-23", paper: str = "A4") -> PdfRenderer:
    """Return the renderer for an engagement on a day, which sets each PDF anew."""
    folder, bearing = ROOT / "overrides/pdf", print_theme(of, paper)
    return PdfRenderer([folder], environment(of), shown(of, day), programme(), bearing, "jane-doe")


def print_theme(of: Engagement, paper: str = "A4") -> PrintTheme:
    """Return paper that bears the brand of a coach who has set none."""
    return PrintTheme(paper, identity_of(Brand(), of.coach.name, f"Coaching with {of.coach.name}"))


def environment(of: Engagement) -> PageEnvironment:
    """Return what formats days and words for an engagement."""
    words = words_in(CONTENT / "words.yml")
    return PageEnvironment([CONTENT], of.language, words, COMPILED)


@cache
def printed(name: str, slug: str) -> PdfReader:
    """Return a PDF of a sample as pypdf reads it."""
    return PdfReader(BytesIO(getattr(renderer(sample(slug)), name)()))


def squeezed(text: str) -> str:
    """Return text without white space and Markdown, which lines and emphasis take away."""
    return re.sub(r"[\s*]+|^- ", "", text, flags=re.MULTILINE)


def text_of(reader: PdfReader) -> str:
    """Return the text of all pages but their feet, squeezed."""
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    return re.sub(r"(?:Coachingagreement|Workbook)·\S{5,40}?·?\d+/\d+", "", text)


def names_in(reader: PdfReader) -> list[str]:
    """Return the names of all fields in their order; circles of one rating are one field."""
    names = (str(one.get("/Parent", one)["/T"]) for one in widgets(reader))
    return list(dict.fromkeys(names))


def widgets(reader: PdfReader) -> list[dict[str, Any]]:
    """Return the fields on all pages, in their order."""
    return [
        annotation.get_object()
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if annotation.get_object()["/Subtype"] == "/Widget"
    ]


@pytest.mark.parametrize("slug", [AMARA, TOMAS])
def test_the_agreement_says_all_that_is_agreed(slug: str) -> None:
    """Parties, purpose, terms, rules, commitments, promises and days stand letter for letter."""
    portal, words = shown(sample(slug)), programme()
    agreement = portal.agreement
    agreed = [
        *(portal.executive.name, portal.coach.name, portal.organisation or ""),
        *(f"{person.name} {person.role}" for person in portal.stakeholders),
        *(agreement.between_us, agreement.sponsor_sees, agreement.exceptions),
        *(*agreement.purpose, *agreement.rules, agreement.version or ""),
        *(item.text for item in (*words.rules, *words.promises)),
        *(item.text for item in (*words.commitments.executive, *words.commitments.coach)),
    ]
    text = squeezed("".join(page.extract_text() for page in printed("agreement", slug).pages))
    assert [item for item in agreed if _pieces(item, text)] == []


def _pieces(item: str, text: str) -> list[str]:
    """Return the sentences of an item that a text does not hold; a page may end between two."""
    sentences = re.split(r"(?<=[.:?!])\s", item)
    return [sentence for sentence in sentences if squeezed(sentence) not in text]


def test_who_has_not_signed_has_fields_and_a_line() -> None:
    """Until they sign, each party has fields for place, date and name, and a line for a pen; there
    is nothing to fill in for who has signed, and a field for a purpose that is not agreed yet."""
    reader = PdfReader(BytesIO(renderer(agreement_signed_by("coach")).agreement()))
    parts = ("place", "date", "name")
    assert [str(field["/T"]) for field in widgets(reader)] == [
        "agreement/purpose",
        *(f"agreement/executive/{part}" for part in parts),
        *(f"agreement/sponsor/{part}" for part in parts),
    ]
    assert text_of(reader).count("Signature") - text_of(reader).count("Signatures") == 2
    assert widgets(printed("agreement", AMARA)) == []
    text = printed("agreement", AMARA).pages[-1].extract_text()
    for signed in ("Amara Lindqvist", "Noor Halvorsen", "Henrik Dahlqvist"):
        assert re.search(rf"{signed} · \w+ · Signed [79] September 2026", text)


def agreement_signed_by(party: str) -> Engagement:
    """Return an engagement of three parties, of which one has signed."""
    sponsor = {"name": "Ida Holm", "relation": "Sponsor"}
    signed = {"signed": {party: "2026-10-01"}}
    return engagement(stakeholders=[sponsor], agreement=signed)


@pytest.mark.parametrize("slug", [AMARA, TOMAS])
def test_each_page_of_the_agreement_bears_the_fingerprint(slug: str) -> None:
    """At the foot of every page stands the fingerprint that the portal shows."""
    fingerprint = shown(sample(slug)).agreement.fingerprint
    pages = [page.extract_text() for page in printed("agreement", slug).pages]
    assert len(pages) > 2
    assert all(f"Fingerprint {fingerprint}" in page for page in pages)


def test_the_agreement_is_read_in_its_order() -> None:
    """The number of each rule and commitment stands before its text, also for who hears it."""
    text = squeezed("".join(page.extract_text() for page in printed("agreement", AMARA).pages))
    commitments = programme().commitments.executive
    for number, item in enumerate(commitments, 1):
        assert f"5.{number}{squeezed(item.text)}" in text


@pytest.mark.parametrize("slug", [AMARA, TOMAS])
def test_every_prompt_has_its_own_field(slug: str) -> None:
    """Each prompt of the portal has fields named by its key, and no two have the same name."""
    names = names_in(printed("workbook", slug))
    portal = shown(sample(slug))
    asked = (*portal.all_prompts, *(one for goal in portal.goals for one in goal.prompts))
    assert len(set(names)) == len(names)
    assert {one.key for one in asked} - {re.sub(r"/\d+$", "", name) for name in names} == set()


def test_fields_of_a_first_week() -> None:
    """Before there is a goal, the form of a first one is asked for: 90 fields in all."""
    names = names_in(printed("workbook", TOMAS))
    assert len(names) == 90
    assert names[:2] == ["situation/context", "situation/organisation"]
    assert [name for name in names if name.startswith("starters")] == [
        "starters/expectations",
        *("starters/changes/1", "starters/changes/2", "starters/changes/3"),
        *("starters/goals/1", "starters/goals/2", "starters/goals/3"),
        *("starters/one_thing", "starters/strengths", "starters/year"),
    ]
    assert {"goals/goal-1/title", "goals/goal-1/deadline", "goals/goal-1/moves/stop/3"} <= {*names}
    assert [name for name in names if "/actions/" in name and name.endswith("target")] == [
        f"goals/goal-1/actions/{number}/target" for number in range(1, 6)
    ]
    assert [name for name in names if name.startswith("sessions")] == [
        f"sessions/2026-11-26/{name}" for name in ("went_well", "stuck", "worth_it")
    ]
    assert [name for name in names if name.startswith("ratings")] == [
        f"ratings/{scale.id}" for scale in programme().ratings
    ]


def test_a_field_says_what_it_asks() -> None:
    """Each field has room, is told to a screen reader by its question, and can be typed in."""
    for field in widgets(printed("workbook", AMARA)):
        left, bottom, right, top = (float(side) for side in field["/Rect"])
        assert len(str(field["/TU"])) > 4
        is_circle = "/Parent" in field
        assert is_circle or field["/FT"] == "/Tx"
        assert abs(right - left) >= (14 if is_circle else 20)
        assert abs(top - bottom) >= (14 if is_circle else 17)
    first = widgets(printed("workbook", AMARA))[0]
    assert first["/TU"] == "Your present situation: What brings you to coaching, and why now?"


@pytest.mark.parametrize("slug", [AMARA, TOMAS])
def test_no_two_fields_are_called_the_same(slug: str) -> None:
    """Whoever hears the name of a field knows which party, value or goal it is of."""
    told = [str(field["/TU"]) for field in widgets(printed("workbook", slug))]
    assert [name for name, count in Counter(told).items() if count > 1] == []


def test_the_workbook_shows_what_is_answered() -> None:
    """Every prompt, every answer and every action stands in it letter for letter."""
    portal = shown(sample(AMARA))
    prompts = (*portal.all_prompts, *(one for goal in portal.goals for one in goal.prompts))
    said = [
        *(one.prompt.text for one in prompts),
        *(answer for one in prompts for answer in one.answers),
        *(action.what for action in portal.actions),
        *(goal.title for goal in portal.goals),
        *(scale.text for scale in programme().ratings),
        *(item.text for item in programme().great_goals),
        *(letter.text for letter in programme().smart),
    ]
    text = text_of(printed("workbook", AMARA))
    assert len(said) > 300
    assert [item for item in said if _pieces(item, text)] == []


def test_room_for_answers_that_are_still_wanted() -> None:
    """Of three answers wanted, those that are missing have a field; a full prompt keeps one."""
    some = engagement(starters={"changes": ["One", "Two"], "goals": ["One", "Two", "Three"]})
    reader = PdfReader(BytesIO(renderer(some).workbook()))
    names = names_in(reader)
    assert [name for name in names if re.match(r"starters/(?:changes|goals)", name)] == [
        "starters/changes/3",
        "starters/goals/4",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_tagged_for_everybody(name: str) -> None:
    """Both name their language and title, and claim PDF/UA-1, with a tag for all that is read."""
    reader = printed(name, AMARA)
    catalog: Any = reader.trailer["/Root"]
    title = {"agreement": "Coaching agreement", "workbook": "Workbook"}[name]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en-GB"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == f"{title} · Amara Lindqvist"
    assert b'pdfuaid:part="1"' in catalog["/Metadata"].get_data()
    kinds = list(_kinds(catalog["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/H3", "/P", "/LI", "/TH", "/TD"} <= set(kinds)
    assert kinds.count("/Form") == len(widgets(reader))
    assert {str(page["/Tabs"]) for page in reader.pages} == {"/S"}


def _kinds(element: Any) -> Iterator[str]:
    node = element.get_object()
    if isinstance(node, list):
        for inner in node:
            yield from _kinds(inner)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from _kinds(node["/K"])


@pytest.mark.parametrize("name", NAMES)
def test_no_date_and_no_mark_of_a_machine(name: str) -> None:
    """Neither says when, where or on what machine it was made."""
    raw = getattr(renderer(sample(TOMAS)), name)()
    reader = PdfReader(BytesIO(raw))
    known = {"/Producer", "/Title", f"/{PROPERTY}"}
    assert known.issuperset(reader.metadata or {})
    xmp = reader.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]
    assert re.search(rb"Date|DocumentID|InstanceID|/tmp|/home", xmp) is None
    assert "/ID" not in reader.trailer
    assert str(ROOT).encode() not in raw


def test_the_same_bytes_in_every_process() -> None:
    """Another process with another hash seed, in another zone, makes the same bytes."""
    of = renderer(sample(AMARA))
    here = sha256(of.agreement() + of.workbook()).hexdigest()
    other = _in_a_process("sample('amara-lindqvist')", PYTHONHASHSEED="4711", TZ="Asia/Tokyo")
    assert other.split()[0] == here


def test_a_day_that_changes_nothing_changes_no_byte() -> None:
    """As of another day, the PDFs are the same unless something else was true by then."""
    of = sample(TOMAS)
    one, other = renderer(of, "2026-11-23"), renderer(of, "2026-11-25")
    first = (one.agreement(), one.workbook())
    assert (other.agreement(), other.workbook()) == first


def test_nothing_is_fetched_whatever_is_typed() -> None:
    """With a picture of a local file in every text, no such file and no network is touched."""
    result = _in_a_process("hostile()")
    assert result.endswith(" [] False\n")


def _in_a_process(engagement: str, **environment: str) -> str:
    code = A_PROCESS_OF_ITS_OWN.replace("{engagement}", engagement)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def hostile() -> Engagement:
    """Return an engagement that says what is hostile wherever it can say anything."""
    answers = {"context": HOSTILE}
    return engagement(
        executive={"name": HOSTILE, "role": HOSTILE},
        coach={"name": HOSTILE},
        organisation=HOSTILE,
        stakeholders=[{"name": HOSTILE, "role": HOSTILE, "relation": f"Sponsor {HOSTILE}"}],
        agreement={
            "purpose": HOSTILE,
            "version": HOSTILE,
            "rules": [HOSTILE],
            "confidentiality": dict.fromkeys(("between_us", "sponsor_sees", "exceptions"), HOSTILE),
        },
        situation=answers,
        values=[{"name": HOSTILE, "shown_to": {"reports": {"feel": HOSTILE}}}],
        starters={"changes": [HOSTILE], "year": HOSTILE},
        goals=[{"title": HOSTILE, "why": HOSTILE, "actions": [{"what": HOSTILE}]}],
    )


@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_stands_as_it_was_typed(name: str) -> None:
    """Markup and templates in a text are text, and make neither a picture nor a link."""
    reader = PdfReader(BytesIO(getattr(renderer(hostile()), name)()))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    assert text.count(squeezed(HOSTILE)) >= 5
    assert not any(page.images for page in reader.pages)


def test_links_of_prose_lead_where_they_say() -> None:
    """A link in prose is a link in the PDF; none of another kind is."""
    purpose = "[one](https://example.org/a) [two](javascript:1) [three](file:///etc/passwd)"
    reader = PdfReader(BytesIO(renderer(engagement(agreement={"purpose": purpose})).agreement()))
    found = [one.get_object() for page in reader.pages for one in page.get("/Annots", [])]
    links = [one for one in found if one["/Subtype"] == "/Link"]
    assert [link["/A"]["/URI"] for link in links] == ["https://example.org/a"]


@pytest.mark.parametrize("name", NAMES)
def test_fonts_come_with_the_program(name: str) -> None:
    """Latin text, Greek and Cyrillic use the fonts of the package, whatever a machine has."""
    of = engagement(executive={"name": "Łucja Ελένη Юлия"})
    reader = PdfReader(BytesIO(getattr(renderer(of), name)()))
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert fonts in ({"Text"}, {"Text", "Field"})


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_paper(paper: str, size: tuple[int, int]) -> None:
    """Every page has the size of the paper that is asked for."""
    for raw in (
        renderer(sample(TOMAS), paper=paper).agreement(),
        renderer(hostile(), paper=paper).workbook(),
    ):
        boxes = {tuple(map(round, page.mediabox[2:])) for page in PdfReader(BytesIO(raw)).pages}
        assert boxes == {size}


def test_right_to_left() -> None:
    """In a language that is written from the right, section numbers stand on the right."""
    reader = PdfReader(BytesIO(renderer(engagement(language="ar")).agreement()))
    places: list[tuple[str, float]] = []
    reader.pages[0].extract_text(
        # Where the machine lacks a font for Arabic, NUL characters come with the letters.
        visitor_text=lambda text, _, matrix, *__: places.append((text.strip("\0"), matrix[4]))
    )
    heading = [text.replace("\0", "") for text, _ in places].index("Purpose")
    assert places[heading - 1][1] > places[heading][1]


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, that is told apart from what is broken."""
    of = sample(TOMAS)
    monkeypatch.setattr(coaching_site.documents.pdf, "find_spec", lambda _: None)
    folder = ROOT / "overrides/pdf"
    with pytest.raises(PdfExtraMissing):
        pdfs_of([folder], environment(of), shown(of), programme(), print_theme(of), slug="jane-doe")


def test_without_a_library_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where WeasyPrint finds no Pango, that is what is said, in one line."""
    of = sample(TOMAS)
    stub = "print('a long explanation')\nraise OSError(\"cannot load library 'pango': no: such\")\n"
    (tmp_path / "weasyprint.py").write_text(stub)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    folder = ROOT / "overrides/pdf"
    with pytest.raises(PdfLibraryMissing, match=r"^cannot load library 'pango'$"):
        pdfs_of([folder], environment(of), shown(of), programme(), print_theme(of), slug="jane-doe")
    assert capsys.readouterr().out == ""
