"""Comparing what the program wrote with what it is known to write (`tests/golden/`).

`UPDATE_GOLDEN=1 pytest …` writes the files anew; the diff is then read by a person before it is kept.
"""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, written: bytes) -> None:
    """Fails where `written` is not, byte for byte, the golden file of that name."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(written)
    assert written.decode() == path.read_bytes().decode(), f"{path} differs"
