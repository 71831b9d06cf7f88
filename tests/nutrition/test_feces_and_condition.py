"""Feces, body condition, and what the reports of nutrition answer."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from breeding_center.errors import NeedsConfirmation, NotUnderstood
from breeding_center.nutrition import answers
from breeding_center.nutrition.queries import timeline
from breeding_center.nutrition.service import offer, record_feces, score_body_condition, weigh_leftovers
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import FecesColor
from tests.builders import a_reading, an_animal, an_entry
from tests.lines import a_food, a_place, a_stay, at

NOW = at("10:00", day=25)


def collecting(entry: Entry, feces_g: float, **rest: Any) -> UUID | None:
    values: dict[str, Any] = {
        "animal": None, "access_set": None, "score": None, "mucus_g": None, "has_mucus": None, "has_worms": None,
        "has_blood": None,
        "color": None, "done_at": at("08:00", day=25), "done_by": None, "note": None,
    }  # fmt: skip
    return record_feces(entry, feces_g=feces_g, **values | rest).id


def test_feces_of_sixty_kilograms_are_asked_about(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
    with pytest.raises(NeedsConfirmation), an_entry(center, now=NOW) as entry:
        collecting(entry, 60_000, animal=animal)
    with an_entry(center, now=NOW, confirmed=True, reason="two days' worth") as entry:
        collecting(entry, 60_000, animal=animal)
    with a_reading(center, now=NOW) as reading:
        [row] = answers.feces(reading, animal=animal, since=None, until=None).rows
    assert row["feces_g"] == 60_000
    assert "more than 40 kg" in str(row["doubt"])


def test_mucus_that_was_weighed_is_mucus(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
        collecting(entry, 0, animal=animal, mucus_g=78.0)
    with a_reading(center, now=NOW) as reading:
        [row] = answers.feces(reading, animal=animal, since=None, until=None).rows
    assert (row["has_mucus"], row["mucus_g"]) == (True, 78)
    with pytest.raises(NotUnderstood), an_entry(center, now=NOW) as entry:
        collecting(entry, 100, animal=animal, mucus_g=78.0, has_mucus=False)


def test_feces_of_a_shared_place_are_found_under_each_of_its_animals(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        place, animal, other = a_place(entry), an_animal(entry, "Jiajia"), an_animal(entry, "Bailu")
        a_stay(entry, animal, place)
        collecting(entry, 9000, access_set=place, score=3, color=FecesColor.GREEN, has_worms=True)
    with a_reading(center, now=NOW) as reading:
        assert len(answers.feces(reading, animal=animal, since=None, until=None).rows) == 1
        assert answers.feces(reading, animal=other, since=None, until=None).rows == []
        [told] = timeline(reading, animal, at("00:00"), NOW)
    assert told.sentence == "Feces 9 kg, score 3, green, with worms"


@pytest.mark.parametrize(("score", "most", "fine"), [(5, 9, True), (9, 9, True), (4.5, 5, True), (6, 5, False),
                                                     (0, 9, False), (5, 10, False)])  # fmt: skip
def test_body_condition_is_on_its_scale(center: Center, score: float, most: int, fine: bool) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
    values: dict[str, Any] = {"animal": animal, "done_at": at("09:00", day=25), "done_by": None, "note": None}
    with an_entry(center, now=NOW) as entry:
        if fine:
            score_body_condition(entry, score=score, scale_max=most, **values)
            return
        with pytest.raises(NotUnderstood):
            score_body_condition(entry, score=score, scale_max=most, **values)


def test_intake_report_says_what_is_pending(center: Center) -> None:
    whom: dict[str, Any] = {"access_set": None, "done_by": None, "note": None}
    with an_entry(center, now=NOW) as entry:
        animal, leaf = an_animal(entry), a_food(entry)
        whom["animal"] = animal
        offer(entry, portions=[(leaf, 6000)], sharers=None, done_at=at("16:30", day=23), **whom)
        weigh_leftovers(
            entry, left_g=1000, piles=[], covers_from=None, covers_until=None, done_at=at("08:00", day=24), **whom
        )
        offer(entry, portions=[(leaf, 5000)], sharers=None, done_at=at("16:30", day=24), **whom)
    with a_reading(center, now=NOW) as reading:
        answer = answers.intake(reading, animal=None, since=date(2020, 9, 20), until=None)
    shown = [(row["day"], row["eaten_g"], row["pending"]) for row in answer.rows]
    assert shown == [(date(2020, 9, 23), 5000, False), (date(2020, 9, 24), None, True)]
    assert answer.notes[0].startswith("Pending")
