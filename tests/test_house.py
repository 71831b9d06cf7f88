"""The house rules, each checked by the tool that knows it: they are tests like any other."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_FILE = 500
LONGEST_FUNCTION = 50


def _programs() -> dict[str, list[str]]:
    """The tools of this environment, whatever the PATH says."""
    python = [sys.executable, "-m"]
    return {
        "lint": [*python, "ruff", "check", "--output-format=concise", "."],
        "format": [*python, "ruff", "format", "--check", "--output-format=concise", "."],
        "types": [*python, "mypy"],
        "contracts": [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
    }


@pytest.mark.parametrize("rule", ["types", "contracts", "lint", "format"])
def test_house_rule_is_kept(rule: str) -> None:
    done = subprocess.run(_programs()[rule], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def _our_python() -> list[Path]:
    return [*(ROOT / "breeding_center").rglob("*.py"), *(ROOT / "migrations").glob("*.py")]


def test_files_stay_short_enough_to_be_read_at_one_sitting() -> None:
    # What a program writes out of the models is not read at one sitting.
    ours = [path for path in _our_python() if path.name != "tables.py" or path.parent.name != "storage"]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in ours}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def _long_functions() -> Iterator[str]:
    for path in _our_python():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                length = node.end_lineno - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {length} lines"


def test_functions_stay_short_enough_to_be_seen_at_once() -> None:
    assert list(_long_functions()) == []
