"""Timing whole commands in turn, so that a machine whose speed drifts does not favor either side."""

import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    """This process's environment as a person has it: byte code is kept, nothing of a test is set."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "COLUMNS")}
    return {**kept, "PYTHONPATH": str(ROOT), "BREEDING_CENTER_LANGUAGE": "en", **more}


def seconds(command: Sequence[str], **more: str) -> float:
    """How long a whole command takes, its output thrown away; raises where it fails."""
    began = time.perf_counter()
    done = subprocess.run(command, env=environment(**more), capture_output=True, check=False)
    took = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr.decode()[-500:]}")
    return took


def medians(commands: Mapping[str, Sequence[str]], runs: int, **more: str) -> dict[str, float]:
    """The median of each command over `runs` rounds, one after the other in every round; the first is not counted."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            took = seconds(command, **more)
            if turn:
                times[name].append(took)
    return {name: statistics.median(found) for name, found in times.items()}


def timed(deed: Callable[[], object]) -> float:
    """How long a deed takes."""
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def seed(database: Path, *more: str) -> None:
    """A practice center at `database`, made by the command that people use."""
    seconds([sys.executable, "-m", "breeding_center", "--database", str(database), "seed", *more])


def machine() -> str:
    """What was measured on."""
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}"
    )


def row(what: str, figure: str, target: str) -> None:
    """One line of the table."""
    sys.stdout.write(f"| {what} | {figure} | {target} |\n")
    sys.stdout.flush()


def heading(title: str) -> None:
    """The head of a table."""
    sys.stdout.write(f"\n### {title}\n\n| what | measured | promise |\n|---|---|---|\n")
