"""A pedigree as a report hands it over: in characters, as SVG, as PNG, all of the same places."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from breeding_center.breeding.drawing.layout import Plan
from breeding_center.breeding.drawing.png import png_of
from breeding_center.breeding.drawing.svg import svg_of
from breeding_center.breeding.drawing.text_tree import TreeLine, legend, table
from breeding_center.text import safe_text


@dataclass(frozen=True, slots=True)
class PedigreePicture:
    """What is drawn and what is said above it; `animals` are the records of those in it, by their keys here."""

    title: str
    tree: Sequence[TreeLine]
    plan: Plan
    animals: Mapping[Hashable, UUID]

    def lines(self) -> Iterator[str]:
        """The tree, with its title above and what its signs mean below."""
        yield safe_text(self.title)
        yield ""
        yield from table(self.tree)
        told = legend(self.tree)
        if told:
            yield ""
            yield from told

    def svg(self) -> str:
        """The drawing."""
        return svg_of(self.plan, self.title)

    def png(self) -> bytes:
        """The drawing in pixels."""
        return png_of(self.svg())
