"""What can be true of an animal, as plain functions of plain values."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breeding_center.animals.presence import Passage, in_order, is_here_on, movements, standing
from breeding_center.animals.rules import (
    Band,
    BandPoint,
    Judgement,
    ParentFacts,
    StageLimit,
    age_days,
    band_at,
    doubtful_chip,
    doubtful_parent,
    doubtful_temperature,
    doubtful_weight,
    impossible_chip,
    impossible_length,
    impossible_parent,
    impossible_probabilities,
    impossible_studbook_number,
    impossible_temperature,
    impossible_weight,
    is_ancestor,
    judge,
    life_stage,
    looks_of,
    search_key_of,
)
from breeding_center.vocabulary import AccessionKind, DispositionKind, LifeStage, Sex, TransponderType
from tests.builders import GROWTH, STAGES, span

ZONE = ZoneInfo("Asia/Shanghai")
BAND = Band(800, 1150, 1600, False)
POINTS = [BandPoint(age, low, median, high, False) for age, low, median, high in GROWTH]

# ---------------------------------------------------------------- ages


def test_age_is_counted_from_the_middle_of_an_inexact_birth() -> None:
    assert age_days(span("2019-05-03"), date(2019, 5, 13)) == 10
    assert age_days(span("2019"), date(2020, 7, 2)) == 366
    assert age_days(span("2019-05-03"), date(2019, 5, 2)) is None
    assert age_days(span("unknown"), date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("age", "stage"),
    [(182, "cub"), (183, "juvenile"), (548, "subadult"), (2009, "adult"), (7305, "geriatric"), (None, None)],
)
def test_life_stage_begins_on_its_first_day(age: int | None, stage: str | None) -> None:
    limits = [StageLimit(*limit) for limit in STAGES]
    assert life_stage(limits, age) == (LifeStage(stage) if stage else None)


# ---------------------------------------------------------------- presence


def passage(kind: AccessionKind | DispositionKind, written: str, at: datetime | None = None) -> Passage:
    return Passage(uuid4(), UUID(int=1), kind, span(written), at, None, is_still_owned=kind is DispositionKind.LOAN)


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00+08:00").astimezone(UTC)


BIRTH, LOAN, BACK, DEATH = (
    passage(AccessionKind.BIRTH, "2010-08-01"),
    passage(DispositionKind.LOAN, "2015-03-01"),
    passage(AccessionKind.LOAN_RETURN, "2018-06-01"),
    passage(DispositionKind.DEATH, "2019-11-05"),
)
LIFE = in_order([DEATH, BACK, BIRTH, LOAN], ZONE)


@pytest.mark.parametrize(
    ("day", "is_here", "is_loaned_out", "is_dead"),
    [
        ("2010-07-31", False, False, False), ("2010-08-01", True, False, False), ("2015-02-28", True, False, False),
        ("2015-03-01", False, True, False), ("2018-06-01", True, False, False), ("2019-11-05", False, False, True),
        ("2030-01-01", False, False, True),
    ],
)  # fmt: skip
def test_last_coming_or_leaving_decides(day: str, is_here: bool, is_loaned_out: bool, is_dead: bool) -> None:
    then = standing(LIFE, noon(day), ZONE)
    assert (then.is_here, then.is_loaned_out, then.died is not None) == (is_here, is_loaned_out, is_dead)


def test_known_hour_of_a_departure_counts_from_that_hour() -> None:
    released = passage(DispositionKind.RELEASE, "2015-03-01", noon("2015-03-01"))
    life = in_order([released, BIRTH], ZONE)
    assert standing(life, noon("2015-03-01") - timedelta(minutes=1), ZONE).is_here
    assert not standing(life, noon("2015-03-01"), ZONE).is_here
    assert not is_here_on(life, noon("2015-03-01") + timedelta(minutes=1), ZONE)


def test_whole_day_of_a_departure_without_an_hour_may_hold_records() -> None:
    assert is_here_on(LIFE, noon("2019-11-05"), ZONE)
    assert not is_here_on(LIFE, noon("2019-11-06"), ZONE)


def test_unknown_day_of_coming_counts_from_ever() -> None:
    life = in_order([passage(AccessionKind.UNKNOWN, "unknown")], ZONE)
    assert standing(life, noon("1900-01-01"), ZONE).is_here


def test_born_and_dead_on_one_day_is_not_here() -> None:
    life = in_order([passage(DispositionKind.DEATH, "2020-08-01"), passage(AccessionKind.BIRTH, "2020-08-01")], ZONE)
    assert not standing(life, noon("2020-08-02"), ZONE).is_here
    assert movements(life, noon("2020-07-01"), noon("2020-09-01"), ZONE) == ["births", "deaths"]


def test_nothing_counts_after_a_death() -> None:
    life = in_order([BIRTH, DEATH, passage(AccessionKind.TRANSFER, "2020-01-01")], ZONE)
    assert not standing(life, noon("2020-09-01"), ZONE).is_here


KINDS = st.sampled_from([*AccessionKind, *DispositionKind])
DAYS = st.dates(date(2015, 1, 1), date(2015, 3, 1))


@given(st.lists(st.tuples(KINDS, DAYS), max_size=6), DAYS, DAYS)
def test_opening_and_movements_make_the_closing(
    steps: list[tuple[AccessionKind | DispositionKind, date]], one: date, other: date
) -> None:
    life = in_order([passage(kind, day.isoformat()) for kind, day in steps], ZONE)
    first, last = sorted((noon(one.isoformat()), noon(other.isoformat())))
    moved = movements(life, first, last, ZONE)
    came = sum(step in ("births", "arrivals") for step in moved)
    opening = standing(life, first - timedelta(microseconds=1), ZONE).is_here
    assert opening + came - (len(moved) - came) == standing(life, last, ZONE).is_here


# ---------------------------------------------------------------- weights


def test_band_lies_on_straight_lines_between_its_points() -> None:
    assert band_at(POINTS, 0) == Band(80, 150, 220, False)
    assert band_at(POINTS, 15) == Band(440, 650, 910, False)
    assert band_at(POINTS, 366) is None
    assert band_at([], 3) is None


@given(st.integers(0, 365), st.floats(20, 60_000))
def test_weight_is_judged_by_the_band_of_its_age(age: int, weight_g: float) -> None:
    band = band_at(POINTS, age)
    assert band is not None
    assert (judge(weight_g, band) is Judgement.WITHIN) == (band.low_g <= weight_g <= band.high_g)


@pytest.mark.parametrize("weight_g", [0, 19.9, 250_001, 98_400_000])
def test_weight_no_panda_has_is_refused(weight_g: float) -> None:
    assert impossible_weight(weight_g) is not None


def test_taxon_may_allow_what_the_defaults_refuse() -> None:
    assert impossible_weight(300_000, 20, 600_000) is None
    assert impossible_weight(60, 100, 600_000) is not None


@pytest.mark.parametrize(
    ("weight_g", "last_g", "days", "band", "is_doubtful"),
    [
        (98_400, 97_000, 30, None, False),
        (98_400, None, None, None, False),
        (98_400, 98.4, 1, None, True),
        (98.4, 98_400, 1, None, True),
        (136_000, None, None, BAND, True),
        (75_000, 101_000, 30, None, True),
        (76_000, 101_000, 30, None, False),
        (1_500, 900, 9, BAND, False),
        (1_500, 900, 0.5, BAND, True),
        (900, 1_500, 9, BAND, True),
        (700, 690, 1, BAND, True),
        (1_700, 1_650, 1, BAND, True),
    ],
)
def test_unlikely_weight_is_doubted(
    weight_g: float, last_g: float | None, days: float | None, band: Band | None, is_doubtful: bool
) -> None:
    assert (doubtful_weight(weight_g, last_g, days, band) is not None) is is_doubtful


@given(st.floats(50, 200_000))
def test_kilograms_typed_for_grams_are_always_doubted(weight_g: float) -> None:
    assert doubtful_weight(weight_g * 1000, weight_g, 1, None) is not None
    assert doubtful_weight(weight_g / 1000, weight_g, 1, None) is not None


def test_lengths_and_temperatures_of_no_animal_are_refused() -> None:
    assert impossible_length(142) is None
    assert impossible_length(1_420) is not None
    assert impossible_temperature(36.8) is doubtful_temperature(36.8) is None
    assert impossible_temperature(98.6) is not None
    assert doubtful_temperature(41.5) is not None


# ---------------------------------------------------------------- chips and numbers


@pytest.mark.parametrize("value", ["156000090298026", "156 000 090 298 026", "900274877906943"])
def test_iso_chip_of_fifteen_digits_is_fine(value: str) -> None:
    assert impossible_chip(value, TransponderType.ISO) is None


@pytest.mark.parametrize(
    "value",
    ["15600009029802", "1560000902980261", "156274877906944", "9.85E+14", "9,85E+14", "9850E10", "15600009029802X", ""],
)
def test_chip_that_cannot_be_is_refused(value: str) -> None:
    assert impossible_chip(value, TransponderType.ISO) is not None


def test_fifteen_digits_are_asked_of_iso_chips_only() -> None:
    assert impossible_chip("00075E2A4F", TransponderType.TROVAN) is None
    assert impossible_chip("012*345*678", TransponderType.AVID) is not None
    assert impossible_chip("12", TransponderType.OTHER) is not None


def test_test_codes_and_lost_countries_are_doubted() -> None:
    assert doubtful_chip("999000000000001", TransponderType.ISO) is not None
    assert doubtful_chip("000000000000001", TransponderType.ISO) is not None
    assert doubtful_chip("156000090298026", TransponderType.ISO) is None


@given(st.integers(1, 998), st.integers(0, 274_877_906_943))
def test_every_code_and_number_of_the_standard_is_a_chip(code: int, number: int) -> None:
    value = f"{code:03}{number:012}"
    assert impossible_chip(value, TransponderType.ISO) is doubtful_chip(value, TransponderType.ISO) is None


@pytest.mark.parametrize(
    ("value", "is_possible"), [("802", True), ("90001", True), ("0802", False), ("0", False), ("1e3", False)]
)
def test_studbook_number_counts_from_one(value: str, is_possible: bool) -> None:
    assert (impossible_studbook_number(value) is None) is is_possible


# ---------------------------------------------------------------- parents


def facts(name: str, sex: Sex, born: str, died: str | None = None) -> ParentFacts:
    return ParentFacts(name, sex, span(born), span(died) if died else None)


CHILD = facts("Qinyun", Sex.FEMALE, "2020-08-17")


@pytest.mark.parametrize(
    ("parent", "is_dam", "is_possible"),
    [
        (facts("Yongyong", Sex.FEMALE, "2014-07-01"), True, True),
        (facts("Yongyong", Sex.UNKNOWN, "unknown"), True, True),
        (facts("Guyu", Sex.MALE, "2010-07-01"), True, False),
        (facts("Yongyong", Sex.FEMALE, "2014-07-01"), False, False),
        (facts("Guyu", Sex.MALE, "2020-08-17"), False, False),
        (facts("Guyu", Sex.MALE, "2021"), False, False),
        (facts("Guyu", Sex.MALE, "about 2020"), False, True),
        (facts("Yongyong", Sex.FEMALE, "2014-07-01", "2020-08-16"), True, False),
        (facts("Yongyong", Sex.FEMALE, "2014-07-01", "2020-08-17"), True, True),
        (facts("Guyu", Sex.MALE, "2010-07-01", "2015-01-01"), False, True),
    ],
)
def test_parent_must_be_able_to_be_one(parent: ParentFacts, is_dam: bool, is_possible: bool) -> None:
    assert (impossible_parent(CHILD, parent, bears=is_dam, is_dam=is_dam) is None) is is_possible


@pytest.mark.parametrize(
    ("parent", "is_doubtful"),
    [
        (facts("Guyu", Sex.MALE, "2010-07-01"), False),
        (facts("Guyu", Sex.MALE, "2010-07-01", "2020-01-01"), False),
        (facts("Guyu", Sex.MALE, "2010-07-01", "2019-08-01"), True),
        (facts("Guyu", Sex.MALE, "2019-08-01"), True),
    ],
)
def test_sire_long_dead_or_too_young_is_doubted(parent: ParentFacts, is_doubtful: bool) -> None:
    assert (doubtful_parent(CHILD, parent, is_dam=False, mature_days=548) is not None) is is_doubtful


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25), st.integers(0, 9), st.integers(0, 9))
def test_ancestors_are_found_through_any_pedigree(pairs: list[tuple[int, int]], of: int, who: int) -> None:
    parents: dict[UUID, list[UUID]] = {}
    for child, parent in pairs:
        parents.setdefault(UUID(int=child), []).append(UUID(int=parent))
    reached = {parent for child, parent in pairs if child == of}
    for _step in range(10):
        reached |= {parent for child, parent in pairs if child in reached}
    assert is_ancestor(UUID(int=of), UUID(int=who), lambda one: parents.get(one, [])) is (who in reached)


@pytest.mark.parametrize(
    ("shares", "is_possible"),
    [([1.0], True), ([0.5, 0.5], True), ([1 / 3] * 3, True), ([0.2], True), ([1.0, 1.0], False), ([0.0], False),
     ([1.5], False), ([-0.5, 1.0], False)],
)  # fmt: skip
def test_chances_of_candidates_add_up_to_at_most_one(shares: list[float], is_possible: bool) -> None:
    assert (impossible_probabilities(shares) is None) is is_possible


# ---------------------------------------------------------------- names


def test_lookalike_letters_make_no_other_name() -> None:
    assert looks_of("Qizai") == looks_of("ＱＩＺＡＩ") == looks_of("Qizаi")
    assert looks_of("Qizai") != looks_of("Qizei")


@given(st.lists(st.text(max_size=90) | st.none(), max_size=5))
def test_search_key_always_fits_its_column(names: list[str | None]) -> None:
    assert len(search_key_of(names)) <= 400
