"""The journal remembers everything, and says when somebody has tampered with it."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from breeding_center.animals.model import Institution, Taxon
from breeding_center.errors import Refused
from breeding_center.storage import journal, triggers
from breeding_center.storage.base import Base
from breeding_center.storage.database import Database
from breeding_center.vocabulary import InstitutionKind
from tests.storage.ledgers import recording, start


@pytest.fixture
def database(engine_url: str) -> Iterator[Database]:
    opened = start(engine_url)
    yield opened
    opened.close()


def faults(database: Database) -> list[str]:
    with database.reading() as connection:
        tables = triggers.record_tables(Base.metadata.sorted_tables)
        return [fault.code for fault in journal.verify(connection, tables)]


def a_taxon(code: str = "panda") -> Taxon:
    return Taxon(code=code, scientific_name="Ailuropoda melanoleuca", name_en="giant panda", name_zh="大熊猫")


def add_taxon(database: Database, code: str = "panda") -> tuple[UUID, UUID]:
    with recording(database, "add") as entry:
        made = entry.add(a_taxon(code))
        return made.id, entry.id


def entries(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(journal.entry)).scalar_one())


def test_a_change_is_journaled_with_what_was_before(database: Database) -> None:
    taxon, _entry = add_taxon(database)
    with recording(database, "change") as entry:
        entry.change(entry.get(Taxon, taxon), name_en="bamboo bear")
        entry_id = entry.id
    with database.reading() as connection:
        line = connection.execute(select(journal.change).where(journal.change.c.entry_id == entry_id)).one()
    assert '"name_en":"giant panda"' in line.before
    assert '"name_en":"bamboo bear"' in line.after
    assert faults(database) == []


def test_an_entry_that_changes_nothing_leaves_no_trace(database: Database) -> None:
    taxon, _entry = add_taxon(database)
    before = entries(database)
    with recording(database) as entry:
        entry.change(entry.get(Taxon, taxon), name_en="giant panda")
    assert entries(database) == before


def test_an_entry_that_fails_leaves_no_trace(database: Database) -> None:
    before = entries(database)

    def half() -> None:
        with recording(database) as entry:
            entry.add(a_taxon())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert entries(database) == before
    assert faults(database) == []


def test_many_rows_are_journaled_like_one(database: Database) -> None:
    with recording(database) as entry:
        entry.insert_many(
            Taxon, [{"code": f"t{n}", "scientific_name": "x", "name_en": "é", "name_zh": "猫"} for n in range(300)]
        )
    assert faults(database) == []


def test_a_row_changed_beside_the_journal_is_refused_by_the_session(database: Database) -> None:
    taxon, _entry = add_taxon(database)

    def sneak() -> None:
        with recording(database) as entry:
            entry.get(Taxon, taxon).name_en = "sneaked in"
            entry.add(a_taxon("other"))

    with pytest.raises(RuntimeError, match="without the journal"):
        sneak()


def test_undo_of_an_addition_voids_it_and_of_a_change_puts_it_back(database: Database) -> None:
    taxon, added = add_taxon(database)
    with recording(database) as entry:
        entry.change(entry.get(Taxon, taxon), name_en="wrong")
        changed = entry.id
    with recording(database, "undo", reason="typed wrong", undoes_id=changed) as entry:
        entry.undo(changed)
        assert entry.get(Taxon, taxon).name_en == "giant panda"
        undone = entry.id
    with recording(database, "undo", reason="it was right", undoes_id=undone) as entry:
        entry.undo(undone)
        assert entry.get(Taxon, taxon).name_en == "wrong"
    with (
        pytest.raises(Refused, match="changed a record of that entry since"),
        recording(database, "undo", reason="all") as entry,
    ):
        entry.undo(added)
    assert faults(database) == []


def test_undo_of_an_addition_makes_the_code_free_again(database: Database) -> None:
    _taxon, added = add_taxon(database)
    with recording(database, "undo", reason="twice") as entry:
        entry.undo(added)
    add_taxon(database)
    assert faults(database) == []


def test_two_rows_that_may_not_both_stand_are_refused_in_one_sentence(database: Database) -> None:
    add_taxon(database)
    with pytest.raises(Refused, match="do not allow"):
        add_taxon(database)
    assert faults(database) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE taxon SET name_en = 'x'",
        "UPDATE taxon SET name_en = 'x', version = version + 1",
        "DELETE FROM taxon",
        "UPDATE change SET after = '{}'",
        "DELETE FROM change",
        "DELETE FROM entry",
        "UPDATE entry SET reason = 'x'",
        "DELETE FROM origin",
        "UPDATE origin SET head_seq = 0",
    ],
)
def test_going_around_the_journal_is_refused_by_the_database(database: Database, statement: str) -> None:
    add_taxon(database)
    with pytest.raises(DBAPIError), database.writing() as connection:
        connection.execute(text(statement))


def test_every_record_table_has_its_guards(database: Database) -> None:
    with database.reading() as connection:
        wanted = set(triggers.expected(connection, Base.metadata.sorted_tables))
        assert triggers.present(connection) == wanted
        assert len(wanted) > 3 * 50


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE change SET after = replace(after, 'giant', 'small')", "chain-broken"),
        ("UPDATE entry SET reason = 'another' WHERE seq = 2", "chain-broken"),
        ("UPDATE origin SET head_seq = head_seq + 1", "head-differs"),
        ("UPDATE taxon SET name_en = 'x'", "row-differs"),
        ("DELETE FROM taxon WHERE code = 'red'", "row-missing"),
    ],
)
def test_tampering_is_found_even_where_the_guards_were_taken_away(
    database: Database, statement: str, code: str
) -> None:
    add_taxon(database)
    add_taxon(database, "red")
    with database.writing() as connection:
        triggers.remove(connection)
        connection.execute(text(statement))
    assert code in faults(database)


def test_a_row_that_no_entry_wrote_is_found(database: Database) -> None:
    with recording(database) as entry:
        entry.add(Institution(code="zoo", kind=InstitutionKind.ZOO, name_en="Zoo", name_zh="动物园"))
    with database.writing() as connection:
        triggers.remove(connection)
        columns = "version, entry_id, scientific_name, name_en, name_zh"
        key = "'018f0000000070008000000000000001'"
        connection.execute(
            text(
                f"INSERT INTO taxon (id, code, {columns}) SELECT {key}, 'x', 1, entry_id, 'x', 'x', 'x'"
                " FROM institution"
            )
        )
    assert "row-without-journal" in faults(database)
