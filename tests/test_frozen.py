"""Old records come up: a backup of every released revision is kept here as that revision's program made it.

Each is the practice center with one day of its history. When a revision is released, its program's own
`seed --days 1` and `database backup NNNN.db` make the next file; a file here is never made anew.
"""

import lzma
import shutil
from pathlib import Path

import pytest

from breeding_center.errors import SchemaOutOfDate
from breeding_center.office.center import Center
from breeding_center.office.upkeep.manifest import Contents, read_manifest
from breeding_center.office.upkeep.restore import restore
from breeding_center.office.upkeep.revisions import downgrade, known_revisions, status, upgrade
from breeding_center.storage.revision import SCHEMA_REVISION
from tests.office.books import faults

FROZEN = Path(__file__).parent / "frozen"
RELEASED = sorted(path.name.partition(".")[0] for path in FROZEN.glob("*.db.xz"))


@pytest.fixture(params=RELEASED)
def backup(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An old backup as it lay on a shelf."""
    revision: str = request.param
    file = tmp_path / f"{revision}.db"
    file.write_bytes(lzma.decompress((FROZEN / f"{revision}.db.xz").read_bytes()))
    shutil.copy(FROZEN / f"{revision}.db.manifest.json", tmp_path)
    return file


def _contents(url: str) -> Contents:
    found = status(url).contents
    assert found is not None
    return found


def test_every_earlier_revision_is_kept() -> None:
    assert set(known_revisions()) - {SCHEMA_REVISION} <= set(RELEASED)


def test_old_records_come_up_whole(backup: Path, empty_url: str) -> None:
    manifest = read_manifest(backup)
    assert manifest is not None
    restore(empty_url, backup)
    old = _contents(empty_url)
    assert old == manifest.contents
    if old.schema != SCHEMA_REVISION:
        with pytest.raises(SchemaOutOfDate):
            Center.open(empty_url)
    done = upgrade(empty_url)
    assert (done.before, done.after) == (old.schema, SCHEMA_REVISION)
    new = _contents(empty_url)
    assert {table: count for table, count in new.rows.items() if count} == {
        table: count for table, count in old.rows.items() if count
    }
    assert (new.head_seq, new.head_hash) == (old.head_seq, old.head_hash)
    assert faults(empty_url) == []


def test_upgraded_records_are_worked_with(backup: Path, empty_url: str) -> None:
    restore(empty_url, backup)
    upgrade(empty_url)
    with Center.open(empty_url) as center:
        assert sum(1 for row in center.report("animals").rows) == 31
        center.perform("animal.weigh", {"animal": "七仔", "weight_g": "98.4kg"}, by="F01")
    assert faults(empty_url) == []


def test_what_was_not_used_yet_can_be_taken_back(backup: Path, empty_url: str) -> None:
    restore(empty_url, backup)
    old = _contents(empty_url)
    upgrade(empty_url)
    if old.schema != SCHEMA_REVISION:
        downgrade(empty_url, old.schema)
    assert _contents(empty_url) == old
