"""One writer at a time: nobody's update is lost, and reading waits for nobody."""

import multiprocessing
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from breeding_center.animals.model import Taxon
from breeding_center.errors import Busy, NoDatabase, NotUnderstood
from breeding_center.storage import database as database_module
from breeding_center.storage import journal
from breeding_center.storage.database import Database, shown, url_of
from tests.storage.ledgers import recording, start

PROCESSES = 4
ENTRIES = 25


def _count_up(url: str, _number: int) -> None:
    from breeding_center.office import rooms

    rooms.load_models()
    database = Database(url)
    for _again in range(ENTRIES):
        with recording(database, "count") as entry:
            row_id = entry.value(select(Taxon.__table__.c.id))
            row = entry.get(Taxon, row_id)
            entry.change(row, gestation_min_days=(row.gestation_min_days or 0) + 1)
    database.close()


def test_no_update_is_lost_between_processes(engine_url: str) -> None:
    database = start(engine_url)
    with recording(database) as entry:
        entry.add(Taxon(code="t", scientific_name="x", name_en="x", name_zh="x"))
    database.close()
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_count_up, args=(engine_url, number)) for number in range(PROCESSES)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES
    with Database(engine_url).reading() as connection:
        counted = connection.execute(select(Taxon.__table__.c.gestation_min_days)).scalar_one()
        seqs = connection.execute(select(func.count(), func.max(journal.entry.c.seq))).one()
        assert list(journal.verify_chain(connection)) == []
    assert counted == PROCESSES * ENTRIES
    assert seqs[0] == seqs[1]


def test_reading_waits_for_no_writer(engine_url: str) -> None:
    database = start(engine_url)
    with recording(database) as entry:
        entry.add(Taxon(code="t", scientific_name="x", name_en="x", name_zh="x"))
        seen: list[int] = []

        def look() -> None:
            with database.reading() as connection:
                seen.append(connection.execute(select(func.count()).select_from(Taxon.__table__)).scalar_one())

        reader = threading.Thread(target=look)
        reader.start()
        reader.join(timeout=10)
        assert seen == [0]
    database.close()


def test_a_lock_that_is_held_too_long_is_named(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    start(sqlite_url).close()
    monkeypatch.setattr(database_module, "LOCK_WAIT_S", 0.05)
    holder, waiter = Database(sqlite_url), Database(sqlite_url)
    with holder.writing(), pytest.raises(Busy, match=r"has been writing to .*center\.db"), waiter.writing():
        pass


def test_sqlite_runs_as_the_promises_say(sqlite_url: str) -> None:
    with Database(sqlite_url).reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint", "recursive_triggers")
        }
    assert settings == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "wal_autocheckpoint": 0, "recursive_triggers": 1,
    }  # fmt: skip


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    stranger = tmp_path / "letter.txt"
    stranger.write_text("Dear registrar, " * 100)
    with pytest.raises(NoDatabase, match="cannot be opened as a database"), Database(str(stranger)).reading():
        pass


def test_a_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase, match="breeding-center init"), Database(str(tmp_path / "no.db")).reading():
        pass


@pytest.mark.parametrize("written", ["postgresql://u:p@ss@host:port/db", "mysql://host/db", "sqlite://"])
def test_a_url_that_cannot_be_read_is_refused_without_its_secret(written: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        url_of(written)
    assert "p@ss" not in caught.value.sentence


def test_no_secret_of_a_url_is_shown() -> None:
    assert "canary" not in shown(url_of("postgresql://keeper:canary@host/records"))
    assert "canary" not in shown(url_of("postgresql://keeper@host/records?password=canary"))
