"""Whatever is done in whatever order, the tables are what the journal says they are."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from breeding_center.animals.model import Taxon
from breeding_center.errors import NotFound, Refused
from breeding_center.office.upkeep.revisions import make_schema
from breeding_center.storage import journal, triggers
from breeding_center.storage.base import Base
from breeding_center.storage.database import Database
from breeding_center.storage.entry import Entry
from tests.engines import Server
from tests.storage.ledgers import recording, start

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


class AuditMachine(RuleBasedStateMachine):
    """Adds, changes, voids and takes back at random; `fresh` makes a new place for each run."""

    fresh: ClassVar[Callable[..., str]]
    database: Database

    @initialize()
    def begin(self) -> None:
        self.database = start(self.fresh())
        self.rows: list[UUID] = []
        self.entries: list[UUID] = []

    @rule(names=st.lists(NAMES, min_size=1, max_size=3))
    def add(self, names: list[str]) -> None:
        with recording(self.database) as entry:
            for name in names:
                code = f"t{len(self.rows)}"
                made = entry.add(Taxon(code=code, scientific_name=name, name_en=name, name_zh="猫"))
                self.rows.append(made.id)
            self.entries.append(entry.id)

    @rule(which=st.integers(0, 50), name=NAMES, days=st.none() | st.integers(0, 400))
    def change(self, which: int, name: str, days: int | None) -> None:
        self._touch(which, lambda entry, row: entry.change(row, name_en=name, gestation_min_days=days))

    @rule(which=st.integers(0, 50))
    def void(self, which: int) -> None:
        self._touch(which, lambda entry, row: entry.void(row, "machine"))

    @rule(which=st.integers(0, 50))
    def undo(self, which: int) -> None:
        if not self.entries:
            return
        try:
            with recording(self.database, "undo", reason="machine") as entry:
                entry.undo(self.entries[which % len(self.entries)])
                self.entries.append(entry.id)
        except Refused:
            pass

    def _touch(self, which: int, deed: Callable[[Entry, Taxon], None]) -> None:
        if not self.rows:
            return
        try:
            with recording(self.database) as entry:
                deed(entry, entry.get(Taxon, self.rows[which % len(self.rows)]))
                self.entries.append(entry.id)
        except NotFound:
            pass

    @invariant()
    def the_fold_is_the_tables(self) -> None:
        with self.database.reading() as connection:
            tables = triggers.record_tables(Base.metadata.sorted_tables)
            assert journal.verify(connection, tables) == []

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()


def run(fresh: Callable[[], str], examples: int) -> None:
    machine = type("Machine", (AuditMachine,), {"fresh": staticmethod(fresh)})
    how = settings(
        max_examples=examples, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=how)


def test_the_fold_is_the_tables_on_sqlite(migrated_file: Path, tmp_path: Path) -> None:
    def fresh() -> str:
        place = Path(tempfile.mkdtemp(dir=tmp_path)) / "center.db"
        shutil.copy(migrated_file, place)
        return str(place)

    run(fresh, 20)


def test_the_fold_is_the_tables_on_postgresql(postgresql: Server, request: pytest.FixtureRequest) -> None:
    postgresql.template("schema", make_schema)

    def fresh() -> str:
        held = postgresql.fresh_database("schema")
        request.addfinalizer(lambda: held.__exit__(None, None, None))
        return held.__enter__()

    run(fresh, 8)
