"""A center of its own for every test, on both engines."""

from collections.abc import Iterator

import pytest

from breeding_center.office.center import Center
from tests.builders import a_center


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    """A center with one taxon and one registrar."""
    with a_center(begun_url) as made:
        yield made
