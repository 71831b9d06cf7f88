"""Estrus, hormones, cub feeds and litters, on both engines."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from breeding_center.animals.queries import conditions_at
from breeding_center.breeding import answers, cub_answers
from breeding_center.breeding.queries import find_urine_samples, hormone_series, litter_views, timeline
from breeding_center.breeding.rules import BEHAVIORS, doubt_about_milk, per_creatinine
from breeding_center.breeding.service import assay, feed_cub, record_litter, take_urine_sample, watch_estrus
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NeedsConfirmation, NotUnderstood, Refused
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import ConditionKind, Hormone, Sex
from tests.builders import a_reading, a_weight, an_animal, an_entry, span
from tests.lines import at

NOW = at("10:00", day=25)
DONE: dict[str, Any] = {"done_at": at("08:30", day=25), "done_by": None, "note": None}


def watching(entry: Entry, animal: UUID, **scores: Any) -> Deed:
    values: dict[str, Any] = dict.fromkeys(BEHAVIORS) | DONE | scores
    return watch_estrus(entry, animal=animal, **values)


def sampling(entry: Entry, animal: UUID, **rest: Any) -> UUID:
    values: dict[str, Any] = {"code": None, "volume_ml": None, "specific_gravity": None}
    made = take_urine_sample(entry, animal=animal, **values | DONE | rest).id
    assert made is not None
    return made


def measuring(entry: Entry, sample: UUID, value: float = 20, creatinine: float | None = 0.5, **rest: Any) -> Deed:
    values: dict[str, Any] = {"hormone": Hormone.ESTROGEN, "kit": None, "laboratory": None, "assayed_on": None}
    return assay(entry, sample=sample, value_ng_ml=value, creatinine_mg_ml=creatinine, **values | rest)


def milk(entry: Entry, cub: UUID, milk_ml: float | None, hour: str = "08:30") -> Deed:
    values: dict[str, Any] = {
        "formula": None,
        "has_urinated": None,
        "has_defecated": None,
        "done_by": None,
        "note": None,
    }
    return feed_cub(entry, animal=cub, milk_ml=milk_ml, done_at=at(hour, day=25), **values)


def test_the_height_of_estrus_is_told_to_every_line_for_some_days(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        dam = an_animal(entry, sex=Sex.FEMALE)
        early = watching(entry, dam, scent_marking=3, bleating=2, tail_up=1)
        assert conditions_at(entry, NOW, [dam]) == []
        assert "in estrus" not in early.sentence
        said = watching(entry, dam, chirping=2, done_at=at("08:30", day=22)).sentence
        assert said.endswith("She counts as in estrus until 2020-09-27 08:30: that she eats less does not alarm.")
        watching(entry, dam, lordosis=3, done_at=at("08:30", day=23))
        assert "in estrus" not in watching(entry, dam, lordosis=2, done_at=at("08:00", day=23)).sentence
        watching(entry, dam, presenting=2, done_at=at("08:30", day=20))  # written down late
        found = conditions_at(entry, at("08:00", day=21), [dam]) + conditions_at(entry, NOW, [dam])
    assert [(one.kind, one.from_at, one.until_at) for one in found] == [
        (ConditionKind.ESTRUS, at("08:30", day=20), at("08:30", day=22)),
        (ConditionKind.ESTRUS, at("08:30", day=22), at("08:30", day=28)),
    ]


def test_estrus_is_watched_in_females_with_at_least_one_score(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        dam, male, unsure = (
            an_animal(entry, sex.value.title(), sex=sex) for sex in (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)
        )
        watching(entry, dam, bleating=2, vulva=0)
    for animal, scores, error in ((dam, {}, NotUnderstood), (male, {"vulva": 1}, Refused),
                                  (unsure, {"vulva": 1}, NeedsConfirmation)):  # fmt: skip
        with pytest.raises(error), an_entry(center, now=NOW) as entry:
            watching(entry, animal, **scores)
    with a_reading(center, now=NOW) as reading:
        [row] = answers.estrus_watch(reading, animal=None, since=None, until=None).rows
        [told] = timeline(reading, dam, at("00:00"), NOW)
    assert (row["bleating"], row["vulva"], row["chirping"]) == (2, 0, None)
    assert told.sentence == "Estrus watch: bleating 2, vulva 0"


def test_hormones_are_corrected_by_creatinine() -> None:
    assert per_creatinine(20, 0.5) == 40
    assert per_creatinine(20, None) is None


def test_hormone_series_is_per_creatinine_in_order_of_sampling(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        dam = an_animal(entry, "Zhuzhu", sex=Sex.FEMALE)
        later = sampling(entry, dam, code="U-2", done_at=at("09:00", day=24))
        first = sampling(entry, dam, code="U-1", done_at=at("07:00", day=24))
        measuring(entry, later, 45, 1.0)
        measuring(entry, first, 20, None)
    with a_reading(center, now=NOW) as reading:
        series = hormone_series(reading, dam, at("00:00", day=1), NOW)
        answer = answers.hormones(reading, animal=dam, hormone=Hormone.ESTROGEN, since=date(2020, 9, 1), until=None)
    assert [(view.day.day, view.per_mg) for view in series] == [(24, None), (24, 45)]  # calendar days, as of matings
    assert [row["per_mg"] for row in answer.rows] == [None, 45]
    assert "1 sample is too few" in answer.notes[0]
    assert "how dilute" in answer.notes[1]


def test_creatinine_is_more_than_zero_and_each_hormone_measured_once(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        sample = sampling(entry, an_animal(entry, sex=Sex.FEMALE))
    with pytest.raises(Refused), an_entry(center, now=NOW) as entry:
        measuring(entry, sample, 20, 0)
    with pytest.raises(Refused, match="taken later"), an_entry(center, now=NOW) as entry:
        measuring(entry, sample, assayed_on=date(2020, 9, 24))
    with an_entry(center, now=NOW) as entry:
        measuring(entry, sample, assayed_on=date(2020, 9, 25))
        measuring(entry, sample, hormone=Hormone.PROGESTERONE)
    with pytest.raises(AlreadyDone), an_entry(center, now=NOW) as entry:
        measuring(entry, sample)


def test_urine_sample_is_found_by_its_tube_and_by_animal_and_day(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        dam = an_animal(entry, "Zhuzhu", "珠珠", sex=Sex.FEMALE)
        tube = sampling(entry, dam, code="U-1")
        other = sampling(entry, dam, done_at=at("08:30", day=23))
    with a_reading(center, now=NOW) as reading:
        assert [one.id for one in find_urine_samples(reading, "u-1")] == [tube]
        assert [one.id for one in find_urine_samples(reading, "珠珠 2020-09-23")] == [other]
    with pytest.raises(Refused, match="U-1"), an_entry(center, now=NOW) as entry:
        sampling(entry, dam, code="U-1")
    with pytest.raises(NeedsConfirmation), an_entry(center, now=NOW) as entry:
        sampling(entry, dam, specific_gravity=1.2, done_at=at("09:30", day=25))
    with pytest.raises(AlreadyDone), an_entry(center, now=NOW) as entry:
        sampling(entry, dam, done_at=at("08:30", day=23))


@pytest.mark.parametrize(
    ("fed_ml", "weight_g", "doubted"), [(400, 1000, False), (401, 1000, True), (9999, None, False)]
)
def test_milk_is_doubted_beyond_two_fifths_of_the_weight(fed_ml: float, weight_g: float | None, doubted: bool) -> None:
    assert (doubt_about_milk(fed_ml, weight_g) is not None) is doubted


def test_milk_of_a_whole_day_counts_together(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        cub = an_animal(entry, "Qinxiu", born="2020-08-22")
        a_weight(entry, cub, 1000)
        milk(entry, cub, 200, "02:00")
        milk(entry, cub, 200, "05:00")
        milk(entry, cub, None, "07:00")
    with pytest.raises(NeedsConfirmation, match="410 mL of milk within a day"), an_entry(center, now=NOW) as entry:
        milk(entry, cub, 10, "08:00")
    with pytest.raises(Refused), an_entry(center, now=NOW) as entry:
        milk(entry, cub, 0, "08:00")


def test_twins_born_past_midnight_are_one_litter(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        dam = an_animal(entry, "Qinqin", sex=Sex.FEMALE)
        first = an_animal(entry, "Qinxiu", born="2020-08-22")
        second = an_animal(entry, "Qinmei", born="2020-08-23")
        record_litter(entry, dam, span("2020-08-22"), [first])
    with an_entry(center, now=NOW) as entry:
        record_litter(entry, dam, span("2020-08-23"), [second], stillborn=1)
    with a_reading(center, now=NOW) as reading:
        [litter] = litter_views(reading)
        [row] = cub_answers.litters(reading).rows
        [told] = timeline(reading, dam, at("00:00", day=1) - timedelta(days=31), NOW)
    assert (litter.size, litter.stillborn, litter.cub_ids) == (3, 1, (first, second))
    assert (row["dam"], row["cubs"]) == ("Qinqin", "Qinxiu, Qinmei")
    assert told.sentence == "Gave birth to 3 cubs, 1 of them stillborn"


def test_litters_that_cannot_be_are_refused(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        dam, male = an_animal(entry, "Qinqin", sex=Sex.FEMALE), an_animal(entry, "Bailu")
        cub = an_animal(entry, "Qinxiu", born="2020-08-22")
        record_litter(entry, dam, span("2020-08-22"), [cub])
    wrong: list[tuple[UUID, list[UUID], str, type[Exception]]] = [
        (male, [], "2019-08-22", Refused),
        (dam, [], "2019-08-22", NotUnderstood),
        (dam, [dam], "2019-08-22", NotUnderstood),
        (dam, [cub], "2018-08-22", Refused),
        (dam, [male], "before 2019", NotUnderstood),
    ]
    for mother, cubs, born, error in wrong:
        with pytest.raises(error), an_entry(center, now=NOW) as entry:
            record_litter(entry, mother, span(born), cubs)
