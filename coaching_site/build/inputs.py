"""What a portal is made from, read in one go, so that all problems are told together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from coaching_site.build.customising import advice_on_originals
from coaching_site.build.workspace import Workspace
from coaching_site.crypto.public_key import load_reply_key
from coaching_site.loading import (
    language_in,
    load_brand,
    read_engagement,
    read_programme,
    read_words,
)
from coaching_site.loading.attachments import LIBRARY, AttachmentFolders
from coaching_site.loading.layers import Translated, advice_on_files
from coaching_site.loading.pictures import odd_files
from coaching_site.loading.records import Recommended
from coaching_site.model import Engagement, Programme
from coaching_site.model.brand import Brand
from coaching_site.problems import Advice, CollectedProblems, InvalidInput
from coaching_site.rendering.template_errors import broken_templates

_UNATTACHED: Final = "nothing attaches this file, so no portal has it"


@dataclass(frozen=True)
class Inputs:
    """What the portal of an engagement is made from, all of it without a problem.

    Words and programme are in the language of the engagement, or in English where that lacks
    them. `reply_key` is the coach's public key as a JWK. `recommended` places findings in the file.
    """

    workspace: Workspace
    slug: str
    as_of: date
    engagement: Engagement
    translated_programme: Translated[Programme]
    translated_words: Translated[Mapping[str, str]]
    brand: Brand
    reply_key: dict[str, str] | None
    files: AttachmentFolders
    advice: tuple[Advice, ...]
    recommended: Recommended

    @property
    def programme(self) -> Programme:
        """The programme that the portal shows."""
        return self.translated_programme.content

    @property
    def words(self) -> Mapping[str, str]:
        """The short words by their keys."""
        return self.translated_words.content

    @property
    def engagement_file(self) -> Path:
        """The file that holds the engagement."""
        return self.workspace.folder_of(self.slug) / "engagement.yml"


def read_inputs(workspace: Workspace, slug: str, as_of: date) -> Inputs:
    """Return what the portal of an engagement is made from, as of a day.

    Raises `InvalidInput` with all problems of looks, words, brand, key, programme and engagement.
    """
    workspace.refuse_clients_in_sources()
    folder = workspace.folder_of(slug)
    language = language_in(folder)
    read = _problems_of_looks(workspace)
    words = read.result_of(lambda: read_words(workspace.layers("words", language)))
    brand = read.result_of(lambda: load_brand(workspace.own_file("brand.yml")))
    key = read.result_of(lambda: load_reply_key(workspace.own_file("reply-key.json")))
    programme = read.result_of(lambda: read_programme(workspace.layers("programme", language)))
    files = AttachmentFolders(folder, [layer / LIBRARY for layer in workspace.content_layers])
    # Without a programme nobody knows which prompts an engagement may answer.
    loaded = None
    if programme:
        prompts = programme.content
        loaded = read.result_of(lambda: read_engagement(folder, prompts, as_of=as_of, files=files))
    if read or words is None or brand is None or programme is None or loaded is None:
        raise InvalidInput(read)
    return Inputs(
        workspace=workspace,
        slug=slug,
        as_of=as_of,
        engagement=loaded.record,
        translated_programme=programme,
        translated_words=words,
        brand=brand,
        reply_key=key,
        files=files,
        advice=(
            *_advice_on_files(workspace, language, words, programme),
            *loaded.advice,
            *(Advice.of_file(path, _UNATTACHED) for path in files.unattached(loaded.record)),
        ),
        recommended=loaded.recommended,
    )


def _advice_on_files(
    workspace: Workspace,
    language: str | None,
    words: Translated[Mapping[str, str]],
    programme: Translated[Programme],
) -> Iterator[Advice]:
    yield from advice_on_originals(workspace)
    yield from advice_on_files(workspace.content, language, words, programme)
    yield from (*words.advice, *programme.advice)


def _problems_of_looks(workspace: Workspace) -> CollectedProblems:
    problems = CollectedProblems(broken_templates(workspace.overrides, workspace.cache_dir))
    problems.extend(odd_files(workspace.content, workspace.overrides))
    return problems
