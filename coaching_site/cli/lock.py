"""The command that locks finished portals, and says who opens them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from coaching_site.build.workspace import Workspace
from coaching_site.cli.folder import SETTINGS, all_slugs, check_folder, slug_of
from coaching_site.cli.lock_passphrases import names_in, new_lock_passphrase, passphrase_option
from coaching_site.cli.locked import LockedClient
from coaching_site.cli.terminal import shown_path, visible_line
from coaching_site.crypto.lock_container import MOST_SLOTS
from coaching_site.crypto.lock_file import LockKey, new_lock_key, save_lock_key
from coaching_site.problems import CollectedProblems, InvalidInput, Problem, quoted, suggestion
from coaching_site.staging import marker_in


@click.command()
@click.argument("engagements", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Lock the portals of all clients with a lock.")
@click.option("--add", metavar="NAME", help="Add a passphrase, for the person of this name.")
@click.option("--withdraw", metavar="NAME", help="Let the passphrase of this name open no more.")
@click.option("--list", "listed", is_flag=True, help="Say whose passphrases open the portal.")
@click.option("--own", is_flag=True, help="Type a passphrase of your own, in place of a new one.")
@passphrase_option
def lock(
    engagements: tuple[str, ...],
    *,
    every: bool,
    add: str | None,
    withdraw: str | None,
    listed: bool,
    own: bool,
    descriptor: int | None,
) -> None:
    """Lock a portal: one encrypted file that a passphrase opens.

    SLUG is the folder of a client. The first time, the portal gets a passphrase of six words,
    which is shown once. The locked portal is written to locked/ and the name of the client, from
    the portal that was built last; what has not changed is left as it is. After --withdraw, give
    the new file to everybody: an old one still opens by the old passphrase.

    \b
    Examples:
      coaching-site lock jane-doe
      coaching-site lock jane-doe --add "Sam, assistant"
      coaching-site lock --all
    """
    changing = [option for option in (add, withdraw, listed or None) if option is not None]
    if bool(engagements) == every:
        raise click.UsageError("name clients, or say --all")
    if len(changing) > 1:
        raise click.UsageError("--add, --withdraw and --list go one at a time")
    if changing and len(engagements) != 1:
        raise click.UsageError("--add, --withdraw and --list go with one client")
    check_folder()
    workspace, portals = _project()
    slugs = all_slugs(workspace.engagements) if every else [slug_of(name) for name in engagements]
    problems = CollectedProblems()
    for slug in slugs:
        with problems.collecting():
            client = LockedClient.read(workspace, slug)
            if every and not client.engagement.lock:
                continue
            key = client.key()
            if changing and not key:
                raise _refused(slug, f"this client has no lock yet: `coaching-site lock {slug}`")
            if key and listed:
                for name in key.names:
                    click.echo(visible_line(name))
                continue
            _require_portal(portals / slug)  # before a key is changed that nothing is locked by
            passphrases = _Passphrases(descriptor, own, names_in(client.engagement))
            key = key or client.begun(passphrases.begun(client.engagement.executive.name))
            _write(client, _changed(key, add, withdraw, passphrases), portals)
    problems.raise_all()


def _require_portal(site: Path) -> None:
    if not marker_in(site):
        raise InvalidInput([Problem.of_file(site, "build the portal, then lock it again")])


def _write(client: LockedClient, key: LockKey, portals: Path) -> None:
    """Write the locked portal, and tell of it."""
    target, is_new = client.write(key, portals)
    state = "Locked" if is_new else "Nothing has changed"
    click.echo(visible_line(f"{state}: {shown_path(str(target))}"))


@dataclass(frozen=True)
class _Passphrases:
    """Where a new passphrase comes from: an open file, what the coach types, or the program.

    `names` are those of the engagement, which make one weak.
    """

    descriptor: int | None
    own: bool
    names: tuple[str, ...]

    def begun(self, name: str) -> LockKey:
        """Return the key of a new lock, which a passphrase for somebody opens, once it is kept."""
        return self.added(new_lock_key(), name)

    def added(self, key: LockKey, name: str) -> LockKey:
        """Return a key that a passphrase for somebody opens, too, once it is kept."""
        passphrase = new_lock_passphrase(name, self.descriptor, own=self.own, names=self.names)
        key = key.added(name, passphrase)
        save_lock_key(key)
        return key


def _changed(
    key: LockKey, add: str | None, withdraw: str | None, passphrases: _Passphrases
) -> LockKey:
    """Return the key with one passphrase more or less, kept; raise `InvalidInput`."""
    if add is not None:
        name = " ".join(add.split())
        if not name or name in key.names:
            raise _refused("--add", f"expected a new name, found {quoted(add)}")
        if len(key.names) >= MOST_SLOTS:
            message = f"a portal has at most {MOST_SLOTS} passphrases: withdraw one first"
            raise _refused("--add", message)
        return passphrases.added(key, name)
    if withdraw is not None:
        return _withdrawn(key, withdraw)
    return key


def _withdrawn(key: LockKey, name: str) -> LockKey:
    if name not in key.names:
        known = suggestion(name, key.names)
        raise _refused("--withdraw", f"no passphrase is of {quoted(name)}: {known}")
    if len(key.names) == 1:
        message = "this is the only passphrase: add another one before you withdraw it"
        raise _refused("--withdraw", message)
    key = key.without(name)
    save_lock_key(key)
    return key


def _refused(setting: str, message: str) -> InvalidInput:
    return InvalidInput([Problem.of_setting(setting, message)])


def _project() -> tuple[Workspace, Path]:
    """Return the workspace, and where its portals are built, as settings say."""
    from coaching_site.mkdocs.dry_run import dry_run_of  # MkDocs, which few commands need

    dry_run = dry_run_of(SETTINGS)
    return dry_run.workspace, dry_run.site_dir
