"""Moves, newborn, departures, checks: on both engines."""

import random
from datetime import timedelta
from uuid import UUID

import pytest

from breeding_center.enclosures import queries, rules, service
from breeding_center.errors import AlreadyDone, NeedsConfirmation, NotFound, NotUnderstood, Refused
from breeding_center.office.center import Center
from breeding_center.storage import journal, triggers
from breeding_center.storage.base import Base, new_id
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import EnclosureKind
from tests.builders import NOW, a_reading, an_animal, an_entry
from tests.enclosures.places import a_place, a_site, an_enclosure

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def moved(entry: Entry, animal: UUID, access_set: UUID, ago: timedelta = timedelta()) -> None:
    service.move(entry, animals=[animal], access_set=access_set, at=NOW - ago)


def places_of(center: Center, animal: UUID) -> list[tuple[str, timedelta, timedelta | None]]:
    """An animal's stays: the place's code, and how long ago it came and went."""
    with a_reading(center) as reading:
        codes = {key: view.code for key, view in queries.access_set_views(reading).items()}
        return [
            (codes[stay.access_set_id], NOW - stay.from_at, NOW - stay.until_at if stay.until_at else None)
            for stay in queries.stays_of(reading, animal)
        ]


def test_a_moved_animal_leaves_its_former_place(center: Center) -> None:
    with an_entry(center) as entry:
        site, qizai = a_site(entry), an_animal(entry, "Qizai")
        moved(entry, qizai, site["A1"], DAY)
        deed = service.move(entry, animals=[qizai], access_set=site["A2"], at=NOW, reason="cleaning")
    assert deed.sentence == "Moved to Place A2: 1 animal."
    assert places_of(center, qizai) == [("A1", DAY, timedelta()), ("A2", timedelta(), None)]
    with a_reading(center) as reading:
        assert queries.occupants(reading, site["A1"], NOW) == []
        assert queries.occupants(reading, site["A1"], NOW - HOUR) == [qizai]
        assert queries.occupants(reading, site["A2"], NOW) == [qizai]
        assert journal.verify(reading.connection, triggers.record_tables(Base.metadata.sorted_tables)) == []


def test_a_move_entered_late_splits_what_was_written_before(center: Center) -> None:
    with an_entry(center) as entry:
        site, qizai = a_site(entry), an_animal(entry, "Qizai")
        moved(entry, qizai, site["A1"], 9 * DAY)
        moved(entry, qizai, site["A2"], 3 * DAY)
        moved(entry, qizai, site["B1"], 5 * DAY)
    assert places_of(center, qizai) == [("A1", 9 * DAY, 5 * DAY), ("B1", 5 * DAY, 3 * DAY), ("A2", 3 * DAY, None)]


def test_a_place_corrected_from_the_same_instant_replaces_the_wrong_one(center: Center) -> None:
    with an_entry(center) as entry:
        site, qizai = a_site(entry), an_animal(entry, "Qizai")
        moved(entry, qizai, site["A1"], DAY)
        moved(entry, qizai, site["A2"], DAY)
    assert places_of(center, qizai) == [("A2", DAY, None)]


def test_stays_never_overlap_however_late_and_in_whatever_order_moves_are_entered(center: Center) -> None:
    chance = random.Random(20200925)
    with an_entry(center, confirmed=True, reason="many moves") as entry:
        site, qizai = a_site(entry), an_animal(entry, "Qizai")
        for _time in range(40):
            try:
                moved(entry, qizai, site[chance.choice(("A1", "A2", "A10", "B1"))], chance.randrange(30) * DAY)
            except AlreadyDone:
                continue
            stays = queries.spans(queries.stays_of(entry, qizai))
            assert rules.overlaps(stays) == []
    assert len(stays) > 5
    with a_reading(center) as reading:
        assert journal.verify(reading.connection, triggers.record_tables(Base.metadata.sorted_tables)) == []


def test_more_than_a_place_holds_is_a_doubt_and_is_kept_with_the_stay(center: Center) -> None:
    with an_entry(center) as entry:
        site = a_site(entry)
        one, other = an_animal(entry, "Qizai"), an_animal(entry, "Lousheng")
        moved(entry, one, site["A1"], DAY)
    with pytest.raises(NeedsConfirmation, match="Place A1 holds 1, and there would be 2"), an_entry(center) as entry:
        moved(entry, other, site["A1"])
    assert places_of(center, other) == []
    with an_entry(center, confirmed=True, reason="introduction") as entry:
        moved(entry, other, site["A1"])
    with a_reading(center) as reading:
        assert [stay.doubt for stay in queries.stays_of(reading, other)] == ["Place A1 holds 1, and there would be 2."]


