"""What is asked of a cluster that cannot be trusted is refused before any portal is begun."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import begin, run
from tests.fixture import ROOT


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--cluster", "tcp://127.0.0.1:8786"], "--cluster: expected tls://HOST:PORT, found"),
        (["--cluster", "tls://127.0.0.1:8786"], "--cluster: its certificates are needed"),
        (["--cluster-key", "mkdocs.yml"], "certificates are for a cluster: name it by --cluster"),
        (["--cluster-ca", "missing.pem"], "'missing.pem' does not exist"),
    ],
)
def test_what_cannot_be_asked_for(project: Path, words: list[str], told: str) -> None:
    """Another address than one for TLS, and certificates without a cluster, are refused."""
    shutil.copy(ROOT / "mkdocs.yml", project)
    begin("ann")
    result = run("build", "--all", *words)
    assert told in result.stderr
    assert (result.stdout, result.exit_code) == ("", 2)
    assert not (project / "site").exists()
