"""The form of a rater: one file that opens from a mail, without any request to anybody.

All of a group get the same file. What they answer is locked for the coach before it is saved, and
each saved file has one name and one size, so that no answer can be told from another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from coaching_site import shipped
from coaching_site.brand.palette import stylesheet_of
from coaching_site.build.bundle_scripts import bundle_scripts
from coaching_site.build.minify_scripts import minified_scripts
from coaching_site.build.workspace import Workspace
from coaching_site.languages import nearest_language
from coaching_site.loading import read_words
from coaching_site.model import Engagement
from coaching_site.model.brand import Brand
from coaching_site.model.feedback import RaterGroup, RaterItem, Round
from coaching_site.model.programme import FeedbackRules
from coaching_site.parsing.source import read_template
from coaching_site.privacy.policy import hash_of
from coaching_site.rendering.environment import PageEnvironment
from coaching_site.rendering.pages import component_of

ANSWER_FILE: Final = "feedback-answer.jwe"
"""The name of the file of each answer, whoever gave it."""

MOST_CHARACTERS: Final = 4000
"""The most characters of one comment."""

_MOST_CHOICES: Final = 11
_A_MINUTE: Final = 5  # statements
_ENTRY: Final = "feedback/form.js"
_POLICY: Final = (
    "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; "
    "form-action 'none'"
)
_CHARSET: Final = '<meta charset="utf-8">'


def form_environment(workspace: Workspace, language: str | None) -> PageEnvironment:
    """Return what writes forms in a language, or in English where there are no words in it."""
    words = read_words(workspace.layers("words", language))
    found = words.language or "en"
    spoken = language if language and nearest_language(language, [found]) else found
    return PageEnvironment(workspace.template_folders, spoken, words.content, workspace.cache_dir)


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
        speech = self.environment.speech
        self.environment.globals.update(
            asked=shown,
            language=str(speech).replace("_", "-"),
            direction=speech.text_direction,
        )
        page = component_of(self.environment, "feedback/form.html")
        return self._complete(page, self._data(name, asked, group)).encode("utf-8")

    def _complete(self, page: str, data: str) -> str:
        """Return a page with its style, its scripts and the policy that allows these alone."""
        style, script = self._style(), self._script()
        policy = _POLICY.format(script=hash_of(script), style=hash_of(style))
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        for place, whole in (
            (_CHARSET, f"{_CHARSET}\n{meta}"),
            ("<style></style>", f"<style>{style}</style>"),
            ('id="asked"></script>', f'id="asked">{data}</script>'),
            ("<script></script>", f"<script>{script}</script>"),
        ):
            page = page.replace(place, whole, 1)
        return page

    def _data(self, name: str, asked: Round, group: RaterGroup) -> str:
        said: dict[str, Any] = {
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
        # No text may end the element that it stands in.
        return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")

    def _style(self) -> str:
        form = self._file("feedback/form.css")
        return f"{stylesheet_of(self.brand.colours)}\n{form or ''}"

    def _script(self) -> str:
        (script,) = minified_scripts([bundle_scripts(_ENTRY, self._file)])
        if isinstance(script, Exception):
            raise script
        return script.text.replace("</", "<\\/")

    def _file(self, path: str) -> str | None:
        layers = self.workspace.override_layers
        file: Path | None = shipped.first_with(path, layers)
        return read_template(file) if file else None
