"""Keepers and animals together: charges by name, the roster and its gaps."""

from datetime import date, timedelta

import pytest

from breeding_center.errors import Refused
from breeding_center.office import keeping
from breeding_center.office.center import Center
from breeding_center.team import shifts
from breeding_center.vocabulary import ChargeRole
from tests.builders import TODAY, a_reading, an_animal, an_entry
from tests.enclosures.places import a_site
from tests.team.test_service import a_feeder, a_shift

DAY = timedelta(days=1)
SINCE = date(2020, 2, 1)


def test_a_charge_names_the_animal_and_who_had_it(center: Center) -> None:
    with an_entry(center) as entry:
        one, other, qizai = a_feeder(entry, "Zhao Lin"), a_feeder(entry, "Qian Meili"), an_animal(entry, "Qizai")
        for person, day in ((one, SINCE), (other, TODAY)):
            deed = keeping.charge(
                entry, person=person, animal=qizai, access_set=None, role=ChargeRole.PRIMARY, from_on=day
            )
        assert deed.sentence == (
            "Qian Meili is in charge of Qizai (primary) from 2020-09-25. Until then it was Zhao Lin."
        )
        gone = keeping.discharge(entry, person=other, animal=qizai, access_set=None, until_on=TODAY + DAY)
        assert gone.sentence == "Qian Meili is no longer in charge of Qizai from 2020-09-26."


def test_nobody_is_put_in_charge_of_an_animal_that_left(center: Center) -> None:
    with an_entry(center) as entry:
        one, gone = a_feeder(entry, "Zhao Lin"), an_animal(entry, "Qizai", left="2020-03-01")
    with pytest.raises(Refused, match="left"), an_entry(center) as entry:
        keeping.charge(entry, person=one, animal=gone, access_set=None, role=ChargeRole.PRIMARY, from_on=TODAY)


def test_the_roster_lists_shifts_and_names_animals_without_a_keeper(center: Center) -> None:
    with an_entry(center) as entry:
        site, morning = a_site(entry), a_shift(entry)
        one, other = a_feeder(entry, "Zhao Lin"), a_feeder(entry, "Qian Meili")
        qizai, guyu = an_animal(entry, "Qizai"), an_animal(entry, "Guyu")
        for person, animal in ((one, qizai), (other, guyu)):
            keeping.charge(entry, person=person, animal=animal, access_set=None, role=ChargeRole.PRIMARY, from_on=SINCE)
        keeping.charge(entry, person=one, animal=None, access_set=site["A1"], role=ChargeRole.PRIMARY, from_on=SINCE)
        for person, day in ((one, 0), (other, 0), (one, 1), (other, 1)):
            shifts.put_on_shift(entry, person=person, pattern=morning, on_day=TODAY + day * DAY)
        shifts.take_leave(entry, person=other, from_on=TODAY + DAY, last_on=None, why=None)
    with a_reading(center) as reading:
        answer = keeping.roster(reading, from_on=TODAY, days=3)
        with pytest.raises(Refused):
            keeping.roster(reading, from_on=TODAY, days=900)
    assert [(row["day"], row["code"], row["charges"], row["state"]) for row in answer.rows] == [
        (TODAY, "f01", "Place A1, Qizai", None),
        (TODAY, "f02", "Guyu", None),
        (TODAY + DAY, "f01", "Place A1, Qizai", None),
        (TODAY + DAY, "f02", "Guyu", "on leave"),
    ]
    assert answer.notes == [
        "2020-09-26, morning: no keeper for Guyu.",
        "2020-09-27, morning: no keeper for Guyu, Qizai.",
        "Qian Meili is on leave from 2020-09-26 to 2020-09-26.",
    ]
