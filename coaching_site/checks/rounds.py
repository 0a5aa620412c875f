"""Rules across the fields of a round of feedback."""

from __future__ import annotations

from collections import Counter
from typing import Final

from coaching_site.checks.locations import Findings, repeated
from coaching_site.checks.programme import MIN_GROUP_SIZE
from coaching_site.locations import Location
from coaching_site.model.feedback import Freeze, Round, score_of
from coaching_site.model.programme import FeedbackRules
from coaching_site.notation.plain import as_read
from coaching_site.problems import suggestion

_MOST_SCORES: Final = 101
_CHANGED: Final = {
    "statements": "the statements, the questions or the kind of the round",
    "scale": "the scale or what its ends mean",
    "groups": "the groups or how many each must have",
    "days": "the days on which the round opens and closes",
}


def check_round(asked: Round, rules: FeedbackRules, *, frozen: bool = True) -> Findings:
    """Yield each rule that a round breaks; `rules` are those of the programme.

    Without `frozen`, nothing is said of what was promised.
    """
    if asked.opens and asked.opens > asked.closes:
        yield ("closes",), f"expected a day on or after `opens`, which is {asked.opens}"
    yield from _check_scale(asked)
    yield from _check_instrument(asked)
    yield from _check_groups(asked, rules)
    yield from _check_answers(asked)
    if frozen:
        yield from _check_freeze(asked, rules)


def advise_on_round(asked: Round, rules: FeedbackRules) -> Findings:
    """Yield what is odd in a round."""
    if not asked.statements and not asked.questions:
        yield ("statements",), "there is no statement and no question yet: raters are asked nothing"
    if not asked.groups:
        yield ("groups",), "there is no group yet: nobody is asked"
    given = Counter(answer.group for answer in asked.answers)
    for index, group in enumerate(asked.groups):
        smallest, _ = group.minimums(rules)
        if 0 < given[group.name] < smallest:
            message = f"fewer than {smallest} have answered, so the portal shows nothing of it"
            yield ("groups", index, "name"), message


def _check_scale(asked: Round) -> Findings:
    low, high = asked.bounds
    if not low < high:
        yield ("scale",), f"expected a range from a lower to a higher score, found {asked.scale}"
    elif high - low >= _MOST_SCORES:
        yield ("scale",), f"expected at most {_MOST_SCORES} scores, found {high - low + 1}"


def _check_instrument(asked: Round) -> Findings:
    both = (("statements", asked.statements), ("questions", asked.questions))
    ids = (((name, n, "id"), one.id) for name, all_ in both for n, one in enumerate(all_))
    yield from repeated(ids, "an earlier statement or question has the id `{}`")
    for name, every in both:
        texts = (((name, n, "text"), as_read(one.text)) for n, one in enumerate(every))
        yield from repeated(texts, "the same text stands above already")


def _check_groups(asked: Round, rules: FeedbackRules) -> Findings:
    names = ((("groups", n, "name"), as_read(one.name)) for n, one in enumerate(asked.groups))
    yield from repeated(names, "an earlier group has this name, maybe in other letters or spaces")
    single = [(n, one.who) for n, one in enumerate(asked.groups) if one.who in ("self", "coach")]
    people = ((("groups", n, "who"), who) for n, who in single)
    yield from repeated(people, "an earlier group is this person already")
    for index, group in enumerate(asked.groups):
        for key in ("smallest", "smallest_for_comments"):
            if (size := getattr(group, key)) is None:
                continue
            location = ("groups", index, key)
            if group.is_one_person:
                yield location, "it is for groups: one person is always shown by name"
            elif size < MIN_GROUP_SIZE:
                hint = "in a smaller group one can tell who said what"
                yield location, f"expected at least {MIN_GROUP_SIZE}, found {size}: {hint}"
        smallest, for_comments = group.minimums(rules)
        if for_comments < smallest:
            message = f"expected no fewer than for scores, {smallest}, found {for_comments}"
            yield ("groups", index, "smallest_for_comments"), message


def _check_answers(asked: Round) -> Findings:
    names = [group.name for group in asked.groups]
    of = [(("answers", n, "group"), answer.group) for n, answer in enumerate(asked.answers)]
    by = [(("comments", n, "group"), comment.group) for n, comment in enumerate(asked.comments)]
    for location, name in (*of, *by):
        if name not in names:
            yield location, f"there is no group of that name: {suggestion(name, names)}"
    yield from _check_scores(asked)
    questions = [question.id for question in asked.questions]
    for index, comment in enumerate(asked.comments):
        if comment.question and comment.question not in questions:
            message = f"there is no such question: {suggestion(comment.question, questions)}"
            yield ("comments", index, "question"), message
    single = {group.name for group in asked.groups if group.is_one_person}
    own = ((location, name) for location, name in of if name in single)
    yield from repeated(own, "an earlier answer is of this person, who has one")


def _check_scores(asked: Round) -> Findings:
    statements = [statement.id for statement in asked.statements]
    low, high = asked.bounds
    for index, answer in enumerate(asked.answers):
        for key, typed in answer.scores.items():
            location: Location = ("answers", index, "scores", key)
            score = score_of(typed)
            if key not in statements:
                yield location, f"there is no such statement: {suggestion(key, statements)}"
            elif score is not None and not low <= score <= high:
                yield location, f"expected a score from {low} to {high}, found {score}"


def _check_freeze(asked: Round, rules: FeedbackRules) -> Findings:
    if asked.frozen is None:
        if asked.answers or asked.comments:
            message = (
                "somebody has answered, so the file must say what was asked: "
                "`coaching-site migrate` with the name of the folder writes `frozen`"
            )
            yield ("answers",), message
        return
    now = asked.freeze(rules)
    for key in Freeze.model_fields:
        if getattr(now, key) != getattr(asked.frozen, key):
            message = (
                f"{_CHANGED[key]} changed after the first answer, to which they were promised: "
                "put them back as they were, and ask anew in a round of its own"
            )
            yield ("frozen", key), message
