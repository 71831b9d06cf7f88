"""Paired comparisons, by SciPy (the optional extra `statistics`), which is loaded here and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_PAIRS = 2
LEAST_RANKED = 5  # below that no signed-rank test can reach 5 % (Wilcoxon 1945)


@dataclass(frozen=True, slots=True)
class PairedTest:
    """Two treatments on the same animals: the mean difference with its 95 % interval, t-test and signed ranks."""

    pairs: int
    difference: float
    low: float | None
    high: float | None
    t: float | None
    p: float | None
    rank_p: float | None


def compare(first: Sequence[float], second: Sequence[float]) -> PairedTest:
    """The paired t-test (Student 1908) and the signed-rank test (Wilcoxon 1945) of values in the same order."""
    from scipy import stats  # half a second, and only trials need it

    pairs = len(first)
    differences = [one - other for one, other in zip(first, second, strict=True)]
    mean = sum(differences) / pairs if pairs else 0.0
    # Equal differences leave nothing to test: their spread is zero.
    if pairs < LEAST_PAIRS or max(differences) - min(differences) < 1e-9:
        return PairedTest(pairs, mean, None, None, None, None, None)
    tested = stats.ttest_rel(first, second)
    interval = tested.confidence_interval(0.95)
    rank_p = None
    if pairs >= LEAST_RANKED and any(differences):
        rank_p = float(stats.wilcoxon(differences).pvalue)
    return PairedTest(
        pairs, mean, float(interval.low), float(interval.high), float(tested.statistic), float(tested.pvalue), rank_p
    )
