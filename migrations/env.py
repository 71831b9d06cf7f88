"""Alembic's environment: the same for its own command in a checkout and for `breeding-center database upgrade`.

The database is the one that `-x database=PATH-OR-URL`, BREEDING_CENTER_DATABASE or the settings name, as everywhere
else. Every change of a schema goes through `SchemaChange`, which holds the safety.
"""

import logging
from pathlib import Path
from typing import Any

from alembic import context
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from breeding_center.errors import BreedingCenterError
from breeding_center.office.upkeep import autogenerate
from breeding_center.office.upkeep.revisions import copy_first
from breeding_center.office.upkeep.schema_change import SchemaChange, looking_at
from breeding_center.office.upkeep.tables import all_tables
from breeding_center.settings import Settings, default_database
from breeding_center.storage.base import Base, for_both_engines
from breeding_center.storage.database import Database

# Alembic's commands that write to a database. Any other only looks at it.
CHANGING = ("upgrade", "downgrade", "stamp")

config = context.config


def command() -> str:
    """The Alembic command that was typed; empty where a program calls instead."""
    chosen: Any = getattr(config.cmd_opts, "cmd", None)
    return chosen[0].__name__ if chosen else ""


def database() -> Database:
    """The records that were meant."""
    named = context.get_x_argument(as_dictionary=True).get("database")
    return Database(named or Settings.gather().database or default_database())


def change() -> SchemaChange:
    """What a program asked for, or what the command that was typed comes to."""
    asked: SchemaChange | None = config.attributes.get("change")
    if asked is not None:
        return asked
    found = database()
    found.create_file()
    scripts = Path(ScriptDirectory.from_config(config).dir)
    return SchemaChange(found, is_downgrade=command() == "downgrade", before_it=copy_first, scripts=scripts)


def configure(**how: Any) -> None:
    """What every way of running has in common."""
    all_tables()
    context.configure(
        target_metadata=for_both_engines(Base.metadata),
        render_as_batch=True,
        transactional_ddl=True,
        autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
        render_item=autogenerate.render_item,
        process_revision_directives=autogenerate.number_the_revision,
        **how,
    )


def run() -> None:
    """Runs whatever was asked for, in one transaction."""
    only_looks = command() and command() not in CHANGING
    with looking_at(database()) if only_looks else change().connection() as connection:
        configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise CommandError(
        "A script of SQL would leave out the backup, the checks and the guards. Run the command without --sql."
    )
if config.cmd_opts is None:
    run()
else:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)-5.5s [%(name)s] %(message)s")
    logging.getLogger("alembic").setLevel(logging.INFO)
    try:
        run()
    except BreedingCenterError as error:
        raise CommandError(error.sentence) from error
