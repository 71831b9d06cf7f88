"""Where tests keep what they throw away: in memory where there is room, on the disk where there is not.

A database of PostgreSQL is a thousand files, and every entry is seen safely to the disk; a disk takes fifteen times as
long as memory to make the files, and waits for each entry. What is tested is the same in either place.
"""

import os
import shutil
from pathlib import Path

IN_MEMORY = Path("/dev/shm")
ROOM_BYTES = 2 * 1024**3


def quickest_folder() -> str | None:
    """A folder in memory with room for all the tests; none where this computer has no such place."""
    if not os.access(IN_MEMORY, os.W_OK | os.X_OK) or shutil.disk_usage(IN_MEMORY).free < ROOM_BYTES:
        return None
    return str(IN_MEMORY)
