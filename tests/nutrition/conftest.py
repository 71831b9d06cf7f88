"""A center of its own for every test, on both engines; and the command line."""

from tests.cli.conftest import founded, home, records, run
from tests.lines import center

__all__ = ["center", "founded", "home", "records", "run"]
