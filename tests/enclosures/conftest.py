"""A center of its own for every test, on both engines."""

from tests.animals.conftest import center

__all__ = ["center"]
