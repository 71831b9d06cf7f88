"""A small population in which every ground on which a pair is not made occurs once."""

from datetime import date
from uuid import UUID

from breeding_center.animals.model import Animal, Condition
from breeding_center.breeding.studbook_model import PopulationExclusion
from breeding_center.office.center import Center
from breeding_center.vocabulary import BirthType, ConditionKind, DispositionKind, ParentRole, Post, Sex
from breeding_center.vocabulary.studbook import ExclusionKind
from tests.builders import OPENED, a_claim, a_person, a_taxon, an_animal, an_entry

SEMEN = {"volume_ml": "3 ml", "straws": "2", "tank": "T", "canister": "1"}
FEMALE = Sex.FEMALE


def populate(center: Center) -> dict[str, UUID]:
    """Animals by name. Females: Amei, Chun, Er, Kun of another subspecies, Ning who rears a cub, Pin left out. Males:
    Bing, Dong, Feng; Gao held with semen, Hei held, Ji too young, Lao dead with semen, Mo elsewhere, Old too old."""
    with an_entry(center) as entry:
        a_person(entry, "curator", posts=(Post.CURATOR, Post.REGISTRAR), kind="staff")
        found = {
            name: an_animal(entry, name, number=str(90101 + at), sex=sex, born=born)
            for at, (name, sex, born) in enumerate(
                (
                    ("Amei", FEMALE, "2008-08-01"), ("Bing", Sex.MALE, "2007-08-01"), ("Chun", FEMALE, "2010-08-01"),
                    ("Dong", Sex.MALE, "2008-09-01"), ("Gao", Sex.MALE, "2010-08-01"), ("Hei", Sex.MALE, "2011-08-01"),
                    ("Ji", Sex.MALE, "2018-08-01"), ("Ning", FEMALE, "2011-08-01"), ("Old", Sex.MALE, "1995-08-01"),
                    ("Pin", FEMALE, "2009-08-01"),
                )
            )
        }  # fmt: skip
        found["Lao"] = an_animal(
            entry, "Lao", number="90120", born="2005-08-01", left="2019-06-01", left_kind=DispositionKind.DEATH
        )
        found["Mo"] = an_animal(
            entry, "Mo", number="90121", born="2010-08-01", left="2019-06-01", left_kind=DispositionKind.LOAN
        )
        found["Kun"] = an_animal(
            entry, "Kun", number="90122", sex=FEMALE, born="2012-08-01", taxon_id=a_taxon(entry, "melanoleuca")
        )
        for key in found.values():
            entry.change(entry.get(Animal, key), birth_type=BirthType.WILD)
        found["Er"] = an_animal(
            entry, "Er", number="90123", sex=FEMALE, born="2012-08-01", dam=found["Amei"], sire=found["Bing"]
        )
        found["Feng"] = an_animal(
            entry, "Feng", number="90124", born="2013-08-01", dam=found["Chun"], sire=found["Bing"]
        )  # fmt: skip
        for name, kind in (("Gao", ConditionKind.QUARANTINE), ("Hei", ConditionKind.MEDICAL_HOLD)):
            entry.add(Condition(animal_id=found[name], kind=kind, from_at=OPENED, review_on=date(2020, 10, 1)))
        entry.add(
            PopulationExclusion(
                animal_id=found["Pin"], kind=ExclusionKind.MEDICAL, from_on=date(2020, 1, 1), why="kidneys"
            )
        )
    for male, cane, at in (("Gao", "1", "2020-03-10 09:00"), ("Lao", "2", "2018-03-10 09:00")):
        # Whoever is in quarantine was there before: collected all the same, and confirmed.
        center.perform(
            "breeding.collect-semen", {"male": male, "cane": cane, "done_at": at, **SEMEN}, by="curator",
            confirm=True, reason="collected before",
        )  # fmt: skip
    center.perform("animal.birth", {"dam": "Ning", "born": "2020-08-17", "cub_sexes": "male", "cub_names": "Cub"},
                   by="curator")  # fmt: skip
    return found


def with_two_sires(center: Center, found: dict[str, UUID]) -> None:
    """Ning's cub has two candidate sires, half and half."""
    with an_entry(center) as entry:
        from breeding_center.animals.queries import find_animals

        cub = find_animals(entry, "Cub")[0].id
        for sire in ("Dong", "Bing"):
            a_claim(entry, cub, ParentRole.SIRE, found[sire], 0.5)
