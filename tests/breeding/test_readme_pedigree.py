"""The pedigree in the README is the one that the program draws, and its drawing and its tree name the same animals."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from breeding_center.clock import FixedClock
from breeding_center.office.center import Center
from breeding_center.office.practice.seed import seed
from tests.builders import NOW
from tests.readme_pedigree import DRAWING, TREE, pictures, shown

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Center]:
    path = tmp_path_factory.mktemp("pedigree") / "center.db"
    seed(path, days=1, clock=FixedClock(NOW))
    with Center.open(path, FixedClock(NOW)) as center:
        yield center


def test_drawing_and_tree_are_what_the_program_draws(practice: Center) -> None:
    """`python -m tests.readme_pedigree` writes both anew."""
    drawing, tree = pictures(practice)
    assert drawing == DRAWING.read_text("utf-8")
    assert tree == TREE.read_text("utf-8")


def test_drawing_and_tree_and_rows_name_the_same_animals(practice: Center) -> None:
    root = ElementTree.fromstring(DRAWING.read_text("utf-8"))
    drawn = sorted(title.text or "" for title in root.findall(f"{SVG}g/{SVG}title"))
    told = sorted(re.findall(r"[♂♀◇] (.*?\(\S+\))", TREE.read_text("utf-8")))
    rows = sorted(str(row["animal"]) for row in shown(practice).rows if row["animal"])
    assert drawn == told == rows
    assert len(drawn) > 5


def test_the_readme_shows_both() -> None:
    if DRAWING.name in README:
        assert TREE.read_text("utf-8").strip() in README
