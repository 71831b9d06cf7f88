"""What was eaten, as arithmetic on feeds and piles."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breeding_center.nutrition.baseline import DayAmount, mean_beside, own_mean, same_part
from breeding_center.nutrition.rules import (
    Offered,
    Pile,
    by_day,
    closing,
    doubt_about_feces,
    doubt_about_left,
    doubt_about_portion,
    doubt_about_total,
    shares,
)
from breeding_center.vocabulary import FoodPart

START = datetime(2020, 9, 24, 0, 0, tzinfo=UTC)
ONE, OTHER, PLACE, LEAF, CULM = (UUID(int=number) for number in range(1, 6))


def fed(
    number: int,
    hours: float,
    offered_g: float = 1000,
    *,
    food: UUID = LEAF,
    animal: UUID | None = ONE,
    sharers: int = 1,
) -> Offered:
    eaters = (animal,) if animal else (ONE, OTHER)
    return Offered(
        UUID(int=100 + number), animal, PLACE, START + timedelta(hours=hours), food, offered_g, sharers, eaters
    )


def left(
    number: int, left_g: float, *, hours: tuple[float, float], animal: UUID | None = ONE, food: UUID | None = None
) -> Pile:
    from_at, until_at = (START + timedelta(hours=hour) for hour in hours)
    return Pile(UUID(int=900 + number), animal, None if animal else PLACE, food, left_g, from_at, until_at)


def day_of(at: datetime) -> date:
    return at.date()


def test_feed_at_the_moment_of_the_weighing_belongs_to_the_next_pile() -> None:
    feeds = [fed(1, 0), fed(2, 24)]
    assert set(closing(feeds, [left(1, 100, hours=(0, 24))])) == {feeds[0].id}


def test_intake_is_pending_until_every_feed_of_the_day_is_weighed() -> None:
    [day] = by_day(shares([fed(1, 1), fed(2, 9)], [left(1, 200, hours=(0, 8))]), day_of)
    assert (day.is_pending, day.offered_g, day.eaten_g, day.left_g) == (True, 2000, None, None)


def test_pile_is_divided_among_its_feeds_in_proportion() -> None:
    feeds = [fed(1, 20, 3000), fed(2, 25, 1000)]
    first, second = by_day(shares(feeds, [left(1, 2000, hours=(0, 48))]), day_of)
    assert (first.eaten_g, second.eaten_g) == (1500, 500)


def test_shared_pile_is_divided_by_its_sharers_and_marked() -> None:
    feeds = [fed(1, 1, 6000, animal=None, sharers=2)]
    one, other = by_day(shares(feeds, [left(1, 2000, hours=(0, 24), animal=None)]), day_of)
    assert (one.eaten_g, other.eaten_g) == (2000, 2000)
    assert one.is_shared
    assert other.is_shared


def test_pile_of_a_place_closes_what_one_of_its_animals_was_fed_alone() -> None:
    feeds = [fed(1, 1, 6000, animal=None, sharers=2), fed(2, 2, 500)]
    days = {day.animal_id: day for day in by_day(shares(feeds, [left(1, 650, hours=(0, 24), animal=None)]), day_of)}
    assert days[ONE].eaten_g == pytest.approx(3150)
    assert days[OTHER].eaten_g == pytest.approx(2700)


def test_animals_own_pile_goes_before_the_pile_of_its_place() -> None:
    feeds = [fed(1, 1, 500)]
    own, places = left(2, 100, hours=(0, 24)), left(1, 400, hours=(0, 24), animal=None)
    assert closing(feeds, [places, own]) == {feeds[0].id: own.id}


def test_sorted_piles_close_their_food_only() -> None:
    feeds = [fed(1, 1, 1000), fed(2, 1, 500, food=CULM)]
    leaf, culm = shares(feeds, [left(1, 300, hours=(0, 24), food=LEAF)])
    assert (leaf.left_g, leaf.is_pending) == (300, False)
    assert culm.is_pending


def test_what_one_weighing_has_closed_no_later_one_closes_again() -> None:
    feeds = [fed(1, 1)]
    first, again = left(1, 100, hours=(0, 24)), left(2, 700, hours=(0, 30))
    assert closing(feeds, [again, first]) == {feeds[0].id: first.id}


def test_more_left_than_offered_makes_the_day_doubtful_and_the_intake_unknown() -> None:
    [day] = by_day(shares([fed(1, 1, 1000)], [left(1, 1200, hours=(0, 24))]), day_of)
    assert (day.is_doubtful, day.is_pending, day.eaten_g) == (True, False, None)


@given(
    offered=st.lists(
        st.tuples(st.floats(0, 95.9), st.floats(1, 60_000), st.booleans(), st.sampled_from([LEAF, CULM])),
        min_size=1,
        max_size=20,
    ),
    left_of=st.lists(st.floats(0, 1), min_size=4, max_size=4),
)
def test_eaten_over_all_days_is_offered_less_left(
    offered: list[tuple[float, float, bool, UUID]], left_of: list[float]
) -> None:
    """Every day one weighing of the shared pile at noon: nothing is lost or made between animals, days and foods."""
    feeds = [
        fed(number, hours, grams, food=food, animal=None if shared else ONE, sharers=2 if shared else 1)
        for number, (hours, grams, shared, food) in enumerate(offered)
    ]
    spans = [(0.0, 12.0), (12.0, 36.0), (36.0, 60.0), (60.0, 96.0)]
    piles = []
    for number, ((first, last), ratio) in enumerate(zip(spans, left_of, strict=True)):
        in_it = sum(grams for hours, grams, _shared, _food in offered if first <= hours < last)
        piles.append(left(number, in_it * ratio * 0.999, hours=(first, last), animal=None))
    days = by_day(shares(feeds, piles), day_of)
    assert not any(day.is_pending or day.is_doubtful for day in days)
    eaten = sum(day.eaten_g or 0 for day in days)
    total = sum(feed.offered_g for feed in feeds) - sum(pile.left_g for pile in piles)
    assert eaten == pytest.approx(total)
    assert sum(day.offered_g for day in days) == pytest.approx(sum(feed.offered_g for feed in feeds))


@given(st.floats(0, 1e5), st.floats(0.001, 1e5))
def test_left_is_doubted_exactly_when_it_is_more_than_offered(left_g: float, offered_g: float) -> None:
    assert (doubt_about_left(left_g, offered_g) is not None) == (left_g > offered_g)


@pytest.mark.parametrize(
    ("offered_g", "earlier", "doubted"),
    [(6000, [2000, 2000, 2000], False), (6001, [2000, 1900, 2100], True), (60_000, [2000, 2000], False)],
)
def test_portion_is_doubted_beyond_three_times_the_usual(offered_g: float, earlier: list[float], doubted: bool) -> None:
    assert (doubt_about_portion(offered_g, "leaf", earlier) is not None) is doubted


@pytest.mark.parametrize(
    ("total_g", "sharers", "doubted"), [(60_000, 1, False), (60_001, 1, True), (100_000, 2, False)]
)
def test_feed_is_doubted_beyond_sixty_kilograms_each(total_g: float, sharers: int, doubted: bool) -> None:
    assert (doubt_about_total(total_g, sharers) is not None) is doubted


def test_forty_one_kilograms_of_feces_are_doubted() -> None:
    assert doubt_about_feces(40_000, 1) is None
    assert doubt_about_feces(41_000, 1) is not None
    assert doubt_about_feces(41_000, 2) is None


# ---------------------------------------------------------------- the same, however much there is to look through


def closing_one_by_one(feeds: Sequence[Offered], piles: Sequence[Pile]) -> dict[UUID, UUID]:
    """Every feed beside every pile: what `closing` must find without looking at them all."""

    def is_of(pile: Pile, feed: Offered) -> bool:
        is_own = pile.animal_id == feed.animal_id if pile.animal_id else pile.access_set_id == feed.access_set_id
        return is_own and pile.food_id in (None, feed.food_id) and pile.from_at <= feed.at < pile.until_at

    order = sorted(piles, key=lambda pile: (pile.animal_id is None, pile.food_id is None, pile.id))
    return {feed.id: pile.id for feed in feeds for pile in reversed(order) if is_of(pile, feed)}


@given(st.data())
def test_each_feed_is_closed_by_the_pile_that_looking_at_all_finds(data: st.DataObject) -> None:
    subjects, foods = st.sampled_from([ONE, OTHER, None]), st.sampled_from([LEAF, CULM])
    hours = st.integers(0, 120)
    feeds = [
        fed(number, data.draw(hours), food=data.draw(foods), animal=data.draw(subjects))
        for number in range(data.draw(st.integers(0, 12)))
    ]
    piles = []
    for number in range(data.draw(st.integers(0, 8))):
        first, last = sorted((data.draw(hours), data.draw(hours)))
        food = data.draw(st.one_of(st.none(), foods))
        piles.append(left(number, 10, hours=(first, last), animal=data.draw(subjects), food=food))
    assert closing(feeds, piles) == closing_one_by_one(feeds, piles)


def mean_of_all_days(days: Sequence[DayAmount], day: date, window: float) -> float | None:
    """Over every day there is: what `mean_beside` must find within its window."""
    until = [one for one in days if one.day <= day]
    if not until or until[-1].day != day:
        return None
    mean = own_mean(same_part([*until[:-1], DayAmount(day, until[-1].part, 0.0)]), day, window)
    return None if mean is None else mean[0]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60), st.sampled_from([FoodPart.LEAF, FoodPart.SHOOT]),
            st.one_of(st.none(), st.floats(0, 20_000)),
        ),
        unique_by=lambda one: one[0],
    ),
    st.integers(0, 60), st.sampled_from([3.0, 14.0]),
)  # fmt: skip
def test_mean_beside_a_day_looks_no_further_than_its_window(
    told: list[tuple[int, FoodPart, float | None]], asked: int, window: float
) -> None:
    days = [DayAmount(START.date() + timedelta(days=number), part, mass) for number, part, mass in sorted(told)]
    day = START.date() + timedelta(days=asked)
    assert mean_beside(days, day, window) == mean_of_all_days(days, day, window)
