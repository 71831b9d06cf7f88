"""What a report may be drawn as, where a curve does not say it: a pedigree, a pyramid."""

from collections.abc import Iterable
from typing import Protocol


class Drawing(Protocol):
    """A picture of an answer: in characters for a terminal, as SVG, and as PNG."""

    def lines(self) -> Iterable[str]:
        """The picture in characters, line by line, at most eighty cells wide."""
        ...

    def svg(self) -> str:
        """The picture as the text of an SVG file."""
        ...

    def png(self) -> bytes:
        """The picture as the bytes of a PNG file; raises `Refused` where the part for it is not installed."""
        ...
