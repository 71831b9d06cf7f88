"""A room is read without the others: what points into them must still be read as a key."""

import subprocess
import sys

TOLD = """
import sys
from breeding_center.nutrition.model import Offering
assert "breeding_center.animals.model" not in sys.modules
print(sorted({type(column.type).__name__ for column in Offering.__table__.c if column.foreign_keys}))
"""


def test_foreign_keys_are_keys_before_the_tables_they_point_to_are_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['Uuid']"
