"""`python -m tests.benchmarks [GROUP …] [--years Y]`: measures, and prints tables for the README."""

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import growth, measuring, screens, startup, writers


def main() -> None:
    """Every group asked for, or all but the ten years, which take a while to make."""
    groups = ("startup", "screens", "seed", "writers", "growth")
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    asked.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(groups))
    asked.add_argument("--years", type=int, default=10, help="how old the older center of 'growth' is")
    asked.add_argument("--keep", type=Path, help="a folder to keep the older center in, for the next run")
    wanted = asked.parse_args()
    chosen = wanted.groups or groups[:-1]
    print(f"Measured with {measuring.machine()}.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "center.db"
        took = measuring.timed(lambda: measuring.seed(database))
        if "seed" in chosen:
            measuring.heading("Making the practice center")
            measuring.row("`seed`, journal included", f"{took:.1f} s", "< 20 s")
        if "startup" in chosen:
            startup.commands(database)
        if "screens" in chosen:
            screens.run(database)
        if "writers" in chosen:
            writers.run(folder)
        if "growth" in chosen:
            growth.run(wanted.keep or folder, wanted.years)


if __name__ == "__main__":
    main()
