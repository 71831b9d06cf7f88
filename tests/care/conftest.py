"""A center of its own for every test, on both engines."""

from tests.lines import center

__all__ = ["center"]
