"""How long the reports of population genetics take on a large studbook: `python -m tests.benchmarks.studbook`.

A herd book of as many animals as are asked for (10,000), a tenth of them living, one in twenty sires unknown, is
written in one entry, journal included. Then whole commands are timed, from the shell and back, beside the floor of a
script that imports numpy and the database library and reads the same three tables.
"""

import argparse
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from breeding_center.animals.model import Animal, Identifier, ParentageClaim
from breeding_center.breeding.studbook_model import StudbookEvent
from breeding_center.storage.base import new_id
from breeding_center.vocabulary import BirthType, IdentifierKind, ParentageKind, ParentRole, Sex
from breeding_center.vocabulary.studbook import StudbookEventKind
from tests.benchmarks import measuring
from tests.benchmarks.shapes import narrow
from tests.builders import a_center, a_taxon, an_entry, an_institution

CLOCK = "2020-09-25T10:00+08:00"
FLOOR = """
import sys, sqlite3, numpy, sqlalchemy, click
from sqlalchemy import create_engine, text
with create_engine(f"sqlite:///{sys.argv[1]}").connect() as connection:
    for table in ("animal", "parentage_claim", "studbook_event"):
        connection.execute(text(f"SELECT * FROM {table}")).all()
"""


def _born(place: int, count: int) -> date:
    return date(2020, 9, 1) - timedelta(days=(count - place) * 15_000 // count)


def _animal(key: UUID, place: int, count: int, taxon: UUID, *, is_dam: bool, founder: bool) -> dict[str, Any]:
    born = _born(place, count)
    return {
        "id": key, "name_en": None, "name_zh": None, "search_key": "", "taxon_id": taxon,
        "sex": Sex.FEMALE if is_dam else Sex.MALE, "sex_method": None, "sex_determined_on": None, "birth_from": born,
        "birth_until": born + timedelta(days=1), "birth_written": born.isoformat(), "birth_at": None,
        "birth_type": BirthType.WILD if founder else BirthType.CAPTIVE, "origin": None, "is_reported": False,
        "source": None, "note": None,
    }  # fmt: skip


def _event(key: UUID, kind: StudbookEventKind, on: date, where: UUID) -> dict[str, Any]:
    return {
        "animal_id": key, "kind": kind, "institution_id": where, "local_id": None, "on_from": on,
        "on_until": on + timedelta(days=1), "on_written": on.isoformat(), "source": None, "note": None,
    }  # fmt: skip


def _claim(key: UUID, role: ParentRole, parent: UUID, probability: float = 1.0) -> dict[str, Any]:
    return {
        "animal_id": key, "role": role, "parent_id": parent, "kind": ParentageKind.OBSERVED,
        "probability": probability, "claimed_on": None, "source": None, "note": None, "doubt": None,
    }  # fmt: skip


def build(url: str, animals: int, living: int, uncertain: int = 0) -> None:
    """A studbook of the narrow shape; `uncertain` cubs have two candidate sires, half and half."""
    sire, dam = (parents.tolist() for parents in narrow(animals))
    # Who has no young yet is a male or a female in turn.
    fathers = {one for one in sire if one >= 0}
    dams = {one for one in dam if one >= 0} | {place for place in range(1, animals, 2) if place not in fathers}
    keys = [new_id() for _animal_ in range(animals)]
    males = [place for place in range(animals // 2) if place not in dams]
    doubtful = set(range(animals - uncertain, animals))
    with a_center(url) as center, an_entry(center) as entry:
        taxon, zoo = a_taxon(entry, "herd"), an_institution(entry, "HERD")
        herd, numbers, claims, events = [], [], [], []
        for place, key in enumerate(keys):
            founder = sire[place] < 0 and dam[place] < 0
            herd.append(_animal(key, place, animals, taxon, is_dam=place in dams, founder=founder))
            numbers.append(
                {
                    "animal_id": key, "kind": IdentifierKind.STUDBOOK_NUMBER, "value": str(place + 1),
                    "transponder_type": None, "implant_site": None, "issuer": None, "from_on": None, "until_on": None,
                    "note": None, "doubt": None,
                }
            )  # fmt: skip
            born = _born(place, animals)
            events.append(_event(key, StudbookEventKind.BIRTH, born, zoo))
            if place < animals - living:
                events.append(_event(key, StudbookEventKind.DEATH, date(2020, 9, 20), zoo))
            if sire[place] >= 0:
                shared = place in doubtful
                claims.append(_claim(key, ParentRole.SIRE, keys[sire[place]], 0.5 if shared else 1.0))
                if shared:
                    claims.append(_claim(key, ParentRole.SIRE, keys[males[place % len(males)]], 0.5))
            if dam[place] >= 0:
                claims.append(_claim(key, ParentRole.DAM, keys[dam[place]]))
        for kind, rows in ((Animal, herd), (Identifier, numbers), (ParentageClaim, claims), (StudbookEvent, events)):
            entry.insert_many(kind, rows)


def run(folder: Path, animals: int, living: int, uncertain: int) -> None:
    """Build it and time the reports."""
    database = folder / "herd.db"
    began = time.perf_counter()
    build(str(database), animals, living, uncertain)
    measuring.heading(f"A studbook of {animals:,} animals, {living:,} living, {uncertain} sires uncertain")
    measuring.row("writing it in one entry, journal included", f"{time.perf_counter() - began:.1f} s", "-")
    us = [sys.executable, "-m", "breeding_center", "--database", str(database)]
    names = ("mean-kinship", "inbreeding", "population-summary", "completeness")
    commands = {"floor": [sys.executable, "-c", FLOOR, str(database)], "today": [*us, "today"]}
    commands |= {name: [*us, "report", name, "--format", "csv"] for name in names}
    times = measuring.medians(commands, 5, BREEDING_CENTER_CLOCK=CLOCK)
    measuring.row("the floor F: import and read", f"{times['floor']:.3f} s", "-")
    measuring.row("`today`", f"{times['today']:.3f} s", "-")
    for name in names:
        promise = "<= 1.5 s" if name == "mean-kinship" else "-"
        measuring.row(f"`report {name}`", f"{times[name]:.3f} s = {times[name] / times['floor']:.2f} F", promise)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.studbook", description=__doc__)
    asked.add_argument("--animals", type=int, default=10_000)
    asked.add_argument("--living", type=int, default=1_000)
    asked.add_argument("--uncertain", type=int, default=0, help="cubs with two candidate sires")
    asked.add_argument("--keep", type=Path, help="a folder to leave the records in")
    wanted = asked.parse_args()
    print(f"Measured with {measuring.machine()}.")
    with tempfile.TemporaryDirectory() as name:
        run(wanted.keep or Path(name), wanted.animals, wanted.living, wanted.uncertain)


if __name__ == "__main__":
    main()
