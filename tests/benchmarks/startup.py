"""How soon a command answers, and how soon the screens do, beside their floors."""

import sys
from pathlib import Path

from tests.benchmarks import measuring

RUNS = 15
CLOCK = "2020-09-25T08:30+08:00"


def commands(database: Path) -> None:
    """The command line against the floor of a script that does hardly anything."""
    python, place = sys.executable, str(database)
    us = [python, "-m", "breeding_center", "--database", place]
    times = measuring.medians(
        {
            "floor": [python, str(Path(__file__).with_name("floor.py")), place],
            "click": [python, "-c", "import click"],
            "today": [*us, "today"],
            "animal list": [*us, "animal", "list"],
            "--help": [*us, "--help"],
        },
        RUNS,
        BREEDING_CENTER_CLOCK=CLOCK,
    )
    words = {"_BREEDING_CENTER_COMPLETE": "bash_complete", "COMP_CWORD": "1", "BREEDING_CENTER_DATABASE": place}
    entry = [python, "-m", "breeding_center"]
    completing = measuring.medians({"x": entry}, RUNS, **words, COMP_WORDS="breeding-center to")["x"]
    words["COMP_CWORD"] = "3"
    naming = measuring.medians({"x": entry}, RUNS, **words, COMP_WORDS="breeding-center animal show Qi")["x"]
    floor, click = times["floor"], times["click"]
    measuring.heading("Starting up")
    measuring.row("the floor F", f"{floor:.3f} s", "-")
    for name in ("today", "animal list"):
        measuring.row(f"`{name}`", f"{times[name]:.3f} s = {times[name] / floor:.2f} F", "<= 1.3 F")
    measuring.row("importing Click", f"{click:.3f} s", "-")
    measuring.row("`--help`", f"{times['--help']:.3f} s = {times['--help'] / click:.2f} x Click", "<= 2 x Click")
    measuring.row("completing a command", f"{completing:.3f} s = {completing / click:.2f} x Click", "<= 2 x Click")
    measuring.row("completing a name", f"{naming:.3f} s = {naming / floor:.2f} F", "<= 1 F")
