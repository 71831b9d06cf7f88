"""The second line: what the database itself refuses when somebody goes around the journal.

Regenerated from the metadata after every upgrade, because SQLite's batch mode drops triggers; their presence
is tested and shown by `doctor`. Correctness never rests on them alone: `journal verify` finds what they miss.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, text

APPEND_ONLY = ("entry", "change")

# Rows may only be written under the entry that is open now: its seq is one above the sealed head.
_OPEN_ENTRY = (
    "EXISTS (SELECT 1 FROM entry JOIN origin ON origin.id = entry.origin_id"
    " WHERE entry.id = NEW.entry_id AND entry.seq = origin.head_seq + 1)"
)


def _sqlite(name: str, when: str, table: str, condition: str | None, sentence: str) -> str:
    guard = f" WHEN {condition}" if condition else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    return f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW{guard} {refuse}"


def _stands(table: str, key: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE {key})"  # noqa: S608 (names of our own tables only)


def sqlite_triggers(records: Iterable[Table]) -> dict[str, str]:
    """Name → CREATE TRIGGER, for SQLite."""
    made: dict[str, str] = {}

    def add(table: str, suffix: str, when: str, condition: str | None, sentence: str) -> None:
        name = f"guard_{table}_{suffix}"
        made[name] = _sqlite(name, when, table, condition, sentence)

    for table in APPEND_ONLY:
        key = "entry_id = NEW.entry_id AND position = NEW.position" if table == "change" else "id = NEW.id"
        add(table, "update", "UPDATE", None, "the journal is never changed")
        add(table, "delete", "DELETE", None, "the journal is never shortened")
        # Without this, INSERT OR REPLACE would overwrite silently: it fires no delete trigger.
        add(table, "insert", "INSERT", _stands(table, key), "the journal is never rewritten")
    add("origin", "delete", "DELETE", None, "an origin is never deleted")
    add("origin", "update", "UPDATE", "NEW.id <> OLD.id OR NEW.head_seq < OLD.head_seq", "an origin only moves forward")
    for record in records:
        stale = f"NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id OR NOT {_OPEN_ENTRY}"
        unopened = f"NEW.version <> 1 OR NOT {_OPEN_ENTRY} OR {_stands(record.name, 'id = NEW.id')}"
        add(record.name, "insert", "INSERT", unopened, "write through the journal")
        add(record.name, "update", "UPDATE", stale, "write through the journal")
        add(record.name, "delete", "DELETE", None, "void it; nothing is deleted")
    return made


_FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION guard_never() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'nothing is deleted, and the journal is never changed (%)', TG_TABLE_NAME; END $$""",
    f"""CREATE OR REPLACE FUNCTION guard_record() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
      IF NOT {_OPEN_ENTRY}
         OR (TG_OP = 'INSERT' AND NEW.version <> 1)
         OR (TG_OP = 'UPDATE' AND (NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id))
      THEN RAISE EXCEPTION 'write through the journal (%)', TG_TABLE_NAME; END IF;
      RETURN NEW;
    END $$""",
    """CREATE OR REPLACE FUNCTION guard_origin() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
      IF NEW.id <> OLD.id OR NEW.head_seq < OLD.head_seq THEN RAISE EXCEPTION 'an origin only moves forward'; END IF;
      RETURN NEW;
    END $$""",
)


def postgresql_triggers(records: Iterable[Table]) -> dict[str, str]:
    """Name → CREATE TRIGGER, for PostgreSQL; the functions they call are made beside them."""
    made: dict[str, str] = {}

    def add(table: str, suffix: str, when: str, each: str, function: str) -> None:
        name = f"guard_{table}_{suffix}"
        made[name] = f'CREATE TRIGGER {name} BEFORE {when} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {function}()'

    for table in APPEND_ONLY:
        add(table, "change", "UPDATE OR DELETE", "ROW", "guard_never")
        add(table, "truncate", "TRUNCATE", "STATEMENT", "guard_never")
    add("origin", "delete", "DELETE", "ROW", "guard_never")
    add("origin", "truncate", "TRUNCATE", "STATEMENT", "guard_never")
    add("origin", "update", "UPDATE", "ROW", "guard_origin")
    for record in records:
        add(record.name, "write", "INSERT OR UPDATE", "ROW", "guard_record")
        add(record.name, "delete", "DELETE", "ROW", "guard_never")
        add(record.name, "truncate", "TRUNCATE", "STATEMENT", "guard_never")
    return made


def record_tables(tables: Iterable[Table]) -> list[Table]:
    """The tables that hold records, as opposed to the journal's own."""
    return [table for table in tables if "entry_id" in table.c and "version" in table.c]


def expected(connection: Connection, tables: Iterable[Table]) -> dict[str, str]:
    """The triggers that this database must have, by name."""
    records = record_tables(tables)
    return sqlite_triggers(records) if connection.dialect.name == "sqlite" else postgresql_triggers(records)


def present(connection: Connection) -> set[str]:
    """The names of the guards that this database has."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard%'"
        if connection.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'guard%'"
    )
    return set(connection.execute(text(query)).scalars())


def install(connection: Connection, tables: Iterable[Table]) -> None:
    """Make the guards anew, inside the caller's transaction."""
    remove(connection)
    if connection.dialect.name != "sqlite":
        for function in _FUNCTIONS:
            connection.exec_driver_sql(function.replace("%", "%%"))
    for statement in expected(connection, tables).values():
        connection.exec_driver_sql(statement)


def remove(connection: Connection) -> None:
    """Take the guards away, for the length of a migration."""
    if connection.dialect.name == "sqlite":
        for name in present(connection):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        return
    rows = connection.execute(
        text(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgname LIKE 'guard%'"
        )
    )
    for name, table in rows.all():
        connection.exec_driver_sql(f'DROP TRIGGER {name} ON "{table}"')
