"""Stays never overlap, whatever is moved when; places hold what their dens hold."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breeding_center.enclosures.rules import (
    Span,
    capacity_of,
    houses,
    may_contain,
    most_at_once,
    natural_order,
    overlaps,
    place,
)
from breeding_center.vocabulary import EnclosureKind

START = datetime(2020, 9, 1, tzinfo=UTC)
SETS = [UUID(int=number) for number in range(1, 5)]


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


def a_span(access_set: int, start: int, end: int | None) -> Span:
    return Span(uuid4(), SETS[access_set], at(start), None if end is None else at(end))


def placed(stays: list[Span], access_set_id: UUID, moved_at: datetime) -> list[Span]:
    """What the service makes of a placing."""
    placing = place(stays, access_set_id, moved_at)
    if placing is None:
        return stays
    changed = []
    for stay in stays:
        if stay is placing.replaced:
            continue
        if stay is placing.ended:
            changed.append(Span(stay.id, stay.access_set_id, stay.from_at, moved_at))
        elif stay is placing.begun_earlier:
            changed.append(Span(stay.id, stay.access_set_id, moved_at, stay.until_at))
        else:
            changed.append(stay)
    if placing.begun_earlier is None:
        changed.append(Span(uuid4(), access_set_id, moved_at, placing.until_at))
    return sorted(changed, key=lambda stay: stay.from_at)


moves = st.lists(st.tuples(st.sampled_from(SETS), st.integers(0, 60), st.booleans()), max_size=25)


@given(moves)
def test_random_moves_and_departures_never_make_stays_overlap(moved: list[tuple[UUID, int, bool]]) -> None:
    stays: list[Span] = []
    for access_set_id, hour, leaves in moved:
        if leaves and stays and stays[-1].until_at is None and stays[-1].from_at < at(hour):
            last = stays.pop()
            stays.append(Span(last.id, last.access_set_id, last.from_at, at(hour)))
        before = stays
        stays = placed(stays, access_set_id, at(hour))
        assert overlaps(stays) == []
        assert all(stay.until_at is None or stay.from_at < stay.until_at for stay in stays)
        there = [stay for stay in stays if stay.covers(at(hour))]
        assert [stay.access_set_id for stay in there] == [access_set_id]
        # Nothing before the move is another place than it was.
        for earlier in range(hour):
            then = [[stay.access_set_id for stay in known if stay.covers(at(earlier))] for known in (before, stays)]
            assert then[0] == then[1]
    assert sum(stay.until_at is None for stay in stays) <= 1


@given(moves)
def test_a_move_never_makes_an_animal_be_nowhere(moved: list[tuple[UUID, int, bool]]) -> None:
    stays: list[Span] = []
    for access_set_id, hour, _leaves in moved:
        stays = placed(stays, access_set_id, at(hour))
    assert all(one.until_at == other.from_at for one, other in pairwise(stays))


def test_a_past_move_splits_the_stay_around_it() -> None:
    stays = placed([a_span(0, 0, 10), a_span(1, 10, None)], SETS[2], at(4))
    assert [(stay.access_set_id, stay.from_at, stay.until_at) for stay in stays] == [
        (SETS[0], at(0), at(4)),
        (SETS[2], at(4), at(10)),
        (SETS[1], at(10), None),
    ]


def test_a_move_that_came_earlier_than_written_down_moves_its_beginning() -> None:
    stays = placed([a_span(0, 0, 10), a_span(1, 10, None)], SETS[1], at(4))
    assert [(stay.access_set_id, stay.from_at, stay.until_at) for stay in stays] == [
        (SETS[0], at(0), at(4)),
        (SETS[1], at(4), None),
    ]


def test_another_place_from_the_same_instant_replaces_the_first() -> None:
    placing = place([a_span(0, 0, None)], SETS[1], at(0))
    assert placing is not None
    assert placing.replaced is not None
    assert placing.ended is None


def test_an_animal_that_is_there_is_not_placed_again() -> None:
    assert place([a_span(0, 0, None)], SETS[0], at(3)) is None


@pytest.mark.parametrize(
    ("spans", "most"),
    [
        ([], 0),
        ([(0, 5), (5, 10)], 1),
        ([(0, 6), (5, 10)], 2),
        ([(0, None), (3, None), (4, 5), (5, 6)], 3),
        ([(30, 40)], 0),
    ],
)
def test_most_at_once_counts_who_was_together(spans: list[tuple[int, int | None]], most: int) -> None:
    written = [(at(start), None if end is None else at(end)) for start, end in spans]
    assert most_at_once(written, at(0), at(20)) == most


def test_a_place_holds_what_its_dens_hold_unless_it_says_so_itself() -> None:
    dens = [(EnclosureKind.DEN, 1), (EnclosureKind.DEN, 1), (EnclosureKind.YARD, 2)]
    assert capacity_of(None, dens) == 2
    assert capacity_of(3, dens) == 3
    assert capacity_of(None, [(EnclosureKind.YARD, 2)]) == 2
    assert capacity_of(None, [(EnclosureKind.DEN, None)]) is None


def test_dens_stand_in_houses_and_houses_on_sites() -> None:
    assert may_contain(None, EnclosureKind.SITE)
    assert may_contain(EnclosureKind.SITE, EnclosureKind.HOUSE)
    assert may_contain(EnclosureKind.QUARANTINE, EnclosureKind.DEN)
    assert not may_contain(None, EnclosureKind.DEN)
    assert not may_contain(EnclosureKind.DEN, EnclosureKind.YARD)
    assert not may_contain(EnclosureKind.HOUSE, EnclosureKind.SITE)


def test_a_house_is_what_stands_on_a_site_however_deep_the_den() -> None:
    site, inner_site, house, wing, den, alone = (UUID(int=number) for number in range(10, 16))
    tree = {
        den: (wing, EnclosureKind.DEN),
        wing: (house, EnclosureKind.NURSERY),
        house: (inner_site, EnclosureKind.HOUSE),
        inner_site: (site, EnclosureKind.SITE),
        site: (None, EnclosureKind.SITE),
        alone: (None, EnclosureKind.HOUSE),
    }
    assert houses(tree) == {den: house, wing: house, house: house, alone: alone}


def test_a_ring_of_enclosures_does_not_hang_anything() -> None:
    one, other = UUID(int=20), UUID(int=21)
    assert set(houses({one: (other, EnclosureKind.HOUSE), other: (one, EnclosureKind.HOUSE)})) == {one, other}


def test_codes_sort_as_people_count() -> None:
    assert sorted(["A10", "B1", "A2", "a1"], key=natural_order) == ["a1", "A2", "A10", "B1"]
