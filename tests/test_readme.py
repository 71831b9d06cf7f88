"""What the README shows works as it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from breeding_center.clock import FixedClock
from breeding_center.office.practice.seed import seed
from tests.builders import NOW

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
SET_UP = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice center of three days, in a folder of its own."""
    folder = tmp_path_factory.mktemp("readme")
    seed(folder / "center.db", days=3, clock=FixedClock(NOW))
    return folder


def test_the_readme_has_three_examples_and_two_set_up_commands() -> None:
    assert len(EXAMPLES) == 3
    assert len(SET_UP) == 2


@pytest.mark.parametrize("number", range(3))
def test_an_example_runs_as_it_is_printed(number: int, practice: Path) -> None:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "BREEDING_CENTER_CLOCK": "2020-09-25T08:30+08:00"}
    command = [sys.executable, "-c", EXAMPLES[number]]
    done = subprocess.run(command, cwd=practice, capture_output=True, text=True, env=surroundings, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_every_command_that_the_readme_names_exists() -> None:
    from breeding_center.cli import main

    upkeep = README.partition("## Looking after the records")[2].partition("\n## ")[0]
    named = re.findall(r"^\| `([a-z -]+)", upkeep, re.MULTILINE)
    assert len(named) >= 5
    for name in named:
        assert main.run([*name.split(), "--help"]) == 0, name
