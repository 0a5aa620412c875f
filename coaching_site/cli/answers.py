"""Answers of raters as `receive` takes them in: filed, counted, and never shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coaching_site.cli.decisions import say
from coaching_site.feedback.filing import ReceivedBefore, counts_of, file_answer
from coaching_site.feedback.sent_answer import SentAnswer
from coaching_site.loading.rounds import round_files
from coaching_site.model.programme import FeedbackRules
from coaching_site.replies.reply import ReplyRefused


def take_answer(folder: Path, sent: SentAnswer, rules: FeedbackRules, today: date) -> None:
    """Put an answer into its round in the folder of a client, and say how many have answered.

    Raises `ReplyRefused` for one that cannot be taken, and `InvalidInput` with the problems of the
    file of the round.
    """
    path = round_files(folder).get(sent.round)
    if path is None:
        raise ReplyRefused(f"it answers a round that {folder.as_posix()} does not have")
    try:
        asked = file_answer(path, sent, rules, today)
    except ReceivedBefore as error:  # which is no mistake: it may still lie in the inbox
        say(f"{error}.")
        return
    say(f"An answer to the round {sent.round} is filed: {path.as_posix()}")
    for count in counts_of(asked, rules):
        say(f"  {count.group}: {count.given} answered, shown from {count.smallest} on")
