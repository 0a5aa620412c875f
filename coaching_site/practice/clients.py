"""The clients of a workspace: each with what its portal shows, or with why it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from coaching_site.build.workspace import Workspace
from coaching_site.loading import engagement_names, language_in, load_engagement, read_programme
from coaching_site.model import Engagement, Programme
from coaching_site.problems import InvalidInput, Problem
from coaching_site.view import PortalView, view_of


@dataclass(frozen=True)
class Client:
    """An engagement that was read: its folder, its record, and what its portal shows."""

    slug: str
    folder: Path
    engagement: Engagement
    programme: Programme
    portal: PortalView


@dataclass(frozen=True)
class UnreadClient:
    """An engagement that cannot be read, with every problem of its file."""

    slug: str
    problems: tuple[Problem, ...]


@dataclass
class ClientReader:
    """Reads clients as of a day; each programme, one a language, is read once."""

    workspace: Workspace
    as_of: date
    _programmes: dict[str | None, Programme] = field(default_factory=dict)

    def all(self) -> tuple[Client | UnreadClient, ...]:
        """Return every client, by slug; one that cannot be read stops no other."""
        return tuple(self._tried(slug) for slug in engagement_names(self.workspace.engagements))

    def read(self, slug: str) -> Client:
        """Return one client; raise `InvalidInput` with all problems of its file and programme."""
        folder = self.workspace.folder_of(slug)
        programme = self._programme(language_in(folder))
        engagement = load_engagement(folder, programme)
        portal = view_of(engagement, programme, self.as_of)
        return Client(slug, folder, engagement, programme, portal)

    def _tried(self, slug: str) -> Client | UnreadClient:
        try:
            return self.read(slug)
        except InvalidInput as error:
            return UnreadClient(slug, error.problems)
        except OSError as error:
            path = self.workspace.engagements / slug / "engagement.yml"
            return UnreadClient(slug, (Problem.of_file(path, error.strerror or str(error)),))

    def _programme(self, language: str | None) -> Programme:
        if language not in self._programmes:
            layers = self.workspace.layers("programme", language)
            self._programmes[language] = read_programme(layers).content
        return self._programmes[language]
