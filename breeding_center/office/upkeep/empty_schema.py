"""`python -m breeding_center.office.upkeep.empty_schema FILE REVISION`: makes the tables of a revision, empty."""

import sys
from pathlib import Path

from breeding_center.office.upkeep.files import keep_as_one_file
from breeding_center.office.upkeep.revisions import change_schema
from breeding_center.office.upkeep.schema_change import SchemaChange
from breeding_center.storage.database import Database


def main(target: str, revision: str) -> None:
    """Makes the file."""
    database = Database(target)
    try:
        change_schema(SchemaChange(database), revision)
    finally:
        database.close()
        Path(f"{target}.lock").unlink(missing_ok=True)
    keep_as_one_file(Path(target))


if __name__ == "__main__":
    main(*sys.argv[1:])
