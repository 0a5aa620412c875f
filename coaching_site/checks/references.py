"""References of past records to goals, prompts or people that no longer exist.

They are no mistakes: what is removed from a programme or an engagement must not break a build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from coaching_site.checks.locations import ANY, KEY, Findings, values_at
from coaching_site.checks.prompts import answers_of
from coaching_site.locations import Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.goals import goal_id
from coaching_site.notation.plain import as_read
from coaching_site.problems import one_of, quoted
from coaching_site.spelling import words_near


def advise_on_references(engagement: Engagement, programme: Programme) -> Findings:
    """Yield each reference to what does not exist, or no longer."""
    yield from _goals(engagement)
    yield from _groups(engagement)
    yield from _sponsor(engagement)
    for location, known in unknown_words(engagement, programme):
        if was_asked(engagement, location):
            gone = f"the programme does not ask `{location[-1]}` any more, so it is not shown"
            yield (*location, KEY), gone + _meant(str(location[-1]), known)


def unknown_words(
    engagement: Engagement, programme: Programme
) -> Iterator[tuple[Location, tuple[str, ...]]]:
    """Yield the location of each id that the programme does not have there, and the ids it has."""
    for path, items in answers_of(programme).items():
        known = tuple(item.id for item in items)
        for location, answers in values_at(engagement, path):
            yield from (((*location, key), known) for key in answers if key not in known)


def was_asked(engagement: Engagement, location: Location) -> bool:
    """Return whether replies show that the programme once had the id at the end of a location.

    What was answered by a reply is in the history, and a round of ratings has the reply's id.
    """
    asked = tuple(part for part in location if isinstance(part, str))
    if asked[1] == "scores":
        return any(rated.id and asked[-1] in rated.scores for rated in engagement.ratings)
    # Keys of the file that keys of prompts do not have: `goals/rest/x` is `answers: x` there.
    asked = tuple(part for part in asked if part not in ("answers", "shown_to"))
    once = (rewording.key.asked for rewording in engagement.history if rewording.key)
    return any(key[: len(asked)] == asked for key in once)


def _goals(engagement: Engagement) -> Findings:
    goals = list(enumerate(engagement.goals, 1))
    names = [*(goal.title for _, goal in goals), *(goal_id(goal, number) for number, goal in goals)]
    # Sets, so that a goal whose title and id read the same is not counted as two.
    known = Counter(
        chain.from_iterable({as_read(g.title), as_read(goal_id(g, n))} for n, g in goals)
    )
    called = {as_read(name) for _, goal in goals for name in (goal.title, goal.id) if name}
    is_reported = False  # once is enough: one command gives ids to all goals
    for path in (("reviews", ANY, "goals", ANY), ("follow_up", "impact", ANY)):
        for location, record in values_at(engagement, path):
            name = as_read(record.goal)
            if name not in known:
                gone = f"no goal is called {quoted(record.goal)}, so it is shown by that name"
                yield (*location, "goal"), gone + _meant(record.goal, names)
            elif known[name] > 1:
                yield (*location, "goal"), _OF_TWO
            elif name not in called and not is_reported:
                is_reported = True
                yield (*location, "goal"), _BY_PLACE


_OF_TWO: Final = (
    "one goal has this title and another this id: write the other name of the one that is meant"
)
_BY_PLACE: Final = (
    "it names a goal by its place in the list, where another may be by now: "
    "`coaching-site ids` with the name of the folder gives it an id that stays"
)


def _groups(engagement: Engagement) -> Findings:
    for index, feedback in enumerate(engagement.feedback):
        groups = dict.fromkeys(chain.from_iterable(s.groups for s in feedback.statements))
        for name in feedback.comments:
            if name not in groups:
                gone = f"no statement has scores of a group {quoted(name)}, so it is not shown"
                yield ("feedback", index, "comments", name, KEY), gone + _meant(name, groups)


def _sponsor(engagement: Engagement) -> Findings:
    if engagement.agreement.signed.sponsor and not engagement.sponsor:
        message = "it is not shown: none of the stakeholders has `relation: sponsor`"
        yield ("agreement", "signed", "sponsor"), message


def _meant(name: str, known: Iterable[str]) -> str:
    near = words_near(name, tuple(known))
    return f": did you mean {one_of(near)}?" if near else ""
