"""Intervals of growth as `report demography` prints them."""

from collections.abc import Iterator

import numpy as np
import pytest

from breeding_center.breeding.demography_answers import asked
from breeding_center.breeding.growing import given
from breeding_center.office.center import Center
from breeding_center.vocabulary import Sex
from tests.builders import a_center, a_reading, an_animal, an_entry

FIGURES = (("net_reproduction",) * 3, ("growth_rate",) * 3, ("generation_years", "generation", "generation"))


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    """Two dams and two sires with twenty young, five of which have died; one animal of unknown sex."""
    with a_center(begun_url) as made:
        with an_entry(made) as entry:
            old = [
                an_animal(entry, f"Old {at}", sex=(Sex.FEMALE, Sex.MALE)[at % 2], number=str(at + 1), born="1999-08-01")
                for at in range(4)
            ]
            for at in range(20):
                an_animal(
                    entry, f"Young {at}", sex=(Sex.FEMALE, Sex.MALE)[at % 2], number=str(101 + at),
                    born=f"{2005 + at // 2}-08-{1 + at % 2:02}", dam=old[2 * (at % 4 > 1)],
                    sire=old[1 + 2 * (at % 3 > 0)],
                    left="2018-05-01" if at % 4 == 3 else None,
                )  # fmt: skip
        yield made


def figures(center: Center, **asked_for: object) -> dict[str, dict[str, object]]:
    return {str(row["figure"]): dict(row) for row in center.report("demography", asked_for).rows}


def test_every_figure_of_growth_lies_in_its_interval(center: Center) -> None:
    rows = figures(center)
    for point, low, high in FIGURES:
        for column in ("male", "female", "all"):
            ends = rows[f"{low}_low"][column], rows[f"{high}_high"][column]
            value = rows[point][column]
            assert isinstance(ends[0], float)
            assert isinstance(ends[1], float)
            assert isinstance(value, float)
            assert ends[0] < value < ends[1], (point, column)
    assert figures(center) == rows
    assert figures(center, seed="2") != rows
    assert "with seed 1; they say nothing of what nobody watched." in " ".join(center.report("demography").notes)


def test_what_each_animal_gave_adds_up_to_the_life_table(center: Center) -> None:
    with a_reading(center) as reading:
        found = asked(reading, reading.now, None, None)
        for sex in (Sex.MALE, Sex.FEMALE, None):
            table = found.tables[sex]
            assert table is not None
            lives = [life for life in found.lives if life.born_on and (sex is None or life.sex is sex)]
            parts = given(lives, found.young, found.since, found.until, len(table.qx))
            for mine, theirs in zip(parts, (table.exposure, table.deaths, table.births), strict=True):
                assert np.allclose(mine.sum(axis=0), theirs, atol=1e-9)


def test_too_few_are_said_and_get_no_interval(begun_sqlite_url: str) -> None:
    with a_center(begun_sqlite_url) as made:
        with an_entry(made) as entry:
            an_animal(entry, "Alone", number="1", sex=Sex.MALE, born="2010-08-01")
        result = made.report("demography")
        assert figures(made)["growth_rate_low"]["male"] is None
    said = " ".join(result.notes)
    assert "No interval of R0, λ and T for males, females, all: fewer than 10 animals or 5 births were watched." in said
