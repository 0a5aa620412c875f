"""The coach's workspace: where its words, its looks and its clients are found."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coaching_site.loading import content_folder, content_folders, engagement_folder
from coaching_site.problems import InvalidInput, Problem
from coaching_site.rendering.pages import page_templates


@dataclass(frozen=True)
class Workspace:
    """Where a project keeps its words (`content`), its looks (`overrides`) and its clients.

    `cache_dir` is the folder of what is kept between builds; without it nothing is kept. Every
    file of words or looks is looked up by a method here.
    """

    content: Path
    overrides: Path
    engagements: Path
    cache_dir: Path | None = None

    def folder_of(self, slug: str) -> Path:
        """Return the folder of an engagement; raise `InvalidInput` when there is none."""
        return engagement_folder(self.engagements, slug)

    def content_for(self, engagement: Path) -> Path:
        """Return the folder of words in the language of an engagement, or else the first one."""
        return content_folder(self.content, engagement)

    def content_file(self, name: str, content: Path | None = None) -> Path:
        """Return the path of a file of words: in the folder of a language, or else in the first."""
        return (content or self.content) / name

    def page_templates(self, content: Path) -> Mapping[str, Path]:
        """Return the templates of pages in the folder of a language, by their names in it."""
        return page_templates(content)

    def template_folders(self, content: Path) -> tuple[Path, ...]:
        """Return the folders in which pages of a language find templates, the first one first."""
        return (content, self.overrides)

    @property
    def pdf_templates(self) -> Path:
        """The folder of the templates of PDFs, which need not exist."""
        return self.overrides / "pdf"

    def override_files(self, pattern: str = "*") -> Iterator[tuple[str, Path]]:
        """Yield name and path of each file of the looks that fits a pattern, sorted."""
        for path in sorted(self.overrides.rglob(pattern)):
            yield path.relative_to(self.overrides).as_posix(), path

    @property
    def all_content(self) -> tuple[Path, ...]:
        """The folders of words in all languages."""
        return (self.content, *content_folders(self.content).values())

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders that portals are made from."""
        return (self.engagements, *self.all_content, self.overrides)

    def content_to_come(self, place: Path) -> tuple[Path, ...]:
        """The folder of words in a further language that a place is in or is, if it were there."""
        start = f"{self.content.name}-".casefold()
        around = (Path(os.path.realpath(place)), *Path(os.path.realpath(place)).parents)
        home = self.content.resolve().parent
        return tuple(
            one for one in around if one.parent == home and one.name.casefold().startswith(start)
        )

    def refuse_clients_in_sources(self) -> None:
        """Raise `InvalidInput` where clients and sources lie in one another.

        All that is in `content` or `overrides` is built, so a client's file there would be public.
        """
        clients = self.engagements.resolve()
        for other in (*self.all_content, self.overrides):
            place = other.resolve()
            if clients.is_relative_to(place) or place.is_relative_to(clients):
                name = self.engagements.name
                message = (
                    f"expected a place apart from {other.name}/, found {name}/ around or in it"
                )
                raise InvalidInput([Problem.of_file(Path("mkdocs.yml"), message, "engagements")])
