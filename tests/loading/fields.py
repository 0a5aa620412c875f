"""Fields of an engagement by their kind, and odd values that hurried coaches type in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from hypothesis import strategies as st

_HEAD: Final = """\
executive: {name: Amara Obi, greeting: Amara}
start: 2026-09-01
end: 2027-03-01
"""
_COACH: Final = "coach: {name: Jon Field}\n"
_LONG: Final = "a text of so many words that no message would show them all"

FIELDS: Final = {
    "rating in braces": (
        "ratings:\n  - on: 2026-09-02\n    scores: {willingness: §, satisfaction: 4}\n"
    ),
    "rating": (
        "ratings:\n  - on: 2026-09-02\n    scores:\n      willingness: §\n      satisfaction: 4\n"
    ),
    "score of a goal": (
        "goals:\n  - title: Lead\nreviews:\n  - on: 2026-09-20\n    goals:\n"
        "      - {goal: Lead, score: §, progress: x}\n"
    ),
    "step": "step: §\norganisation: Acme\n",
    "minutes in braces": "sessions:\n  - {on: 2026-09-20, minutes: §, agenda: x}\n",
    "minutes": "sessions:\n  - on: 2026-09-20\n    minutes: §\n    agenda: x\n",
    "time in braces": "sessions:\n  - {on: 2026-09-20, at: §, agenda: x}\n",
    "time": "sessions:\n  - at: §\n    on: 2026-09-20\n",
    "mark": (
        "feedback:\n  - on: 2026-09-20\n    scale: 5\n    statements:\n"
        "      - {text: a, self: §, coach: 4, groups: {peers: [§, 5, 4]}}\n"
    ),
    "percentage": (
        "follow_up:\n  return_on_investment:\n    benefits:\n"
        "      - {what: Time, amount: 12, attribution: §, confidence: 40}\n"
    ),
    "amount in braces": (
        "follow_up:\n  return_on_investment:\n    benefits:\n"
        "      - {what: Time, amount: §, attribution: 5, confidence: 40}\n"
    ),
    "amount": (
        "follow_up:\n  return_on_investment:\n    costs:\n      - what: x\n        amount: §\n"
    ),
    "quantity in braces": (
        "goals:\n  - title: Lead\n    metrics:\n      - name: x\n        unit: hours\n"
        "        readings:\n          - {on: 2026-09-20, value: §, note: x}\n"
    ),
    "quantity": "goals:\n  - title: Lead\n    metrics:\n      - name: x\n        start: §\n",
    "currency": (
        "follow_up:\n  return_on_investment: {currency: §, costs: [{what: a, amount: 3}]}\n"
    ),
    "language": "language: §\norganisation: x\n",
    "time zone": "timezone: §\norganisation: x\n",
    "paper": "paper: §\norganisation: x\n",
    "address in braces": "coach: {name: Jon Field, email: §, role: x}\n",
    "address": "coach:\n  email: §\n  name: Jon Field\n",
    "day in braces": "agreement:\n  signed: {executive: §, coach: 2026-09-02}\n",
    "day": "goals:\n  - title: Lead\n    deadline: §\n    why: x\n",
    "day of an item": "sessions:\n  - on: §\n  - {on: 2026-09-20}\n",
    "id in braces": "goals:\n  - {title: Lead, id: §, why: x}\n",
    "id": "goals:\n  - id: §\n    title: Lead\n",
    "line first in braces": "stakeholders:\n  - {name: §, role: CFO}\n",
    "line last in braces": "stakeholders:\n  - {role: CFO, name: §} # note\n",
    "line": "stakeholders:\n  - name: §\n    role: CFO\n",
    "text in braces": "situation: {context: §, strengths: Calm}\n",
    "text": "situation:\n  context: §\n  strengths: Calm\n",
    "item in brackets": "starters: {changes: [§, a, b]}\n",
    "item": "starters:\n  changes:\n    - §\n    - a\n",
    "text in three braces": (
        "values:\n  - name: Care\n    shown_to: {colleagues: {feel: §, do: [Listen, Ask]}}\n"
    ),
    "mapping in braces": "party: {today: §, wished: {toast: x}}\n",
    "mapping": "starters: §\norganisation: x\n",
    "record": "agreement: §\norganisation: x\n",
    "record as an item": "goals:\n  - §\n  - title: Lead\n",
    "list of records": "goals: §\norganisation: x\n",
    "name of a goal": (
        "goals:\n  - title: Lead\nreviews:\n  - on: 2026-09-20\n    goals:\n"
        "      - {goal: §, score: 3}\n"
    ),
    "prose in braces": "learning:\n  - {on: 2026-09-20, tried: §, learned: x}\n",
    "prose": "learning:\n  - on: 2026-09-20\n    tried: §\n    learned: x\n",
}
"""Part of an engagement by the kind of its field, in which § stands for the value."""

VALUES: Final = (
    *("?", "??", "? x", "#3", "#", "#3 of 5", "3 #", "3 #x", "Jane [Doe]"),
    *("[Doe] Jane", "[Doe", "a@[1.2.3.4]", "Jane Doe]", "Jane}", "{Jane"),
    *("80/10", "+11", "+3", "0x1F", "0x3", "4/5", "11", "0", "-3", "3.5"),
    *("@home", "*", "*x", "&", "!x", "%5", "|", ">", ">4", "|4", "<4"),
    *("-", "- 3", "--", "a: b", "a:", ":a", ":", '"a', "'a", 'a"', 'a" b'),
    *('"a" b', "'a' b", "it's", '"a": b', "a # b", "a #b", "`x`", ","),
    *("[", "]", "{", "}", "[1]", "[]", "{a}", "{a: b}", "{}", "8,5", "8, 5"),
    *("1,2,3", "~8", "=8", "(8)", "8!", "8?", '"8"', "\\8", '"\\8"', "Smith, Jane"),
    *("Smith, Jane, MD", '"Smith", Jane', "a, b: c", "http://x.example/z"),
    *("C:\\x", "<<", "!!x", "x ]", "x [", "x {y", "x { y", "x [ y", "{x", '"x', "“8”", "8 – 9"),
    *("7-8", "8 or 9", "½", "10%", "1 000", "1.000", "[a] [b]", "{{name}}"),
    *("{% x %}", "[[x]]", "a|b", "a > b", "a * b", "?a", "- a", "a:b"),
    *("a :b", "a ,b", "a,b", "2026/09/20", "20.9.2026", "9/10/26", "9:30 pm"),
    *("930", "9h30", "Europe/Berlin?", "EUR 5", "€5", "de_DE", "A4!", "a4"),
    *("x]y", "x}y", "x[y", "[x]y", "{x}y", "{x: y} z", "[x, y] z", '"[x]"'),
    *('"{x}"', "'?'", "!", "&a b", "%", "@", "`", "|x", ">x", "> x", "| x"),
    *("-x", "-[x]", "x:[y]", "x: [y]", "a: {b: c}", "<b>", "a=b", "a = 3"),
    *("willingness: 3", "title: x", "name: x", '"', "'", '""', "''", "[,]"),
    *("{,}", "[ ]x", "x,", "x, ", ",x", "+49 30 123456", "<jane@x.example>"),
    *("jane@x.example,", "Jane <jane@x.example>", "mailto:a@b.example"),
    *("12:30?", "9.30", "2026-09-20.", "2026/09/20?", "[2026-09-20]", "{2026-09-20}"),
    *('"2026-09-20', "#2026-09-20", "8/10", "4/10", "10/10", "0/10", "7-"),
    *("-7", "7,5", "7.0", "VII", ">7", "≥7", "~7", "7±1", "[7]", "{7}"),
    *("(7)", "7 (?)"),
    f"{_LONG}?",
    f"?{_LONG}",
    f"[{_LONG}] x",
    f"{_LONG}, and more",
    f"{_LONG}: more",
    f"#{_LONG}",
    f'"{_LONG}" x',
    f"{{{_LONG}}} x",
    f'{_LONG} "q" [x]',
    f"it's {_LONG} [x]",
)
"""What may stand in a file where a value is expected."""

_SIGNS: Final = (*"?#[]{},:\"'@%&*!|><`-=~()/\\", ": ", ", ", " #", " - ", "[a]", "{b}", "{c: d}")
_WORDS: Final = ("Jane", "7", "2026-09-20", "12:30", "10", "a@b.example", "Lead", "EUR")


def engagement_with(field: str, value: str) -> str:
    """Return an engagement with a value in one of the fields."""
    part = FIELDS[field].replace("§", value)
    return _HEAD + part if part.startswith("coach:") else _HEAD + _COACH + part


@st.composite
def values(draw: Callable[..., Any]) -> str:
    """Draw a word with a sign before, in or behind it."""
    sign, word = draw(st.sampled_from(_SIGNS)), draw(st.sampled_from(_WORDS))
    gap = draw(st.sampled_from(("", " ")))
    order = draw(st.sampled_from(("before", "in", "behind")))
    if order == "in":
        return f"{word}{gap}{sign}{gap}{draw(st.sampled_from(_WORDS))}"
    return f"{sign}{gap}{word}" if order == "before" else f"{word}{gap}{sign}"
