"""How long a breeding plan takes, the whole command: `python -m tests.benchmarks.plan [--animals N] [--living N]`.

A studbook as `tests.benchmarks.studbook` builds it, looked at twelve years later, when its living thousand are of
breeding age: about 500 females with 500 males, each pair judged, planned to a proven gap, every choice put in words.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import measuring, studbook

CLOCK = "2032-09-25T10:00+08:00"


def run(folder: Path, animals: int, living: int) -> None:
    """Build the records and time the plan and the table of pairs, from the shell and back."""
    database = folder / "herd.db"
    studbook.build(str(database), animals, living)
    us = [sys.executable, "-m", "breeding_center", "--database", str(database)]
    measuring.heading(f"Choosing among {living:,} living of {animals:,} animals")
    for words, promise in (
        (["breeding", "plan", "--format", "json"], "<= 30 s to a proven gap <= 1 %"),
        (["breeding", "plan", "--pairs", str(living // 4), "--format", "json"], "<= 30 s to a proven gap <= 1 %"),
        (["report", "pairs", "--format", "csv"], "-"),
    ):
        began = time.perf_counter()
        done = subprocess.run(
            [*us, *words], env=measuring.environment(BREEDING_CENTER_CLOCK=CLOCK), capture_output=True, check=True
        )
        took = time.perf_counter() - began
        told = [line for line in done.stderr.decode().splitlines() if "best possible" in line]
        if words[-1] == "json":
            rows = json.loads(done.stdout)
            told.append(f"{sum(row['primary_sire'] is not None for row in rows)} pairs of {len(rows)} dams")
        measuring.row(f"`{' '.join(words)}`", f"{took:.1f} s; {' '.join(told)}", promise)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.plan", description=__doc__)
    asked.add_argument("--animals", type=int, default=10_000)
    asked.add_argument("--living", type=int, default=1_000)
    wanted = asked.parse_args()
    print(f"Measured with {measuring.machine()}.")
    with tempfile.TemporaryDirectory() as name:
        run(Path(name), wanted.animals, wanted.living)


if __name__ == "__main__":
    main()
