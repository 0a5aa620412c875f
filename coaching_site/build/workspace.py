"""The coach's workspace: where its words, its looks and its clients are found."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coaching_site import shipped
from coaching_site.loading import content_folder, content_folders, engagement_folder
from coaching_site.problems import InvalidInput, Problem
from coaching_site.rendering.pages import PageTemplates, page_templates


@dataclass(frozen=True)
class Workspace:
    """Where a coach keeps words (`content`), looks (`overrides`) and clients (`engagements`).

    `cache_dir` is the folder of what is kept between builds; without it nothing is kept. Every
    file of words or looks is looked up by a method here: the workspace's own, or else the shipped
    one of the same path.
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
        """Return the path of a file of words: in the folder of a language, or else in the first.

        Where there is none, it is the path in the workspace.
        """
        folder = content or self.content
        return shipped.first_with(name, self.content_layers(folder)) or folder / name

    def own_file(self, name: str, content: Path | None = None) -> Path:
        """Return the path of a file that is never shipped, such as a key or a picture."""
        return (content or self.content) / name

    def content_layers(self, content: Path) -> tuple[Path, ...]:
        """Return the folders of words in a language: the workspace's own, then the shipped one."""
        language = content.name.removeprefix(self.content.name)
        original = shipped.CONTENT.with_name(shipped.CONTENT.name + language)
        return shipped.layers(content, original)

    @property
    def override_layers(self) -> tuple[Path, ...]:
        """The folders of looks: the workspace's own, then the shipped one."""
        return shipped.layers(self.overrides, shipped.OVERRIDES)

    def page_templates(self, content: Path) -> PageTemplates:
        """Return the templates of pages in a language, by their names."""
        return page_templates(*self.content_layers(content))

    def template_folders(self, content: Path) -> tuple[Path, ...]:
        """Return the folders in which pages of a language find templates, the first one first."""
        own, *words = self.content_layers(content)
        own_looks, *looks = self.override_layers
        return (own, own_looks, *words, *looks)

    @property
    def pdf_templates(self) -> tuple[Path, ...]:
        """The folders of the templates of PDFs, the first one first."""
        return tuple(layer / "pdf" for layer in self.override_layers)

    def is_override(self, path: str) -> bool:
        """Tell whether a path is that of a file of looks, shipped or not."""
        return any(Path(path).is_relative_to(layer) for layer in self.override_layers)

    def override_files(self, pattern: str = "*") -> Iterator[tuple[str, Path]]:
        """Yield name and path of each file of the workspace's own looks that fits, sorted."""
        for path in sorted(self.overrides.rglob(pattern)):
            yield path.relative_to(self.overrides).as_posix(), path

    @property
    def all_content(self) -> tuple[Path, ...]:
        """The folders of words in all languages."""
        return (self.content, *content_folders(self.content).values())

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders of the workspace that portals are made from."""
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
