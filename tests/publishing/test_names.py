"""Names that no file of a portal may have are told, whatever system the place is on."""

from __future__ import annotations

import pytest

from coaching_site.publishing.names import (
    fault_of_name,
    faults_of_names,
    half_written_name,
    is_own,
    probe_name,
    whole_name,
)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("index.html", None),
        ("files/Über 50% – A & B (1).pdf", None),
        ("../index.html", "leads out of the portal"),
        ("/etc/passwd", "leads out of the portal"),
        ("a//b", "leads out of the portal"),
        ("a/./b", "leads out of the portal"),
        ("", "leads out of the portal"),
        ("a/", "leads out of the portal"),
        ("a\\b", "has a sign that not every place can store"),
        ("C:x", "has a sign that not every place can store"),
        ("a\0b", "has a sign that not every place can store"),
        ("a\nb", "has a sign that not every place can store"),
        ("a\udcff", "has a sign that not every place can store"),
        ("what?.html", "has a sign that not every place can store"),
        ("a. ", "begins or ends with a space or a dot, which Windows drops"),
        ("a./b", "begins or ends with a space or a dot, which Windows drops"),
        ("nul.txt", "is a device on Windows"),
        (".Coaching-Site/x", "is a name that a publish uses itself"),
        (probe_name("0" * 32), "is a name that a publish uses itself"),
        ("x" * 901, "is too long"),
    ],
)
def test_faults(name: str, fault: str | None) -> None:
    """Each name has the fault that is told first, or none."""
    assert fault_of_name(name) == fault


def test_names_that_are_taken_for_one_another() -> None:
    """Names that differ in capitals or accents alone are one file at some places."""
    assert [*faults_of_names(["a.html", "A.html", "café", "cafe\u0301", "b"])] == [
        "a.html: is taken for A.html where capitals and forms of signs do not count",
        "café: is taken for cafe\u0301 where capitals and forms of signs do not count",
    ]


def test_our_own() -> None:
    """What a publish keeps has names that are known; others in its folder are not its own."""
    assert is_own(".coaching-site/claim.json")
    assert is_own(probe_name("0123456789abcdef" * 2))
    assert is_own(half_written_name("0123456789abcdef"))
    assert not is_own(".coaching-site/other.json")
    assert not is_own(".coaching-site/other.new")
    assert whole_name("a.html.1a2b3c4d.partial") == "a.html"
    assert whole_name("a.partial") is None
    assert not is_own("probe-1.html")
