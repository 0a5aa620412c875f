"""The two samples, built once for all tests that only read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import AMARA, TOMAS, Project, Site


@pytest.fixture(scope="session")
def amara(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the portal of the sample in mid-programme."""
    return Project(tmp_path_factory.mktemp("amara") / "project", AMARA).build(AMARA)


@pytest.fixture(scope="session")
def tomas(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the portal of the sample in its first week."""
    return Project(tmp_path_factory.mktemp("tomas") / "project", TOMAS).build(TOMAS)


@pytest.fixture(params=["amara", "tomas"])
def sample(request: pytest.FixtureRequest) -> Site:
    """Give the portal of either sample."""
    site = request.getfixturevalue(request.param)
    assert isinstance(site, Site)
    return site


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project with both samples, none built yet."""
    return Project(tmp_path / "project", AMARA, TOMAS)
