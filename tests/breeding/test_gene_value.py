"""Gene value: told where enough births were watched, and the same as by the whole matrix."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from breeding_center.animals.model import Animal
from breeding_center.breeding.gene_values import weighted_diversity
from breeding_center.breeding.genetics.diversity import gene_value
from breeding_center.breeding.studbook import studbook
from breeding_center.office.center import Center
from breeding_center.vocabulary import BirthType, ParentRole, Sex
from tests.builders import a_center, a_claim, a_reading, an_animal, an_entry


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    """Four founders with 32 young, one of them of two possible sires, and one animal of unknown birth."""
    with a_center(begun_url) as made:
        with an_entry(made) as entry:
            sexes = (Sex.FEMALE, Sex.FEMALE, Sex.MALE, Sex.MALE)
            founders = [
                an_animal(entry, f"Founder {at}", sex=sex, number=str(at + 1), born=f"{1998 + at}-08-01")
                for at, sex in enumerate(sexes)
            ]
            for founder in founders:
                entry.change(entry.get(Animal, founder), birth_type=BirthType.WILD)
            young = [
                an_animal(
                    entry, f"Young {at}", sex=sexes[at % 4], number=str(101 + at),
                    born=f"{date(2004 + at // 3, 8, 1 + at % 3)}", dam=founders[at % 2],
                    sire=None if at == 31 else founders[2 + (at % 3 == 0)],
                )
                for at in range(32)
            ]  # fmt: skip
            for sire in founders[2:]:
                a_claim(entry, young[31], ParentRole.SIRE, sire, 0.5)
            an_animal(entry, "Nobody knows", number="900", born="unknown")
        yield made


def test_a_gene_value_is_told_where_enough_births_were_watched(center: Center) -> None:
    result = center.report("population-summary")
    [row] = result.rows
    assert isinstance(row["gene_value"], float)
    assert 0 < float(row["gene_value"]) < 1
    assert row["gene_value"] != row["gene_diversity"]
    said = " ".join(result.notes)
    assert "weighs each animal by its reproductive value Vx" in said
    assert "1 animal without a Vx" in said


@pytest.mark.parametrize("year", [2020, 2012])
def test_it_is_that_of_the_whole_matrix(center: Center, year: int) -> None:
    """By one product as by the matrix, with the uncertain sire and before his young was born."""
    with a_reading(center) as reading:
        book = studbook(reading, as_of=reading.now.replace(year=year))
        weights = np.random.default_rng(7).random(len(book.reference))
        value, known = weighted_diversity(book, book.reference, weights)
        assert value == pytest.approx(gene_value(book.kinship(book.reference), weights), abs=1e-12)
        even, even_known = weighted_diversity(book, book.reference, np.ones(len(book.reference)))
        assert even == pytest.approx(book.mean_kinship().gene_diversity, abs=1e-12)
        assert known is not None
        assert even_known == pytest.approx(book.mean_kinship_known().gene_diversity, abs=1e-12)


def test_too_few_births_are_said_instead_of_a_number(begun_sqlite_url: str) -> None:
    with a_center(begun_sqlite_url) as made:
        with an_entry(made) as entry:
            an_animal(entry, "Alone", number="1", born="2010-08-01")
        result = made.report("population-summary")
    assert result.rows[0]["gene_value"] is None
    assert result.rows[0]["gene_value_known"] is None
    assert "Vx is not known from 0 births of known parents, 30 at least." in " ".join(result.notes)
