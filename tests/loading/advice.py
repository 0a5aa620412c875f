"""Does to a file, to the letter, what the message of a problem says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from coaching_site.problems import Problem

Lines = list[str]
SPACES: Final = "\xa0\u2003\u2007\u2009\u202f\u3000"
UNSEEN: Final = "\u200b\u200c\u200d\u2060\xad"
Doer = Callable[[Lines, Problem, "re.Match[str]"], None]


def followed(text: str, problem: Problem) -> str | None:
    """Return a file after the advice of a problem was followed, or nothing if it has none."""
    for pattern, do in _DOERS:
        if found := pattern.search(problem.message):
            lines = text.split("\n")
            do(lines, problem, found)
            return "\n".join(lines)
    return None


def _at(lines: Lines, problem: Problem) -> tuple[str, str]:
    line = lines[problem.line - 1]
    return line[: problem.column - 1], line[problem.column - 1 :]


def _put(lines: Lines, problem: Problem, *parts: str) -> None:
    lines[problem.line - 1 : problem.line] = "".join(parts).split("\n")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _plain(quoted: str) -> str:
    inner = quoted[1:-1]
    return inner.replace("''", "'") if quoted[0] == "'" else inner


def _write_quoted(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    typed = _plain(found[1])
    if not after.startswith(typed):  # quotes that are there already are part of the new ones
        typed = after.rstrip()
        assert _plain(found[1]).strip("\"'") in typed
    _put(lines, problem, before, found[1], after[len(typed) :])


def _put_quotes(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    text = after.replace("'", "''") if found[2] else after
    _put(lines, problem, before, found[1], text, found[1])


def _write(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    sign = after[0] if after[0] in "\"'" else ""
    whole = rf"{sign}[^{sign}]*{sign}" if sign else r"[^,}\]]*"
    typed = re.match(whole, after) if "{" in before or "[" in before else None
    rest = after[typed.end() :] if typed else ""
    _put(lines, problem, before, sign, found[1], sign, rest)


def _write_key(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    sign = after[0] if after[0] in "\"'" else ""
    assert after.startswith(sign + found[1])
    _put(lines, problem, before, sign, found[2], after[len(sign + found[1]) :])


def _space_after_colon(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    _put(lines, problem, before, re.sub(r":[ ]*", ": ", after, count=1))


def _colon_and_space(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    _put(lines, problem, before, re.sub(r"^([\w-]+)[ =]+", rf"{found[1]}: ", after, count=1))


def _space_after_dash(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    _put(lines, problem, before, "- ", after[1:])


def _space_after_each_dash(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    number = problem.line - 1
    while number < len(lines) and re.match(r"[ ]*-\S", lines[number]):
        lines[number] = re.sub(r"^([ ]*-)(?=\S)", r"\1 ", lines[number])
        number += 1


def _indent_to(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    line = lines[problem.line - 1]
    _put(lines, problem, " " * int(found[1]), line.lstrip())


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
    _put(lines, problem, lines[problem.line - 1][3:].lstrip())


def _quotes_away(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    _put(lines, problem, before, after.strip()[1:-1])


def _delete_spaces(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    lines[problem.line - 1] = ""


def _add_at_the_end(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    _put(lines, problem, lines[problem.line - 1].rstrip(), found[1])


def _add_before(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    place = after.index(found[2])
    _put(lines, problem, before, after[:place], found[1], after[place:])


def _list_below(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    below = problem.line
    _put(lines, problem, before.rstrip(), "\n", " " * (_indent(before) + 2), after)
    while lines[below + 1].lstrip().startswith("- "):
        lines[below + 1] = " " * (_indent(before) + 2) + lines[below + 1].lstrip()
        below += 1


def _add_colon(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    assert after.startswith(found[1])
    _put(lines, problem, before, found[1], ":", after[len(found[1]) :])


def _item_as_record(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    assert after.startswith(found[2])
    _put(lines, problem, before, found[1], after)


def _key_below(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    assert after.startswith(found[2])
    _put(lines, problem, before.rstrip(), "\n", " " * (_indent(before) + 2), found[1], after)


def _no_dash(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    _put(lines, problem, before, "  ", after[2:])


def _single_quotes(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    line = lines[problem.line - 1]
    start, end = line.index('"'), line.rindex('"')
    text = line[start + 1 : end].replace("'", "''")
    _put(lines, problem, line[:start], "'", text, "'", line[end + 1 :])


def _space_after_sharp(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    marks = len(after) - len(after.lstrip("#"))
    _put(lines, problem, before.rstrip(), " ", after[:marks], " ", after[marks:])


def _comment_above(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    _put(lines, problem, " " * _indent(before), after, "\n", before.rstrip())


def _move_figure(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    below = " " * _indent(lines[problem.line])
    _put(lines, problem, before, after.replace(found[1], "", 1), "\n", below, found[1])


def _move_text(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    below = " " * _indent(lines[problem.line])
    _put(lines, problem, before, after[0], "\n", below, after[1:].lstrip())


def _below_bar(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    column = len(before) - len(re.sub(r"[ ]*(- )*", "", before, count=1))
    key = before[column:].rstrip()
    level = column + 2 if key else column
    number = problem.line
    while number < len(lines) and (
        not lines[number].strip() or _indent(lines[number]) > column - (0 if key else 2)
    ):
        lines[number] = " " * (level - column + (2 if not key else 0)) + lines[number]
        number += 1
    _put(lines, problem, before, "|\n", " " * _indent(lines[problem.line]), after)


def _dash_for_star(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    _put(lines, problem, before, "-", after[1:])


def _delete_comma(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    assert after[0] == ","
    _put(lines, problem, before, after[1:].lstrip())


def _comma_before(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    assert after.startswith(found[1])
    _put(lines, problem, before.rstrip(), ", ", after)


def _open_brace(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    _put(lines, problem, before, "{", after)


def _put_away(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    _put(lines, problem, before, "# ", after)


def _indent_further(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    _put(lines, problem, "  ", lines[problem.line - 1])


def _delete(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    before, after = _at(lines, problem)
    _put(lines, problem, before, after[1:])


_QUOTED: Final = r"(\"[^\"]*\"|'(?:[^']|'')*')"
_DOERS: Final[list[tuple[re.Pattern[str], Doer]]] = [
    (re.compile(pattern), do)
    for pattern, do in (
        (rf"needs quotes: write {_QUOTED}", _write_quoted),
        (r"needs quotes: put (['\"]) before and behind it(, and)?", _put_quotes),
        (r"unknown (?:key|word) `([^`]+)`: did you mean `([^`]+)`", _write_key),
        (r'found "([^"]+)": did you mean `([^`]+)`', _write_key),
        (
            r'(?:no prompt is called|zone|language) "([^"]+)": did you mean `([^`]+)`',
            _write_key,
        ),
        (r"put a space after the colon", _space_after_colon),
        (r"put a colon and a space after the key: `([^:]+): …`", _colon_and_space),
        (r"put a space after each dash", _space_after_each_dash),
        (r"put a space after the dash", _space_after_dash),
        (r"this line is indented by [^,]+, expected ([0-9]+)", _indent_to),
        (r"must be indented: put ([0-9]+) spaces? before it", _indent_text),
        (r"use the space bar instead(?: \(also in line ([0-9, ]+)\))?", _use_the_space_bar),
        (r"take this line out", _take_line_out),
        (r"take \S+ here out", _take_signs_out),
        (r"take the quotes around the braces away", _quotes_away),
        (r"this line is blank but holds .*: delete them", _delete_spaces),
        (r"is not closed: add (\S) before the (\S)$", _add_before),
        (r"is not closed: add (\S) where", _add_at_the_end),
        (r"begin the list on a line of its own", _list_below),
        (r"expected a key with a colon, such as `([^:]+): …`", _add_colon),
        (r"write `- ([^:`]+: )([^`]+)`$", _item_as_record),
        (r"write `([^:`]+: )([^`…]+)` on a line of its own", _key_below),
        (r"take the dash away", _no_dash),
        (r"put the text between ' and '", _single_quotes),
        (r"or a space after the # if a comment is meant", _space_after_sharp),
        (r"or a comment on a line of its own", _comment_above),
        (r"the ([0-9]) after . would be lost", _move_figure),
        (r"move the text behind . to the line below", _move_text),
        (r"write `.*\|` here", _below_bar),
        (r"write - in place of \*", _dash_for_star),
        (r"nothing stands before this comma", _delete_comma),
        (r"put \{ before this", _open_brace),
        (r"put a comma before `([^`]+)`", _comma_before),
        (r"put # and a space before it", _put_away),
        (r"it belongs to an item of `[^`]+`: indent it further", _indent_further),
        (r"leave it out|cannot be read: delete it here", _delete),
        (r": write ([^\s,]+)(?: or [^\s,]+)?, found ", _write),
    )
]
