"""The files that are handed over at the end of a coaching, by their paths in one folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from coaching_site.build.compose import environment_of
from coaching_site.build.inputs import Inputs
from coaching_site.build.leak_search import leak_search_of
from coaching_site.build.single_file import SingleFile
from coaching_site.handover.answers import answers_as_yaml
from coaching_site.notation.names import is_windows_device
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.staging import MARKER
from coaching_site.view import PortalView, view_of

_SHEET: Final = "handover/paper.css"
_PDF: Final = "agreement.pdf"
_CALENDAR: Final = "calendar/all.ics"
_UNFIT: Final = re.compile(r"[^\w-]+")
_MOST_LETTERS: Final = 40
_KEYS: Final = ("portal", "answers", "achieved", "agreement", "calendar", "readme")


@dataclass(frozen=True)
class Package:
    """What is handed over of an engagement: `files` by their paths, all below one folder.

    `portal` is the folder of the portal among them.
    """

    inputs: Inputs
    portal: str
    files: Mapping[str, bytes] = field(repr=False)

    def faults(self, run: str = "") -> list[str]:
        """Return a line for each text beside the portal that the executive may not read.

        The portal is verified where it was built. Engagements are read as `index_of` does it for
        a `run`.
        """
        beside = {name: raw for name, raw in self.files.items() if not name.startswith(self.portal)}
        return leak_search_of(self.inputs, run=run).faults(beside)


def package_of(inputs: Inputs, portal_files: Mapping[str, bytes]) -> Package:
    """Return what is handed over of an engagement, whose portal was built of these files.

    All is as of the day of the inputs. Raises `InvalidInput` about a template.
    """
    portal = view_of(inputs.engagement, inputs.programme, inputs.as_of)
    environment = environment_of(inputs, portal)
    environment.globals.update(
        portal=portal,
        programme=inputs.programme,
        language=str(environment.speech).replace("_", "-"),
        direction=environment.speech.text_direction,
    )
    writer = _PackageWriter(inputs, portal, environment)
    own = {name: raw for name, raw in portal_files.items() if name != MARKER}
    place = f"{inputs.slug}/{writer.name('portal')}/"
    beside = {f"{inputs.slug}/{name}": raw for name, raw in writer.files(own)}
    return Package(
        inputs, place, {**{f"{place}{name}": one for name, one in own.items()}, **beside}
    )


@dataclass(frozen=True)
class _PackageWriter:
    """Writes the files beside the portal, and what each of them is, in the portal's language."""

    inputs: Inputs
    portal: PortalView
    environment: PageEnvironment

    @cached_property
    def _names(self) -> dict[str, str]:
        """The name of each file without its ending: no two are one, whatever the words say."""
        names: dict[str, str] = {}
        for key in _KEYS:
            name, taken = self._fit_name(key), {one.casefold() for one in names.values()}
            names[key] = f"{key}-{len(names) + 1}" if name.casefold() in taken else name
        return names

    def name(self, key: str) -> str:
        """Return the name of a file without its ending."""
        return self._names[key]

    def _fit_name(self, key: str) -> str:
        """Return the word for a file as a name that any system takes."""
        word = _UNFIT.sub("-", self.environment.word(f"handover_file_{key}")).strip("-")
        word = word[:_MOST_LETTERS]
        return key if not word or is_windows_device(word) else word

    def files(self, portal_files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the bytes of each file; the last one says what the others are."""
        title = self.environment.word("handover_answers")
        told = [(f"{self.name('portal')}/", "handover_portal")]
        for key, name, raw in (
            ("answers", f"{self.name('answers')}.html", self._page("answers")),
            ("data", f"{self.name('answers')}.yml", answers_as_yaml(self.portal, title)),
            ("achieved", f"{self.name('achieved')}.html", self._page("achieved")),
            ("agreement", *self._agreement(portal_files.get(_PDF))),
            ("calendar", f"{self.name('calendar')}.ics", portal_files.get(_CALENDAR)),
        ):
            if raw is not None:
                told.append((name, f"handover_{key}_why"))
                yield name, raw
        yield f"{self.name('readme')}.txt", self._readme(told)

    def _agreement(self, pdf: bytes | None) -> tuple[str, bytes]:
        if pdf is not None:
            return f"{self.name('agreement')}.pdf", pdf
        return f"{self.name('agreement')}.html", self._page("agreement")

    def _page(self, name: str) -> bytes:
        single = SingleFile(self.inputs.workspace, self.inputs.brand, None, _SHEET)
        page = single.page(self.environment, f"handover/{name}.html", {})
        return page.encode("utf-8", "surrogateescape")

    def _readme(self, told: list[tuple[str, str]]) -> bytes:
        word, coach = self.environment.word, self.portal.coach.name
        title = word("site_name", coach=coach)
        lead = word("handover_lead", coach=coach, day=self.environment.day(self.portal.as_of))
        lines = [title, "=" * len(title), "", lead, ""]
        for name, key in told:
            lines += [name, f"    {word(key)}", ""]
        lines += [word("handover_without"), "", word("handover_care"), ""]
        # Editors of Windows know a text of many languages by its mark, and old ones its line ends.
        return "\r\n".join(lines).encode("utf-8-sig", "surrogatepass")
