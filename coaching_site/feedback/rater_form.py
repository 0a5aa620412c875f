"""The form of a rater: one file that opens from a mail, without any request to anybody.

All of a group get the same file. What they answer is locked for the coach before it is saved, and
each saved file has one name and one size, so that no answer can be told from another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from coaching_site.build.single_file import SingleFile
from coaching_site.build.workspace import Workspace
from coaching_site.model import Engagement
from coaching_site.model.brand import Brand
from coaching_site.model.feedback import RaterGroup, RaterItem, Round
from coaching_site.model.programme import FeedbackRules
from coaching_site.rendering.environment import PageEnvironment

ANSWER_FILE: Final = "feedback-answer.jwe"
"""The name of the file of each answer, whoever gave it."""

MOST_CHARACTERS: Final = 4000
"""The most characters of one comment."""

_MOST_CHOICES: Final = 11
_A_MINUTE: Final = 5  # statements


@dataclass(frozen=True)
class AskedGroup:
    """What one group is asked, as its form shows it."""

    executive: str
    coach: str
    email: str | None
    asked: Round
    group_asked: RaterGroup
    rules: FeedbackRules
    file_name: str = ANSWER_FILE
    most_characters: int = MOST_CHARACTERS

    @property
    def title(self) -> str | None:
        """The title of the round, if it has one."""
        return self.asked.title

    @property
    def closes(self) -> date:
        """The last day for answers."""
        return self.asked.closes

    @property
    def statements(self) -> tuple[RaterItem, ...]:
        """What is rated."""
        return self.asked.statements

    @property
    def questions(self) -> tuple[RaterItem, ...]:
        """What is answered in words."""
        return self.asked.questions

    @property
    def group(self) -> str:
        """The name of the group."""
        return self.group_asked.name

    @property
    def is_one_person(self) -> bool:
        """Whether the executive will know whose answer it is."""
        return self.group_asked.is_one_person

    @property
    def is_own(self) -> bool:
        """Whether it is the executive who answers."""
        return self.group_asked.who == "self"

    @property
    def speaks_to_executive(self) -> bool:
        """Whether "you" in its statements is the executive, and somebody else answers them."""
        return not self.is_own and self.asked.kind != "coaching"

    @property
    def smallest(self) -> int:
        """How many of the group must have answered before anything is shown."""
        return self.group_asked.minimums(self.rules)[0]

    @property
    def lowest(self) -> int:
        """The lowest score."""
        return self.asked.bounds[0]

    @property
    def highest(self) -> int:
        """The highest score."""
        return self.asked.bounds[1]

    @property
    def scores(self) -> Sequence[int]:
        """The scores to choose from; none where there are so many that a number is typed."""
        every = range(self.lowest, self.highest + 1)
        return every if len(every) <= _MOST_CHOICES else ()

    @property
    def low(self) -> str | None:
        """What the lowest score means, if the round says it."""
        return self.asked.low

    @property
    def high(self) -> str | None:
        """What the highest score means, if the round says it."""
        return self.asked.high

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return max(2, len(self.statements) // _A_MINUTE + 2 * len(self.questions))


@dataclass(frozen=True)
class FormMaker:
    """Makes the forms of a round; `key` is the coach's public key."""

    workspace: Workspace
    environment: PageEnvironment
    brand: Brand
    key: Mapping[str, str]
    slug: str
    engagement: Engagement
    rules: FeedbackRules

    def form(self, name: str, asked: Round, group: RaterGroup) -> bytes:
        """Return the form of one group of the round with a name, as a page.

        Raises `InvalidInput` about a template that does not work.
        """
        coach = self.engagement.coach
        shown = AskedGroup(
            self.engagement.executive.name, coach.name, coach.email, asked, group, self.rules
        )
        self.environment.globals["asked"] = shown
        single = SingleFile(self.workspace, self.brand, "feedback/form.js", "feedback/form.css")
        data = {"asked": self._data(name, asked, group)}
        return single.page(self.environment, "feedback/form.html", data).encode("utf-8")

    def _data(self, name: str, asked: Round, group: RaterGroup) -> dict[str, Any]:
        return {
            "engagement": self.slug,
            "round": name,
            "group": group.name,
            "promised": asked.freeze(self.rules).model_dump(),
            "key": dict(self.key),
            "file": ANSWER_FILE,
            "words": {
                "failed": self.environment.word("rater_failed"),
                "nothing": self.environment.word("rater_nothing"),
                "number": self.environment.word("rater_wrong_number"),
            },
        }
