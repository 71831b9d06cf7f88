"""Weights of sires, lengths of gestation, steps of a pregnancy, gates and swaps: pure, without a database."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from breeding_center.breeding import gestation, nursery
from breeding_center.breeding.nursery import Weighing
from breeding_center.breeding.pairing import common_ancestors
from breeding_center.breeding.sires import Chance, propose, way_of_mating
from breeding_center.vocabulary import GateState, PregnancyState

KNOWN = (83, 200)
BRED = date(2020, 4, 16)
BORN = BRED + timedelta(days=123)
A, B, C, D, E, F = (UUID(int=number) for number in range(1, 7))


def chance(sire: UUID, way: str = "frozen", days: int = 0) -> Chance:
    day = BRED + timedelta(days=days)
    return Chance(sire, datetime(day.year, day.month, day.day, 7, tzinfo=UTC), day, way)


def test_two_males_used_alike_share_evenly() -> None:
    assert propose([chance(A), chance(B)], BORN, KNOWN, BRED).shares == ((A, 0.5), (B, 0.5))


def test_what_was_seen_and_when_weighs_and_is_said() -> None:
    found = propose([chance(A, "natural"), chance(B, "frozen", 2)], BORN, KNOWN, BRED)
    assert found.shares == ((A, 0.8), (B, 0.2))
    assert found.weighed[1].why == "insemination, frozen semen counts 0.5; 2 days from day 0 counts 0.5"


def test_matings_of_another_season_propose_nobody() -> None:
    assert propose([chance(A, days=100), chance(B, days=-300)], BORN, KNOWN).shares == ()


def test_shares_are_hundredths_that_add_up_to_one() -> None:
    shares = [share for _sire, share in propose([chance(one) for one in (A, B, C)], BORN, KNOWN).shares]
    assert shares == [0.34, 0.33, 0.33]


@pytest.mark.parametrize(
    ("intromission", "ejaculation", "way"),
    [(True, None, "natural"), (None, True, "natural"), (None, None, "natural_unseen"), (False, None, "natural_none")],
)
def test_a_mating_counts_by_what_was_seen(intromission: bool | None, ejaculation: bool | None, way: str) -> None:
    assert way_of_mating(intromission, ejaculation) == way


@pytest.mark.parametrize(
    ("days", "refused", "doubted"),
    [(40, True, True), (62, True, True), (70, False, True), (83, False, False), (200, False, False), (300, False, True),
     (324, False, True), (401, True, True), (None, False, False)],
)  # fmt: skip
def test_gestation_of_40_days_is_refused_and_300_doubted(days: int | None, refused: bool, doubted: bool) -> None:
    assert (gestation.impossible_gestation(days, KNOWN) is not None) is refused
    assert (gestation.doubtful_gestation(days, KNOWN) is not None) is doubted


def test_gestation_is_counted_from_the_conception_that_fits_best() -> None:
    assert gestation.gestation_days(BORN, [BORN - timedelta(days=40), BRED], KNOWN) == 123
    assert gestation.gestation_days(BORN, [], KNOWN) is None


def test_window_is_counted_from_day_zero_and_narrowed_by_the_second_rise() -> None:
    wide = gestation.window(BRED, KNOWN)
    assert (wide.from_on, wide.until_on) == (BRED + timedelta(days=83), BRED + timedelta(days=200))
    narrow = gestation.window(BRED, KNOWN, BRED + timedelta(days=80))
    assert (narrow.likely_from_on, narrow.likely_until_on) == (BRED + timedelta(days=120), BRED + timedelta(days=130))
    assert gestation.overdue_since(wide, wide.until_on) is None
    assert gestation.overdue_since(wide, wide.until_on + timedelta(days=1)) == wide.until_on


def test_states_follow_in_order_and_the_last_stay() -> None:
    assert gestation.impossible_step(PregnancyState.BRED, PregnancyState.LUTEAL_2) is not None
    assert gestation.impossible_step(PregnancyState.LUTEAL_1, PregnancyState.LUTEAL_2) is None
    ended = gestation.impossible_step(PregnancyState.LOSS, PregnancyState.BIRTH)
    assert ended == "This ended with loss; a new day 0 begins the next."


def test_risk_gates_are_passed_ahead_or_lost() -> None:
    born = date(2020, 8, 17)
    gates = nursery.gate_states(born, born + timedelta(days=8), None)
    assert list(gates) == [3, 7, 15, 30, 90, 180]
    assert [gates[7], gates[15]] == [GateState.PASSED, GateState.AHEAD]
    assert nursery.gate_states(born, born + timedelta(days=40), born + timedelta(days=10))[15] is GateState.LOST
    assert nursery.survived(born, born + timedelta(days=29), None, 30) is None
    assert nursery.survived(born, born + timedelta(days=40), born + timedelta(days=10), 30) is False


def weighed(*weights_g: float) -> list[Weighing]:
    start = datetime(2020, 8, 20, tzinfo=UTC)
    return [Weighing(start + timedelta(days=number), weight) for number, weight in enumerate(weights_g)]


def test_loss_and_standstill_are_told_from_the_gram_log() -> None:
    assert nursery.loss_percent(weighed(200, 180)) == pytest.approx(10)
    assert nursery.loss_percent(weighed(200, 201)) is None
    assert nursery.hours_without_gain(weighed(200, 199, 200)) == 48
    assert nursery.hours_without_gain(weighed(200, 210)) is None


def test_a_swap_is_overdue_after_its_interval_and_grace() -> None:
    last = datetime(2020, 9, 25, tzinfo=UTC)
    assert nursery.swap_overdue_min(last, 240, 30, last + timedelta(minutes=269)) is None
    assert nursery.swap_overdue_min(last, 240, 30, last + timedelta(minutes=275)) == 35


def test_a_dam_away_for_hours_is_said_to_be_normal() -> None:
    assert nursery.say_dam_away(0, 24) == "dam in the nest"
    assert nursery.say_dam_away(240, 24) == "dam away 4 h: normal, dams leave the nest for hours"
    assert nursery.say_dam_away(30 * 60, 24) == "dam away 30 h"


def test_ancestors_shared_within_three_generations_are_named() -> None:
    parents = {A: [C], B: [D], C: [E], D: [E], E: [F]}
    assert common_ancestors(A, B, lambda key: parents.get(key, [])) == [(E, 2, 2), (F, 3, 3)]
    assert common_ancestors(A, F, lambda key: parents.get(key, [])) == [(F, 3, 0)]
    assert common_ancestors(C, UUID(int=9), lambda key: parents.get(key, [])) == []
