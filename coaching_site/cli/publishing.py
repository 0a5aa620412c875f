"""One portal sent to its place, as settings and options say, and what is told of that."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from coaching_site.build.as_of import as_of_day
from coaching_site.build.recovery import REPORTS
from coaching_site.build.verification import Verification
from coaching_site.cache import CACHE
from coaching_site.cli.folder import SETTINGS
from coaching_site.cli.locked import locked_contents, locked_file_of
from coaching_site.files import locked
from coaching_site.loading import engagement_names
from coaching_site.locking.places import LOCKED
from coaching_site.mkdocs.dry_run import DryRun, dry_run_of
from coaching_site.practice.days import counted
from coaching_site.problems import CollectedProblems, InvalidInput, Problem, joined
from coaching_site.publishing.manifest import Claim
from coaching_site.publishing.places import (
    address_of,
    check_outside,
    location_of,
    opened,
    zip_of,
)
from coaching_site.publishing.plan import PublishPlan
from coaching_site.publishing.portal_files import PortalFile, portal_files
from coaching_site.publishing.publish import Progress, Publication, Published, PublishOrder
from coaching_site.publishing.record import PlaceRecord, PublishRecords
from coaching_site.publishing.refusals import PublishRefused
from coaching_site.publishing.settings import PublishSettings, settings_for
from coaching_site.publishing.zip_file import former_zip, require_folder, write_zip, zip_of_portal
from coaching_site.staging import MARKER, TargetBlocked, folder_around, marker_in

_MOST_NAMES: Final = 5


@dataclass(frozen=True)
class Sent:
    """What was done for one portal, or would be, in a line and in more of them."""

    summary: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Publisher:
    """Publishes portals of the workspace in whose folder it runs."""

    dry_run: bool
    may_delete: int
    renews: bool

    def places_of(self, slugs: Sequence[str]) -> dict[str, PublishSettings]:
        """Return where each portal goes.

        Raises `InvalidInput` where that is not said, and where the place of another client of the
        workspace is the same, in it or around it: who may read one would read the other.
        """
        problems, found = CollectedProblems(), dict[str, PublishSettings]()
        others = {*engagement_names(self._project.workspace.engagements)} - {*slugs}
        owners = {
            slug: location_of(settings)
            for slug in sorted(others)
            if (settings := settings_for(self._project.publish, slug))
        }
        for slug in slugs:
            settings = settings_for(self._project.publish, slug)
            if not settings:
                message = f"expected the place of {slug}: see docs/publishing.md"
                problems.append(Problem.of_file(SETTINGS, message, "publish"))
                continue
            location = location_of(settings)
            for owner, other in owners.items():
                if kind := _shared(location, other):
                    message = f"expected a place for {slug} alone, found {kind} of {owner}"
                    problems.append(Problem.of_file(SETTINGS, message, "publish"))
            owners[slug], found[slug] = location, settings
        problems.raise_all()
        return found

    def publish(self, slug: str, settings: PublishSettings, progress: Progress) -> Sent:
        """Send a portal; raise `PublishRefused` and `StoreFailed`.

        Another publish of it on this machine is waited for: each would take the other's files for
        those of somebody else.
        """
        with locked(self._project.site_dir / slug):
            return self._publish(slug, settings, progress)

    def _publish(self, slug: str, settings: PublishSettings, progress: Progress) -> Sent:
        try:
            files = self._verified_files(slug)
        except InvalidInput as error:
            raise PublishRefused(*map(str, error.problems)) from None
        except OSError as error:
            raise PublishRefused(f"{error.filename}: {error.strerror}") from None
        records = PublishRecords(self._project.workspace.engagements / slug)
        known = records.places().get(settings.place)
        record = known or PlaceRecord.new()
        if path := zip_of(settings):
            return self._zip(
                path, slug, files, lambda now: records.keep(settings.place, now), record
            )
        store = opened(settings, os.environ, self._inputs, max(one.size for one in files.values()))
        order = PublishOrder(
            slug,
            files,
            self._kept,
            address_of(settings),
            settings.is_confirmed,
            self.renews,
            self.may_delete,
        )
        publication = Publication(store, order, record, progress)
        if self.dry_run:
            return _told_plan(publication.plan(), settings.to)
        # Kept before the place is claimed, so that it is ours whatever happens then.
        done = publication.run(lambda: None if known else records.keep(settings.place, record))
        now = replace(record, generation=done.generation)
        if now != record:
            records.keep(settings.place, now)
        return _told(done, settings)

    @cached_property
    def _project(self) -> DryRun:
        return dry_run_of(SETTINGS)

    @cached_property
    def _kept(self) -> tuple[str, ...]:
        try:
            return self._project.kept
        except TargetBlocked as error:
            raise InvalidInput([Problem.of_file(error.path, error.reason)]) from None

    @cached_property
    def _verification(self) -> Verification:
        # One for all portals: the phrases of all engagements are read once.
        day = as_of_day(os.environ, self._project.as_of)
        return Verification(self._project.workspace, day, self._kept)

    @property
    def _inputs(self) -> tuple[Path, ...]:
        made = (LOCKED, REPORTS, CACHE)
        return (*self._project.workspace.folders, self._project.site_dir, *made)

    def _verified_files(self, slug: str) -> dict[str, PortalFile]:
        """Return the files of a portal, in which nothing is found that it must not say."""
        portal = self._project.site_dir / slug
        marker = marker_in(portal)
        if not marker or not marker.is_of(slug):
            raise PublishRefused(f"{portal}: expected the portal of {slug}, found none")
        # What is read here is what is sent: each file is compared with its digest once more.
        files = portal_files(portal, lambda name: marker.knows(name) and name != MARKER)
        if faults := self._verification.faults(portal):
            raise PublishRefused(*faults)
        return self._locked(slug, files) or files

    def _locked(self, slug: str, files: Mapping[str, PortalFile]) -> dict[str, PortalFile] | None:
        """Return the one file of a portal with a lock, which opens to these files; else None.

        Nothing of the open one is ever sent then.
        """
        workspace = self._project.workspace
        if not (locked := locked_file_of(workspace, slug, self._project.site_dir)):
            return None
        contents = locked_contents(workspace, slug, locked)
        opened_to = {
            name: sha256(content).hexdigest()
            for name, content in contents.items()
            if name != MARKER
        }
        if opened_to != {name: file.digest for name, file in files.items()}:
            raise PublishRefused(f"{locked}: the portal was written to meanwhile: publish again")
        return portal_files(locked.parent, lambda name: name == locked.name)

    def _zip(
        self,
        path: Path,
        slug: str,
        files: dict[str, PortalFile],
        keep: Callable[[PlaceRecord], None],
        record: PlaceRecord,
    ) -> Sent:
        site = self._project.site_dir
        is_beside_portals = folder_around(site, [path.parent]) is not None
        check_outside(path, self._project.workspace.folders if is_beside_portals else self._inputs)
        require_folder(path)
        claim = Claim.of(record, slug)
        former, fresh = former_zip(path, claim), zip_of_portal(files, slug, claim)
        size = f"{counted(len(files), 'file')}, {_megabytes(len(fresh))}"
        if former == fresh:
            return Sent(f"nothing has changed: {path}")
        if self.dry_run:
            return Sent(f"would write {path}: {size}")
        now = replace(record, generation=record.generation + 1)
        keep(now)
        write_zip(path, fresh)
        return Sent(f"wrote {path}: {size}")


def _shared(place: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """Return how a place is that of another client, in it or around it; None if it is neither."""
    common = min(len(place), len(other))
    if place[:common] != other[:common]:
        return None
    if len(place) == len(other):
        return "that"
    return "one in that" if len(place) > common else "one around that"


def _told_plan(plan: PublishPlan, place: str) -> Sent:
    if plan.is_empty:
        return Sent(f"nothing would be sent: {place}")
    files, size = counted(len(plan.sent), "file"), _megabytes(sum(one.size for one in plan.sent))
    gone, left = len(plan.deletions), len(plan.unchanged)
    lines = [f"send {file.name}" for file in plan.sent]
    lines += [f"delete {name}" for name in plan.deletions]
    return Sent(f"would send {files}, {size}, delete {gone}, leave {left}: {place}", (*lines,))


def _told(done: Published, settings: PublishSettings) -> Sent:
    plan = done.plan
    files, gone, left = counted(len(plan.sent), "file"), len(plan.deletions), len(plan.unchanged)
    details = []
    if done.mended:
        names = joined(done.mended, _MOST_NAMES)
        details.append(f"others had changed {names}, which were sent again")
    told = "private" if done.finding.is_proven else "not proven to be private, as you confirmed"
    details.append(f"{told}: {done.finding.reason}")
    if settings.address:
        details.append(f"to read: {settings.address}")
    summary = f"{files} sent, {gone} deleted, {left} as they were: {settings.to}"
    return Sent(summary, tuple(details))


def _megabytes(count: int) -> str:
    return f"{count / 10**6:.1f} MB"
