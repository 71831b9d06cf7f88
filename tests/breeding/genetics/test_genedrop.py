"""Gene drop: within its standard errors of what all outcomes of Mendel's draws, listed one by one, give."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from breeding_center.breeding.genetics import depth, diversity, genedrop
from breeding_center.breeding.genetics.inbreeding import inbreeding
from breeding_center.breeding.genetics.kinship import kinship
from breeding_center.breeding.genetics.pedigree import arrange
from tests.benchmarks.shapes import narrow
from tests.breeding.genetics import references
from tests.breeding.genetics.pedigrees import Drawn, full_sib_chain, pedigrees

DROPS = 4000
FAR = 6.0  # standard errors: chance passes this once in half a milliard


def _close(found: float, error: float, expected: float) -> bool:
    return abs(found - expected) <= FAR * error + FAR / DROPS


@given(pedigrees(most=9, least=2), st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_the_drops_estimate_what_all_outcomes_give(drawn: Drawn, data: st.DataObject) -> None:
    known = sum(p >= 0 for p in (*drawn.sire, *drawn.dam))
    assume(1 <= known <= 11)
    members = data.draw(st.lists(st.integers(0, len(drawn) - 1), min_size=1, max_size=5, unique=True))
    found = genedrop.gene_drop(drawn.arranged, drawn.arranged.place[members], DROPS, seed=11)
    outcomes = references.allele_table(drawn.sire, drawn.dam)
    genomes, alone = [], np.zeros(len(members))
    kept: dict[int, float] = {}
    for alleles in outcomes:
        pool = [allele for member in members for allele in alleles[member]]
        genomes.append(2 * len(members) ** 2 / sum(pool.count(allele) ** 2 for allele in set(pool)))
        for allele in set(pool):
            kept[allele] = kept.get(allele, 0.0) + 1 / len(outcomes)
        for at, member in enumerate(members):
            others = [allele for other in members if other != member for allele in alleles[other]]
            alone[at] += sum(0.5 for allele in alleles[member] if allele not in others) / len(outcomes)
    assert _close(found.genomes, found.genomes_se, float(np.mean(genomes)))
    for value, error, expected in zip(found.uniqueness, found.uniqueness_se, alone, strict=True):
        assert _close(value, error, expected)
    order = drawn.arranged.order.tolist()
    lines = [[2 * order[at], 2 * order[at] + 1] for at in found.founders]
    lines += [[2 * order[at] + (drawn.dam[order[at]] < 0)] for at in found.phantoms]
    for value, error, own in zip(found.retention, found.retention_se, lines, strict=True):
        assert _close(value, error, sum(kept.get(allele, 0.0) for allele in own) / len(own))


def test_the_same_seed_gives_the_same_figures_and_another_seed_others() -> None:
    pedigree = arrange(*narrow(2000))
    reference = np.arange(1900, 2000)
    one, again, other = (genedrop.gene_drop(pedigree, reference, 500, seed) for seed in (1, 1, 2))
    assert (one.uniqueness == again.uniqueness).all()
    assert one.genomes == again.genomes
    assert one.genomes != other.genomes


def test_rounds_of_few_drops_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little memory a round is given, every drop is made and counted."""
    pedigree = full_sib_chain(3)
    ends = np.array([6, 7])
    monkeypatch.setattr(genedrop, "ROUND_BYTES", 1)
    monkeypatch.setattr(genedrop, "COUNT_CELLS", 1)
    found = genedrop.gene_drop(pedigree, ends, 1001, seed=3)
    monkeypatch.undo()
    at_once = genedrop.gene_drop(pedigree, ends, 20_000, seed=4)
    error = (found.genomes_se**2 + at_once.genomes_se**2) ** 0.5
    assert abs(found.genomes - at_once.genomes) <= FAR * error
    assert found.genomes_se == pytest.approx(at_once.genomes_se * (20_000 / 1001) ** 0.5, rel=0.2)
    assert 1 / (2 * float(kinship(pedigree, ends).mean())) < at_once.genomes  # Jensen: Ng lies above FGE


def test_a_founder_with_three_living_young_keeps_seven_eighths() -> None:
    pedigree = arrange([-1, -1, 0, 0, 0], [-1, -1, 1, 1, 1])
    found = genedrop.gene_drop(pedigree, np.array([2, 3, 4]), 20_000, seed=5)
    assert found.retention == pytest.approx([0.875, 0.875], abs=FAR * float(found.retention_se.max()))
    shares = diversity.founder_contributions(pedigree, np.array([2, 3, 4]))
    assert diversity.retention_genome_equivalents(shares, found.retention) == pytest.approx(1.75, abs=0.03)


def test_founders_alone_keep_everything_and_share_nothing() -> None:
    found = genedrop.gene_drop(arrange([-1, -1], [-1, -1]), np.array([0, 1]), 10)
    assert (found.genomes, found.retention.tolist(), found.uniqueness.tolist()) == (2.0, [1.0, 1.0], [1.0, 1.0])


def test_a_set_of_nobody_has_no_genes_to_count() -> None:
    found = genedrop.gene_drop(arrange([-1, -1, 0], [-1, -1, 1]), np.array([], np.intp), 10)
    assert (found.retention.size, found.uniqueness.size) == (0, 0)
    assert np.isnan(found.genomes)


def test_ancestral_inbreeding_by_drop_parts_inbreeding_into_old_and_new() -> None:
    """Old and new add up to F; after one bottleneck generation Ballou's recurrence is right and the drop agrees."""
    chain = full_sib_chain(4)
    members = np.arange(len(chain))
    found = genedrop.drop_ancestral(chain, members, 20_000, seed=9)
    inbred = inbreeding(chain)
    error = FAR * np.maximum(found.kalinowski_se, found.new_se) + FAR / 20_000
    assert (np.abs(found.kalinowski + found.new - inbred) <= error).all()
    ballou = depth.ancestral_inbreeding(chain, inbred)
    assert found.ballou[:8] == pytest.approx(ballou[:8], abs=0.02)
    assert (found.ballou[8:] <= ballou[8:] + 0.02).all()  # the recurrence overstates it later
    assert found.kalinowski[:6].tolist() == [0.0] * 6  # nobody inbred had an inbred ancestor yet
