"""Passphrases from a file, from the environment, or typed."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from coaching_site.cli import COMMANDS, main
from coaching_site.cli.passphrases import VARIABLE, first_line, new_passphrase
from coaching_site.problems import InvalidInput

STRONG, OTHER = "four words of mine", "another heron sings at noon"


@pytest.mark.parametrize(
    ("raw", "passphrase"),
    [(b"a b\n", "a b"), (b"a\r\nb", "a"), (b"\xef\xbb\xbfa", "a"), (b" a ", " a ")],
)
def test_first_line(raw: bytes, passphrase: str, tmp_path: Path) -> None:
    """The first line counts, with its spaces, without its end and a mark of the encoding."""
    (tmp_path / "file").write_bytes(raw)
    assert first_line(tmp_path / "file") == passphrase


@pytest.mark.parametrize(
    ("raw", "reason"),
    [(b"", "its first line is empty"), (b"\na", "its first line is empty"), (b"\xff", "not text")],
)
def test_no_first_line(raw: bytes, reason: str, tmp_path: Path) -> None:
    """A file that holds no passphrase is told, and what is in it is not."""
    (tmp_path / "file").write_bytes(raw)
    with pytest.raises(InvalidInput, match=reason):
        first_line(tmp_path / "file")


def test_where_a_new_one_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file wins over the environment, which is left out when one has to be typed."""
    (tmp_path / "file").write_text(STRONG, "utf-8")
    monkeypatch.setenv(VARIABLE, OTHER)
    monkeypatch.setattr("click.prompt", lambda *_, **__: "nine typed letters here")
    assert new_passphrase(tmp_path / "file") == STRONG
    assert new_passphrase(None) == OTHER
    assert new_passphrase(None, asked=True) == "nine typed letters here"


def test_a_weak_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it is typed, it is asked for three times; one from elsewhere is refused at once."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("click.prompt", lambda *_, **__: "secret")
    with pytest.raises(InvalidInput, match=r"^passphrase: "):
        new_passphrase(None)
    assert capsys.readouterr().err.count("Try again.") == 2
    monkeypatch.setenv(VARIABLE, "secret")
    with pytest.raises(InvalidInput, match=f"^{VARIABLE}: "):
        new_passphrase(None)
    assert capsys.readouterr().err == ""


def test_none_is_an_argument() -> None:
    """No command takes a passphrase, a password or a key as a word of the command line, where
    every process of the machine could read it: all name a file, or an open one."""
    context = click.Context(main)
    commands = filter(None, (main.get_command(context, name) for name in COMMANDS))
    secret = [
        option
        for command in commands
        for option in command.params
        if re.search("pass(phrase|word)|key|secret", " ".join(option.opts))
    ]
    assert len(secret) >= 12
    for option in secret:
        takes_no_text = isinstance(option.type, click.Path | click.types.IntRange)
        assert takes_no_text or getattr(option, "is_flag", False), option.opts
