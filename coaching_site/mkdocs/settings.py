"""What a coach sets for a build: the plugin's options, and the variable that names a client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from coaching_site.build.as_of import as_of_day
from coaching_site.loading import engagement_folder, engagement_names
from coaching_site.mkdocs.failures import InputRefused
from coaching_site.problems import InvalidInput, Problem, listed, nearest, quoted, shortened
from coaching_site.publishing.settings import faults_of_option

PLUGIN: Final = "coaching-site"
_SETTINGS: Final = Path("mkdocs.yml")
_MAX_LISTED: Final = 8
# Checked before MkDocs does, so that a mistyped option is told with the one that was meant.
_KINDS: Final = {
    "engagement": ((str,), "the name of an engagement such as amara-obi"),
    "engagements": ((str,), "the path of a folder"),
    "as_of": ((object,), ""),
    "keep": ((list,), "a list of paths"),
    "inbox": ((str,), "the path of a folder"),
    "desk": ((str,), "the path of a folder"),
    "pdf": ((bool,), "true or false"),
    "publish": ((str, dict), "a place, or keys such as `to`"),
}


@dataclass(frozen=True)
class BuildOrder:
    """Which engagement's portal to build, and the day that it speaks of.

    `reports` is the folder of sponsors' reports, if they are written; `run` names the command.
    """

    slug: str
    day: date
    reports: Path | None = None
    run: str = ""


def order_of_build(environment: Mapping[str, str], options: Any, engagements: Path) -> BuildOrder:
    """Return what variables ask for, or else the options of the plugin.

    Raises `InvalidInput` that names the one of them that cannot be used.
    """
    # Not by !ENV, which would read a day as YAML does, and 007 as a number.
    slug = slug_of_build(environment, options.engagement, engagements)
    return BuildOrder(slug, as_of_day(environment, options.as_of))


def check_options(options: Mapping[str, Any]) -> None:
    """Raise `InputRefused` with all options of `mkdocs.yml` that are none, or of another kind."""
    if problems := [*_problems(options)]:
        raise InputRefused(str(InvalidInput(problems)))


def refuse_options(errors: Iterable[tuple[str, Exception]]) -> None:
    """Raise `InputRefused` with what MkDocs itself finds wrong with options, if anything."""
    if problems := [Problem.of_file(_SETTINGS, str(error), key) for key, error in errors]:
        raise InputRefused(str(InvalidInput(problems)))


def check_plugins(names: Iterable[str]) -> None:
    """Raise `InputRefused` unless our plugin is among those of MkDocs, once.

    `names` are the keys of MkDocs, such as `coaching-site #2` for a second one.
    """
    known = [*names]
    if any(name.startswith(f"{PLUGIN} #") for name in known):
        message = f"expected `{PLUGIN}` once, found it again: put its options together"
    elif PLUGIN not in known:
        message = f"expected `{PLUGIN}` among them, which makes portals"
    else:
        return
    raise InputRefused(str(Problem.of_file(_SETTINGS, message, "plugins")))


def _problems(options: Mapping[str, Any]) -> Iterator[Problem]:
    for key, value in options.items():
        if key not in _KINDS:
            meant = nearest(str(key), _KINDS)
            hint = f"did you mean `{meant}`?" if meant else f"there are {listed(_KINDS)}"
            message = f"unknown option `{shortened(str(key))}`: {hint}"
            yield Problem.of_file(_SETTINGS, message, PLUGIN)
            continue
        kinds, expected = _KINDS[key]
        items = value if key == "keep" and isinstance(value, list) else ()
        is_right = isinstance(value, kinds) and all(isinstance(item, str) for item in items)
        if value is not None and not is_right:
            message = f"expected {expected}, found {quoted(str(value))}"
            yield Problem.of_file(_SETTINGS, message, str(key))
        elif key == "publish" and value is not None:
            for where, fault in faults_of_option(value):
                yield Problem.of_file(_SETTINGS, fault, where)


def slug_of_build(environment: Mapping[str, str], option: str, engagements: Path) -> str:
    """Return the engagement that ENGAGEMENT names, or else the option of `mkdocs.yml`.

    Without either it is the only one that there is. Raises `InvalidInput` that names the one of
    them that leads to none.
    """
    # A variable that is set but empty counts: it must not build whichever client is the usual one.
    if not option and "ENGAGEMENT" not in environment:
        return _only_engagement(engagements)
    slug = environment.get("ENGAGEMENT", option)
    try:
        engagement_folder(engagements, slug)
    except InvalidInput as error:
        messages = [problem.message for problem in error.problems]
        if "ENGAGEMENT" in environment:
            raise InvalidInput(
                Problem.of_setting("ENGAGEMENT", message) for message in messages
            ) from None
        problems = (Problem.of_file(_SETTINGS, message, "engagement") for message in messages)
        raise InvalidInput(problems) from None
    return slug


def _only_engagement(engagements: Path) -> str:
    names = engagement_names(engagements)
    if len(names) == 1:
        return names[0]
    message = "there is no engagement yet: begin one with `coaching-site new`"
    if names:
        message = (
            f"say which one: there are {listed(names, _MAX_LISTED)}; set it here, or for one "
            f"build by the variable ENGAGEMENT={names[0]}"
        )
    raise InvalidInput([Problem.of_file(_SETTINGS, message, "engagement")])
