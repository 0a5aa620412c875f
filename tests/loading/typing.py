"""Engagements as a hurried coach might type them, for hypothesis to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from hypothesis import strategies as st

Draw = Callable[..., Any]

LETTERS: Final = range(0x4E00, 0x9000)
"""Letters that no key and no word of YAML has; each is typed once."""

SIGNS: Final = (
    *"#>|-?&*!%@`,{[]}:=\"'~\\\t \n.…–•：“",
    *("\xa0", "\u202f", "\u2007", "\u200b", "\u200d", "\u2060", "\xad"),
    *(" #", "# ", " # ", "##", ": ", " :", "- ", "-\xa0", ":\xa0", ">4", "|4", ">-", "|+"),
    *("---", "...", "--- ", "\n\n", "\n ", "\n  ", "\n    ", "\n#", "\n# ", "\n  #", "null", "~ "),
    *("\\n", "\\t", "\\", "''", '""', "[]", "{}", "%4", "!!", "<<: ", "? ", ": |", ": >", "*4"),
)
"""What fingers add by mistake."""


class Typist:
    """Types one engagement in whatever style is drawn."""

    def __init__(self, draw: Draw) -> None:
        """Take the function that draws."""
        self._draw = draw
        self._letters = map(chr, LETTERS)

    def file(self) -> str:
        """Return an engagement without a mistake."""
        return "\n".join(self._lines()) + "\n"

    def letter(self) -> str:
        """Return a letter that is not typed yet."""
        return next(self._letters)

    def _lines(self) -> Iterator[str]:
        yield f"executive: {{name: {self._word()}, role: {self._word()}}}"
        yield f"coach:\n  name:{self._line(2)}"
        yield f"start: 2026-09-01\norganisation:{self._line(0)}"
        parts = (self._agreement, self._answers, self._values, self._goals, self._work)
        for part in self._draw(st.lists(st.sampled_from(parts), max_size=2, unique=True)):
            yield from part()

    def _agreement(self) -> Iterator[str]:
        yield f"agreement:\n  version:{self._line(2)}\n  purpose:{self._text(2)}"
        yield f"  confidentiality:\n    exceptions:{self._prose(4)}\n  rules:{self._text(2)}"

    def _answers(self) -> Iterator[str]:
        yield f"situation:\n  context:{self._text(2)}\n  strengths:{self._text(2)}"
        yield f"party:\n  today: {{toast: {self._word()}}}\n  wished:\n    legacy:{self._text(4)}"
        yield f"starters: {{expect: {self._flow()}, changes: [{self._word()}, {self._flow()}]}}"

    def _values(self) -> Iterator[str]:
        yield f"values:\n  - name:{self._line(4)}\n    meaning:{self._prose(4)}\n    shown_to:"
        yield f"      colleagues: {{feel: {self._flow()}, do: [{self._flow()}, {self._word()}]}}"
        yield f"      reports:\n        feel:{self._text(8)}"

    def _goals(self) -> Iterator[str]:
        yield f"goals:\n- title:{self._line(2)}\n  why:{self._text(2)}\n  deadline: 2026-12-01"
        yield f"  actions:\n    - what:{self._line(6)}\n      note:{self._prose(6)}"
        yield f"    - {{what: {self._flow()}, note: {self._word()}}}"
        yield f"  moves:\n    stop:{self._text(4)}\n  answers: {{sponsor-view: {self._flow()}}}"

    def _work(self) -> Iterator[str]:
        group = self._word()
        yield "ratings:\n  - on: 2026-09-02\n    scores: {willingness: 9, satisfaction: 5}"
        yield f"sessions:\n  - on: 2026-09-08\n    agreed:{self._text(4)}"
        yield f"    notes:{self._prose(4)}"
        yield f"feedback:\n  - on: 2026-12-01\n    statements:\n      - text:{self._line(8)}"
        yield f"        groups: {{{group}: [5, 6, 7]}}\n      - text: {self._word()}"
        yield f"        groups:\n          {group}: [5]\n          {self._word()}:"
        yield f"    comments:\n      {group}:"
        yield f"        {self._word()} {self._word()}"

    def _word(self) -> str:
        return self.letter() + self.letter()

    def _words(self, gap: str = " ") -> str:
        return gap.join(self._word() for _ in range(self._draw(st.integers(1, 3))))

    def _flow(self) -> str:
        return self._one_of(self._words(), self._quoted())

    def _quoted(self) -> str:
        quote = self._one_of("'", '"')
        return f"{quote}{self._word()}{self._one_of(': ', ' # ', ' ')}{self._word()}{quote}"

    def _line(self, column: int) -> str:
        below = f"\n{' ' * (column + 2)}"
        return self._one_of(
            f" {self._words()}",
            f" {self._quoted()}",
            f" {self._words(below)}",
            f"{below}{self._words()}",
            f" {self._word()} # {self._word()}",
        )

    def _prose(self, column: int) -> str:
        below = f"\n{' ' * (column + 2)}"
        sign = self._one_of("|", ">", "|-", ">+")
        block = f" {sign}{below}{self._words(below)}"
        paragraphs = f" {sign}{below}{self._word()}\n{below}{self._word()} # {self._word()}"
        return self._one_of(block, paragraphs, self._line(column))

    def _text(self, column: int) -> str:
        dash = f"\n{' ' * (column + 2)}- "
        items = dash + dash.join([self._word(), self._quoted(), self._words()])
        blocks = f"{dash}|{dash[:-2]}  {self._word()}{dash}{self._word()}"
        flow = f" [{self._words()}, {self._quoted()}]"
        return self._one_of(items, blocks, flow, self._prose(column))

    def _one_of(self, *texts: str) -> str:
        return str(self._draw(st.sampled_from(texts)))


@st.composite
def mistyped(draw: Draw) -> str:
    """Draw an engagement with a few mistakes of the kinds that fingers make."""
    typist = Typist(draw)
    text = typist.file()
    for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
        place = draw(st.sampled_from(_places(text)))
        kind = draw(st.sampled_from(("add", "add", "add", "letter", "take", "indent", "join")))
        text = _edited(text, place, kind, draw, typist)
    return text


def _places(text: str) -> list[int]:
    """Return where mistakes are likely: beside signs, at the ends of lines, and now and then."""
    ends = {0, len(text)}
    for number, sign in enumerate(text):
        if sign in ":-#|>,[]{}'\"\n" or (sign == " " and text[number - 1 : number] != " "):
            ends |= {number, number + 1}
    return sorted(ends | set(range(0, len(text), 7)))


def _edited(text: str, place: int, kind: str, draw: Draw, typist: Typist) -> str:
    before, after = text[:place], text[place:]
    if kind == "take":
        return before + after[1:]
    if kind == "join":
        head, _, rest = after.partition("\n")
        return f"{before}{head} {rest.lstrip()}"
    if kind == "indent":
        start = before.rfind("\n") + 1
        line = text[start:]
        spaces: str = draw(st.sampled_from(("", " ", "  ", "    ", "\t", "\xa0\xa0", "\u2003 ")))
        return text[:start] + spaces + (line.lstrip(" ") if draw(st.booleans()) else line)
    letter = typist.letter() if kind == "letter" else ""
    sign: str = draw(st.sampled_from(("", " ", *SIGNS) if letter else SIGNS))
    return before + sign + letter + after
