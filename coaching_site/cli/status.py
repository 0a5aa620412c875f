"""The command that lists all clients, the one who needs the coach first in front."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.cli.folder import check_folder
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.table import Cell, Column, day_in_list, print_table
from coaching_site.cli.waiting import waiting_replies
from coaching_site.notation.plain import as_read
from coaching_site.practice.clients import Client, ClientReader, UnreadClient
from coaching_site.practice.days import counted, day_of_session
from coaching_site.practice.listing import ListedClient, listed_client
from coaching_site.practice.standing import NeedKind, Signing, Standing
from coaching_site.view.sessions import SessionView

# The first ones are those that a narrow terminal shows.
_COLUMNS: Final = (
    *(Column("Client", least=14), Column("To do first", least=18), Column("Next")),
    *(Column("Late", is_figure=True), Column("Due", is_figure=True), Column("Last")),
    *(Column("Step"), Column("Prompts", is_figure=True), Column("Review"), Column("Agreement")),
    Column("Metrics", is_figure=True),
)


def _by_day(day_of: Callable[[Standing], date | None]) -> Callable[[ListedClient], Any]:
    return lambda row: (row.standing and day_of(row.standing)) or date.max


def _by_count(count_of: Callable[[Standing], int]) -> Callable[[ListedClient], Any]:
    """Return a key for the largest count first."""
    return lambda row: -count_of(row.standing) if row.standing else 1


_SORTS: Final[Mapping[str, Callable[[ListedClient], Any]]] = {
    "todo": lambda row: row.urgency,
    "name": lambda row: as_read(row.name),
    "next": _by_day(lambda one: _day(one.next)),
    "last": _by_day(lambda one: _day(one.last)),
    "review": _by_day(lambda one: one.review),
    "step": lambda row: row.standing.step if row.standing else 0,
    "late": _by_count(lambda one: one.late),
    "due": _by_count(lambda one: one.due),
    "prompts": _by_count(lambda one: one.open_prompts),
    "metrics": _by_count(lambda one: len(one.metrics_off)),
}


@click.command()
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--due", is_flag=True, help="Only clients for whom there is something to do.")
@click.option(
    "--sort", "key", type=click.Choice([*_SORTS]), default="todo", help="What to sort by: todo."
)
@click.option("--json", "as_json", is_flag=True, help="Print data for other programs.")
def status(words: tuple[str, ...], key: str, *, due: bool, as_json: bool) -> None:
    """List your clients, the one who needs you first in front.

    With WORDs, only those are listed whose name, company or folder has each of them. The list is of
    today, or of the day in the variable AS_OF.

    \b
    Examples:
      coaching-site status
      coaching-site status --due --sort late
    """
    check_folder()
    day = as_of_day(os.environ)
    clients = ClientReader(WORKSPACE, day).all()
    rows = [*map(listed_client, clients)]
    shown = [one for one in rows if _has(one, words) and (_is_to_do(one) or not due)]
    shown.sort(key=lambda one: (_SORTS[key](one), as_read(one.name), one.client.slug))
    replies = waiting_replies()
    waiting = replies and replies.total
    if as_json:
        found = [_data(one) for one in shown]
        data = {"as_of": day, "replies_waiting": waiting, "clients": found}
        click.echo(json.dumps(data, default=str))
    else:
        _show(rows, shown, day)
        if waiting:
            click.echo(f"Waiting: {counted(waiting, 'reply', 'replies')}. "
                       "See `coaching-site inbox`.", err=True)  # fmt: skip
    if rows and not any(one.standing for one in rows):
        sys.exit(2)


def _has(row: ListedClient, words: Iterable[str]) -> bool:
    texts = [row.name, row.client.slug]
    if isinstance(row.client, Client):
        texts.append(row.client.portal.organisation or "")
    known = as_read(" ".join(texts))
    return all(as_read(word) in known for word in words)


def _is_to_do(row: ListedClient) -> bool:
    return row.standing is None or bool(row.standing.needs)


def _show(rows: Sequence[ListedClient], shown: Sequence[ListedClient], day: date) -> None:
    if not rows:
        click.echo("There are no clients yet: begin one with `coaching-site new`.")
    elif not shown:
        click.echo("No client is like that.")
    else:
        print_table(_COLUMNS, [_cells(row, day) for row in shown])


def _cells(row: ListedClient, day: date) -> list[Cell]:
    one = row.standing
    if one is None:
        return [Cell(row.name), Cell(_problems(row), "bold red"), *[Cell("")] * (len(_COLUMNS) - 2)]
    return [
        Cell(row.name, "bold" if one.needs else ""),
        Cell(_to_do(one, day), _STYLES.get(one.needs[0].kind, "") if one.needs else ""),
        Cell(day_in_list(_day(one.next), day)),
        Cell(_number(one.late), "red"),
        Cell(_number(one.due)),
        Cell(day_in_list(_day(one.last), day)),
        Cell("over" if one.over else f"{one.step}/{one.steps}"),
        Cell(_number(one.open_prompts)),
        Cell(day_in_list(one.review, day)),
        Cell(one.agreement.value, "" if one.agreement is Signing.SIGNED else "yellow"),
        Cell(_number(len(one.metrics_off)), "yellow"),
    ]


_STYLES: Final = {
    NeedKind.SESSION: "bold green",
    NeedKind.UNCONFIRMED: "yellow",
    NeedKind.LATE: "red",
}


_AGREEMENTS: Final = {
    Signing.OPEN: "agree on a purpose",
    Signing.UNSIGNED: "sign the agreement",
    Signing.CHANGED: "sign the agreement anew",
}


def _to_do(one: Standing, day: date) -> str:
    """Return in a few words what the first need of a client asks for."""
    if not one.needs:
        return ""
    first = one.needs[0]
    match first.kind:
        case NeedKind.SESSION:
            return f"session {day_of_session(one.next.session, day)}" if one.next else "session"
        case NeedKind.UNCONFIRMED:
            return f"was the session of {day_in_list(first.on, day)} held?"
        case NeedKind.LATE:
            return f"{counted(one.late, 'promise')} late"
        case NeedKind.REVIEW:
            return f"review {day_in_list(first.on, day)}"
        case NeedKind.AGREEMENT:
            return _AGREEMENTS[one.agreement]
        case NeedKind.UNPLANNED:
            return "plan a session"
        case NeedKind.AWAITED:
            return f"{one.late_of_others} late from others"
        case NeedKind.DUE:
            return f"{counted(one.due, 'promise')} due"
    return f"{counted(len(one.metrics_off), 'metric')} off course"


def _problems(row: ListedClient) -> str:
    count = len(row.client.problems) if isinstance(row.client, UnreadClient) else 0
    return f"{counted(count, 'problem')}: coaching-site check {row.client.slug}"


def _day(session: SessionView | None) -> date | None:
    return session.session.on if session else None


def _number(count: int) -> str:
    return str(count) if count else ""


def _data(row: ListedClient) -> dict[str, Any]:
    """Return a client as docs/practice.md describes it for other programs."""
    client, one = row.client, row.standing
    if one is None or isinstance(client, UnreadClient):
        problems = [str(problem) for problem in getattr(client, "problems", ())]
        return {"slug": client.slug, "problems": problems, "needs": [NeedKind.PROBLEMS.value]}
    following = one.next.session if one.next else None
    return {
        "slug": client.slug,
        "problems": [],
        "needs": [*dict.fromkeys(need.kind.value for need in one.needs)],
        "name": row.name,
        "organisation": client.portal.organisation,
        "week": one.week,
        "over": one.over,
        "step": {"number": one.step, "of": one.steps, "title": one.step_title},
        "last_session": _day(one.last),
        "next_session": following and following.on,
        "next_session_at": following and following.at and f"{following.at:%H:%M}",
        "sessions_to_confirm": [*one.unconfirmed],
        "promises": {"late": one.late, "due": one.due, "open": one.open_promises},
        "late_from_others": one.late_of_others,
        "open_prompts": one.open_prompts,
        "review": one.review,
        "agreement": {"state": one.agreement.value, "unsigned": [*one.unsigned]},
        "metrics_off_course": [*one.metrics_off],
    }
