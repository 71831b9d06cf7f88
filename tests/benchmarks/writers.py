"""Eight processes that record a thousand entries each, on either engine: no error, nothing lost, how fast."""

import multiprocessing
import sys
import time
from pathlib import Path

from tests.benchmarks import measuring

PROCESSES = 8
ENTRIES = 1000


def _record(url: str, entries: int) -> None:
    from sqlalchemy import select

    from breeding_center.animals.model import Taxon
    from breeding_center.office import rooms
    from breeding_center.storage.database import Database
    from tests.storage.ledgers import recording

    rooms.load_models()
    database = Database(url)
    for _again in range(entries):
        with recording(database, "count") as entry:
            row = entry.get(Taxon, entry.value(select(Taxon.__table__.c.id)))
            entry.change(row, gestation_min_days=(row.gestation_min_days or 0) + 1)
    database.close()


def together(url: str, name: str) -> None:
    """Runs the writers against fresh records at `url`, whose schema exists, and prints the rate."""
    from sqlalchemy import select

    from breeding_center.animals.model import Taxon
    from breeding_center.storage import journal
    from tests.storage.ledgers import recording, start

    database = start(url)
    with recording(database) as entry:
        entry.add(Taxon(code="t", scientific_name="x", name_en="x", name_zh="x"))
    context = multiprocessing.get_context("spawn")
    began = time.perf_counter()
    workers = [context.Process(target=_record, args=(url, ENTRIES)) for _each in range(PROCESSES)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    took = time.perf_counter() - began
    failed = sum(worker.exitcode != 0 for worker in workers)
    with database.reading() as connection:
        counted = connection.execute(select(Taxon.__table__.c.gestation_min_days)).scalar_one()
        broken = len(list(journal.verify_chain(connection)))
    database.close()
    rate = PROCESSES * ENTRIES / took
    figure = f"{rate:.0f} entries/s, {failed} failed, {PROCESSES * ENTRIES - counted} lost, {broken} faults"
    measuring.row(f"{PROCESSES} writers on {name}", figure, ">= 300 entries/s, none lost")


def run(folder: Path) -> None:
    """Both engines, one after the other."""
    from breeding_center.office.upkeep.revisions import make_schema
    from tests.engines import postgresql_server

    measuring.heading("Writing together")
    place = folder / "writers.db"
    make_schema(place)
    together(str(place), "SQLite")
    with postgresql_server() as server, server.fresh_database() as url:
        make_schema(url)
        together(url, "PostgreSQL")
    sys.stdout.flush()