def test_a_past_move_is_doubted_for_who_was_there_then(center: Center) -> None:
    with an_entry(center) as entry:
        site = a_site(entry)
        one, other = an_animal(entry, "Qizai"), an_animal(entry, "Lousheng")
        moved(entry, one, site["A1"], 3 * DAY)
        moved(entry, one, site["B1"], DAY)
    with pytest.raises(NeedsConfirmation), an_entry(center) as entry:
        moved(entry, other, site["A1"], 2 * DAY)
    with an_entry(center) as entry:
        moved(entry, other, site["A1"], DAY)


def test_a_group_moves_together_or_not_at_all(center: Center) -> None:
    with an_entry(center) as entry:
        site = a_site(entry)
        group = [an_animal(entry, name) for name in ("Jiajia", "Yuanyuan")]
        deed = service.move(entry, animals=group, access_set=site["A10"], at=NOW - DAY)
    assert deed.sentence == "Moved to Place A10: 2 animals."
    with pytest.raises(NeedsConfirmation), an_entry(center) as entry:
        service.move(entry, animals=group, access_set=site["A1"], at=NOW)
    assert places_of(center, group[0]) == [("A10", DAY, None)]


def test_an_animal_cannot_be_moved_where_it_is_nor_in_the_future(center: Center) -> None:
    with an_entry(center) as entry:
        site, qizai = a_site(entry), an_animal(entry, "Qizai")
        moved(entry, qizai, site["A1"], DAY)
    with pytest.raises(AlreadyDone), an_entry(center) as entry:
        moved(entry, qizai, site["A1"])
    with pytest.raises(Refused, match="in the future"), an_entry(center) as entry:
        moved(entry, qizai, site["A2"], -HOUR)
    with pytest.raises(NotFound), an_entry(center) as entry:
        moved(entry, qizai, new_id())


def test_the_newborn_are_where_their_dam_is_and_go_where_she_went(center: Center) -> None:
    with an_entry(center) as entry:
        site = a_site(entry)
        dam, cub = an_animal(entry, "Zhuzhu"), an_animal(entry, "Cub", born="2020-09-12")
        moved(entry, dam, site["A1"], 30 * DAY)
        moved(entry, dam, site["B1"], 5 * DAY)
        service.place_newborn(entry, cubs=[cub], dam=dam, at=NOW - 13 * DAY)
    assert places_of(center, cub) == [("A1", 13 * DAY, 5 * DAY), ("B1", 5 * DAY, None)]


def test_a_departure_ends_the_stay_and_strikes_out_later_ones(center: Center) -> None:
    with an_entry(center) as entry:
        site, qizai = a_site(entry), an_animal(entry, "Qizai")
        moved(entry, qizai, site["A1"], 9 * DAY)
        moved(entry, qizai, site["A2"], DAY)
        assert service.closes(entry, qizai, NOW - 3 * DAY) == ["stay: Place A1", "stay: Place A2"]
    assert places_of(center, qizai) == [("A1", 9 * DAY, 3 * DAY)]


def test_places_sort_by_house_then_code_and_name_their_house(center: Center) -> None:
    with an_entry(center) as entry:
        site = a_site(entry)
        animals = [an_animal(entry, f"Animal {code}") for code in ("B1", "A10", "A2")]
        for animal, code in zip(animals, ("B1", "A10", "A2"), strict=True):
            moved(entry, animal, site[code], DAY)
    with a_reading(center) as reading:
        places = queries.place_of(reading, animals, NOW)
        assert [view.code for view in sorted(places.values(), key=lambda view: view.order)] == ["A2", "A10", "B1"]
        assert (places[animals[0]].house_code, places[animals[0]].house_label) == ("B", "house B")
        assert queries.place_of(reading, animals, NOW - 2 * DAY) == {}
        assert queries.place_of(reading) == places
        assert [view.code for view in queries.access_set_views(reading).values()] == ["A1", "A2", "A10", "B1"]
        assert queries.access_set_views(reading)[site["A10"]].order == places[animals[1]].order


def test_a_building_without_a_den_of_its_own_is_its_own_house(center: Center) -> None:
    with an_entry(center) as entry:
        site = a_site(entry)
        ward = an_enclosure(entry, "V", EnclosureKind.ISOLATION, site["LGT"], 1)
        place, qizai = a_place(entry, "V1", [ward]), an_animal(entry, "Qizai")
        moved(entry, qizai, place)
    with a_reading(center) as reading:
        assert queries.place_of(reading, [qizai])[qizai].house_code == "V"


