"""Does to a file, to the letter, what the message of a problem says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from coaching_site.problems import Problem
from tests.loading import brackets
from tests.loading.hands import SPACES, UNSEEN, Lines, at, indent_of, plain, put, typed_as

Doer = Callable[[Lines, Problem, "re.Match[str]"], None]


def followed(text: str, problem: Problem) -> str | None:
    """Return a file after the advice of a problem was followed, or nothing if it has none."""
    for pattern, do in _DOERS:
        if found := pattern.search(problem.message):
            lines = text.split("\n")
            do(lines, problem, found)
            return "\n".join(lines)
    return None


def _write_quoted(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    typed = typed_as(plain(found[1]), after)
    if not typed and "{" not in before:
        typed = after
    elif not typed:  # quotes that are there already are part of the new ones
        words = re.findall(r"\w+", plain(found[1]))
        part = re.match(r"[\"']?" + r"\W*".join(words), after)
        typed = part[0] if part else after
    put(lines, problem, before, found[1], after[len(typed) :])


def _put_quotes(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    place = after.index(found[2]) + len(found[2]) if found[2] else len(after)
    text = after[:place].replace("'", "''") if found[3] else after[:place]
    put(lines, problem, before, found[1], text, found[1], after[place:])


def _write(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    sign = after[0] if after[0] in "\"'" else ""
    if not found[3] and (typed := typed_as(found[2], after)):
        put(lines, problem, before, found[1], after[len(typed) :])
    elif not found[3] and (typed := typed_as(found[2], after[len(sign) :])):
        put(lines, problem, before, sign, found[1], after[len(sign + typed) :])
    elif "{" not in before and "[" not in before:
        put(lines, problem, before, sign, found[1], sign)
    else:  # it is not told as it was typed
        part = re.match(rf"{sign}[^{sign}]*{sign}" if sign else r"[^,}\]]*", after)
        rest = after[part.end() :] if part else ""
        put(lines, problem, before, sign, found[1], sign, rest)


def _write_key(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    sign = after[0] if after[0] in "\"'" else ""
    typed = typed_as(sign + found[1], after)
    assert typed
    put(lines, problem, before, sign, found[2], after[len(typed) :])


def _space_after_colon(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    put(lines, problem, before, re.sub(r":[ ]*", ": ", after, count=1))


def _colon_and_space(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    put(lines, problem, before, re.sub(r"^([\w-]+)[ =]+", rf"{found[1]}: ", after, count=1))


def _space_after_dash(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    put(lines, problem, before, "- ", after[1:])


def _space_after_each_dash(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    number = problem.line - 1
    while number < len(lines) and re.match(r"[ ]*-\S", lines[number]):
        lines[number] = re.sub(r"^([ ]*)-+[ ]*(?=\S)", r"\1- ", lines[number])
        number += 1


def _indent_to(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    line = lines[problem.line - 1]
    put(lines, problem, " " * int(found[1]), line.lstrip())


def _indent_text(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    number = problem.line - 1
    while lines[number].strip() and not re.match(r"[ ]*(- |[a-z_]+:( |$))", lines[number]):
        lines[number] = " " * int(found[1]) + lines[number].lstrip()
        number += 1


def _use_the_space_bar(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    others = [int(number) for number in (found[1] or "").split(", ") if number]
    for number in (problem.line, *others):
        line = lines[number - 1]
        text = line.lstrip(f" \t{SPACES}{UNSEEN}")
        odd = line[: len(line) - len(text)].replace("\t", "  ")
        lines[number - 1] = re.sub(f"[{UNSEEN}]", "", re.sub(r"\s", " ", odd)) + text


def _take_line_out(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    del lines[problem.line - 1]


def _take_signs_out(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    put(lines, problem, lines[problem.line - 1][3:].lstrip())


def _delete_spaces(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    lines[problem.line - 1] = ""


def _list_below(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    below = problem.line
    put(lines, problem, before.rstrip(), "\n", " " * (indent_of(before) + 2), after)
    while lines[below + 1].lstrip().startswith("- "):
        lines[below + 1] = " " * (indent_of(before) + 2) + lines[below + 1].lstrip()
        below += 1


def _add_colon(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    assert after.startswith(found[1])
    put(lines, problem, before, found[1], ":", after[len(found[1]) :])


def _key_before(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    if found[2]:
        before = before.rstrip() + "\n" + " " * (indent_of(before) + 2)
    put(lines, problem, before, found[1], after)


def _no_dash(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    put(lines, problem, before, "  ", after[2:])


def _single_quotes(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    line = lines[problem.line - 1]
    start, end = line.index('"'), line.rindex('"')
    text = line[start + 1 : end].replace("'", "''")
    put(lines, problem, line[:start], "'", text, "'", line[end + 1 :])


def _space_after_sharp(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    marks = len(after) - len(after.lstrip("#"))
    put(lines, problem, before.rstrip(), " ", after[:marks], " ", after[marks:])


def _comment_above(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    put(lines, problem, " " * indent_of(before), after, "\n", before.rstrip())


def _move_figure(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    below = " " * indent_of(lines[problem.line])
    put(lines, problem, before, after.replace(found[1], "", 1), "\n", below, found[1])


def _move_text(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    below = " " * indent_of(lines[problem.line])
    put(lines, problem, before, after[0], "\n", below, after[1:].lstrip())


def _below_bar(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = at(lines, problem)
    column = len(before) - len(re.sub(r"[ ]*(- )*", "", before, count=1))
    key = before[column:].rstrip()
    level = column + 2 if key else column
    number = problem.line
    while number < len(lines) and (
        not lines[number].strip() or indent_of(lines[number]) > column - (0 if key else 2)
    ):
        lines[number] = " " * (level - column + (2 if not key else 0)) + lines[number]
        number += 1
    put(lines, problem, before, "|\n", " " * indent_of(lines[problem.line]), after)


def _dash_for_star(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    put(lines, problem, before, "-", after[1:])


def _put_away(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    put(lines, problem, before, "# ", after)


def _indent_further(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    put(lines, problem, "  ", lines[problem.line - 1])


def _delete(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = at(lines, problem)
    put(lines, problem, before, after[1:])


_QUOTED: Final = r"(\"[^\"]*\"|'(?:[^']|'')*')"
_DOERS: Final[list[tuple[re.Pattern[str], Doer]]] = [
    (re.compile(pattern), do)
    for pattern, do in (
        *brackets.DOERS,
        (rf"needs quotes: write {_QUOTED}", _write_quoted),
        (r"needs quotes: put (['\"]) before and behind (?:it|\"…(.*)\")(, and)?", _put_quotes),
        (r"unknown (?:key|word) `([^`]+)`: did you mean `([^`]+)`", _write_key),
        (r'found "([^"]+)": did you mean `([^`]+)`', _write_key),
        (
            r'(?:no prompt is called|zone|language) "([^"]+)": did you mean `([^`]+)`',
            _write_key,
        ),
        (r"put a space after the colon", _space_after_colon),
        (r"put a colon and a space after the key: `([^:]+): …`", _colon_and_space),
        (r"begin each item with one dash", _space_after_each_dash),
        (r"put a space after the dash", _space_after_dash),
        (r"this line is indented by [^,]+, expected ([0-9]+)", _indent_to),
        (r"must be indented: put ([0-9]+) spaces? before it", _indent_text),
        (r"use the space bar instead(?: \(also in line ([0-9, ]+)\))?", _use_the_space_bar),
        (r"take this line out", _take_line_out),
        (r"take \S+ here out", _take_signs_out),
        (r"this line is blank but holds .*: delete them", _delete_spaces),
        (r"begin the list on a line of its own", _list_below),
        (r"expected a key with a colon, such as `([^:]+): …`", _add_colon),
        (r": put `([^:`]+: )` before it(, on a line of its own, indented)?", _key_before),
        (r"take the dash away", _no_dash),
        (r"put the text between ' and '", _single_quotes),
        (r"or a space after the # if a comment is meant", _space_after_sharp),
        (r"or a comment on a line of its own", _comment_above),
        (r"the ([0-9]) after . would be lost", _move_figure),
        (r"move the text behind . to the line below", _move_text),
        (r"write `.*\|` here", _below_bar),
        (r"write - in place of \*", _dash_for_star),
        (r"too early: delete it", _delete),
        (r"put # and a space before it", _put_away),
        (r"it belongs to an item of `[^`]+`: indent it further", _indent_further),
        (r"leave it out|cannot be read: delete it here", _delete),
        (r": write ([^\s,]+)(?: or [^\s,]+)?, found \"([^…]*?)(…?)\"(?:$|, | \()", _write),
    )
]
