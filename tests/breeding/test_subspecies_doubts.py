"""An animal in two subspecies is doubted, once and where the entries part, and what cannot be belied is not."""

import subprocess
import sys
from collections.abc import Iterator
from uuid import UUID

import pytest

from breeding_center.animals.model import Animal, Taxon
from breeding_center.office.center import Center
from breeding_center.text import set_language
from breeding_center.vocabulary import ParentRole, Sex
from tests.builders import a_center, a_claim, a_taxon, an_animal, an_entry

KINDS = {"melanoleuca": "Sichuan giant panda", "hybrid": "crossed", "unknown": "subspecies unknown"}


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    with a_center(begun_url) as made:
        yield made


def enter(center: Center) -> dict[str, UUID]:
    """Er is of a Sichuan dam and entered as Qinling; her young San as well, who is not told again."""
    with an_entry(center) as entry:
        taxa = {code: a_taxon(entry, code) for code in KINDS}
        for code, name in KINDS.items():
            entry.change(entry.get(Taxon, taxa[code]), name_en=name)
        sire = an_animal(entry, "Guyu", number="2", born="2001-08-01")
        dam = an_animal(entry, "Fuling", number="1", sex=Sex.FEMALE, born="2001-08-01", taxon_id=taxa["melanoleuca"])
        found = {"Er": an_animal(entry, "Er", number="3", sex=Sex.FEMALE, born="2008-08-01", dam=dam, sire=sire)}
        found["San"] = an_animal(entry, "San", number="4", born="2015-08-01", dam=found["Er"], sire=sire)
        for name, code in (("Za", "hybrid"), ("Wei", "unknown")):
            found[name] = an_animal(entry, name, born="2009-08-01", dam=dam, sire=sire, taxon_id=taxa[code])
        found["Si"] = an_animal(entry, "Si", number="5", born="2012-08-01", sire=found["Za"])
        found["Wu"] = an_animal(entry, "Wu", number="6", born="2012-08-01", dam=found["Er"])
        for parent, share in ((sire, 0.5), (found["Za"], 0.5)):
            a_claim(entry, found["Wu"], ParentRole.SIRE, parent, share)
        for name, origin in (("San", "岷山"), ("Wu", "Qinling Mountains"), ("Za", "Minshan"), ("Er", "Wolong")):
            entry.change(entry.get(Animal, found[name]), origin=origin)
    return found


def doubted(center: Center, code: str) -> list[str]:
    return [str(row["doubt"]) for row in center.report("doubts").rows if row["code"] == code]


def test_a_parent_of_another_subspecies_is_doubted_once(center: Center) -> None:
    enter(center)
    said = " ".join(doubted(center, "breeding.two_subspecies"))
    assert len(doubted(center, "breeding.two_subspecies")) == 2
    assert "its dam is of another: Fuling (1) (Sichuan giant panda)." in said
    assert "its sire is of another: Za" in said
    assert "San" not in said
    assert "Wu" not in said


def test_a_range_where_another_subspecies_lives_is_doubted(center: Center) -> None:
    enter(center)
    [said] = doubted(center, "breeding.range_of_another")
    assert said.startswith("San (4) is entered as Qinling giant panda, and is said to come from Minshan,")


def test_no_kernel_runs_for_it() -> None:
    asked = "import sys, breeding_center.breeding.doubts; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked]).returncode == 0


def test_it_is_said_in_the_language_spoken(center: Center) -> None:
    enter(center)
    set_language("zh")
    try:
        assert len(doubted(center, "breeding.range_of_another")) == 1
    finally:
        set_language("en")
