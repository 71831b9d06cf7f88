"""Comparing what the program wrote with what it is known to write (`tests/golden/`).

`UPDATE_GOLDEN=1 pytest …` writes the files anew; the diff is then read by a person before it is kept.
"""

import os
import re
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, written: bytes) -> None:
    """Fails where `written` is not, byte for byte, the golden file of that name."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(written)
    assert written.decode() == path.read_bytes().decode(), f"{path} differs"


def without_keys(written: bytes) -> bytes:
    """Keys are new with every run: the tail of each becomes the number at which it first comes up."""
    seen: dict[bytes, int] = {}

    def numbered(found: re.Match[bytes]) -> bytes:
        return b"key-%d" % seen.setdefault(found[0], len(seen) + 1)

    return re.sub(rb"(?<![0-9a-f-])[0-9a-f]{8}(?![0-9a-f-])", numbered, written)
