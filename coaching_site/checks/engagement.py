"""Rules across the fields of an engagement, alone and together with its programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from coaching_site.checks.agreement import check_agreement
from coaching_site.checks.days import LATEST_IS_END, check_years
from coaching_site.checks.doubles import check_doubles
from coaching_site.checks.locations import ANY, KEY, Findings, repeated, values_at
from coaching_site.checks.metrics import check_metrics
from coaching_site.checks.prompts import answers_of
from coaching_site.checks.references import unknown_words, was_asked
from coaching_site.checks.states import check_states
from coaching_site.languages import locale_of
from coaching_site.locations import Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.activities import Statement
from coaching_site.model.goals import Goal
from coaching_site.model.placed_actions import placed_actions
from coaching_site.model.programme import Group, Prompt
from coaching_site.model.time_zones import zone_names
from coaching_site.notation.currencies import currencies_meant, known_currencies
from coaching_site.notation.languages import language_meant
from coaching_site.notation.plain import as_read
from coaching_site.notation.zone_aliases import zone_meant
from coaching_site.problems import one_of, quoted, suggestion


def check_engagement(engagement: Engagement, programme: Programme) -> Findings:
    """Yield each rule that an engagement breaks, on its own or together with its programme."""
    yield from check_language(engagement.language)
    yield from _check_timezone(engagement)
    yield from _check_currency(engagement)
    yield from _check_step(engagement, programme)
    yield from check_agreement(engagement, programme)
    yield from _check_period(engagement)
    yield from check_years(engagement)
    yield from _check_actions(engagement)
    yield from _check_sections(engagement, programme)
    yield from _check_answers(engagement, programme)
    yield from _check_goals(engagement)
    yield from _check_action_ids(engagement, programme)
    yield from _check_value_ids(engagement)
    yield from _check_moments(engagement)
    yield from check_metrics(engagement)
    yield from check_states(engagement)
    yield from check_doubles(engagement)
    yield from _check_feedback(engagement)


def check_language(language: str) -> Findings:
    """Yield a message for a language, under the key `language`, that has no locale."""
    try:
        locale_of(language)
    except ValueError:
        meant = language_meant(language)
        hint = f"did you mean `{meant}`?" if meant else "expected one such as en, de or pt-BR"
        yield ("language",), f"unknown language {quoted(language)}: {hint}"


def _check_timezone(engagement: Engagement) -> Findings:
    name = engagement.timezone
    if name and name not in (names := zone_names()):
        meant = zone_meant(name, names)
        hint = f"did you mean `{meant}`?" if meant else "expected one such as Europe/Stockholm"
        yield ("timezone",), f"unknown time zone {quoted(name)}: {hint}"


def _check_currency(engagement: Engagement) -> Findings:
    terms = engagement.follow_up.return_on_investment
    if terms and terms.currency not in known_currencies():
        meant = currencies_meant(terms.currency)
        hint = f"did you mean {one_of(meant)}?" if meant else "expected one such as EUR or USD"
        location = ("follow_up", "return_on_investment", "currency")
        yield location, f"unknown currency {quoted(terms.currency)}: {hint}"


def _check_step(engagement: Engagement, programme: Programme) -> Findings:
    most = len(programme.steps)
    if engagement.step and engagement.step > most:
        yield ("step",), f"expected a step from 1 to {most}, found {engagement.step}"


def _check_period(engagement: Engagement) -> Findings:
    start, end = engagement.start, engagement.end
    if end and end < start:
        yield ("end",), f"{end} is before the start of the coaching, {start}"
        end = None  # else every day would be after it
    for section in (*LATEST_IS_END, "reviews"):
        for index, record in enumerate(getattr(engagement, section)):
            # A review may follow the coaching.
            latest = None if section == "reviews" else end
            yield from _outside((section, index, "on"), record.on, start, latest)
    for index, correction in enumerate(engagement.follow_up.corrections):
        yield from _outside(("follow_up", "corrections", index, "on"), correction.on, start)
    for index, goal in enumerate(engagement.goals):
        yield from _outside(("goals", index, "deadline"), goal.deadline, start)


def _outside(
    location: Location, day: date | None, start: date, end: date | None = None
) -> Findings:
    if day and day < start:
        yield location, f"{day} is before the start of the coaching, {start}"
    if day and end and day > end:
        yield location, f"{day} is after the end of the coaching, {end}"


def _check_actions(engagement: Engagement) -> Findings:
    for placed in placed_actions(engagement):
        location, action = placed.place, placed.action
        for key in ("started", "target", "done"):
            yield from _outside((*location, key), getattr(action, key), engagement.start)
        if action.started and action.done and action.done < action.started:
            yield (*location, "done"), f"{action.done} is before it was started, {action.started}"


def _check_sections(engagement: Engagement, programme: Programme) -> Findings:
    known = tuple(programme.prompts_by_section)
    for placed in placed_actions(engagement):
        if (name := placed.action.prompts) and name not in known:
            yield (*placed.place, "prompts"), f"unknown word `{name}`: {suggestion(name, known)}"


def _check_answers(engagement: Engagement, programme: Programme) -> Findings:
    for path, items in answers_of(programme).items():
        known = {item.id: item for item in items}
        for location, answers in values_at(engagement, path):
            for key, answer in answers.items():
                if key in known:
                    yield from _too_many((*location, key), answer, known[key])
    for location, words in unknown_words(engagement, programme):
        if not was_asked(engagement, location):
            yield (
                (*location, KEY),
                f"unknown word `{location[-1]}`: {suggestion(str(location[-1]), words)}",
            )
    form = [p for p in _prompts_of(programme.goal_form) if p.id in Goal.form_fields()]
    for location, goal in values_at(engagement, ("goals", ANY)):
        for prompt in form:
            yield from _too_many((*location, prompt.id), getattr(goal, prompt.id), prompt)


def _too_many(location: Location, answers: Any, prompt: object) -> Findings:
    if isinstance(prompt, Prompt) and prompt.exactly and prompt.count:
        many = len(answers) if isinstance(answers, tuple) else 1
        if many > prompt.count:
            noun = "answer" if prompt.count == 1 else "answers"
            yield location, f"expected at most {prompt.count} {noun}, found {many}"


def _prompts_of(groups: Iterable[Group]) -> tuple[Prompt, ...]:
    return tuple(chain.from_iterable(group.prompts for group in groups))


def _check_goals(engagement: Engagement) -> Findings:
    goals = list(enumerate(engagement.goals))
    titles = [(("goals", n, "title"), as_read(g.title)) for n, g in goals]
    yield from repeated(titles, "an earlier goal has this title: each needs its own")
    ids: list[tuple[Location, str]] = [(("goals", n, "id"), g.id) for n, g in goals if g.id]
    yield from repeated(ids, "an earlier goal has the id `{}`: each needs its own")
    # A typed `goal-2` would have the page of the second goal, if that has no id of its own.
    yield from _taken(ids, {f"goal-{n + 1}" for n, goal in goals if not goal.id})


def _check_action_ids(engagement: Engagement, programme: Programme) -> Findings:
    every: list[tuple[Location, str]] = []
    # Keys of actions are below that of the goal, as those of the prompts of its form are.
    prompts = {prompt.id for prompt in _prompts_of(programme.goal_form)}
    for number, goal in enumerate(engagement.goals):
        actions = list(enumerate(goal.actions))
        location = ("goals", number, "actions")
        ids: list[tuple[Location, str]] = [((*location, n, "id"), a.id) for n, a in actions if a.id]
        yield from _taken(ids, prompts | {f"action-{n + 1}" for n, a in actions if not a.id})
        every += ids
    others = list(enumerate(engagement.actions))
    ids = [(("actions", n, "id"), action.id) for n, action in others if action.id]
    yield from _taken(ids, {f"action-{n + 1}" for n, action in others if not action.id})
    every += ids
    yield from repeated(every, "an earlier action has the id `{}`: each needs its own")


def _check_value_ids(engagement: Engagement) -> Findings:
    values = enumerate(engagement.values)
    ids = [(("values", n, "id"), value.id) for n, value in values if value.id]
    yield from repeated(ids, "an earlier value has the id `{}`: each needs its own")


def _taken(ids: Iterable[tuple[Location, str]], others: set[str]) -> Findings:
    for location, name in ids:
        if name in others:
            yield location, f"the portal uses the id `{name}` for something else: choose another"


def _check_moments(engagement: Engagement) -> Findings:
    rounds = [(("ratings", n, "on"), rated.on) for n, rated in enumerate(engagement.ratings)]
    yield from repeated(rounds, "an earlier round of ratings has this day")
    sessions = list(enumerate(engagement.sessions))
    # In place of one that was cancelled another may be held.
    kept = [(number, session) for number, session in sessions if not session.cancelled]
    moments = [(("sessions", n, "on"), (session.on, session.at)) for n, session in kept]
    yield from repeated(moments, "an earlier session is on the same day at the same time")
    ids = [(("sessions", n, "id"), session.id) for n, session in sessions if session.id]
    yield from repeated(ids, "an earlier session has the id `{}`: each needs its own")


def _check_feedback(engagement: Engagement) -> Findings:
    for index, feedback in enumerate(engagement.feedback):
        for number, statement in enumerate(feedback.statements):
            location = ("feedback", index, "statements", number)
            for key, score in _scores(statement):
                if score > feedback.scale:
                    message = f"expected a score from 1 to {feedback.scale}, found {score}"
                    yield (*location, *key), message


def _scores(statement: Statement) -> Iterator[tuple[Location, int]]:
    for key in ("self", "coach"):
        if (score := getattr(statement, key)) is not None:
            yield (key,), score
    for name, scores in statement.groups.items():
        for index, score in enumerate(scores):
            yield ("groups", name, index), score
