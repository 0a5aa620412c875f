"""The option `publish` says where each portal goes; what cannot be meant is told."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.publishing.settings import (
    CONFIRMATION,
    PublishSettings,
    faults_of_option,
    settings_for,
)


def test_places() -> None:
    """A place is filled for each client; one of its own has nothing of what is said for all."""
    option = {
        "to": "s3://portals/{client}",
        "endpoint": "https://s3.example.org/",
        "region": "eu-1",
        "address": "https://{client}.example.org",
        "clients": {"tom": "sftp://ann@example.org/srv/tom", "jane": {"confirm": CONFIRMATION}},
    }
    assert [*faults_of_option(option)] == []
    assert settings_for(option, "amara") == PublishSettings(
        "s3://portals/amara", "https://s3.example.org", "eu-1", "https://amara.example.org/"
    )
    assert settings_for(option, "tom") == PublishSettings("sftp://ann@example.org/srv/tom")
    jane = settings_for(option, "jane")
    assert jane
    assert (jane.to, jane.is_confirmed) == ("s3://portals/jane", True)
    assert settings_for("~/p/{client}.zip", "tom") == PublishSettings("~/p/tom.zip")
    assert settings_for({"clients": {"tom": "x"}}, "jane") is None


@pytest.mark.parametrize(
    ("option", "where", "told"),
    [
        (7, "publish", 'expected a place such as s3://portals/{client}, found "7"'),
        ([], "publish", 'expected a place such as s3://portals/{client}, found "[]"'),
        ("s3://portals", "publish.to", "expected {client} in it"),
        ("~/portals", "publish.to", "expected {client} in it"),
        ("ftp://x/{client}", "publish.to", "expected a folder, a zip, or a place such as s3://"),
        ("s3:/portals/{client}", "publish.to", "expected a folder, a zip, or a place such as s3"),
        ("ann@h:/srv/{client}", "publish.to", "expected a folder, a zip, or a place such as s3"),
        ("C:/portals/{client}", "", ""),
        ("s3:///{client}", "publish.to", "expected a place such as s3://portals/{client}"),
        ("s3://portals/../{client}", "publish.to", "expected a place such as s3://portals/{cl"),
        ("s3://a/{client}?x=1", "publish.to", "expected a place such as s3://portals/{client}"),
        ("dav://example.org/{client}", "publish.to", "expected davs://, by which nobody"),
        ("sftp://a:secret@h/{client}", "publish.to", "expected no password here"),
        ("sftp://a@h:portals/{client}", "publish.to", "expected an address, found"),
        ("sftp://a@h:99999/{client}", "publish.to", "expected an address, found"),
        ({"endpoint": "https://x.org:x"}, "publish.endpoint", "expected an address, found"),
        ({"address": "https://x.org:99999"}, "publish.address", "expected an address, found"),
        ("sftp://a%40b.org@h:22/a%20b/{client}", "", ""),
        ("davs://h/%2e%2e/{client}", "publish.to", "expected a place such as s3://portals/{cl"),
        ("davs://h/a%2f/{client}", "publish.to", "expected a place such as s3://portals/{client}"),
        ("davs://h/a%0ab/{client}", "publish.to", "expected a place such as s3://portals/{client}"),
        ("davs://h/%ff/{client}", "publish.to", "expected an address, found"),
        ("s3://ann@portals/{client}", "publish.to", "expected a place such as s3://portals/{cl"),
        (
            "s3://portals:22/{client}",
            "publish.to",
            "expected a place such as s3://portals/{client}",
        ),
        ("az://acc/{client}", "", ""),
        ("az://ACC_1/{client}", "publish.to", "expected az://ACCOUNT/CONTAINER/{client}"),
        ("a\x1b[2J{client}", "publish.to", "expected a text, found"),
        ({"adress": "x"}, "publish.adress", "unknown key: did you mean `address`?"),
        ({"x1": "x"}, "publish.x1", "unknown key: there are `to`, `endpoint`, `region`"),
        ({"to": ""}, "publish.to", 'expected a text, found ""'),
        ({"address": "http://x.org"}, "publish.address", "expected an address that begins with"),
        ({"endpoint": "http://10.0.0.1"}, "publish.endpoint", "expected an address that begins"),
        ({"endpoint": "https://a:b@x.org"}, "publish.endpoint", "expected no password here"),
        ({"endpoint": "http://127.0.0.1:5000"}, "", ""),
        ({"address": "https://[x"}, "publish.address", "expected an address, found"),
        ({"confirm": True}, "publish.confirm", 'expected a text, found "True"'),
        ({"confirm": "yes"}, "publish.confirm", f'expected "{CONFIRMATION}", found "yes"'),
        ({"clients": ["x"]}, "publish.clients", "expected names of clients, found"),
        ({"clients": {"X Y": "s3://a/b"}}, "publish.clients.X Y", "expected the name of an"),
        ({"clients": {"x": 7}}, "publish.clients.x", 'expected a place, found "7"'),
        (
            {"clients": {"x": {"adress": 1}}},
            "publish.clients.x.adress",
            "unknown key: did you mean",
        ),
        ({"clients": {"x": {"clients": {}}}}, "publish.clients.x.clients", "unknown key"),
        ({"clients": {"x": "s3://a"}}, "", ""),
    ],
)
def test_mistakes(option: Any, where: str, told: str) -> None:
    """What cannot be meant is told with its key, on a line, and without a password."""
    faults = [*faults_of_option(option)]
    if not where:
        assert faults == []
        return
    [(path, message)] = faults
    assert path == where
    assert message.startswith(told)
    assert message.isprintable()
    assert "secret" not in message


@pytest.mark.parametrize(
    ("to", "endpoint"),
    [
        ("s3://portals/amara", "https://s3.example.org"),
        ("s3://portals/amara", ""),
        ("/srv/my portals/amara", ""),
        ("D:/portals/https://amara", ""),
        ("portals/amara.zip", ""),
        ("davs://ann@example.org/my portals", ""),
    ],
)
def test_what_a_place_is_called(to: str, endpoint: str) -> None:
    """From what a record calls a place follows where it is."""
    settings = PublishSettings(to, endpoint)
    assert PublishSettings.of_place(settings.place) == settings
