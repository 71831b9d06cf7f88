"""Births, departures and moves touch several registers, each in one entry."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from breeding_center.errors import BreedingCenterError, NotUnderstood, Refused
from breeding_center.office import history, memory
from breeding_center.office.center import Center
from breeding_center.vocabulary import Sex
from tests.builders import a_center, a_weight, an_animal, an_entry
from tests.lines import a_place, a_plan, a_stay


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    with a_center(begun_url) as made:
        with an_entry(made) as entry:
            dam = an_animal(entry, "Yongyong", "永永", sex=Sex.FEMALE, number="90002")
            an_animal(entry, "Qizai", "七仔", number="802")
            a_stay(entry, dam, a_place(entry, "d1"))
            a_place(entry, "d2")
            a_plan(entry, "weighing", dam)
            a_weight(entry, dam, 92_000)
        yield made


def tables(center: Center, outcome_entry: UUID) -> list[str]:
    with center.reading() as asking:
        return [line.table for line in memory.changes_of(asking, outcome_entry)]


def test_a_birth_makes_animal_parents_stay_rearing_and_litter_in_one_entry(center: Center) -> None:
    values = {"dam": "永永", "born": "2020-09-24", "cub_sexes": "female", "sires": "802"}
    outcome = center.perform("animal.birth", values, by="registrar")
    written = tables(center, outcome.entry_id)
    assert {"animal", "parentage_claim", "accession", "rearing_spell", "stay", "litter", "litter_cub"} <= set(written)
    assert "measurement" not in written
    assert outcome.id is not None
    shown = center.snapshot(outcome.id)
    assert shown.place
    assert shown.animal.sex is Sex.FEMALE


def test_a_birth_of_twins_shares_two_sires(center: Center) -> None:
    values = {"dam": "Yongyong", "born": "2020-09-24", "cub_sexes": "female, male", "cub_weights": "136 g, 127 g"}
    outcome = center.perform("animal.birth", values, by="registrar")
    assert tables(center, outcome.entry_id).count("measurement") == 2
    with pytest.raises(NotUnderstood, match="more names or weights"):
        center.perform("animal.birth", {**values, "cub_sexes": "male"}, by="registrar")


def test_a_death_ends_what_is_open_in_one_entry(center: Center) -> None:
    values = {"animal": "Yongyong", "kind": "death", "left_on": "2020-09-25", "cause": "old age"}
    outcome = center.perform("animal.depart", values, by="registrar")
    assert set(tables(center, outcome.entry_id)) >= {"disposition", "stay", "plan"}
    assert "weighing" in outcome.sentence
    with pytest.raises(BreedingCenterError, match="died"):
        center.perform("enclosure.move", {"access_set": "d2", "animals_moved": "Yongyong"}, by="registrar")
    with center.reading() as asking:
        assert memory.verify(asking) == []


def test_undoing_a_death_opens_all_again(center: Center) -> None:
    values = {"animal": "Yongyong", "kind": "death", "left_on": "2020-09-25", "cause": "old age"}
    outcome = center.perform("animal.depart", values, by="registrar")
    center.undo(outcome.entry_id, by="registrar", reason="another animal")
    assert center.snapshot(_key(center, "Yongyong")).place
    center.perform("enclosure.move", {"access_set": "d2", "animals_moved": "Yongyong"}, by="registrar")


def _key(center: Center, name: str) -> UUID:
    with center.reading() as asking:
        return center.find(asking, "animal", name)


def test_a_male_bears_no_cubs(center: Center) -> None:
    with pytest.raises(Refused, match="male"):
        center.perform("animal.birth", {"dam": "802", "born": "2020-09-24", "cub_sexes": "male"}, by="registrar")


def test_a_move_is_a_new_stay_from_the_instant_said(center: Center) -> None:
    center.perform("enclosure.move", {"access_set": "d2", "animals_moved": "Yongyong", "at": "09:00"}, by="registrar")
    assert "d2" in center.snapshot(_key(center, "Yongyong")).place


def test_the_timeline_holds_what_every_room_recorded(center: Center) -> None:
    animal = _key(center, "Yongyong")
    center.perform("enclosure.move", {"access_set": "d2", "animals_moved": "Yongyong", "at": "09:00"}, by="registrar")
    with center.reading() as asking:
        rows = history.timeline(asking, animal, days=30)
    assert {"measurement", "stay"} <= {row.record_table for row in rows}
    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)


def test_what_a_death_would_end_is_told_before_anything_is_written(center: Center) -> None:
    values = {"animal": "Yongyong", "kind": "death", "left_on": "2020-09-25", "cause": "old age"}
    before = [one.seq for one in center.journal()]
    assert "weighing" in center.rehearse("animal.depart", values, by="registrar")
    assert [one.seq for one in center.journal()] == before
    assert center.snapshot(_key(center, "Yongyong")).place