def test_places_are_found_by_code_name_and_their_own_den(center: Center) -> None:
    with an_entry(center) as entry:
        site = a_site(entry)
        service.add_access_set(
            entry, code="C1", enclosures=[site["A"]], name_en="Hillside 1", name_zh="坡上 1 号", capacity=None
        )
    with a_reading(center) as reading:
        for typed in ("b1", "Place B1", "B1-1", "placeb1"):
            assert [one.id for one in queries.find_access_sets(reading, typed)] == [site["B1"]], typed
        assert [one.label for one in queries.find_access_sets(reading, "poshang")] == ["Hillside 1"]
        assert len(queries.find_access_sets(reading, "Place A")) == 3
        assert [one.id for one in queries.find_enclosures(reading, "A1-1")] == [site["A1-1"]]
        assert len(queries.enclosure_options(reading)) == 11


def test_a_code_is_one_word_and_nobody_elses(center: Center) -> None:
    with an_entry(center) as entry:
        site = a_site(entry)
    with pytest.raises(Refused, match="already"), an_entry(center) as entry:
        an_enclosure(entry, "a1-1", EnclosureKind.DEN, site["A"])
    with pytest.raises(NotUnderstood, match="one word"), an_entry(center) as entry:
        an_enclosure(entry, "A 5", EnclosureKind.DEN, site["A"])
    with pytest.raises(NotUnderstood), an_entry(center) as entry:
        an_enclosure(entry, "x" * 500, EnclosureKind.DEN, site["A"])
    with pytest.raises(Refused, match="which is a den"), an_entry(center) as entry:
        an_enclosure(entry, "A5", EnclosureKind.YARD, site["A1-1"])
    with pytest.raises(Refused, match="holds between"), an_entry(center) as entry:
        an_enclosure(entry, "A5", EnclosureKind.DEN, site["A"], 0)
    with pytest.raises(NeedsConfirmation, match="part of Place A1"), an_entry(center) as entry:
        a_place(entry, "A5", [site["A1-1"]])


def checked(
    entry: Entry, *, access_set: UUID | None = None, enclosure: UUID | None = None, temperature_c: float | None = None
) -> str:
    return service.check(
        entry, access_set=access_set, enclosure=enclosure, is_locked=True, is_clean=False, doors_open="A1-1 to A1-Y",
        temperature_c=temperature_c, humidity_percent=60, done_at=NOW, done_by=entry.by_id, note=None,
    ).sentence  # fmt: skip


def test_a_check_says_what_was_seen(center: Center) -> None:
    with an_entry(center) as entry:
        site = a_site(entry)
        assert (
            checked(entry, access_set=site["A1"], temperature_c=18.5)
            == "Checked Place A1: locked, not clean, 18.5 °C, 60 %, open: A1-1 to A1-Y."
        )
        assert checked(entry, enclosure=site["A"]).startswith("Checked house A: locked")
    with pytest.raises(NotUnderstood), an_entry(center) as entry:
        checked(entry)
    with pytest.raises(NeedsConfirmation), an_entry(center) as entry:
        checked(entry, enclosure=site["A"], temperature_c=188)


def test_a_reading_needs_a_value(center: Center) -> None:
    def read(entry: Entry, temperature_c: float | None, humidity_percent: float | None = None) -> str:
        return service.record_reading(
            entry, enclosure=site["A"], temperature_c=temperature_c, humidity_percent=humidity_percent, done_at=NOW,
            done_by=entry.by_id, note=None,
        ).sentence  # fmt: skip

    with an_entry(center) as entry:
        site = a_site(entry)
        assert read(entry, -4) == "Read in house A: -4.0 °C."
    with pytest.raises(NotUnderstood), an_entry(center) as entry:
        read(entry, None)
    with pytest.raises(Refused), an_entry(center) as entry:
        read(entry, None, 101)


def test_the_timeline_tells_moves_and_the_leaving_but_no_move_twice(center: Center) -> None:
    with an_entry(center) as entry:
        site, qizai = a_site(entry), an_animal(entry, "Qizai")
        moved(entry, qizai, site["A1"], 9 * DAY)
        service.move(entry, animals=[qizai], access_set=site["A2"], at=NOW - 5 * DAY, reason="repairs")
        service.end_stay(entry, animal=qizai, at=NOW - DAY)
        registrar = entry.by_id
    with a_reading(center) as reading:
        told = queries.timeline(reading, qizai, NOW - 6 * DAY, NOW)
    assert [(row.sentence, row.at) for row in told] == [
        ("Moved to Place A2: repairs", NOW - 5 * DAY),
        ("Left Place A2", NOW - DAY),
    ]
    assert told[0].by_id == registrar
