"""Makes a file with the tables of a revision and nothing in them, as a program: FILE REVISION SCRIPTS."""

import sys
from pathlib import Path

from breeding_center.office.upkeep.revisions import change_schema
from breeding_center.office.upkeep.schema_change import SchemaChange
from breeding_center.storage.database import Database


def main(target: str, revision: str, scripts: str) -> None:
    """Makes the file."""
    database = Database(target)
    try:
        database.create_file()
        change_schema(SchemaChange(database, scripts=Path(scripts)), revision)
    finally:
        database.close()
        Path(f"{target}.lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
