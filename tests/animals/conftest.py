"""A center of its own for every test, on both engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from breeding_center.office.center import Center
from tests.builders import a_center, build_records
from tests.engines import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def center(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Center]:
    """A center with one taxon and one registrar."""
    if request.param == "sqlite":
        with a_center(str(tmp_path / "center.db")) as made:
            yield made
        return
    server: Server = request.getfixturevalue("postgresql")
    with server.fresh_database(like="built", build=build_records) as url, a_center(url) as made:
        yield made
