"""Where a project has what, and which day its portals speak of, without loading MkDocs for it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from coaching_site.batch.changes import Changes
from coaching_site.batch.records import Records
from coaching_site.batch.shared_inputs import shared_inputs
from coaching_site.build.recovery import REPORTS
from coaching_site.cache import CACHE, Cache
from coaching_site.files import read_limited
from coaching_site.machine import installed

_MAX_BYTES: Final = 1_000_000
_MOST_PARENTS: Final = 10
_PARENT: Final = re.compile(r"^INHERIT[ \t]*:[ \t]*[\"']?([^\"'\s#]+)", re.MULTILINE)
_DAYS: Final = ("AS_OF", "SOURCE_DATE_EPOCH")


@dataclass(frozen=True)
class ProjectPlaces:
    """A project as its settings say: its engagements, its portals, and what these share.

    `day` is the one that portals speak of, if the settings or a variable name one; else it is the
    present day. `variables` is what settings read from the environment, as one text. All paths are
    absolute.
    """

    engagements: Path
    portals: Path
    shared: tuple[Path, ...]
    day: str
    variables: str = ""

    def day_now(self) -> date:
        """Return the day that a portal would speak of if it was built now."""
        if self.day:
            return date.fromisoformat(self.day)
        return datetime.now().astimezone().date()


def changes_in(settings: Path, site_dir: Path | None, environment: Mapping[str, str]) -> Changes:
    """Return what tells which portals of a project have changed; raise as `places_of` does."""
    versions = installed()
    places = places_of(settings, site_dir, versions, environment)
    shared = shared_inputs(settings, places.shared, f"{versions}\n{places.variables}")
    day = places.day_now()
    reports = settings.absolute().parent / REPORTS
    return Changes(Records(settings), places.engagements, places.portals, shared, day, reports)


def places_of(
    settings: Path, site_dir: Path | None, versions: str, environment: Mapping[str, str]
) -> ProjectPlaces:
    """Return where a project has what; raise `InvalidInput` about settings and variables.

    What MkDocs made of the same settings before is not asked again.
    """
    files = [*_settings_files(settings)]
    variables = _variables([text for _, text in files], environment)
    key = _key(files, site_dir, versions, environment, variables)
    cache = Cache(settings.parent / CACHE / "places")
    if known := cache.get(key):
        engagements, portals, shared, day = json.loads(known)
        shared = tuple(map(Path, shared))
        return ProjectPlaces(Path(engagements), Path(portals), shared, day, variables)
    places = _read(settings, site_dir, environment, [path for path, _ in files])
    cache.put(key, json.dumps([*astuple(places)][:-1], default=str).encode())
    return replace(places, variables=variables)


def _settings_files(settings: Path) -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of the settings, and of those that they inherit."""
    path = settings
    for _ in range(_MOST_PARENTS):
        try:
            text = read_limited(path, _MAX_BYTES).decode(errors="replace")
        except OSError:
            return  # MkDocs tells it
        yield path, text
        if not (parent := _PARENT.search(text)):
            return
        path = path.parent / parent[1]


def _variables(texts: list[str], environment: Mapping[str, str]) -> str:
    """Return the variables of the environment that settings may name, as one text."""
    if not any("!ENV" in text for text in texts):
        return ""
    # Each word that is a variable, so that the settings need not be read as YAML.
    words = set(re.findall(r"\w+", " ".join(texts)))
    named = {name: environment[name] for name in sorted(words & set(environment))}
    return repr(named) if named else ""


def _key(
    files: list[tuple[Path, str]],
    site_dir: Path | None,
    versions: str,
    environment: Mapping[str, str],
    variables: str,
) -> str:
    """Return all that the places follow from, as one text."""
    named = {name: environment.get(name) for name in _DAYS}
    texts = [text for _, text in files]
    top = os.path.abspath(files[0][0] if files else "")  # noqa: PTH100
    return repr((versions, top, site_dir, named, variables, texts))


def _read(
    settings: Path, site_dir: Path | None, environment: Mapping[str, str], files: list[Path]
) -> ProjectPlaces:
    """Ask MkDocs, which takes as long as half a portal."""
    from coaching_site.build.as_of import as_of_day
    from coaching_site.mkdocs.dry_run import dry_run_of

    project = dry_run_of(settings, site_dir)
    workspace, option = project.workspace, project.as_of
    day = as_of_day(environment, option)
    is_named = option is not None or any(map(environment.get, _DAYS))
    shared = (*files, *project.hooks, workspace.content, workspace.overrides)
    return ProjectPlaces(
        engagements=workspace.engagements.absolute(),
        portals=project.site_dir.absolute(),
        shared=tuple(path.absolute() for path in shared),
        day=day.isoformat() if is_named else "",
    )
