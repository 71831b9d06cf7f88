"""What is done with animals, called with an open entry."""

from breeding_center.animals.checks import must_be_born, must_be_here, not_in_future

__all__ = ["must_be_born", "must_be_here", "not_in_future"]
