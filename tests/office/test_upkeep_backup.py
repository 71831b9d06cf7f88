"""Backups that can be trusted, and bringing one back: whole, sound, ours, or refused with the records untouched."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from breeding_center.errors import BreedingCenterError, Busy, NeedsConfirmation, NoDatabase, NotFound, Refused
from breeding_center.office.upkeep.backup import Backup, back_up
from breeding_center.office.upkeep.manifest import digest, manifest_of, read_manifest
from breeding_center.office.upkeep.restore import examine, restore
from breeding_center.office.upkeep.revisions import make_schema, status
from breeding_center.storage.revision import SCHEMA_REVISION
from tests.engines import Server
from tests.office.books import add_taxon, around_the_journal, begin_center, codes, faults, opened

ROOT = Path(__file__).parents[2]


@pytest.fixture
def center(engine_url: str) -> str:
    """A center with three taxa."""
    begin_center(engine_url)
    return engine_url


@pytest.fixture
def file(sqlite_url: str) -> Path:
    """A center with three taxa, in a file."""
    begin_center(sqlite_url)
    return Path(sqlite_url)


def test_backup_is_one_private_file_with_a_manifest(center: str, tmp_path: Path) -> None:
    made = back_up(center, tmp_path / "copies" / "today.db")
    assert made.path == tmp_path / "copies" / "today.db"
    assert sorted(path.name for path in made.path.parent.iterdir()) == ["today.db", "today.db.manifest.json"]
    assert made.path.stat().st_mode & 0o777 == manifest_of(made.path).stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    manifest = read_manifest(made.path)
    assert manifest == made.manifest
    assert manifest.sha256 == digest(made.path)
    assert manifest.contents.name_zh == "秦岭"
    assert manifest.contents.schema == SCHEMA_REVISION
    assert manifest.contents.rows["taxon"] == 3
    with opened(center) as database, database.reading() as connection:
        head = connection.execute(text("SELECT head_seq, head_hash FROM origin")).one()
    assert tuple(head) == (manifest.contents.head_seq, manifest.contents.head_hash)


def test_backup_alone_is_a_center_that_can_be_opened_anywhere(center: str, tmp_path: Path) -> None:
    made = back_up(center, tmp_path / "today.db")
    assert codes(str(made.path)) == codes(center)
    assert faults(str(made.path)) == []
    assert status(made.path).guards_missing == []
    assert digest(made.path) == made.manifest.sha256, "looking into a backup must not change it"


def test_backups_without_a_name_are_dated_and_kept_together(center: str) -> None:
    first, second = back_up(center), back_up(center)
    assert first.path != second.path
    assert first.path.parent == second.path.parent
    assert first.path.parent.stat().st_mode & 0o777 == 0o700
    assert status(center).backup in (first.path, second.path)


def test_backup_into_a_folder_gets_a_dated_name(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    assert back_up(file, folder).path.parent == folder


def test_backup_never_writes_over_anything(file: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_text("somebody's", encoding="utf-8")
    for target in (there, file):
        with pytest.raises(Refused, match="never writes over"):
            back_up(file, target)
    assert there.read_text(encoding="utf-8") == "somebody's"
    assert codes(str(file)) == ["taxon-0", "taxon-1", "taxon-2"]


def test_nothing_to_back_up_is_said(empty_url: str) -> None:
    with pytest.raises(NoDatabase):
        back_up(empty_url)


def test_backup_that_is_not_sound_is_not_kept(file: Path, tmp_path: Path) -> None:
    with around_the_journal(str(file)) as connection:
        connection.execute(text("UPDATE change SET after = replace(after, 'taxon-1', 'taxon-x')"))
    with pytest.raises(Refused, match="chain-broken"):
        back_up(file, tmp_path / "copies" / "today.db")
    assert list((tmp_path / "copies").iterdir()) == []


def test_full_disk_leaves_no_half_backup(file: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk."""
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000));"
        "from breeding_center.errors import Refused; from breeding_center.office.upkeep.backup import back_up;"
        "from pathlib import Path\n"
        "try: back_up(sys.argv[1], Path(sys.argv[2]))\n"
        "except Refused as refused: print(refused.sentence)"
    )
    target = tmp_path / "copies" / "today.db"
    command = [sys.executable, "-c", program, str(file), str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "nothing was changed" in done.stdout
    assert list(target.parent.iterdir()) == []


def test_backup_while_others_write_is_whole(file: Path, tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.office.books import add_taxon\n"
        "for number in range(60): add_taxon(sys.argv[1], f'busy-{number}')"
    )
    writer = subprocess.Popen([sys.executable, "-c", program, str(file)], cwd=ROOT)
    made: list[Backup] = []
    while writer.poll() is None and len(made) < 5:
        made.append(back_up(file, tmp_path / f"copy-{len(made)}.db"))
        time.sleep(0.1)
    assert writer.wait() == 0
    assert made
    for copy in made:
        assert faults(str(copy.path)) == []
        assert copy.manifest.contents.rows["taxon"] == len(codes(str(copy.path)))


def test_restore_brings_back_what_was_and_keeps_what_is(file: Path, tmp_path: Path) -> None:
    made = back_up(file, tmp_path / "today.db")
    add_taxon(str(file), "later")
    restored = restore(file, made.path)
    assert restored.contents == made.manifest.contents
    assert codes(str(file)) == ["taxon-0", "taxon-1", "taxon-2"]
    assert faults(str(file)) == []
    assert file.stat().st_mode & 0o777 == 0o600
    assert restored.kept is not None
    assert codes(str(restored.kept)) == ["later", "taxon-0", "taxon-1", "taxon-2"]
    assert restore(file, restored.kept).contents.rows["taxon"] == 4
    add_taxon(str(file), "afterwards")
    assert faults(str(file)) == []


def test_restore_makes_a_center_where_there_was_none(center: str, tmp_path: Path) -> None:
    made = back_up(center, tmp_path / "today.db")
    place = tmp_path / "elsewhere" / "center.db"
    assert restore(place, made.path).kept is None
    assert codes(str(place)) == codes(center)
    add_taxon(str(place), "afterwards")
    assert faults(str(place)) == []


def test_restore_moves_a_center_to_a_server(center: str, tmp_path: Path, postgresql: Server) -> None:
    made = back_up(center, tmp_path / "today.db")
    with postgresql.fresh_database() as url:
        restore(url, made.path)
        assert codes(url) == codes(center)
        assert faults(url) == []
        assert status(url).guards_missing == []
        add_taxon(url, "afterwards")
        assert faults(url) == []
        again = back_up(url, tmp_path / "again.db")
        assert again.manifest.contents.rows["taxon"] == 4


def test_server_with_records_is_left_alone(postgresql_url: str, tmp_path: Path) -> None:
    begin_center(postgresql_url)
    made = back_up(postgresql_url, tmp_path / "today.db")
    add_taxon(postgresql_url, "later")
    with pytest.raises(Refused, match="empty database"):
        restore(postgresql_url, made.path)
    assert "later" in codes(postgresql_url)


def test_records_from_before_the_log_are_not_mixed_in(file: Path, tmp_path: Path) -> None:
    """A write-ahead log that a killed program left behind belongs to the old file, and must not meet the new one."""
    made = back_up(file, tmp_path / "today.db")
    program = (
        "import os, signal, sys; sys.path.insert(0, '.')\n"
        "from tests.office.books import *\n"
        "database = Database(sys.argv[1]); keep = database.engine.connect(); keep.exec_driver_sql('SELECT 1')\n"
        "add_taxon(sys.argv[1], 'in-the-log'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, str(file)], cwd=ROOT)
    assert file.with_name("center.db-wal").stat().st_size > 0
    restored = restore(file, made.path)
    assert codes(str(file)) == ["taxon-0", "taxon-1", "taxon-2"]
    assert restored.kept is not None
    assert "in-the-log" in codes(str(restored.kept))


def test_restore_waits_for_nobody_who_has_the_records_open(file: Path, tmp_path: Path) -> None:
    made = back_up(file, tmp_path / "today.db")
    add_taxon(str(file), "later")
    with opened(str(file)) as somebody, somebody.reading() as connection:
        connection.execute(text("SELECT 1 FROM taxon"))
        with pytest.raises(Busy, match="open in another window"):
            restore(file, made.path)
    assert "later" in codes(str(file))


def _truncate(backup: Path) -> None:
    with backup.open("r+b") as copy:
        copy.truncate(backup.stat().st_size // 2)


def _flip_a_byte(backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 0x01
    backup.write_bytes(content)


def _lose_the_manifest(backup: Path) -> None:
    manifest_of(backup).unlink()


def _garble_the_manifest(backup: Path) -> None:
    manifest_of(backup).write_text('{"format": 1, "contents": 7}', encoding="utf-8")


def _remake_manifest(backup: Path, **changes: object) -> None:
    """A manifest that fits the file again, as somebody who means harm would write it."""
    written = json.loads(manifest_of(backup).read_text(encoding="utf-8"))
    written |= {"size": backup.stat().st_size, "sha256": digest(backup)}
    written["contents"] |= changes
    manifest_of(backup).write_text(json.dumps(written), encoding="utf-8")


def _put_in(*statements: str) -> Callable[[Path], None]:
    def change(backup: Path) -> None:
        with closing(sqlite3.connect(backup)) as raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                raw.execute(statement)
            raw.commit()
        _remake_manifest(backup)

    return change


def _from_a_newer_program(backup: Path) -> None:
    _put_in("UPDATE alembic_version SET version_num = '9999'")(backup)
    _remake_manifest(backup, schema="9999")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_truncate, "is not whole"),
        (_flip_a_byte, "SHA-256"),
        (_lose_the_manifest, "no manifest"),
        (_garble_the_manifest, "cannot be read"),
        (_from_a_newer_program, "newer version"),
        (lambda backup: backup.write_bytes(b"not a database at all"), "is not whole"),
        (_put_in("CREATE VIEW spy AS SELECT * FROM entry"), r"not made as a database of schema .*spy"),
        (_put_in("ALTER TABLE taxon ADD COLUMN spy TEXT"), r"not made as a database of schema .*taxon"),
        (_put_in("UPDATE taxon SET name_en = 'x' WHERE code = 'taxon-1'"), "tables and the journal do not agree"),
        (_put_in("UPDATE change SET after = replace(after, 'taxon-1', 'taxon-9')"), "chain-broken"),
        (_put_in("DELETE FROM taxon"), "does not hold what its manifest says"),
        (_put_in("UPDATE taxon SET entry_id = '00'"), "not sound"),
    ],
)
def test_a_spoiled_backup_is_refused_and_the_records_are_untouched(
    file: Path, tmp_path: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    made = back_up(file, tmp_path / "today.db")
    spoil(made.path)
    before = codes(str(file)), digest(file)
    with pytest.raises(BreedingCenterError, match=sentence):
        restore(file, made.path)
    assert (codes(str(file)), digest(file)) == before
    with pytest.raises(BreedingCenterError, match=sentence):
        examine(made.path)


def test_a_damaged_database_file_with_a_fitting_manifest_is_refused(file: Path, tmp_path: Path) -> None:
    made = back_up(file, tmp_path / "today.db")
    content = bytearray(made.path.read_bytes())
    for offset in range(8192, len(content) - 4096, 16384):
        content[offset : offset + 2048] = os.urandom(2048)
    made.path.write_bytes(content)
    _remake_manifest(made.path)
    with pytest.raises(Refused, match=r"not sound|not a sound|not made as"):
        restore(file, made.path)
    assert codes(str(file)) == ["taxon-0", "taxon-1", "taxon-2"]


def test_a_trigger_in_a_backup_never_runs(file: Path, tmp_path: Path) -> None:
    made = back_up(file, tmp_path / "today.db")
    _put_in("CREATE TRIGGER spy AFTER INSERT ON taxon BEGIN DELETE FROM entry; END")(made.path)
    restore(file, made.path)
    found = status(file)
    assert found.guards_missing == []
    with opened(str(file)) as database, database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'spy'")).scalar() == 0
    add_taxon(str(file), "afterwards")
    assert faults(str(file)) == []


def test_a_backup_that_is_not_there_is_said(file: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        restore(file, tmp_path / "gone.db")


def test_another_centers_backup_must_be_confirmed_by_its_name(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "center.db"
    make_schema(other)
    begin_center(str(other), "Wolong", "卧龙", taxa=1)
    made = back_up(other, tmp_path / "other.db")
    for said in (None, "yes", "Qinling"):
        with pytest.raises(NeedsConfirmation, match="Wolong"):
            restore(file, made.path, confirm_center=said)
    assert len(codes(str(file))) == 3
    assert restore(file, made.path, confirm_center="卧龙").contents.name_en == "Wolong"
    assert codes(str(file)) == ["taxon-0"]


def test_damaged_records_are_replaced_and_kept_as_they_are(file: Path, tmp_path: Path) -> None:
    made = back_up(file, tmp_path / "today.db")
    file.write_bytes(b"ruined" * 4000)
    restored = restore(file, made.path)
    assert codes(str(file)) == ["taxon-0", "taxon-1", "taxon-2"]
    assert restored.kept is not None
    assert restored.kept.read_bytes() == b"ruined" * 4000


def test_examining_a_sound_backup_says_what_is_in_it(center: str, tmp_path: Path) -> None:
    made = back_up(center, tmp_path / "today.db")
    assert examine(made.path) == made.manifest.contents


def test_a_copy_with_cp_is_no_backup(file: Path, tmp_path: Path) -> None:
    """Copying a database that is open may leave out what is in its log: it has no manifest, so it is refused."""
    copy = tmp_path / "copied.db"
    shutil.copy(file, copy)
    with pytest.raises(Refused, match="no manifest"):
        restore(file, copy)


def test_restore_onto_a_full_disk_leaves_the_records(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(file, tmp_path / "today.db")
    add_taxon(str(file), "later")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(Refused, match="full"):
        restore(file, made.path)
    assert "later" in codes(str(file))
