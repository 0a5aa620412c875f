"""A portal tells neither the folders of a machine nor the hosts of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.leaks.sources import Sources
from coaching_site.leaks.surroundings import Surroundings

PATH = "holds the path of a folder on this machine"
HOST = "holds the address of a host that neither the engagement nor content/ names"
SOURCES = Sources(["See https://booking.example/noor", "Mine is [here](file:///etc/hosts)"])


@pytest.mark.parametrize(
    ("text", "attached", "found"),
    [
        ("in /srv/coaching/noor/engagements/jane-doe/engagement.yml", False, [PATH]),
        (r"in \srv\coaching\noor\engagements\jane-doe\files", True, [PATH]),
        ("in /srv/coaching/norbert/", False, []),
        ("file:///C:/Users/noor", False, [PATH]),
        ("[a](file:///etc/hosts)", False, []),
        ("file:///etc/hosts and file:///C:/Users/noor", False, [PATH]),
        ("https://cdn.example/a.js", False, [HOST]),
        ("https://cdn.example/a.js", True, []),
        ("https://BOOKING.example/", False, []),
        ("wss://user:word@live.example/", False, [HOST]),
        ("http://www.w3.org/2000/svg", False, []),
        ("/srv/ and C:/ and //", False, []),
    ],
)
def test_surroundings(text: str, attached: bool, found: list[str]) -> None:
    """Paths count where no one typed them, hosts where no one typed or attached them."""
    here = Surroundings([Path("/srv/coaching/noor")])
    assert [*here.faults(text, SOURCES, attached=attached)] == found
