"""Registering, naming, numbering animals; their parents; how they come and leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from breeding_center.animals.queries import animal_view, claims_of, conditions_at, here_at, rearing_on
from breeding_center.animals.service import (
    Candidate,
    Cub,
    accession,
    add,
    bear,
    birth_sentence,
    claim_parent,
    closes,
    correct_sex,
    correct_taxon,
    depart,
    end_identifier,
    identify,
    lift_condition,
    place_condition,
    read_chip,
    rear,
)
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NeedsConfirmation, NotFound, NotUnderstood, Refused
from breeding_center.moments import DateSpan
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import (
    AccessionKind,
    BirthType,
    ConditionKind,
    DispositionKind,
    IdentifierKind,
    Ownership,
    ParentageKind,
    ParentRole,
    RearingKind,
    Sex,
    SexMethod,
    TransponderType,
)
from tests.builders import (
    NOW,
    TODAY,
    a_claim,
    a_reading,
    a_taxon,
    a_weight,
    an_animal,
    an_entry,
    an_identifier,
    an_institution,
    span,
)

CHIP = "156000090298026"


@contextmanager
def refused(center: Center, words: str, kind: type[Exception] = Refused, **options: Any) -> Iterator[Entry]:
    with pytest.raises(kind, match=words), an_entry(center, **options) as entry:
        yield entry


def added(entry: Entry, **known: Any) -> Deed:
    fields: dict[str, Any] = dict.fromkeys(
        ("name_en", "name_zh", "sex_method", "accession", "came", "institution", "owner", "permit", "studbook_number",
         "accession_number", "transponder", "source", "note")
    )  # fmt: skip
    fields |= {"sex": Sex.UNKNOWN, "born": DateSpan.unknown(), "birth_type": BirthType.WILD, "provisional": False}
    fields |= {"ownership": Ownership.OWNED, "taxon": known.pop("taxon", None) or a_taxon(entry, "melanoleuca")}
    return add(entry, **(fields | known))


# ---------------------------------------------------------------- registering


def test_animal_is_registered_with_its_names_and_numbers(center: Center) -> None:
    with an_entry(center) as entry:
        deed = added(
            entry, name_en="Qizai", name_zh="七仔", studbook_number="802", transponder="156 000 090 298 026",
            accession=AccessionKind.RESCUE, came=span("2009-11-01"), provisional=True,
        )  # fmt: skip
    assert deed.sentence == "Registered Qizai (802)."
    assert deed.id is not None
    with a_reading(center) as reading:
        view = animal_view(reading, deed.id)
        assert (view.is_here, view.birth.written) == (True, "unknown")
        assert view.standing.coming is not None
        assert view.standing.coming.is_provisional


def test_provisional_accession_is_completed_once(center: Center) -> None:
    with an_entry(center) as entry:
        animal = added(entry, name_en="Shanquan", accession=AccessionKind.RESCUE, provisional=True).id
        place = an_institution(entry, "FOPING")
    terms: dict[str, Any] = {
        "animal": animal, "kind": AccessionKind.RESCUE, "on": span("2020-01-19"), "institution": place,
        "ownership": Ownership.HELD_FOR_OTHERS, "owner": place, "permit": None, "provisional": False, "note": None,
    }  # fmt: skip
    with an_entry(center) as entry:
        assert accession(entry, **terms).sentence == "Completed the accession of Shanquan: rescue."
    with refused(center, "in the collection since 2020-01-19", AlreadyDone) as entry:
        accession(entry, **terms)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "a name or a number"),
        ({"name_en": "A" * 81}, "at most 80"),
        ({"name_en": "Qizai", "provisional": True}, "how it came"),
        ({"name_en": "Qizai", "born": span("2020-09-26")}, "still to come"),
        ({"name_en": "Qizai", "studbook_number": "0802"}, "not a studbook number"),
        ({"name_en": "Qizai", "transponder": "9.85E+14"}, "rounded by a spreadsheet"),
        ({"name_en": "Qizai", "accession": AccessionKind.RESCUE, "came": span("2019"), "born": span("2020-08-01")},
         "before Qizai was born"),
    ],
)  # fmt: skip
def test_animal_that_cannot_be_is_not_registered(center: Center, known: dict[str, Any], words: str) -> None:
    with refused(center, words, (Refused, NotUnderstood)) as entry:  # type: ignore[arg-type]
        added(entry, **known)


def test_name_that_looks_the_same_is_warned_of(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Qizai", number="802")
        assert "already Qizai (802)" in added(entry, name_en="Qizаi").sentence  # with a Cyrillic letter


# ---------------------------------------------------------------- numbers, chips, sex


def given(entry: Entry, animal: UUID, kind: IdentifierKind, value: str, **known: Any) -> Deed:
    fields: dict[str, Any] = dict.fromkeys(("transponder_type", "implant_site", "issuer", "from_on", "note"))
    return identify(entry, animal=animal, kind=kind, value=value, **(fields | known))


def test_chip_of_another_animal_is_refused_and_its_holder_named(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Qizai", number="802", chip=CHIP)
        other = an_animal(entry, "Guyu")
    with refused(center, r"is Qizai \(802\)'s") as entry:
        given(entry, other, IdentifierKind.TRANSPONDER, CHIP)


def test_animal_may_wear_several_chips_of_several_makes(center: Center) -> None:
    with an_entry(center) as entry:
        animal = an_animal(entry, "Qizai", chip=CHIP)
        given(entry, animal, IdentifierKind.TRANSPONDER, "00075E2A4F", transponder_type=TransponderType.TROVAN)
    with refused(center, "999", NeedsConfirmation) as entry:
        given(entry, animal, IdentifierKind.TRANSPONDER, "999000000000001")
    with refused(center, "already has", AlreadyDone) as entry:
        given(entry, animal, IdentifierKind.TRANSPONDER, CHIP)


def test_only_a_chip_has_a_type_of_chip(center: Center) -> None:
    with an_entry(center) as entry:
        animal = an_animal(entry, "Qizai")
    with refused(center, "collar is no chip", NotUnderstood) as entry:
        given(entry, animal, IdentifierKind.COLLAR, "C-7 green", transponder_type=TransponderType.ISO)


def test_reading_a_chip_says_whose_it_is(center: Center) -> None:
    with an_entry(center) as entry:
        qizai, guyu = an_animal(entry, "Qizai", chip=CHIP), an_animal(entry, "Guyu")
        done: dict[str, Any] = {"done_at": NOW, "done_by": None, "note": None}
        assert read_chip(entry, value=CHIP, animal=None, **done).sentence == f"The chip {CHIP} is Qizai's."
        assert "is Qizai's: look" in read_chip(entry, value=CHIP, animal=guyu, **done).sentence
        assert "no animal's" in read_chip(entry, value="999", animal=qizai, **done).sentence
    with refused(center, "No animal here has the chip", NotFound) as entry:
        read_chip(entry, value="999", animal=None, **done)


def test_collar_that_fell_off_ends(center: Center) -> None:
    with an_entry(center) as entry:
        animal = an_animal(entry, "Shanquan")
        an_identifier(entry, animal, "GPS-17", kind=IdentifierKind.COLLAR)
        end_identifier(entry, animal=animal, value="gps-17", until_on=TODAY)
    with refused(center, "does not go by", NotFound) as entry:
        end_identifier(entry, animal=animal, value="gps-17", until_on=TODAY)


def test_sex_is_corrected_unless_it_stands_as_a_parent(center: Center) -> None:
    with an_entry(center) as entry:
        parent = an_animal(entry, "Bailu", sex=Sex.FEMALE)
        cub = an_animal(entry, "Xiaoshu", sex=Sex.MALE, born="2018-07-07", dam=parent)
        correct_sex(entry, animal=cub, sex=Sex.FEMALE, method=SexMethod.DNA, on=TODAY)
    with refused(center, "stands as dam of Xiaoshu") as entry:
        correct_sex(entry, animal=parent, sex=Sex.MALE, method=SexMethod.DNA, on=TODAY)


# ---------------------------------------------------------------- parents


def claimed(entry: Entry, animal: UUID, role: ParentRole, *candidates: UUID, **known: Any) -> Deed:
    fields: dict[str, Any] = {"probabilities": [], "kind": ParentageKind.OBSERVED, "on": TODAY}
    fields |= {"source": None, "note": None}
    return claim_parent(entry, animal=animal, role=role, candidates=candidates, **(fields | known))


@pytest.fixture
def family(center: Center) -> dict[str, UUID]:
    with an_entry(center) as entry:
        made = {
            "dam": an_animal(entry, "Yongyong", sex=Sex.FEMALE, born="2010-07-01"),
            "sire": an_animal(entry, "Maidong", born="2008-07-01"),
            "other": an_animal(entry, "Tianma", born="2008-07-01"),
            "away": an_animal(entry, "Shanquan", left="2020-05-20", left_kind=DispositionKind.RELEASE),
            "cub": an_animal(entry, "Qinyun", sex=Sex.FEMALE, born="2020-08-17"),
        }
        made["late"] = an_animal(
            entry, "Old", born="1990", left="2010-01-01", left_kind=DispositionKind.DEATH, came="1990"
        )
    return made


def test_a_taxon_is_corrected_with_what_that_rests_on(center: Center) -> None:
    with an_entry(center) as entry:
        animal, other = an_animal(entry), a_taxon(entry, "melanoleuca")
    with an_entry(center) as entry:
        deed = correct_taxon(entry, animal=animal, taxon=other, source="DNA report 7")
        assert deed.sentence.endswith("by DNA report 7.")
        assert animal_view(entry, animal).taxon_id == other
    assert any("DNA report 7" in str(row) for row in center.report("timeline", {"animal": str(animal)}).rows)
    with refused(center, "already", AlreadyDone) as entry:
        correct_taxon(entry, animal=animal, taxon=other, source="DNA report 7")


def test_two_sires_share_evenly_until_told_otherwise(center: Center, family: dict[str, UUID]) -> None:
    with an_entry(center) as entry:
        claimed(entry, family["cub"], ParentRole.SIRE, family["sire"], family["other"], kind=ParentageKind.ASSUMED)
        assert [claim.probability for claim in claims_of(entry)] == [0.5, 0.5]
        claimed(entry, family["cub"], ParentRole.SIRE, family["sire"], kind=ParentageKind.GENETIC)
        assert [(claim.parent_id, claim.probability) for claim in claims_of(entry)] == [(family["sire"], 1.0)]


def test_weaker_claim_takes_a_stronger_one_only_when_confirmed(center: Center, family: dict[str, UUID]) -> None:
    with an_entry(center) as entry:
        a_claim(entry, family["cub"], ParentRole.SIRE, family["sire"])
    with refused(center, "only assumed", NeedsConfirmation) as entry:
        claimed(entry, family["cub"], ParentRole.SIRE, family["other"], kind=ParentageKind.ASSUMED)
    with refused(center, "already proven") as entry:
        claimed(entry, family["cub"], ParentRole.SIRE, family["other"], kind=ParentageKind.GENETIC)


@pytest.mark.parametrize(
    ("child", "role", "parents", "words"),
    [
        ("cub", ParentRole.SIRE, ["cub"], "its own parent"),
        ("cub", ParentRole.DAM, ["sire"], "is male"),
        ("cub", ParentRole.SIRE, ["dam"], "is female"),
        ("sire", ParentRole.DAM, ["dam"], "is younger"),
        ("cub", ParentRole.SIRE, ["sire", "sire"], "twice"),
        ("cub", ParentRole.SIRE, [], "who the parent"),
        ("dam", ParentRole.DAM, ["cub"], "is an ancestor"),
    ],
)
def test_parent_that_cannot_be_is_refused(
    center: Center, family: dict[str, UUID], child: str, role: ParentRole, parents: list[str], words: str
) -> None:
    with an_entry(center) as entry:
        a_claim(entry, family["cub"], ParentRole.DAM, family["dam"])
    options = {"confirmed": True, "reason": "x"}
    with refused(center, words, (Refused, NotUnderstood), **options) as entry:  # type: ignore[arg-type]
        claimed(entry, family[child], role, *(family[parent] for parent in parents))


def test_two_certain_sires_are_refused(center: Center, family: dict[str, UUID]) -> None:
    with refused(center, "add up to 2") as entry:
        claimed(entry, family["cub"], ParentRole.SIRE, family["sire"], family["other"], probabilities=[1.0, 1.0])


def test_sire_long_dead_is_confirmed_as_stored_semen(center: Center, family: dict[str, UUID]) -> None:
    with refused(center, "stored semen", NeedsConfirmation) as entry:
        claimed(entry, family["cub"], ParentRole.SIRE, family["late"])
    with an_entry(center, confirmed=True, reason="straw 12 of 2009") as entry:
        claimed(entry, family["cub"], ParentRole.SIRE, family["late"])


# ---------------------------------------------------------------- births


def test_birth_makes_cubs_with_everything_that_belongs_to_them(center: Center, family: dict[str, UUID]) -> None:
    with an_entry(center) as entry:
        cubs = bear(
            entry, dam=family["dam"], born_at=NOW - timedelta(hours=3),
            cubs=[Cub(Sex.FEMALE, "Qinxiu", "秦秀", 136.0), Cub()],
            sires=[Candidate(family["sire"], 0.7), Candidate(family["other"], 0.2)],
        )  # fmt: skip
        sentence = birth_sentence(entry, family["dam"], cubs)
    assert sentence == "Yongyong gave birth to 2 cubs: Qinxiu (Yongyong-2020-1), 136 g; Yongyong-2020-2."
    with a_reading(center) as reading:
        assert set(cubs) <= set(here_at(reading, NOW))
        assert not set(cubs) & set(here_at(reading, NOW - timedelta(hours=4)))
        claims = [(one.role, one.probability) for one in claims_of(reading, [cubs[1]])]
        assert claims == [(ParentRole.DAM, 1.0), (ParentRole.SIRE, 0.7), (ParentRole.SIRE, 0.2)]
        assert [one.reared_by_id for one in rearing_on(reading, TODAY, cubs)] == [family["dam"]] * 2


def test_second_litter_of_a_year_goes_on_counting(center: Center) -> None:
    with an_entry(center) as entry:
        dam = an_animal(entry, "Zhuzhu", "珠珠", sex=Sex.FEMALE)
        bear(entry, dam=dam, born=span("2020-02-01"), cubs=[Cub(Sex.MALE)])
        bear(entry, dam=dam, born=span("2020-09-01"), cubs=[Cub(Sex.MALE)])
        assert [animal_view(entry, one.animal_id).number for one in claims_of(entry)] == ["珠珠-2020-1", "珠珠-2020-2"]


def test_birth_that_cannot_be_is_refused(center: Center, family: dict[str, UUID]) -> None:
    cub = [Cub(Sex.MALE)]
    with refused(center, "not recorded as a female") as entry:
        bear(entry, dam=family["sire"], born=span("2020-09-01"), cubs=cub)
    with refused(center, "still to come") as entry:
        bear(entry, dam=family["dam"], born_at=NOW + timedelta(hours=1), cubs=cub)
    with refused(center, "younger") as entry:
        bear(entry, dam=family["dam"], born=span("2010-07-01"), cubs=cub)
    with refused(center, "more than a litter", NeedsConfirmation) as entry:
        bear(entry, dam=family["dam"], born=span("2020-09-01"), cubs=cub * 4)
    with an_entry(center) as entry:
        bear(entry, dam=family["dam"], born=span("2020-08-01"), cubs=cub)
    with refused(center, "less than the 83 days", NeedsConfirmation) as entry:
        bear(entry, dam=family["dam"], born=span("2020-09-01"), cubs=cub)
    with refused(center, "thousand times", NeedsConfirmation) as entry:
        bear(entry, dam=family["dam"], born=span("2020-08-01"), cubs=[Cub(Sex.MALE, weight_g=136_000)])


# ---------------------------------------------------------------- departures, holds, rearing


def test_departure_is_refused_where_it_cannot_be(center: Center, family: dict[str, UUID]) -> None:
    cub, on = family["cub"], DateSpan.on(TODAY)
    with refused(center, "still to come") as entry:
        depart(entry, animal=cub, kind=DispositionKind.DEATH, on=span("2020-09-26"))
    with refused(center, "before Qinyun was born") as entry:
        depart(entry, animal=cub, kind=DispositionKind.DEATH, on=span("2020-08-16"))
    with refused(center, "to which institution", NotUnderstood) as entry:
        depart(entry, animal=cub, kind=DispositionKind.TRANSFER, on=on)
    with refused(center, "not in the collection") as entry:
        depart(entry, animal=family["away"], kind=DispositionKind.RELEASE, on=on)
    with refused(center, "died 2010-01-01", AlreadyDone) as entry:
        depart(entry, animal=family["late"], kind=DispositionKind.DEATH, on=on)
    with an_entry(center) as entry:
        a_weight(entry, cub, 2_000, days_ago=1)
    with refused(center, "still measured at", NeedsConfirmation) as entry:
        depart(entry, animal=cub, kind=DispositionKind.DEATH, on=span("2020-09-20"))


def test_animal_lent_away_stays_the_centers_own(center: Center, family: dict[str, UUID]) -> None:
    with an_entry(center) as entry:
        zoo = an_institution(entry)
        depart(entry, animal=family["sire"], kind=DispositionKind.LOAN, on=span("2020-09-01"), institution=zoo)
    with a_reading(center) as reading:
        assert animal_view(reading, family["sire"]).standing.is_loaned_out
        assert animal_view(reading, family["sire"], NOW - timedelta(days=30)).is_here


def test_death_ends_holds_and_rearing(center: Center, family: dict[str, UUID]) -> None:
    with an_entry(center) as entry:
        rear(
            entry, animal=family["cub"], kind=RearingKind.DAM, reared_by=family["dam"], from_on=date(2020, 8, 17),
            until_on=None, note=None,
        )  # fmt: skip
        place_condition(
            entry, animal=family["dam"], condition=ConditionKind.NURSING, from_at=NOW - timedelta(days=30),
            review_on=TODAY,
        )  # fmt: skip
    with a_reading(center) as reading:
        told = closes(reading, family["dam"], NOW, do=False)
        assert told == ["the hold: nursing", "the rearing of Qinyun (its dam, since 2020-08-17)"]
        assert len(conditions_at(reading, NOW)) == 1
    with an_entry(center) as entry:
        assert closes(entry, family["dam"], NOW) == told
    with a_reading(center) as reading:
        assert not conditions_at(reading, NOW)
        assert not rearing_on(reading, TODAY)
        assert closes(reading, family["dam"], NOW) == []


def test_hold_is_placed_once_and_lifted(center: Center, family: dict[str, UUID]) -> None:
    hold: dict[str, Any] = {"animal": family["dam"], "condition": ConditionKind.QUARANTINE, "from_at": NOW}
    with refused(center, "looked at again", NotUnderstood) as entry:
        place_condition(entry, **hold)
    with an_entry(center) as entry:
        place_condition(entry, **hold, review_on=date(2020, 10, 25))
    with refused(center, "held already", AlreadyDone) as entry:
        place_condition(entry, **(hold | {"from_at": NOW - timedelta(days=1)}), review_on=TODAY)
    with refused(center, "must end after", Refused) as entry:
        lift_condition(entry, animal=family["dam"], condition=ConditionKind.QUARANTINE, until_at=NOW)
    later = NOW + timedelta(hours=1)
    with an_entry(center, now=later) as entry:
        lift_condition(entry, animal=family["dam"], condition=ConditionKind.QUARANTINE, until_at=later)
        assert conditions_at(entry, later) == []


def test_rearing_spells_may_overlap_but_not_repeat(center: Center, family: dict[str, UUID]) -> None:
    spell: dict[str, Any] = {"animal": family["cub"], "from_on": TODAY, "until_on": None, "note": None}
    with an_entry(center) as entry:
        rear(entry, kind=RearingKind.FOSTER, reared_by=family["dam"], **spell)
        rear(entry, kind=RearingKind.HAND, reared_by=None, **spell)
    with refused(center, "reared so since", AlreadyDone) as entry:
        rear(entry, kind=RearingKind.HAND, reared_by=None, **spell)
    with refused(center, "is a male") as entry:
        rear(entry, kind=RearingKind.FOSTER, reared_by=family["sire"], **spell)
    with refused(center, "which animal rears", NotUnderstood) as entry:
        rear(entry, kind=RearingKind.DAM, reared_by=None, **spell)
