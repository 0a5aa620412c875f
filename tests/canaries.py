"""A practice whose clients have a canary of their own in every text, built and searched.

    python -m tests.canaries [--clients 200] [--processes 2]

Every portal is built in one order and in the other, by several processes. Both give the same bytes,
which are then verified with all clients that there are, and searched for canaries as they are.
Prints what is found, and ends with 1 if anything is.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from coaching_site.batch.batch import Batch
from coaching_site.batch.changes import Changes
from coaching_site.batch.records import Records
from coaching_site.batch.shared_inputs import shared_inputs
from coaching_site.build.verification import Verification
from coaching_site.build.workspace import Workspace
from coaching_site.cache import CACHE
from tests.samples import programme
from tests.site.building import Project
from tests.site.filling import Filling
from tests.site.filling import Path as Place

DAY: Final = date(2026, 11, 23)
_CANARY: Final = re.compile(rb"zq(\d{3})x[0-9a-f]{8}")
_ROUND: Final = """\
closes: 2026-12-01
questions: [{{id: words, text: {}}}]
groups: [{{name: {}}}]
"""


def canary(client: int, place: object) -> str:
    """Return a word that nobody else says, for a place in the files of a client."""
    return f"zq{client:03}x{sha256(repr(place).encode()).hexdigest()[:8]}"


def slug_of(client: int) -> str:
    """Return the name of the folder of a client."""
    return f"client-{client:03}"


class Practice:
    """A project of so many clients, with a canary in every text of every file."""

    def __init__(self, folder: Path, clients: int) -> None:
        """Write the files of all."""
        self.project = Project(folder)
        self.clients = range(clients)
        for client in self.clients:
            self._write(client)

    def build(self, clients: Sequence[int], processes: int = 2) -> list[str]:
        """Build the portals of clients in this order; return what was told of them."""
        settings = self.project.folder / "mkdocs.yml"
        content = self.project.folder / "content"
        shared = shared_inputs(settings, [settings, content], "1")
        engagements = self.project.folder / "engagements"
        changes = Changes(Records(settings), engagements, self.project.site, shared, DAY)
        batch = Batch([*map(slug_of, clients)], settings, changes, processes)
        outcomes = [*filter(None, batch.outcomes())]
        assert len(outcomes) == len(clients)
        return [f"{one.slug}: {one.status}: {one.lines}" for one in outcomes if one.lines]

    def faults(self, client: int) -> list[str]:
        """Return what `verify` finds in a portal, and each canary in it that is of another one."""
        site = self.project.site / slug_of(client)
        files = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
        names = "\n".join(map(str, files)).encode()
        others = [
            f"{site.name}: {name}: of {found.decode()}"
            for name, content in [*files.items(), ("names", names)]
            for found in sorted({*_CANARY.findall(content)})
            if int(found) != client
        ]
        return [f"{site.name}: {fault}" for fault in self.verification.faults(site)] + others

    @property
    def verification(self) -> Verification:
        """What verifies the portals."""
        folder = self.project.folder
        places = folder / "content", folder / "overrides", folder / "engagements", folder / CACHE
        return Verification(Workspace(*places), DAY)

    def bytes_of(self, client: int) -> dict[str, bytes]:
        """Return every file of a portal."""
        return self.project.built(slug_of(client)).files

    def _write(self, client: int) -> None:
        def word(place: Place) -> str:
            return canary(client, place)

        filling = Filling(programme(), word, word, many=1)
        folder = f"engagements/{slug_of(client)}"
        self.project.write(f"{folder}/engagement.yml", json.dumps(filling.engagement()))
        self.project.write(f"{folder}/private/notes.md", word(("private",)))
        self.project.write(f"{folder}/files/reading.txt", word(("file",)))
        texts = word(("question",)), word(("group",))
        self.project.write(f"{folder}/feedback/winter.yml", _ROUND.format(*texts))


def faults_of(folder: Path, clients: int, processes: int = 2) -> list[str]:
    """Build a practice in both orders, verify every portal, and return what is found."""
    practice = Practice(folder, clients)
    every = [*practice.clients]
    found = practice.build(every, processes)
    forwards = {client: digest_of(practice.bytes_of(client)) for client in every}
    shutil.rmtree(practice.project.site)
    found += practice.build(every[::-1], processes)
    for client in every:
        found += practice.faults(client)
        if digest_of(practice.bytes_of(client)) != forwards[client]:
            found.append(f"{slug_of(client)}: another portal in the other order")
    return found


def digest_of(files: dict[str, bytes]) -> str:
    """Return a digest of the names and bytes of files."""
    return sha256(repr(sorted(files.items())).encode()).hexdigest()


def main() -> None:
    """Build and verify as many portals as are asked for, and print what is found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        found = faults_of(Path(folder) / "practice", options.clients, options.processes)
    print(*found, f"{2 * options.clients} portals built and verified: {len(found)} found", sep="\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
