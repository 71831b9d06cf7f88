"""One workstation recording something, as a process of its own: `URL ACTION VALUES PERSON WHEN`; prints the outcome.

An action called `task` completes the piece of work that the values name.
"""

import json
import sys
import time
from uuid import UUID

from breeding_center.clock import FixedClock
from breeding_center.errors import BreedingCenterError
from breeding_center.office.center import Center
from tests.builders import NOW


def main(url: str, action: str, values: str, person: str, when: str) -> None:
    """Wait for the moment that both workstations agreed on, and record."""
    typed = json.loads(values)
    with Center.open(url, FixedClock(NOW)) as center:
        time.sleep(max(0.0, float(when) - time.time()))
        try:
            if action == "task":
                center.complete(UUID(typed.pop("task")), typed, by=UUID(person))
            else:
                center.perform(action, typed, by=UUID(person))
            print("recorded")
        except BreedingCenterError as error:
            print(error.sentence)


if __name__ == "__main__":
    main(*sys.argv[1:])
