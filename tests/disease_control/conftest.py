"""A center of its own for every test, on both engines, and one with a veterinarian in it; and the command line."""

import pytest

from breeding_center.office.center import Center
from tests.cli.conftest import founded, home, records, run
from tests.disease_control.hospital import Hospital, a_hospital
from tests.lines import center

__all__ = ["center", "founded", "home", "records", "run"]


@pytest.fixture
def hospital(center: Center) -> Hospital:
    """The center with a veterinarian and a nurse."""
    return a_hospital(center)
