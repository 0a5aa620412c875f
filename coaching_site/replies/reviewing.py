"""What an executive says at a review, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from coaching_site.editing import Append, Change, Put
from coaching_site.editing.changes import Location, Value
from coaching_site.model import Engagement
from coaching_site.model.work import GoalProgress, Review
from coaching_site.replies.proposal import Lines, Proposal, State, one_or_many, state_of
from coaching_site.replies.reply import Progress, ReviewItem
from coaching_site.replies.wording import Wording
from coaching_site.view.drafts import base_of_review

_CHANGED = "the review differs from what the portal showed"


def review_proposals(
    item: ReviewItem, engagement: Engagement, wording: Wording, on: date
) -> Iterator[Proposal]:
    """Yield each part of a review that a reply fills in or changes."""
    day = item.key.removeprefix("reviews/")
    label = wording.word("reply_review", day=day)
    scales = {scale.id: scale.short for scale in wording.programme.ratings}
    found = [n for n, one in enumerate(engagement.reviews) if one.on.isoformat() == day]
    sound = [n for n in found if item.base == base_of_review(engagement.reviews[n])]
    number = next(iter(sound or found), None)
    if number is None:
        said = tuple(_all_said(item, scales))
        yield Proposal(
            label, (), said, State.LOST, reason="there is no review on this day any more"
        )
        return
    review, at = engagement.reviews[number], ("reviews", number)
    if item.value.scores:
        yield _scores(
            f"{label}: {wording.word('reply_ratings')}",
            review,
            at,
            item.value.scores,
            scales,
            on,
            engagement,
        )
    for name, progress in item.value.goals.items():
        if progress.score or progress.progress:
            yield _progress(label, review, at, name, progress, engagement, bool(sound))
    for key in ("works", "change"):
        texts: Lines = getattr(item.value, key)
        if texts:
            old: Lines = getattr(review, key)
            state = state_of(same=old == texts, sound=bool(sound) or not old)
            added = (*old, *(text for text in texts if text not in old))
            yield Proposal(
                f"{label}: {wording.word(f'review_{key}')}",
                old,
                texts,
                state,
                (Put((*at, key), one_or_many(texts)),),
                (Put((*at, key), one_or_many(added)),) if old else (),
                _CHANGED if state is State.CONFLICT else "",
            )


def _scores(
    label: str,
    review: Review,
    at: Location,
    scores: Mapping[str, int],
    scales: Mapping[str, str],
    on: date,
    engagement: Engagement,
) -> Proposal:
    """Return the ratings of a review: they fill it, or else they need a decision."""
    now = review.scores
    before, after = (
        tuple(f"{scales.get(key, key)}: {score}" for key, score in given.items())
        for given in (now, scores)
    )
    changes = tuple(Put((*at, "scores", k), v) for k, v in scores.items() if now.get(k) != v)
    state = state_of(same=scores.items() <= now.items(), sound=not now)
    free = on >= engagement.start and (engagement.end is None or on <= engagement.end)
    free = free and all(one.on != on for one in engagement.ratings)
    record: Mapping[str, Value] = {"on": on, "scores": dict(scores)}
    both: tuple[Change, ...] = (Append(("ratings",), record),) if free else ()
    reason = "the review has ratings already" if state is State.CONFLICT else ""
    return Proposal(label, before, after, state, changes, both, reason)


def _progress(
    label: str,
    review: Review,
    at: Location,
    name: str,
    new: Progress,
    engagement: Engagement,
    sound: bool,
) -> Proposal:
    after = _said(new.score, new.progress)
    goals = enumerate(engagement.goals, 1)
    goal = next((goal for n, goal in goals if name in (goal.id, f"goal-{n}")), None)
    if goal is None:
        reason = "the goal is not there any more"
        return Proposal(f"{label}: goal {name}", (), after, State.LOST, reason=reason)
    label = f"{label}: {goal.title}"
    names = (name, goal.title.casefold())
    number = next((n for n, g in enumerate(review.goals) if g.goal.casefold() in names), None)
    if number is None:
        record: dict[str, Value] = {"goal": name}
        record |= {"progress": new.progress} if new.progress else {}
        record |= {"score": new.score} if new.score else {}
        return Proposal(label, (), after, State.NEW, (Append((*at, "goals"), record),))
    old: GoalProgress = review.goals[number]
    pairs = [("progress", old.progress, new.progress), ("score", old.score, new.score)]
    different = [(key, value) for key, was, value in pairs if value and value != was]
    changes = tuple(Put((*at, "goals", number, key), value) for key, value in different)
    state = state_of(same=not changes, sound=sound)
    reason = _CHANGED if state is State.CONFLICT else ""
    return Proposal(label, _said(old.score, old.progress), after, state, changes, (), reason)


def _said(score: int | None, progress: str | None) -> Lines:
    return (*([f"{score} of 10"] if score else []), *([progress] if progress else []))


def _all_said(item: ReviewItem, scales: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{scales.get(key, key)}: {score}" for key, score in item.value.scores.items())
    for name, progress in item.value.goals.items():
        yield from (f"{name}: {text}" for text in _said(progress.score, progress.progress))
    yield from (*item.value.works, *item.value.change)
