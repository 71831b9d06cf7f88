"""Lives as demography counts them: from when to when, where, and what ended them."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from breeding_center.breeding import population
from breeding_center.breeding.lifetimes import Lifetime, Spell, lifetimes
from breeding_center.breeding.population import Young
from breeding_center.breeding.studbook_rows import Rows
from breeding_center.vocabulary import BirthType, Sex

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2020, 9, 25)
Told = tuple[str, str, str | None]  # kind, day, institution


def rows(
    *, born: str | None, kind: str, comings: Sequence[Told] = (), leavings: Sequence[Told] = (),
    events: Sequence[Told] = (), number: str | None = None,
) -> Rows:  # fmt: skip
    """The records of one animal."""
    from_on = date.fromisoformat(born) if born else None
    until_on = date.fromordinal(from_on.toordinal() + 1) if from_on else None

    def days(day: str) -> tuple[date, date]:
        on = date.fromisoformat(day)
        return on, date.fromordinal(on.toordinal() + 1)

    return Rows(
        animals=[("a", "A", None, "t", "male", from_on, until_on, born or "unknown", kind, None)],
        identifiers=[("a", "studbook_number", number)] if number else [],
        claims=[],
        comings=[("a", what, *days(day), None, place) for what, day, place in comings],
        leavings=[("a", what, *days(day), None, place) for what, day, place in leavings],
        events=[("a", what, *days(day), place, None) for what, day, place in events],
        exclusions=[],
        assumptions=[],
    )


def spells(told: Rows) -> tuple[list[tuple[str, str | None, str | None]], str | None]:
    found = lifetimes(told, ZONE, "us", TODAY)
    if not found:
        return [], None
    (life,) = found
    told_of = [(one.from_on.isoformat(), _iso(one.until_on), one.institution) for one in life.spells]
    return told_of, _iso(life.died_on)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


CASES = {
    "born here and living": (
        rows(born="2010-08-01", kind="captive", comings=[("birth", "2010-08-01", None)]),
        [("2010-08-01", None, "us")], None,
    ),
    "born here and dead": (
        rows(born="2010-08-01", kind="captive", comings=[("birth", "2010-08-01", None)],
             leavings=[("death", "2012-01-01", None)]),
        [("2010-08-01", "2012-01-01", "us")], "2012-01-01",
    ),
    "born elsewhere, then moved here": (
        rows(born="2010-08-01", kind="captive", comings=[("transfer", "2013-03-01", "zoo")]),
        [("2010-08-01", "2013-03-01", None), ("2013-03-01", None, "us")], None,
    ),
    "rescued from the wild: watched from then on": (
        rows(born="2005-08-01", kind="wild", comings=[("rescue", "2010-11-01", None)]),
        [("2010-11-01", None, "us")], None,
    ),
    "released, and no longer watched": (
        rows(born="2005-08-01", kind="wild", comings=[("rescue", "2010-11-01", None)],
             leavings=[("release", "2011-05-01", None)]),
        [("2010-11-01", "2011-05-01", "us")], None,
    ),
    "on loan to a zoo, and back": (
        rows(born="2010-08-01", kind="captive",
             comings=[("birth", "2010-08-01", None), ("transfer", "2018-01-01", None)],
             leavings=[("loan", "2016-01-01", "zoo")]),
        [("2010-08-01", "2016-01-01", "us"), ("2016-01-01", "2018-01-01", "zoo"), ("2018-01-01", None, "us")], None,
    ),
    "lost sight of": (
        rows(born="2000-08-01", kind="captive", events=[("birth", "2000-08-01", "zoo"),
             ("lost_to_follow_up", "2008-01-01", None)]),
        [("2000-08-01", "2008-01-01", "zoo")], None,
    ),
    "a studbook number and nothing else": (
        rows(born="2001-08-01", kind="captive", number="7"), [("2001-08-01", None, None)], None,
    ),
    "known only as a parent": (rows(born="2001-08-01", kind="captive"), [], None),
    "born after the day asked about": (
        rows(born="2020-12-01", kind="captive", comings=[("birth", "2020-12-01", None)]), [], None,
    ),
    "of unknown birth, here since a day": (
        rows(born=None, kind="unknown", comings=[("unknown", "2009-06-01", None)]), [("2009-06-01", None, "us")], None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_life_is_watched_from_when_to_when(case: str) -> None:
    told, expected, died_on = CASES[case]
    assert spells(told) == (expected, died_on)


def a_life(key: str, sex: Sex, born: str, until: str | None = None, *, dies: bool = False) -> Lifetime:
    begin, end = date.fromisoformat(born), date.fromisoformat(until) if until else None
    return Lifetime(key, sex, BirthType.CAPTIVE, "t", begin, end if dies else None, (Spell(begin, end, "us"),))


HERD = [
    a_life("m", Sex.MALE, "2010-01-01"),
    a_life("f", Sex.FEMALE, "2010-01-01"),
    a_life("c", Sex.FEMALE, "2016-01-01", "2016-03-01", dies=True),
    a_life("d", Sex.FEMALE, "2018-01-01"),
]
YOUNG = [Young("f", date(2016, 1, 1), 1.0), Young("f", date(2018, 1, 1), 1.0), Young("m", date(2018, 1, 1), 0.5)]


def test_joined_spells_at_one_institution_are_one() -> None:
    parts = tuple(Spell(date(year, 1, 1), date(year + 1, 1, 1), "us") for year in (2010, 2011))
    life = Lifetime("a", Sex.MALE, BirthType.CAPTIVE, "t", date(2010, 1, 1), date(2012, 1, 1), parts)
    assert life.at("us").spells == (Spell(date(2010, 1, 1), date(2012, 1, 1), "us"),)
    assert life.at("us").died_on == date(2012, 1, 1)
    assert life.at("zoo").spells == ()


def test_rates_by_hand() -> None:
    tables = population.tables(HERD, YOUNG, date(2010, 1, 1), date(2020, 1, 1))
    female, male, both = tables[Sex.FEMALE], tables[Sex.MALE], tables[None]
    assert female is not None
    assert male is not None
    assert both is not None
    assert female.deaths.tolist()[:2] == [1, 0]
    assert female.exposure[0] == pytest.approx(2 + 60 / 365.25, abs=1e-9)
    assert female.mx.sum() == pytest.approx(2 * 0.5)  # one female watched through each class she bore in
    assert male.births.sum() == 0.5
    assert both.births.sum() == 2.5


def test_the_first_year_counts_those_watched_for_a_year_or_dead_in_it() -> None:
    found = population.first_year(HERD, date(2010, 1, 1), date(2018, 6, 1))
    assert (found.born, found.died) == (3, 1)  # the youngest is not a year old yet
    assert found.low < 1 / 3 < found.high


def test_a_pyramid_counts_everybody_once() -> None:
    classes, unknown = population.pyramid(HERD, date(2020, 1, 1), 5)
    assert [(one.age_from, one.by_sex[Sex.MALE], one.by_sex[Sex.FEMALE]) for one in classes] == [(0, 0, 1), (5, 1, 1)]
    assert unknown == 0


def test_smoothed_rates_end_with_the_oldest_seen() -> None:
    table = population.tables(HERD, YOUNG, date(2010, 1, 1), date(2020, 1, 1))[Sex.FEMALE]
    assert table is not None
    q, m = population.smoothed(table)
    assert q[0] == table.qx[0]  # the first year stands alone
    assert q[-1] == 1.0
    assert m.sum() > 0
    assert all(0 <= one <= 1 for one in q)


def test_breeders_are_those_living_that_had_young_lately() -> None:
    assert population.breeders(HERD, YOUNG, date(2017, 1, 1), date(2020, 1, 1)) == (1, 1)
    assert population.breeders(HERD, YOUNG, date(2019, 1, 1), date(2020, 1, 1)) == (0, 0)
