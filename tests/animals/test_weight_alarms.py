"""Weights that are alarms, judged against the animal itself and the growth band."""

from datetime import timedelta

import pytest

from breeding_center.animals.alerts import alerts
from breeding_center.office.center import Center
from tests.builders import a_reading, a_weight, an_animal, an_entry

Weights = list[tuple[float, float]]  # days ago, kilograms
CASES: list[tuple[Weights, list[str]]] = [
    ([(1, 100)], []),
    ([(31, 100), (1, 89)], ["weight-change"]),
    ([(31, 100), (1, 91)], []),
    ([(31, 100), (1, 111)], ["weight-change"]),
    ([(95, 100), (40, 98), (1, 89)], ["weight-change"]),
    ([(300, 100), (1, 80)], []),  # too long ago to be called a change in half a year
    ([(22, 100), (15, 96.9), (8, 93.9), (1, 91)], ["weight-falling"]),
    ([(22, 100), (15, 96.9), (8, 95), (1, 92)], []),
    ([(46, 100)], ["weight-missing"]),
    ([(45, 100)], []),
    ([], []),
]


@pytest.mark.parametrize(("weights", "codes"), CASES)
def test_a_weight_is_judged_against_the_animals_own(center: Center, weights: Weights, codes: list[str]) -> None:
    with an_entry(center) as entry:
        animal = an_animal(entry)
        for days_ago, kilograms in weights:
            a_weight(entry, animal, kilograms * 1000, days_ago=days_ago)
    with a_reading(center) as reading:
        found = alerts(reading)
    assert [one.code for one in found] == codes
    assert all(one.animal_id == animal and one.records and not one.is_verified for one in found)


def test_a_cub_below_its_birth_weight_or_its_band_is_an_alarm(center: Center) -> None:
    with an_entry(center) as entry:
        born = (center.now() - timedelta(days=6)).date().isoformat()
        cub = an_animal(entry, "Cub", born=born)
        a_weight(entry, cub, 150, days_ago=6)
        a_weight(entry, cub, 140, days_ago=0.5)
        yearling = an_animal(entry, "Yearling", born="2020-06-27")
        a_weight(entry, yearling, 3_000, days_ago=0.5)
    with a_reading(center) as reading:
        found = {one.code: one.sentence for one in alerts(reading)}
    assert found["weight-below-birth"] == "140 g on day 5 is below its birth weight of 150 g."
    assert "3 kg is below the growth band" in found["weight-below-band"]


def test_an_animal_that_left_does_not_alarm(center: Center) -> None:
    with an_entry(center) as entry:
        animal = an_animal(entry, left="2020-09-01")
        a_weight(entry, animal, 100_000, days_ago=60)
    with a_reading(center) as reading:
        assert alerts(reading) == []
