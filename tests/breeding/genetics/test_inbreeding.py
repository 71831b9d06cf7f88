"""Inbreeding: the window, the paths and the columns give what the definition gives, on every kind of pedigree."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings

from breeding_center.breeding.genetics import indirect, paths, window
from breeding_center.breeding.genetics.arrays import Floats
from breeding_center.breeding.genetics.inbreeding import choose_way, inbreeding, known_share
from breeding_center.breeding.genetics.pedigree import Pedigree, arrange
from tests.benchmarks.shapes import narrow, wide
from tests.breeding.genetics import references
from tests.breeding.genetics.pedigrees import Drawn, full_sib_chain, pedigrees

WAYS: dict[str, Callable[[Pedigree], Floats]] = {
    "window": lambda pedigree: window.tabulate(pedigree).between,
    "paths": paths.inbreeding_by_paths,
    "columns": indirect.inbreeding_by_columns,
    "chosen": inbreeding,
}


@pytest.mark.parametrize("way", WAYS)
@given(drawn=pedigrees(most=40))
@settings(max_examples=60, deadline=None)
def test_every_way_agrees_with_the_definition(way: str, drawn: Drawn) -> None:
    found = drawn.at_birth_order(WAYS[way](drawn.arranged))
    assert found == pytest.approx(references.inbreeding(drawn.sire, drawn.dam), abs=1e-10)


KNOWN_WAYS: dict[str, Callable[[Pedigree, Floats], Floats]] = {
    "window": lambda pedigree, known: window.tabulate(pedigree, known=known).between,
    "paths": lambda pedigree, known: paths.inbreeding_by_paths(pedigree, known=known),
    "columns": indirect.inbreeding_by_columns,
    "chosen": inbreeding,
}


@pytest.mark.parametrize("way", KNOWN_WAYS)
@given(drawn=pedigrees(most=40))
@settings(max_examples=40, deadline=None)
def test_inbreeding_through_known_founders_agrees_with_the_definition(way: str, drawn: Drawn) -> None:
    shares = references.known_shares(drawn.sire, drawn.dam)
    known = known_share(drawn.arranged)
    assert drawn.at_birth_order(known) == pytest.approx(shares, abs=1e-12)
    found = KNOWN_WAYS[way](drawn.arranged, known)
    table = references.kinships(drawn.sire, drawn.dam, shares)
    expected = [table[s][d] if s >= 0 and d >= 0 else 0.0 for s, d in zip(drawn.sire, drawn.dam, strict=True)]
    assert drawn.at_birth_order(found) == pytest.approx(expected, abs=1e-10)


def test_full_sib_mating_follows_its_recurrence_for_five_thousand_generations() -> None:
    expected = [0.0, 0.0]  # F(t) = (1 + 2 F(t-1) + F(t-2)) / 4, Wright 1921
    for _generation in range(2, 5001):
        expected.append(0.25 * (1.0 + 2.0 * expected[-1] + expected[-2]))
    found = inbreeding(full_sib_chain(5000))
    assert found[::2] == pytest.approx(expected, abs=1e-10)
    assert found[1::2] == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize(
    "shape", [narrow(3000), narrow(3000, unknown=0.4), wide(3000, generations=7), wide(3000, sires=0.1, overlap=3)]
)
def test_the_ways_agree_with_each_other_on_thousands(shape: tuple[list[int], list[int]]) -> None:
    pedigree = arrange(*shape)
    by_window = WAYS["window"](pedigree)
    assert WAYS["paths"](pedigree) == pytest.approx(by_window, abs=1e-10)
    assert WAYS["columns"](pedigree) == pytest.approx(by_window, abs=1e-10)


def test_the_order_handed_in_does_not_matter() -> None:
    sire, dam = wide(4000)
    order = np.random.default_rng(5).permutation(len(sire))
    back = np.append(np.argsort(order), -1)
    mixed = arrange(back[np.asarray(sire)[order]], back[np.asarray(dam)[order]])
    plain = inbreeding(arrange(sire, dam))
    assert inbreeding(mixed) == pytest.approx(plain[order][mixed.order], abs=1e-10)


def test_the_way_is_chosen_by_counted_cost() -> None:
    assert choose_way(arrange(*narrow(200_000))).way == "window"
    assert choose_way(arrange(*wide(100_000))).way == "paths"
    # A window of thousands within, and a list of ancestors beyond, the memory allowed.
    assert choose_way(arrange(*wide(20_000, generations=40)), memory=1 << 20).way == "columns"


def test_paths_that_outgrow_their_memory_are_given_up_for_another_way() -> None:
    pedigree = arrange(*wide(5000, generations=8))
    with pytest.raises(paths.TooManyPaths):
        paths.inbreeding_by_paths(pedigree, memory=1 << 10)


def test_rows_nobody_reads_again_are_forgotten() -> None:
    """A memory that holds one generation's rows, but not all of them, is enough."""
    pedigree = arrange(*wide(30_000, generations=9))
    assert paths.inbreeding_by_paths(pedigree, memory=1 << 23) == pytest.approx(inbreeding(pedigree), abs=1e-12)


def test_nobody_and_one_animal_are_answered() -> None:
    for way in WAYS.values():
        assert way(arrange([], [])).tolist() == []
        assert way(arrange([-1], [-1])).tolist() == [0.0]
