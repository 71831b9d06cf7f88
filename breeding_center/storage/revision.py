"""Which schema this program writes, and whether a database has it."""

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from breeding_center.errors import NoDatabase, SchemaOutOfDate
from breeding_center.storage.database import Database, shown
from breeding_center.text import _

# The head of migrations/versions; a test holds the two together, so that opening need not read the scripts.
SCHEMA_REVISION = "0002"


def present_revision(connection: Connection) -> str | None:
    """The revision the database stands at, or None where it has no tables of ours."""
    try:
        with connection.begin_nested():
            found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return found
    except DBAPIError as error:
        if "alembic_version" in str(error.orig):
            return None
        raise NoDatabase(_("This file is no database of a breeding center.")) from None


def require_present_schema(connection: Connection, database: Database) -> None:
    """Raise where the database is empty, older or newer than this program."""
    revision = present_revision(connection)
    place = shown(database.url)
    if revision is None:
        raise NoDatabase(_("There is no center at {place}; run 'breeding-center init'.").format(place=place))
    if revision < SCHEMA_REVISION:
        raise SchemaOutOfDate(
            _("The records at {place} are of revision {old} and this program writes {new}; run "
              "'breeding-center database upgrade'.").format(place=place, old=revision, new=SCHEMA_REVISION)
        )  # fmt: skip
    if revision > SCHEMA_REVISION:
        raise SchemaOutOfDate(
            _("The records at {place} are of revision {new}, newer than this program ({old}); install the newer "
              "program.").format(place=place, new=revision, old=SCHEMA_REVISION)
        )  # fmt: skip
