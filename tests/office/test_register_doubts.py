"""Records of the register that cannot all be true: each kind is found once, graded, and has a command that mends it."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from breeding_center.declarations.room import Doubt
from breeding_center.errors import Refused
from breeding_center.office.center import Center
from breeding_center.office.doubts import doubts
from breeding_center.storage import tables
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import (
    ChargeRole,
    ConditionKind,
    DispositionKind,
    DoubtGrade,
    IdentifierKind,
    ParentRole,
    PermitKind,
    Post,
    Sex,
)
from tests.builders import (
    NOW,
    TODAY,
    a_claim,
    a_person,
    a_reading,
    a_weight,
    an_animal,
    an_entry,
    an_identifier,
)
from tests.lines import a_stay, center
from tests.mending import must_be_understood

__all__ = ["center"]

CHIP = "978000000000001"


def a_den(entry: Entry, code: str, *, capacity: int | None = None) -> UUID:
    """A place to stay in, of one den."""
    from breeding_center.enclosures.model import AccessSet, AccessSetMember, Enclosure
    from breeding_center.vocabulary import EnclosureKind

    den = entry.add(Enclosure(kind=EnclosureKind.DEN, code=code, name_en=code, name_zh=code, search_key=code))
    place = entry.add(AccessSet(code=code, name_en=code, name_zh=code, search_key=code, capacity=capacity))
    entry.add(AccessSetMember(access_set_id=place.id, enclosure_id=den.id))
    return place.id


def an_orderly_one(entry: Entry, name: str, chip: str, **values: object) -> UUID:
    """An animal of whose records nothing can be doubted."""
    animal = an_animal(entry, name, chip=chip, number=chip[-4:].lstrip("0") or "1", **values)  # type: ignore[arg-type]
    a_stay(entry, animal, a_den(entry, f"p{chip[-3:]}-{name}"))
    return animal


def _found(center: Center) -> list[Doubt]:
    with a_reading(center) as reading:
        return [one for one in doubts(reading) if one.line is None]


def test_an_orderly_register_raises_no_doubt(center: Center) -> None:
    with an_entry(center) as entry:
        dam = an_orderly_one(entry, "Lulu", CHIP, sex=Sex.FEMALE, born="2000-08-01")
        cub = an_orderly_one(entry, "Maidong", "978000000000002", dam=dam)
        a_weight(entry, cub, 98_000, days_ago=8)
        a_weight(entry, cub, 99_000)
    assert _found(center) == []


def _younger_parent(entry: Entry, animal: UUID) -> None:
    a_claim(entry, animal, ParentRole.DAM, an_orderly_one(entry, "Mimi", "978000000000003", sex=Sex.FEMALE,
                                                         born="2014-08-01"))  # fmt: skip


def _young_parent(entry: Entry, animal: UUID) -> None:
    a_claim(entry, animal, ParentRole.DAM, an_orderly_one(entry, "Mimi", "978000000000003", sex=Sex.FEMALE,
                                                         born="2011-08-01"))  # fmt: skip


def _male_dam(entry: Entry, animal: UUID) -> None:
    a_claim(entry, animal, ParentRole.DAM, an_orderly_one(entry, "Dabao", "978000000000003", born="2000-08-01"))


def _female_sire(entry: Entry, animal: UUID) -> None:
    a_claim(entry, animal, ParentRole.SIRE, an_orderly_one(entry, "Mimi", "978000000000003", sex=Sex.FEMALE,
                                                          born="2000-08-01"))  # fmt: skip


def _shares(entry: Entry, animal: UUID) -> None:
    for name, chip, share in (("Dabao", "978000000000003", 0.8), ("Erbao", "978000000000004", 0.7)):
        a_claim(entry, animal, ParentRole.SIRE, an_orderly_one(entry, name, chip, born="2000-08-01"), share)


def _circle(entry: Entry, animal: UUID) -> None:
    other = an_orderly_one(entry, "Mimi", "978000000000003", sex=Sex.FEMALE, born="unknown")
    a_claim(entry, animal, ParentRole.DAM, other)
    a_claim(entry, other, ParentRole.SIRE, animal)


def _no_sex(entry: Entry, animal: UUID) -> None:
    an_orderly_one(entry, "Mimi", "978000000000003", sex=Sex.UNKNOWN)


def _too_old(entry: Entry, animal: UUID) -> None:
    an_orderly_one(entry, "Mimi", "978000000000003", born="1975-08-01")


def _same_name(entry: Entry, animal: UUID) -> None:
    an_orderly_one(entry, "Mаidong", "978000000000003")  # the second letter is a Cyrillic one


def _no_chip(entry: Entry, animal: UUID) -> None:
    a_stay(entry, an_animal(entry, "Mimi", number="77"), a_den(entry, "p77"))


def _bad_chip(entry: Entry, animal: UUID) -> None:
    an_identifier(entry, animal, "9.85E+14", kind=IdentifierKind.TRANSPONDER)


def _other_chip(entry: Entry, animal: UUID) -> None:
    from breeding_center.animals.model import TransponderRead

    entry.add(TransponderRead(animal_id=animal, value="978000000000009", is_expected=False, done_at=NOW))


def _dead_housed(entry: Entry, animal: UUID) -> None:
    an_orderly_one(entry, "Mimi", "978000000000003", left="2020-09-01", left_kind=DispositionKind.DEATH)


def _gone_housed(entry: Entry, animal: UUID) -> None:
    an_orderly_one(entry, "Mimi", "978000000000003", left="2020-09-01")


def _nowhere(entry: Entry, animal: UUID) -> None:
    an_animal(entry, "Mimi", chip="978000000000003", number="3")


def _late_stay(entry: Entry, animal: UUID, *, hours: int) -> None:
    from breeding_center.enclosures.model import Stay

    row = entry.get(Stay, entry.value(select(tables.stay.c.id).where(tables.stay.c.animal_id == animal)))
    entry.change(row, until_at=NOW - timedelta(days=3))
    a_stay(entry, animal, a_den(entry, "q1"), since=NOW - timedelta(days=3) + timedelta(hours=hours))


def _gap(entry: Entry, animal: UUID) -> None:
    _late_stay(entry, animal, hours=30)


def _overlap(entry: Entry, animal: UUID) -> None:
    _late_stay(entry, animal, hours=-30)


def _crowd(entry: Entry, animal: UUID) -> None:
    one = a_den(entry, "c1", capacity=1)
    for name, chip in (("Mimi", "978000000000003"), ("Mila", "978000000000004")):
        a_stay(entry, an_animal(entry, name, chip=chip, number=chip[-1]), one)


def _twice_here(entry: Entry, animal: UUID) -> None:
    from breeding_center.animals.model import Accession
    from breeding_center.vocabulary import AccessionKind, Ownership

    entry.add(
        Accession(
            animal_id=animal, kind=AccessionKind.TRANSFER, on_from=date(2019, 5, 1), on_until=date(2019, 5, 2),
            on_written="2019-05-01", ownership=Ownership.OWNED, is_provisional=True,
        )
    )  # fmt: skip


def _before_birth(entry: Entry, animal: UUID) -> None:
    an_orderly_one(entry, "Mimi", "978000000000003", came="2010-01-01")


def _held_too_long(entry: Entry, animal: UUID) -> None:
    from breeding_center.animals.model import Condition

    entry.add(
        Condition(
            animal_id=animal, kind=ConditionKind.MEDICAL_HOLD, from_at=NOW - timedelta(days=30),
            review_on=TODAY - timedelta(days=2),
        )
    )  # fmt: skip


def _permit(entry: Entry, animal: UUID) -> None:
    from breeding_center.animals.model import Permit

    entry.add(
        Permit(
            kind=PermitKind.PERMIT, number="P-1", authority_en="NFGA", authority_zh="国家林草局",
            valid_from=date(2019, 1, 1), valid_until=date(2020, 1, 1),
        )
    )  # fmt: skip


def _weight(*grams: float) -> Callable[[Entry, UUID], None]:
    def write(entry: Entry, animal: UUID) -> None:
        for ago, weight in enumerate(reversed(grams)):
            a_weight(entry, animal, weight, days_ago=1 + 7 * ago)

    return write


def _gone_keeper(entry: Entry, animal: UUID) -> None:
    from breeding_center.team.model import Charge, PostSpell

    person = a_person(entry, "wu")
    spell = entry.value(select(tables.post_spell.c.id).where(tables.post_spell.c.staff_id == person))
    entry.change(entry.get(PostSpell, spell), until_on=date(2020, 1, 1))
    entry.add(Charge(staff_id=person, animal_id=animal, role=ChargeRole.PRIMARY, from_on=date(2015, 1, 1)))


def _nobodys(entry: Entry, animal: UUID) -> None:
    from breeding_center.team.model import Charge

    person = a_person(entry, "wu")
    entry.add(Charge(staff_id=person, animal_id=animal, role=ChargeRole.PRIMARY, from_on=date(2015, 1, 1)))
    an_orderly_one(entry, "Mimi", "978000000000003")


def _lapsed_paper(entry: Entry, animal: UUID) -> None:
    from breeding_center.team.model import Credential

    person = a_person(entry, "wu", posts=(Post.VETERINARIAN,), kind="staff")
    entry.add(Credential(staff_id=person, kind="licence", valid_from=date(2010, 1, 1), valid_until=date(2020, 1, 1)))


def _after_death(entry: Entry, animal: UUID) -> None:
    from breeding_center.nutrition.model import Feces

    dead = an_animal(entry, "Mimi", left="2020-09-01", left_kind=DispositionKind.DEATH)
    entry.add(Feces(animal_id=dead, feces_g=900.0, has_mucus=False, done_at=NOW - timedelta(days=2)))


HIGH, MEDIUM, LOW = DoubtGrade.HIGH, DoubtGrade.MEDIUM, DoubtGrade.LOW


@pytest.mark.parametrize(
    ("write", "code", "grade"),
    [
        (_younger_parent, "animal.parent_too_late", HIGH), (_young_parent, "animal.parent_too_young", MEDIUM),
        (_male_dam, "animal.dam_male", HIGH), (_female_sire, "animal.sire_female", HIGH),
        (_shares, "animal.parent_shares", HIGH), (_circle, "animal.own_ancestor", HIGH),
        (_circle, "animal.birth_unknown", LOW), (_no_sex, "animal.sex_unknown", MEDIUM),
        (_too_old, "animal.too_old", MEDIUM), (_same_name, "animal.same_name", MEDIUM),
        (_no_chip, "animal.no_chip", LOW), (_bad_chip, "animal.chip_number", MEDIUM),
        (_other_chip, "animal.chip_read", HIGH), (_dead_housed, "register.dead_housed", HIGH),
        (_gone_housed, "register.gone_housed", HIGH), (_nowhere, "register.nowhere", HIGH),
        (_gap, "register.gap", MEDIUM), (_overlap, "enclosure.overlap", HIGH), (_crowd, "enclosure.crowded", MEDIUM),
        (_twice_here, "animal.came_twice", MEDIUM), (_twice_here, "animal.provisional", MEDIUM),
        (_before_birth, "animal.before_birth", HIGH), (_held_too_long, "animal.hold_overdue", LOW),
        (_permit, "animal.permit_lapsed", MEDIUM), (_weight(98_000, 250_001), "animal.weight_impossible", HIGH),
        (_weight(98_000, 61_000, 99_000), "animal.weight_jump", HIGH),
        (_weight(98_000, 61_000), "animal.weight_change", MEDIUM), (_gone_keeper, "team.charge_of_gone", HIGH),
        (_nobodys, "register.no_keeper", LOW), (_lapsed_paper, "team.paper_lapsed", LOW),
        (_after_death, "register.after_death", HIGH),
    ],
)  # fmt: skip
def test_what_cannot_be_is_found_once_with_what_mends_it(
    center: Center, write: Callable[[Entry, UUID], None], code: str, grade: DoubtGrade
) -> None:
    with an_entry(center) as entry:
        write(entry, an_orderly_one(entry, "Maidong", CHIP))
    found = [one for one in _found(center) if one.code == code]
    assert len(found) == (2 if code == "animal.own_ancestor" else 1)
    assert found[0].grade is grade
    assert found[0].records
    assert found[0].explanation
    must_be_understood(found[0].mend)


def test_a_confirmed_weight_and_a_growing_cub_are_hardly_doubted(center: Center) -> None:
    from breeding_center.animals.model import Measurement

    with an_entry(center) as entry:
        grown, cub = (
            an_orderly_one(entry, "Maidong", CHIP), an_orderly_one(entry, "Xiao", "978000000000005", born="2020-06-01")
        )  # fmt: skip
        _weight(98_000, 61_000)(entry, grown)
        _weight(4200, 5800, 7400)(entry, cub)
        m = tables.measurement
        last = entry.value(select(m.c.id).where(m.c.animal_id == grown).order_by(m.c.done_at.desc()))
        entry.change(entry.get(Measurement, last), doubt="61 kg is -38 % from its last weight of 98 kg.")
    assert [(one.code, one.grade) for one in _found(center)] == [("animal.weight_change", LOW)]


def test_a_birth_is_corrected_and_the_young_keep_it_possible(center: Center) -> None:
    with an_entry(center) as entry:
        dam = an_orderly_one(entry, "Lulu", CHIP, sex=Sex.FEMALE, born="2000-08-01")
        an_orderly_one(entry, "Maidong", "978000000000002", dam=dam)
    values = {"animal": "Lulu", "source": "the field diary"}
    with pytest.raises(Refused, match="stands as dam of Maidong"):
        center.perform("animal.correct-birth", {**values, "born": "2013-01-01"}, by="registrar")
    with pytest.raises(Refused):
        center.perform("animal.correct-birth", {**values, "born": "2021-01-01"}, by="registrar")
    done = center.perform("animal.correct-birth", {**values, "born": "about 2002"}, by="registrar")
    assert done.sentence == "Lulu (1): born about 2002."
    assert not [one for one in _found(center) if one.code == "animal.before_birth"]


def test_a_reading_asks_for_all_animals_once_and_an_entry_every_time(center: Center) -> None:
    from breeding_center.animals.queries import animal_views

    with an_entry(center) as entry:
        first = an_orderly_one(entry, "Maidong", CHIP)
        assert set(animal_views(entry)) == {first}
        second = an_orderly_one(entry, "Mimi", "978000000000003")
        assert set(animal_views(entry)) == {first, second}
    with a_reading(center) as reading:
        everybody = animal_views(reading)
        everybody.pop(first)
        assert set(animal_views(reading)) == {first, second}, "what one room takes away is not missing for the next"
        assert set(animal_views(reading, [second])) == {second}
        assert animal_views(reading, at=NOW - timedelta(days=9000))[first].is_here is False
