"""`doctor` finds what is unsafe, and finds nothing where all is well."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from breeding_center.errors import NoDatabase
from breeding_center.office.upkeep import doctor
from breeding_center.office.upkeep.backup import back_up
from breeding_center.office.upkeep.doctor import Finding, Weight, examine, file_system_of, is_safe
from breeding_center.storage.database import PRAGMAS
from tests.office.books import around_the_journal, begin_center, opened

WANTED = {
    "sqlite": {"file-permissions", "folder-permissions", "network-file-system", "disk-space", "lock-file"}
    | {"sqlite-version", "engine-settings", "file-soundness", "schema", "guards", "backup"},
    "postgresql": {"engine-settings", "server-version", "role", "schema", "guards", "backup"},
}


def found(findings: list[Finding], code: str) -> Finding:
    [one] = [finding for finding in findings if finding.code == code]
    return one


def test_a_center_that_is_kept_well_has_nothing_unsafe(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests' own server trades safety for speed, and says so.
    monkeypatch.setattr(doctor, "_SAFE_SERVER", {"server_encoding": "UTF8"})
    begin_center(engine_url)
    back_up(engine_url)
    findings = examine(engine_url)
    assert {finding.code for finding in findings} == WANTED["postgresql" if "://" in engine_url else "sqlite"]
    assert [finding for finding in findings if finding.weight is Weight.UNSAFE] == []
    assert is_safe(findings)
    assert found(findings, "backup").weight is Weight.FINE
    assert found(findings, "guards").weight is Weight.FINE


def test_a_server_that_may_lose_commits_is_unsafe(postgresql_url: str) -> None:
    begin_center(postgresql_url)
    settings = found(examine(postgresql_url), "engine-settings")
    assert settings.weight is Weight.UNSAFE
    assert "fsync=off" in settings.sentence


def test_a_superuser_is_told_that_no_guard_stops_him(postgresql_url: str) -> None:
    assert found(examine(postgresql_url), "role").weight is Weight.NOTE


def test_no_backup_and_an_old_one_are_told(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_center(engine_url)
    assert "no backup yet" in found(examine(engine_url), "backup").sentence
    back_up(engine_url)
    monkeypatch.setattr(doctor, "BACKUP_AGE", timedelta(seconds=-1))
    late = found(examine(engine_url), "backup")
    assert late.weight is Weight.NOTE
    assert "1 days old" in late.sentence


def test_missing_guards_are_unsafe(engine_url: str) -> None:
    begin_center(engine_url)
    with around_the_journal(engine_url):
        pass
    assert found(examine(engine_url), "guards").weight is Weight.UNSAFE


def test_another_schema_is_told(engine_url: str) -> None:
    begin_center(engine_url)
    with around_the_journal(engine_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert found(examine(engine_url), "schema").weight is Weight.UNSAFE


def test_records_that_others_may_read_are_unsafe(sqlite_url: str) -> None:
    Path(sqlite_url).chmod(0o644)
    finding = found(examine(sqlite_url), "file-permissions")
    assert finding.weight is Weight.UNSAFE
    assert f"chmod 600 {sqlite_url}" in finding.sentence


def test_a_folder_that_others_may_write_to_is_unsafe(sqlite_url: str) -> None:
    Path(sqlite_url).parent.chmod(0o777)
    assert found(examine(sqlite_url), "folder-permissions").weight is Weight.UNSAFE


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/srv/share/center", "nfs4"), ("/srv/share2", "ext4"), ("/srv/my share/x", "cifs"), ("/home/keeper", "ext4")],
)
def test_the_file_system_is_that_of_the_nearest_mount(tmp_path: Path, folder: str, kind: str) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "30 22 0:45 / /srv/share rw,relatime - nfs4 server:/share rw\n"
        "31 22 0:46 / /srv/my\\040share rw,relatime - cifs //server/share rw\n",
        encoding="utf-8",
    )
    assert file_system_of(Path(folder), mounts) == kind


def test_records_on_a_network_file_system_are_unsafe(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "file_system_of", lambda _folder: "nfs4")
    assert found(examine(sqlite_url), "network-file-system").weight is Weight.UNSAFE


def test_a_disk_without_room_for_a_backup_is_unsafe(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ENOUGH_BYTES", 1 << 62)
    assert found(examine(sqlite_url), "disk-space").weight is Weight.UNSAFE


def test_an_sqlite_with_the_wal_reset_fault_is_noted(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 51, 2))
    assert found(examine(sqlite_url), "sqlite-version").weight is Weight.NOTE
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 51, 3))
    assert found(examine(sqlite_url), "sqlite-version").weight is Weight.FINE


def test_settings_that_sqlite_did_not_take_are_unsafe(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PRAGMAS", (*PRAGMAS, "synchronous=OFF"))
    assert "synchronous=2" in found(examine(sqlite_url), "engine-settings").sentence


def test_a_writer_at_work_is_noted(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(sqlite_url) as database, database.writing():
        monkeypatch.setattr("breeding_center.storage.database.LOCK_WAIT_S", 0.5)
        assert found(examine(sqlite_url), "lock-file").weight is Weight.NOTE


@pytest.mark.parametrize("part", [0.02, 0.25, 0.5, 0.75, 0.98])
def test_a_damaged_file_is_told(sqlite_url: str, part: float) -> None:
    """Wherever it is damaged: in a table, in an index, or where the tables are described."""
    begin_center(sqlite_url)
    path = Path(sqlite_url)
    content = bytearray(path.read_bytes())
    at = int(len(content) * part) // 4096 * 4096
    content[at : at + 4096] = b"\x55" * 4096
    path.write_bytes(content)
    with suppress(NoDatabase):  # where its tables are described, nothing can be read at all, and that is said
        findings = examine(sqlite_url)
        assert found(findings, "file-soundness").weight is Weight.UNSAFE
        assert not is_safe(findings)


def test_there_must_be_something_to_look_at(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase):
        examine(tmp_path / "center.db")
