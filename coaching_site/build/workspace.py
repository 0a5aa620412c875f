"""The coach's workspace: where its words, its looks and its clients are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coaching_site import shipped
from coaching_site.loading import engagement_folder
from coaching_site.loading.layers import Layer, layers_of
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

    def own_file(self, name: str) -> Path:
        """Return the path of a file that is never shipped, such as a key or a picture."""
        return self.content / name

    @property
    def content_layers(self) -> tuple[Path, ...]:
        """The folders of words and pages: the workspace's own, then the shipped one."""
        return shipped.layers(self.content, shipped.CONTENT)

    @property
    def override_layers(self) -> tuple[Path, ...]:
        """The folders of looks: the workspace's own, then the shipped one."""
        return shipped.layers(self.overrides, shipped.OVERRIDES)

    def layers(self, name: str, language: str | None = None) -> list[Layer]:
        """Return the files of a name, `words` or `programme`, that say it in a language."""
        return layers_of(name, [*reversed(self.content_layers)], language)

    def page_templates(self, language: str) -> PageTemplates:
        """Return the templates of pages in a language, by their names."""
        return page_templates(*self.content_layers, language=language)

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The folders in which pages find templates, the first one first."""
        # Both own folders before the shipped ones: a page of the coach finds their components
        # first.
        own, *words = self.content_layers
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
    def folders(self) -> tuple[Path, ...]:
        """All folders of the workspace that portals are made from."""
        return (self.engagements, self.content, self.overrides)

    def refuse_clients_in_sources(self) -> None:
        """Raise `InvalidInput` where clients and sources lie in one another.

        All that is in `content` or `overrides` is built, so a client's file there would be public.
        """
        clients = self.engagements.resolve()
        for other in (self.content, self.overrides):
            source = other.resolve()
            if clients.is_relative_to(source) or source.is_relative_to(clients):
                name = self.engagements.name
                message = (
                    f"expected a place apart from {other.name}/, found {name}/ around or in it"
                )
                raise InvalidInput([Problem.of_file(Path("mkdocs.yml"), message, "engagements")])
