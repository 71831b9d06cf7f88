"""Weighing and measuring: what is recorded, asked about and refused."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from breeding_center.animals.queries import latest_weight, latest_weights
from breeding_center.animals.service import measure, weigh
from breeding_center.declarations.action import Deed
from breeding_center.errors import NeedsConfirmation, NotUnderstood, Refused
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import DispositionKind, WeighMethod
from tests.builders import NOW, a_reading, a_weight, an_animal, an_entry


def weighed(entry: Entry, animal: UUID, weight_g: float, at: datetime = NOW) -> Deed:
    known: dict[str, Any] = {"method": WeighMethod.SCALE, "scale": None, "done_by": None, "note": None}
    return weigh(entry, animal=animal, weight_g=weight_g, done_at=at, **known)


@pytest.fixture
def adult(center: Center) -> UUID:
    with an_entry(center) as entry:
        animal = an_animal(entry, "Guyu")
        a_weight(entry, animal, 100_000, days_ago=30)
    return animal


def test_weight_is_recorded_with_its_change(center: Center, adult: UUID) -> None:
    with an_entry(center) as entry:
        deed = weighed(entry, adult, 98_400)
    assert deed.sentence == "Weighed Guyu: 98.4 kg (-1.6 %)."
    with a_reading(center) as reading:
        assert latest_weight(reading, adult, NOW) == (98_400, NOW)
        assert latest_weights(reading, NOW)[adult] == (98_400, NOW)
        assert latest_weight(reading, adult, NOW - timedelta(days=1)) == (100_000, NOW - timedelta(days=30))


@pytest.mark.parametrize("weight_g", [0, 12, 98_400_000])
def test_impossible_weight_is_refused_even_when_confirmed(center: Center, adult: UUID, weight_g: float) -> None:
    with pytest.raises(Refused, match="No animal"), an_entry(center, confirmed=True, reason="so it is") as entry:
        weighed(entry, adult, weight_g)


@pytest.mark.parametrize(("weight_g", "words"), [(98.4, "another unit"), (74_000, "-26 %"), (130_000, r"\+30 %")])
def test_unlikely_weight_is_asked_about_and_kept_with_its_doubt(
    center: Center, adult: UUID, weight_g: float, words: str
) -> None:
    with pytest.raises(NeedsConfirmation, match=words), an_entry(center) as entry:
        weighed(entry, adult, weight_g)
    with an_entry(center, confirmed=True, reason="weighed twice") as entry:
        weighed(entry, adult, weight_g)
    with a_reading(center) as reading:
        assert latest_weight(reading, adult, NOW) == (weight_g, NOW)


def test_cub_off_its_growth_band_is_asked_about(center: Center) -> None:
    with an_entry(center) as entry:
        cub = an_animal(entry, "Qinyun", born="2020-08-26")
        weighed(entry, cub, 1_150)
    with pytest.raises(NeedsConfirmation, match="below the growth band of 800 g to"), an_entry(center) as entry:
        weighed(entry, cub, 700)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW + timedelta(minutes=6), "still to come"),
        (datetime.fromisoformat("2012-08-19T12:00+08:00"), "not born yet"),
    ],
)
def test_weight_outside_of_a_life_is_refused(center: Center, adult: UUID, at: datetime, words: str) -> None:
    with pytest.raises(Refused, match=words), an_entry(center, confirmed=True, reason="x") as entry:
        weighed(entry, adult, 99_000, at)


def test_clock_a_little_ahead_is_forgiven(center: Center, adult: UUID) -> None:
    with an_entry(center) as entry:
        weighed(entry, adult, 99_000, NOW + timedelta(minutes=4))


def test_dead_and_absent_animals_are_not_weighed(center: Center) -> None:
    with an_entry(center) as entry:
        dead = an_animal(entry, "Dandan", left="2020-09-20", left_kind=DispositionKind.DEATH)
        away = an_animal(entry, "Tianma", left="2020-09-20")
        late = an_animal(entry, "Shanquan", born="about 2006", came="2020-09-24")
        pedigree = an_animal(entry, "Wanwan", came=None)
    cases = ((dead, "after a death"), (away, "left 2020-09-20"), (late, "not here yet"), (pedigree, "pedigree only"))
    for animal, words in cases:
        with pytest.raises(Refused, match=words), an_entry(center) as entry:
            weighed(entry, animal, 99_000, NOW - timedelta(days=3 if animal == late else 0))
    with an_entry(center) as entry:
        weighed(entry, dead, 99_000, NOW - timedelta(days=5))  # the day it died, before the end of which nobody knows


def test_several_measures_are_one_deed(center: Center, adult: UUID) -> None:
    nothing: dict[str, Any] = {"done_at": NOW, "done_by": None, "note": None}
    with an_entry(center) as entry:
        deed = measure(entry, animal=adult, body_length_cm=118, chest_girth_cm=None, temperature_c=36.8, **nothing)
    assert deed.sentence == "Measured Guyu: 118 cm, 36.8 °C."
    with pytest.raises(NotUnderstood, match="Nothing was measured"), an_entry(center) as entry:
        measure(entry, animal=adult, body_length_cm=None, chest_girth_cm=None, temperature_c=None, **nothing)
    with pytest.raises(NeedsConfirmation), an_entry(center) as entry:
        measure(entry, animal=adult, body_length_cm=None, chest_girth_cm=None, temperature_c=42, **nothing)
