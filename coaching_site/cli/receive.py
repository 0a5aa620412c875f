"""The command that takes replies in, after the coach has seen and decided."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.cli.page import ReadingPage
from coaching_site.cli.passphrases import KeyRing
from coaching_site.cli.showing import Row, show
from coaching_site.cli.terminal import shown_path, told, visible, visible_line
from coaching_site.editing import Change
from coaching_site.loading import content_folder, engagement_folder, load_engagement
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput
from coaching_site.prose.plain_text import prose_to_plain
from coaching_site.replies.apply import Decided, archive, take_items, tidy, was_received
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.envelope import header_of, is_locked, opened, read_envelope
from coaching_site.replies.first_value import answers_without_value, name_in
from coaching_site.replies.proposal import Proposal, State
from coaching_site.replies.reply import Refused, Reply, reply_of

_ENGAGEMENTS: Final = Path("engagements")
_CONTENT: Final = Path("content")


@dataclass
class Receiver:
    """Takes replies in, one after the other; `yes` takes whatever needs no decision.

    With a `page` they are put on it to be read, and nothing is taken.

    `programme_in` gives the programme in a folder of words, `words_in` its short words.
    """

    programme_in: Callable[[Path], Programme]
    words_in: Callable[[Path], Mapping[str, str]]
    keys: KeyRing
    yes: bool
    page: ReadingPage | None = None

    def receive(self, path: Path) -> bool:
        """Receive one file, and return whether it could be; a refusal is told in one line."""
        try:
            self._receive(path)
        except Refused as error:
            click.echo(
                f"{visible_line(shown_path(str(path)))}: {visible_line(str(error))}", err=True
            )
            return False
        except OSError as error:  # of the coach's own folders; an unfit file is refused
            problem = f"{shown_path(str(error.filename or path))}: {error.strerror}"
            click.echo(visible_line(problem), err=True)
            return False
        except InvalidInput as error:
            click.echo(told(error), err=True)
            return False
        return True

    def _receive(self, path: Path) -> None:
        raw = read_envelope(path)
        locked = is_locked(raw)
        reply = reply_of(self._opened(raw) if locked else raw)
        folder = self._folder(reply)
        tidy(folder)
        before = (folder / "engagement.yml").read_bytes()
        content = content_folder(_CONTENT, folder)
        programme, words = self.programme_in(content), self.words_in(content)
        engagement = load_engagement(folder, programme)
        today = as_of_day(os.environ)
        proposals = proposals_of(reply, engagement, programme, today, words=words)
        if was_received(folder, reply) and all(one.state is State.HAD for one in proposals):
            raise Refused("this reply was received before: nothing was changed")
        if answers_without_value(reply, engagement) and not name_in(reply) and not self.yes:
            _say("The reply has answers for a first value, which has no name yet.")
            named = _line("Its name, or nothing to decide later")
            proposals = proposals_of(reply, engagement, programme, today, named, words)
        name = engagement.executive.name
        rows = _rows(proposals)
        click.echo(visible(f"A reply of {name}, made on {reply.on}, for {folder.as_posix()}:"))
        if not locked:
            click.echo("It was not encrypted on its way.")
        if self.page:
            self.page.add(f"{path.name}: {name}, {reply.on}", rows, engagement.language)
            _say("Nothing was written. Receive the file again to decide.")
            return
        show(rows)
        decided = _Decisions(self.yes).decide(proposals)
        if decided.items:
            file = f"{folder.as_posix()}/engagement.yml"
            taken = take_items(folder, before, engagement, programme, decided.items)
            decided.leave([one for one, _ in taken.left])
            for one, line in taken.left:
                _say(f"{file}:{line}: {one.label}: it cannot be put there safely, type it by hand")
            noted = f"Nothing was taken; that you have seen it is noted in {file}"
            _say(f"{decided.taken} taken into {file}" if decided.taken else noted)
            _say(f"The file as it was is kept: {taken.kept.as_posix()}")
        else:
            _say("Nothing was written.")
        if decided.left:
            _say(f"{decided.left} left. Receive the file again to decide: {path}")
        elif not decided.refused:
            suffix = ".jwe" if locked else ".json"
            _say(f"The reply is kept: {archive(folder, reply, raw, suffix).as_posix()}")

    def _opened(self, raw: bytes) -> bytes:
        key = self.keys.key_named(str(header_of(raw).get("kid")))
        if key is None:
            raise Refused("the reply was locked for another key than yours: see --private-key")
        return opened(raw, key)

    def _folder(self, reply: Reply) -> Path:
        try:
            return engagement_folder(_ENGAGEMENTS, reply.engagement)
        except InvalidInput as error:
            raise Refused(f"it is for another engagement: {error.problems[0].message}") from None


def receive_all(receiver: Receiver, files: Sequence[Path]) -> bool:
    """Receive files, and return whether each could be; raise `InvalidInput` for a misplaced page.

    Each file is looked at, whatever the others are like.
    """
    page = receiver.page
    if page:
        page.check()
    fine = False not in [receiver.receive(path) for path in files]
    if page and not page.empty:
        page.write()
        click.echo(f"To read: {page.path}")
    return fine


def _rows(proposals: Iterable[Proposal]) -> list[Row]:
    return [
        Row(
            one.label,
            tuple(map(prose_to_plain, one.before)),
            tuple(map(prose_to_plain, one.after)),
            f"{one.state}: {one.reason}" if one.reason else str(one.state),
        )
        for one in proposals
    ]


def _say(text: str) -> None:
    click.echo(visible(text))


@dataclass
class _Decisions:
    """What was decided; how many items are `left`; whether everything was `refused`."""

    yes: bool
    items: list[Decided] = field(default_factory=list)
    left: int = 0
    refused: bool = False

    def decide(self, proposals: Sequence[Proposal]) -> _Decisions:
        """Ask about whatever needs a decision."""
        numbered = list(enumerate(proposals, 1))
        same = [one for one in proposals if one.state is State.SAME]
        self.items += [Decided(one.label, one.changes, taken=False) for one in same]
        new = [(number, one) for number, one in numbered if one.state is State.NEW]
        if new:
            self._decide_new(new, len(proposals))
        for number, one in numbered:
            if one.state is State.CONFLICT:
                self._decide_conflict(one, number, len(proposals))
        lost = sum(one.state is State.LOST for one in proposals)
        if lost:
            self.left += lost
            _say(f"{lost} cannot be taken; type what you want of it by hand.")
            self._close_lost([one for one in proposals if one.state is State.LOST])
        return self

    def _decide_new(self, new: Sequence[tuple[int, Proposal]], of_all: int) -> None:
        answer = "a" if self.yes else _asked(f"Take {len(new)} new: [a]ll, [e]ach, [n]one", "aen")
        for number, one in new:
            if answer == "e":
                show(_rows([one]), number, of_all)
            if answer == "a" or (answer == "e" and _asked("Take it: [y]es, [n]o", "yn") == "y"):
                self._take(one, one.changes)
            elif answer == "e":
                self._decline(one)
        self.refused = answer == "n"

    def _decide_conflict(self, one: Proposal, number: int, of_all: int) -> None:
        if self.yes:
            self.left += 1
            return
        show(_rows([one]), number, of_all)
        choices = {"m": "[m]ine", "t": "[t]heirs", "b": "[b]oth", "s": "[s]kip for now"}
        if not one.both:
            del choices["b"]
        answer = _asked(f"Keep: {', '.join(choices.values())}", "".join(choices))
        if answer == "s":
            self.left += 1
        elif answer == "m":
            self._decline(one)
        else:
            self._take(one, one.changes if answer == "t" else one.both)

    def _close_lost(self, lost: Sequence[Proposal]) -> None:
        """Let a reply count as received though part of it has no place, if the coach says so."""
        if not self.yes and _asked("Done with it: [y]es, or keep it [o]pen", "yo") == "y":
            self.left -= len(lost)
            for one in lost:
                self._decline(one)

    @property
    def taken(self) -> int:
        """How many items are taken."""
        return sum(one.taken for one in self.items)

    def leave(self, some: Sequence[Decided]) -> None:
        """Leave items that could not be put."""
        self.items = [one for one in self.items if one not in some]
        self.left += len(some)

    def _take(self, one: Proposal, changes: tuple[Change, ...]) -> None:
        self.items.append(Decided(one.label, changes))

    def _decline(self, one: Proposal) -> None:
        if one.declined:
            self.items.append(Decided(one.label, one.declined, taken=False))


def _line(text: str) -> str | None:
    typed: str = click.prompt(text, default="", show_default=False)
    return " ".join(typed.split()) or None


def _asked(text: str, letters: str) -> str:
    chosen: str = click.prompt(
        visible(text),
        type=click.Choice(list(letters), case_sensitive=False),
        default=letters[0] if letters[0] in "a" else None,
        show_choices=False,
    )
    return chosen
