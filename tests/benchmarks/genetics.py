"""How long the genetic kernels take: `python -m tests.benchmarks.genetics [--largest 1000000] [--repeat 3]`.

Two synthetic shapes (`tests/benchmarks/shapes.py`), half-unknown parents included. Times are of the kernel alone, the
best of the repeats: the arrays are there, nothing is read, nothing is compiled. Beside each stands a floor timed in the
same run, the least that the same arrays cost in one pass of numpy, and the ratio to it, which travels between machines
better than seconds do. Memory is what the kernel allocated at its highest. Other programs take part when they are
installed (`--peers`).
"""

import argparse
import os
import platform
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from breeding_center.breeding.genetics import diversity, genedrop
from breeding_center.breeding.genetics.inbreeding import choose_way, inbreeding
from breeding_center.breeding.genetics.kinship import kinship, mean_kinship
from breeding_center.breeding.genetics.pedigree import Pedigree, arrange
from breeding_center.breeding.genetics.plan import PairingProblem, plan_pairings
from tests.benchmarks import peers
from tests.benchmarks.shapes import narrow, wide

SHAPES: dict[str, Callable[[int], tuple[Any, Any]]] = {
    "narrow": narrow,
    "narrow, 40 % of sires unknown": partial(narrow, unknown=0.4),
    "wide": wide,
    "wide, few sires, overlapping": partial(wide, sires=0.1, overlap=3),
}
SIZES = (1_000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    what: str
    shape: str
    animals: int
    seconds: float
    megabytes: float
    floor: float
    note: str = ""


def best(work: Callable[[], object], repeat: int) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _time in range(repeat):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def highest(work: Callable[[], object]) -> float:
    """Megabytes allocated at the highest, in a run of its own (counting slows it)."""
    tracemalloc.start()
    work()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def one_pass(*arrays: Any) -> Callable[[], object]:
    """The floor of a kernel over a pedigree: read every parent once, write one number an animal."""
    return lambda: sum(array * 0.5 for array in arrays)


def measure(
    what: str,
    shape: str,
    animals: int,
    work: Callable[[], object],
    floor: Callable[[], object],
    options: argparse.Namespace,
    note: str = "",
) -> Line:
    return Line(what, shape, animals, best(work, options.repeat), highest(work), best(floor, 5), note)


def all_inbreeding(shape: str, count: int, options: argparse.Namespace) -> Iterator[Line]:
    """F of every animal, from parents' positions: ordering, counting and choosing the way included."""
    sire, dam = SHAPES[shape](count)
    note = choose_way(arrange(sire, dam)).way
    yield measure(
        "all F", shape, count, lambda: inbreeding(arrange(sire, dam)), one_pass(sire, dam), options, note
    )  # fmt: skip
    if options.peers:
        for name, run in peers.installed():
            yield from _of_peer(name, run, shape, sire, dam, options)


def _of_peer(
    name: str, run: Callable[[Any, Any], Any], shape: str, sire: Any, dam: Any, options: argparse.Namespace
) -> Iterator[Line]:
    """A peer's time, and whether it agrees; one that would take minutes is stopped growing, not waited for."""
    if len(sire) > peers.LARGEST.get((name, shape.partition(",")[0]), options.largest):
        return
    run(sire[:1000], dam[:1000])  # whatever it compiles is not counted
    begin = time.perf_counter()
    found = run(sire, dam)
    seconds = time.perf_counter() - begin
    apart = float(np.abs(np.asarray(found) - inbreeding(arrange(sire, dam))).max())
    floor = best(one_pass(sire, dam), 5)
    yield Line(f"all F, {name}", shape, len(sire), seconds, float("nan"), floor, f"differs by {apart:.0e}")


def of_sets(shape: str, count: int, options: argparse.Namespace) -> Iterator[Line]:
    """Questions about the youngest of a large pedigree."""
    pedigree = arrange(*SHAPES[shape](count))
    inbred = inbreeding(pedigree)
    living = np.arange(count - 10_000, count)
    over = one_pass(pedigree.sire, pedigree.dam)

    def fresh() -> Pedigree:
        return Pedigree(pedigree.sire, pedigree.dam, pedigree.order)

    yield measure(
        "mean kinship of 10,000, F given", shape, count, lambda: mean_kinship(fresh(), inbred, living), over, options
    )
    yield measure(
        "founder contributions", shape, count, lambda: diversity.founder_contributions(fresh(), living), over, options
    )
    if shape == "narrow":
        youngest = np.arange(count - 5_000, count)
        table = np.ones((5_000, 5_000))
        yield measure(
            "kinship matrix of 5,000", shape, count, lambda: kinship(fresh(), youngest), lambda: table * 0.5, options
        )


def of_ten_thousand(options: argparse.Namespace) -> Iterator[Line]:
    """What is counted by chance, and what is planned."""
    pedigree = arrange(*narrow(10_000))
    living = np.arange(9_000, 10_000)
    bits = 10_000 * int(pedigree.with_ancestors(living).sum()) * 2
    yield measure(
        "gene drop, 10,000 drops, 1,000 living", "narrow", 10_000, lambda: genedrop.gene_drop(pedigree, living),
        lambda: np.unpackbits(np.frombuffer(np.random.default_rng(1).bytes(bits // 8), np.uint8)), options,
    )  # fmt: skip
    yield measure(
        "effective ancestors of 1,000", "narrow", 10_000, lambda: diversity.effective_ancestors(pedigree, living),
        one_pass(pedigree.sire, pedigree.dam), options,
    )  # fmt: skip
    table = kinship(pedigree, living)
    between = table[:500, 500:]
    allowed = (between <= 0.0625) & (np.random.default_rng(0).random(between.shape) < 0.7)
    for pairs in (500, 250):
        problem = PairingProblem(
            table, table.sum(axis=0), float(table.sum()), 1000, allowed, np.full(500, 3), pairs, 1.5, 0.1 * between
        )
        note = f"proven within {plan_pairings(problem).gap:.4%} of the best"
        yield measure(
            f"breeding plan, 500 x 500, {pairs} pairs", "narrow", 10_000, partial(plan_pairings, problem),
            lambda: between * 0.5, options, note,
        )  # fmt: skip


def machine() -> str:
    """What the figures were taken on."""
    info = Path("/proc/cpuinfo")
    names = [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if "model name" in line] if (
        info.exists()
    ) else [platform.processor()]  # fmt: skip
    return (
        f"{names[0] if names else 'unknown processor'}, {os.cpu_count()} cores, {platform.system()}; "
        f"Python {platform.python_version()}, numpy {np.__version__}"
    )


def show(line: Line) -> None:
    memory = "" if np.isnan(line.megabytes) else f"{line.megabytes:,.0f} MB"
    print(
        f"{line.what:38} {line.shape:30} {line.animals:>9,} {line.seconds:>9.4f} s {memory:>9} "
        f"{line.seconds / line.floor:>8,.0f} x {line.note}",
        flush=True,
    )


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.genetics", description=__doc__)
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="leave out pedigrees of more animals")
    parser.add_argument("--repeat", type=int, default=3, help="runs of which the best counts")
    parser.add_argument("--peers", action="store_true", help="let other programs that are installed take part")
    options = parser.parse_args(arguments)
    print(machine())
    print("time of the kernel alone; memory it allocated; ratio to one numpy pass over the same arrays; the way taken")
    for shape in SHAPES:
        for count in (size for size in SIZES if size <= options.largest):
            for line in all_inbreeding(shape, count, options):
                show(line)
    for shape in ("narrow", "wide"):
        for line in of_sets(shape, min(SIZES[-1], options.largest), options):
            show(line)
    for line in of_ten_thousand(options):
        show(line)


if __name__ == "__main__":
    main(sys.argv[1:])
