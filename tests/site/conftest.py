"""The two samples, built once for all tests that only read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import AMARA, TOMAS, Project, Site, sample_site


@pytest.fixture(scope="session")
def amara() -> Site:
    """Give the portal of the sample in mid-programme."""
    return sample_site(AMARA)


@pytest.fixture(scope="session")
def tomas() -> Site:
    """Give the portal of the sample in its first week."""
    return sample_site(TOMAS)


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
