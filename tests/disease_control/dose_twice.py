"""One workstation giving a dose, as a process of its own: `URL TASK PERSON WHEN`; prints what came of it."""

import sys
import time
from uuid import UUID

from breeding_center.clock import FixedClock
from breeding_center.errors import AlreadyDone
from breeding_center.office.center import Center
from tests.builders import NOW


def main(url: str, task: str, person: str, when: str) -> None:
    """Wait for the moment that both workstations agreed on, and complete the task."""
    with Center.open(url, FixedClock(NOW)) as center:
        time.sleep(max(0.0, float(when) - time.time()))
        try:
            center.complete(UUID(task), by=UUID(person))
            print("given")
        except AlreadyDone as error:
            print(error.sentence)


if __name__ == "__main__":
    main(*sys.argv[1:])
