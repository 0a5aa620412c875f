"""The command that applies replies, after the coach has seen and decided."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

from coaching_site.build.as_of import as_of_day
from coaching_site.cli.answers import take_answer
from coaching_site.cli.decisions import Decisions, rows_of, say
from coaching_site.cli.folder import ENGAGEMENTS, check_folder
from coaching_site.cli.group import FilePath
from coaching_site.cli.inbox import waiting_files
from coaching_site.cli.origin import Origin, acceptable
from coaching_site.cli.page import ReadingPage
from coaching_site.cli.passphrases import KeyRing, key_options
from coaching_site.cli.project import WORKSPACE, programmes
from coaching_site.cli.received import Received, close, take
from coaching_site.cli.showing import show
from coaching_site.cli.terminal import shown_path, told, visible, visible_line
from coaching_site.feedback.sent_answer import SentAnswer, answer_of, is_answer
from coaching_site.loading import (
    engagement_folder,
    language_in,
    load_engagement,
    read_words,
)
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput
from coaching_site.replies.apply import tidy, was_received
from coaching_site.replies.decryption import (
    OTHER_KEY,
    decrypted,
    is_locked,
    key_name_of,
    read_reply_file,
)
from coaching_site.replies.first_value import answers_without_value, name_in
from coaching_site.replies.pdf_form import is_pdf, read_workbook
from coaching_site.replies.proposal import Proposal, ProposalState
from coaching_site.replies.receipts import receipt_moment
from coaching_site.replies.reply import Reply, ReplyRefused, data_of, reply_of
from coaching_site.replies.signer import signer_of
from coaching_site.replies.trust import trust_in
from coaching_site.replies.wording import Wording
from coaching_site.replies.workbook import WorkbookReply, reply_in


@click.command()
@click.argument("files", nargs=-1, type=FilePath(), metavar="[FILE]...")
@key_options
@click.option(
    "--yes", is_flag=True, help="Accept everything that needs no decision, without asking."
)
@click.option(
    "--accept",
    multiple=True,
    callback=acceptable,
    metavar="WHAT",
    help="Read what is in doubt without a question: unsigned, damaged, older, again, or DIGITS.",
)
@click.option(
    "--html",
    type=FilePath(),
    metavar="FILE",
    help="Write a page to read in peace; accept nothing yet.",
)
def receive(
    files: tuple[Path, ...],
    private_key: Path | None,
    passphrase_file: Path | None,
    accept: tuple[str, ...],
    html: Path | None,
    *,
    yes: bool,
) -> None:
    """Show what a client sent, and take in what you accept.

    FILE is the reply that your client sent you, the workbook (PDF) that they filled in, or an
    answer to a round of feedback, which is filed and only counted. Without one, those in the
    folder that is named as `inbox` in mkdocs.yml are taken one after another. Of a reply nothing
    is written before you have decided. Where it may be of somebody else, you are told so before
    you read it; --accept names what you read all the same, a device by its 20 digits.
    """
    if html and yes:
        raise click.UsageError("--html accepts nothing yet: leave out --yes")
    if not files and not (files := waiting_files()):
        click.echo("No reply waits.")
        return
    programme_in = programmes()
    page = ReadingPage(html) if html else None
    keys, origin = KeyRing(private_key, passphrase_file), Origin(yes, accept)
    receiver = Receiver(programme_in, _words(), keys, origin, yes, page)
    check_folder()
    programme_in(None)
    if not receive_all(receiver, receiver.in_order(files)):
        sys.exit(2)


@dataclass
class Receiver:
    """Takes replies in, one after the other; `yes` takes whatever needs no decision.

    With a `page` they are put on it to be read, and nothing is taken.
    `programme_in` gives the programme in a language, `words_in` the short words.
    """

    programme_in: Callable[[str | None], Programme]
    words_in: Callable[[str | None], Mapping[str, str]]
    keys: KeyRing
    origin: Origin
    yes: bool
    page: ReadingPage | None = None

    def receive(self, path: Path) -> bool:
        """Receive one file, and return whether it could be; a refusal is told in one line."""
        try:
            self._receive(path)
        except ReplyRefused as error:
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

    def in_order(self, files: Sequence[Path]) -> list[Path]:
        """Return files by the moments at which their replies were made, before them all others.

        A mail program may save the newer one first, and a name with `(1)` stands before the one
        without: the other would be told as sent again.
        """
        return sorted(files, key=self._made) if len(files) > 1 else [*files]

    def _made(self, path: Path) -> str:
        with suppress(ReplyRefused, OSError, InvalidInput):  # told once it is received
            raw = read_reply_file(path)
            return receipt_moment(reply_of(self._opened(raw) if is_locked(raw) else raw).made)
        return ""

    def _receive(self, path: Path) -> None:
        # Nothing is trusted yet: size, wrapping, envelope and content are checked in this order.
        raw = read_reply_file(path)
        opened = self._opened(raw) if is_locked(raw) else raw
        if not is_pdf(raw) and is_answer(data := data_of(opened)):
            self._take_answer(answer_of(data))
        else:
            self._take_reply(self._read(path, raw, opened))

    def _take_reply(self, received: Received) -> None:
        proposals = received.proposals()
        _refuse_old(received, proposals)
        folder, reply = received.folder.as_posix(), received.reply
        heading = f"{received.path}, for {folder}"
        is_workbook = received.is_workbook
        trust = self.origin.admitted(received.trust, heading, is_workbook=is_workbook)
        if not trust:
            return
        received = received.trusted(trust)
        proposals = self._named(received) or received.proposals()
        name = received.engagement.executive.name
        click.echo(visible(f"A reply of {name}, made on {reply.on}, for {folder}:"))
        if not received.is_locked:
            click.echo("It was not encrypted on its way.")
        rows = rows_of(proposals)
        if self.page:
            self.page.add(
                f"{received.path.name}: {name}, {reply.on}", rows, received.engagement.language
            )
            say("Nothing was written. Receive the file again to decide.")
            return
        show(rows)
        decisions = Decisions(self.yes).decide(proposals)
        take(received, decisions)
        close(received, decisions)

    def _take_answer(self, sent: SentAnswer) -> None:
        folder = self._folder(sent.engagement)
        if self.page:
            say("This is an answer to a round of feedback: receive it without --html to file it.")
            return
        rules = self.programme_in(language_in(folder)).feedback
        take_answer(folder, sent, rules, as_of_day(os.environ))

    def _read(self, path: Path, raw: bytes, opened: bytes) -> Received:
        sent = read_workbook(raw) if is_pdf(raw) else reply_of(opened)
        folder = self._folder(sent.engagement)
        # What a killed command left must not be taken for a file of the coach.
        tidy(folder)
        before = (folder / "engagement.yml").read_bytes()
        language = language_in(folder)
        programme, words = self.programme_in(language), self.words_in(language)
        engagement = load_engagement(folder, programme)
        read = (
            WorkbookReply(sent)
            if isinstance(sent, Reply)
            else reply_in(sent, engagement, Wording(programme, words), as_of_day(os.environ))
        )
        reply, by_hand = read
        signer = None if is_pdf(raw) else signer_of(opened, reply)
        again = was_received(folder, reply.id)
        trust = trust_in(reply, signer, engagement, was_received=again)
        return Received(
            path, raw, reply, by_hand, trust, folder, before, engagement, programme, words
        )

    def _named(self, received: Received) -> list[Proposal]:
        """Return what a reply would change with a name for a first value, if one is asked for."""
        reply = received.reply
        unnamed = answers_without_value(reply, received.engagement) and not name_in(reply)
        if not unnamed or self.yes:
            return []
        say("The reply has answers for a first value, which has no name yet.")
        return received.proposals(_line("Its name, or nothing to decide later"))

    def _opened(self, raw: bytes) -> bytes:
        key = self.keys.key_named(key_name_of(raw))
        if key is None:
            raise ReplyRefused(OTHER_KEY)
        return decrypted(raw, key)

    def _folder(self, slug: str) -> Path:
        try:
            return engagement_folder(ENGAGEMENTS, slug)
        except InvalidInput as error:
            raise ReplyRefused(
                f"it is for another engagement: {error.problems[0].message}"
            ) from None


def receive_all(receiver: Receiver, files: Sequence[Path]) -> bool:
    """Receive files, and return whether each could be; raise `InvalidInput` for a misplaced page.

    Each file is looked at, whatever the others are like.
    """
    page = receiver.page
    if page:
        page.check()
    # Not all(): a reply that is refused must not hide the others.
    fine = False not in [receiver.receive(path) for path in files]
    if page and not page.empty:
        page.write()
        click.echo(f"To read: {page.path}")
    return fine


def _refuse_old(received: Received, proposals: Sequence[Proposal]) -> None:
    """Raise `ReplyRefused` for a reply of which nothing is new."""
    compared = [one for one in proposals if one not in received.by_hand]
    is_old = all(one.state is ProposalState.RECEIVED_BEFORE for one in compared)
    if is_old and was_received(received.folder, received.reply.id):
        raise ReplyRefused("this reply was received before: nothing was changed")


def _line(text: str) -> str | None:
    typed: str = click.prompt(text, default="", show_default=False)
    return " ".join(typed.split()) or None


def _words() -> Callable[[str | None], Mapping[str, str]]:
    """Return what reads the words in a language, once for each; of those with problems none."""

    @cache
    def words_in(language: str | None) -> Mapping[str, str]:
        with suppress(InvalidInput):  # they label what is shown, and nothing else
            return read_words(WORKSPACE.layers("words", language)).content
        return {}

    return words_in
