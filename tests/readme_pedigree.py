"""The pedigree that the README shows: `python -m tests.readme_pedigree` draws it anew.

It is the deepest of the practice center: the longest known line of ancestors, of those the most complete, of those the
first in the studbook. `docs/pedigree.svg` is the drawing, `docs/pedigree.txt` the tree of the same animal.
"""

import tempfile
from pathlib import Path

from breeding_center.breeding.genetics.depth import completeness
from breeding_center.breeding.studbook import studbook
from breeding_center.clock import FixedClock
from breeding_center.declarations.report import ReportResult
from breeding_center.office.center import Center
from breeding_center.office.practice.seed import seed
from breeding_center.text import set_language
from tests.builders import NOW

DOCS = Path(__file__).parents[1] / "docs"
DRAWING, TREE = DOCS / "pedigree.svg", DOCS / "pedigree.txt"


def deepest(center: Center) -> str:
    """The studbook number of the animal with the deepest pedigree."""
    with center.reading() as asking:
        book = studbook(asking)
        depth = completeness(book.likeliest)
        ranked = [
            (-int(depth.longest[place]), -float(depth.equivalent[place]), number)
            for place, number in enumerate(book.numbers)
            if number is not None
        ]
    return min(ranked)[2]


def shown(center: Center) -> ReportResult:
    """Its pedigree, as `breeding pedigree` answers."""
    return center.report("pedigree", {"animal": deepest(center)})


def pictures(center: Center) -> tuple[str, str]:
    """The drawing and the tree, in English."""
    set_language("en")
    drawing = shown(center).drawing
    assert drawing is not None
    return drawing.svg(), "\n".join(drawing.lines()) + "\n"


def main() -> None:
    """Write both files."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "center.db"
        seed(path, days=1, clock=FixedClock(NOW))
        with Center.open(path, FixedClock(NOW)) as center:
            drawing, tree = pictures(center)
    DOCS.mkdir(exist_ok=True)
    DRAWING.write_text(drawing, "utf-8")
    TREE.write_text(tree, "utf-8")


if __name__ == "__main__":
    main()
