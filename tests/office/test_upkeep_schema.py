"""Upgrading and downgrading: copied first, one transaction, nothing lost, nothing half done."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from breeding_center import resources
from breeding_center.errors import BreedingCenterError, Busy, NoDatabase, Refused, SchemaOutOfDate
from breeding_center.office.upkeep import revisions, schema_change
from breeding_center.office.upkeep.revisions import downgrade, make_schema, status, upgrade
from breeding_center.storage.revision import SCHEMA_REVISION
from tests.office.books import add_taxon, around_the_journal, begin_center, codes, faults, opened

ROOT = Path(__file__).parents[2]
NEXT = f"{int(SCHEMA_REVISION) + 1:04d}"
HEADER = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{SCHEMA_REVISION}"
branch_labels = depends_on = None
"""


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations, for a revision that is not there yet; write its `upgrade` and `downgrade` into it."""
    copy = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(resources, "migrations_directory", lambda: copy)
    path = copy / "versions" / f"{NEXT}_next.py"
    path.write_text(HEADER + "def upgrade(): pass\ndef downgrade(): pass\n", encoding="utf-8")
    return path


def write(path: Path, upgrade: str, downgrade: str = "pass") -> None:
    path.write_text(f"{HEADER}\ndef upgrade():\n    {upgrade}\n\ndef downgrade():\n    {downgrade}\n", encoding="utf-8")


def revision_at(url: str) -> str | None:
    with opened(url) as database, database.reading() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def test_schema_is_made_in_an_empty_place(empty_url: str) -> None:
    made = make_schema(empty_url)
    assert (made.before, made.after, made.backup) == (None, SCHEMA_REVISION, None)
    begin_center(empty_url)
    found = status(empty_url)
    assert found.is_present
    assert found.guards_missing == []
    assert found.contents is not None
    assert found.contents.rows["taxon"] == 3
    assert faults(empty_url) == []


def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    make_schema(tmp_path / "center.db")
    assert (tmp_path / "center.db").stat().st_mode & 0o777 == 0o600


def test_no_database_is_made_where_none_was_asked_for(tmp_path: Path) -> None:
    place = tmp_path / "nothing" / "center.db"
    for look in (status, upgrade):
        with pytest.raises(NoDatabase):
            look(place)
    assert not place.parent.exists()


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE photo (id INTEGER)")
    with pytest.raises(Refused, match="not a breeding center's"):
        make_schema(path)


def test_upgrading_what_is_present_changes_nothing_and_needs_no_backup(engine_url: str) -> None:
    begin_center(engine_url)
    done = upgrade(engine_url)
    assert (done.before, done.after, done.backup) == (SCHEMA_REVISION, SCHEMA_REVISION, None)
    assert codes(engine_url) == ["taxon-0", "taxon-1", "taxon-2"]


def test_upgrade_sets_guards_again_that_somebody_removed(engine_url: str) -> None:
    begin_center(engine_url)
    with around_the_journal(engine_url):
        pass
    assert status(engine_url).guards_missing != []
    upgrade(engine_url)
    assert status(engine_url).guards_missing == []


def test_upgrade_makes_a_verified_backup_first(engine_url: str, next_revision: Path) -> None:
    begin_center(engine_url)
    write(next_revision, 'op.add_column("taxon", sa.Column("note", sa.Text()))', 'op.drop_column("taxon", "note")')
    done = upgrade(engine_url)
    assert (done.before, done.after) == (SCHEMA_REVISION, NEXT)
    assert done.backup is not None
    assert done.backup.exists()
    assert done.rows["taxon"] == 3


def test_newer_records_are_refused_and_left_alone(engine_url: str) -> None:
    begin_center(engine_url)
    with around_the_journal(engine_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for change in (upgrade, lambda url: downgrade(url, "base")):
        with pytest.raises(SchemaOutOfDate, match="newer version"):
            change(engine_url)
    assert revision_at(engine_url) == "9999"


def test_a_failing_revision_leaves_everything_as_it_was(engine_url: str, next_revision: Path) -> None:
    begin_center(engine_url)
    write(
        next_revision,
        'op.create_table("half", sa.Column("id", sa.Integer()))\n'
        "    op.execute(\"UPDATE taxon SET name_en = 'changed'\")\n"
        '    op.execute("SELECT nothing FROM nowhere")',
    )
    with pytest.raises(Refused, match="nothing was changed"):
        upgrade(engine_url)
    assert revision_at(engine_url) == SCHEMA_REVISION
    assert faults(engine_url) == []
    assert status(engine_url).guards_missing == []
    with opened(engine_url) as database, database.reading() as connection:
        assert not connection.dialect.has_table(connection, "half")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM taxon WHERE code = 'taxon-1'", "Records would be lost"),
        ("UPDATE taxon SET name_en = 'changed'", "do not agree"),
    ],
)
def test_a_revision_that_loses_or_changes_records_is_refused(
    engine_url: str, next_revision: Path, statement: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_center(engine_url)
    write(next_revision, f"op.execute({statement!r})")
    monkeypatch.setattr(schema_change, "SCHEMA_REVISION", NEXT)
    with pytest.raises(Refused, match=sentence):
        upgrade(engine_url)
    assert revision_at(engine_url) == SCHEMA_REVISION
    assert codes(engine_url) == ["taxon-0", "taxon-1", "taxon-2"]
    assert faults(engine_url) == []


def test_remaking_a_parent_table_keeps_its_children(sqlite_url: str, next_revision: Path) -> None:
    """With foreign keys acted upon, dropping the old table would take the children along, and report success."""
    begin_center(sqlite_url)
    write(
        next_revision,
        'with op.batch_alter_table("entry", recreate="always") as batch:\n'
        '        batch.alter_column("terminal", type_=sa.String(300))',
    )
    done = upgrade(sqlite_url)
    assert done.after == NEXT
    assert done.rows["change"] == 4
    with opened(sqlite_url) as database, database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert status(sqlite_url).contents is not None


def test_a_revision_that_leaves_keys_dangling_is_refused(sqlite_url: str, next_revision: Path) -> None:
    begin_center(sqlite_url)
    write(next_revision, "op.execute(\"UPDATE taxon SET voided_by_id = '00' WHERE code = 'taxon-1'\")")
    with pytest.raises(Refused, match="point to records that do not exist"):
        upgrade(sqlite_url)
    assert revision_at(sqlite_url) == SCHEMA_REVISION


def test_downgrade_is_refused_where_records_would_go(engine_url: str) -> None:
    begin_center(engine_url)
    with pytest.raises(Refused, match="throw away"):
        downgrade(engine_url, "base")
    assert codes(engine_url) == ["taxon-0", "taxon-1", "taxon-2"]
    assert status(engine_url).guards_missing == []


def test_downgrade_may_drop_what_is_empty(engine_url: str, next_revision: Path) -> None:
    begin_center(engine_url)
    write(next_revision, 'op.add_column("taxon", sa.Column("note2", sa.Text()))', 'op.drop_column("taxon", "note2")')
    upgrade(engine_url)
    done = downgrade(engine_url, SCHEMA_REVISION)
    assert (done.before, done.after) == (NEXT, SCHEMA_REVISION)
    assert done.backup is not None
    assert faults(engine_url) == []


def test_downgrade_is_refused_where_a_column_is_filled(engine_url: str, next_revision: Path) -> None:
    begin_center(engine_url)
    write(next_revision, 'op.add_column("taxon", sa.Column("note2", sa.Text()))', 'op.drop_column("taxon", "note2")')
    upgrade(engine_url)
    with around_the_journal(engine_url) as connection:
        connection.execute(text("UPDATE taxon SET note2 = 'seen' WHERE code = 'taxon-1'"))
    with pytest.raises(Refused, match=r"taxon\.note2"):
        downgrade(engine_url, SCHEMA_REVISION)
    assert revision_at(engine_url) == NEXT


def test_an_empty_schema_can_go_all_the_way_down_and_up_again(engine_url: str) -> None:
    downgrade(engine_url, "base")
    make_schema(engine_url)
    begin_center(engine_url)
    assert faults(engine_url) == []


def test_an_unknown_revision_is_told_in_one_sentence(engine_url: str) -> None:
    begin_center(engine_url)
    with pytest.raises(BreedingCenterError, match="no-such"):
        downgrade(engine_url, "no-such")


@pytest.mark.slow
def test_kill_in_the_middle_of_an_upgrade_leaves_it_old_or_new(engine_url: str, next_revision: Path) -> None:
    begin_center(engine_url)
    begun = next_revision.with_name("begun")
    write(
        next_revision,
        'op.create_table("half", sa.Column("id", sa.Integer()))\n'
        "    op.execute(\"UPDATE taxon SET name_en = 'half'\")\n"
        f"    open({str(begun)!r}, 'w').close()\n"
        "    import time; time.sleep(60)",
    )
    program = (
        "from breeding_center.office.upkeep import revisions; import sys, pathlib;"
        "revisions.resources.migrations_directory = lambda: pathlib.Path(sys.argv[2]); revisions.upgrade(sys.argv[1])"
    )
    command = [sys.executable, "-c", program, engine_url, str(next_revision.parents[1])]
    killed = subprocess.Popen(command, cwd=ROOT)
    deadline = time.monotonic() + 60
    while not begun.exists() and killed.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    assert revision_at(engine_url) == SCHEMA_REVISION
    assert faults(engine_url) == []
    assert status(engine_url).guards_missing == []
    add_taxon(engine_url, "afterwards")
    write(next_revision, 'op.create_table("whole", sa.Column("id", sa.Integer()))', 'op.drop_table("whole")')
    assert upgrade(engine_url).after == NEXT


def test_two_upgrades_at_once_wait_for_one_another(engine_url: str, next_revision: Path) -> None:
    begin_center(engine_url)
    write(
        next_revision,
        'import time; time.sleep(0.5); op.create_table("whole", sa.Column("id", sa.Integer()))',
    )
    program = (
        "from breeding_center.office.upkeep import revisions; import sys, pathlib;"
        "revisions.resources.migrations_directory = lambda: pathlib.Path(sys.argv[2]);"
        "print(revisions.upgrade(sys.argv[1]).before)"
    )
    command = [sys.executable, "-c", program, engine_url, str(next_revision.parents[1])]
    both = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = [(*one.communicate(timeout=120), one.returncode) for one in both]
    assert [returncode for _out, _err, returncode in said] == [0, 0], said
    assert revision_at(engine_url) == NEXT


def test_a_busy_database_is_told_and_left_alone(
    engine_url: str, next_revision: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_center(engine_url)
    monkeypatch.setattr(schema_change, "LOCK_WAIT_S", 1.0)
    with opened(engine_url) as writer, writer.writing() as connection:
        connection.execute(text("SELECT head_seq FROM origin" + ("" if writer.is_sqlite else " FOR UPDATE")))
        with opened(engine_url) as database:
            if database.lock is not None:
                database.lock.timeout = 0.2
            with pytest.raises(Busy):
                revisions._changed(database, "head")
