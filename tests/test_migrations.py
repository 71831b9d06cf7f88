"""The revisions make exactly the schema that the program is written for, and Alembic's own command works as ever."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, Enum, create_engine, text

from breeding_center.office.upkeep.revisions import known_revisions, status
from breeding_center.office.upkeep.tables import all_tables
from breeding_center.settings import DATABASE_VARIABLE
from breeding_center.storage import triggers
from breeding_center.storage.base import Base
from breeding_center.storage.revision import SCHEMA_REVISION
from tests.engines import Server
from tests.office.books import begin_center, codes, opened

ROOT = Path(__file__).parents[1]
LONGEST_NAME = 63  # PostgreSQL cuts off longer ones


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What Alembic's command needs of a checkout, in a folder that it may write to."""
    copy = tmp_path / "checkout"
    copy.mkdir()
    shutil.copy(ROOT / "pyproject.toml", copy)
    shutil.copytree(ROOT / "migrations", copy / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def alembic(checkout: Path, url: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """Alembic's command as people type it, with the database named in the environment."""
    environment = os.environ | {DATABASE_VARIABLE: url, "PYTHONPATH": os.pathsep.join((str(checkout), str(ROOT)))}
    command = [str(Path(sys.executable).with_name("alembic")), *words]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True)


def test_the_program_expects_the_last_revision() -> None:
    assert known_revisions()[-1] == SCHEMA_REVISION


def test_revisions_are_numbered_without_a_gap() -> None:
    assert known_revisions() == [f"{number:04d}" for number in range(1, len(known_revisions()) + 1)]


def test_every_constraint_and_index_has_a_name_of_its_own_that_fits() -> None:
    tables = all_tables()
    names = [str(constraint.name) for table in tables for constraint in table.constraints]
    names += [str(index.name) for table in tables for index in table.indexes]
    assert "None" not in names
    assert [name for name in names if len(name) > LONGEST_NAME] == []
    assert len(set(names)) == len(names)


def test_no_vocabulary_is_frozen_into_the_database() -> None:
    words = [column.type for table in all_tables() for column in table.columns if isinstance(column.type, Enum)]
    assert words
    assert not any(word.create_constraint or word.native_enum for word in words)


POSTGRESQL_PARTS = """
    SELECT concat_ws(' ', table_name, column_name, data_type, character_maximum_length, is_nullable, column_default)
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
"""


def _columns_and_constraints(connection: Connection) -> set[str]:
    """Every column, constraint and index of a database, as the database itself spells them."""
    if connection.dialect.name == "sqlite":
        made = connection.execute(text("SELECT sql FROM sqlite_master WHERE type IN ('table', 'index')")).scalars()
        parts = {part for statement in made for part in _parts(str(statement))}
    else:
        parts = set(connection.execute(text(POSTGRESQL_PARTS)).scalars())
    return {part for part in parts if "alembic_version" not in part}


def _parts(statement: str) -> set[str]:
    """The parts of a CREATE statement, each with what is created, without regard to order and spacing."""
    created, _bracket, body = " ".join(statement.replace('"', "").split()).partition("(")
    parts, depth = [""], 0
    for sign in body:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            break  # the end of the table; what follows is the condition of an index
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    rest = body[len(",".join(parts)) + 1 :].strip()
    return {f"{created.strip()}: {part.strip()} {rest}".strip() for part in parts}


def test_revisions_make_what_the_models_say_on_sqlite(sqlite_url: str, tmp_path: Path) -> None:
    all_tables()
    engine = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        wanted = _columns_and_constraints(connection)
    engine.dispose()
    with opened(sqlite_url) as database, database.reading() as connection:
        assert _columns_and_constraints(connection) ^ wanted == set()


def test_revisions_make_what_the_models_say_on_postgresql(postgresql_url: str, postgresql: Server) -> None:
    all_tables()
    with postgresql.fresh_database() as empty, opened(empty) as models, models.engine.begin() as connection:
        Base.metadata.create_all(connection)
        wanted = _columns_and_constraints(connection)
    with opened(postgresql_url) as database, database.reading() as connection:
        assert _columns_and_constraints(connection) ^ wanted == set()


def test_alembic_upgrade_check_and_downgrade_work_as_any_user_knows_them(empty_url: str, checkout: Path) -> None:
    upgraded = alembic(checkout, empty_url, "upgrade", "head")
    assert upgraded.returncode == 0, upgraded.stderr
    assert "Running upgrade" in upgraded.stderr
    checked = alembic(checkout, empty_url, "check")
    assert (checked.returncode, checked.stdout.strip()) == (0, "No new upgrade operations detected."), checked.stderr
    assert alembic(checkout, empty_url, "current").stdout.strip() == f"{SCHEMA_REVISION} (head)"
    with opened(empty_url) as database, database.reading() as connection:
        assert triggers.present(connection) == set(triggers.expected(connection, all_tables()))
    begin_center(empty_url)
    refused = alembic(checkout, empty_url, "downgrade", "base")
    assert refused.returncode != 0
    assert "throw away" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert codes(empty_url) == ["taxon-0", "taxon-1", "taxon-2"]


def test_alembic_revision_writes_a_numbered_revision_that_runs(engine_url: str, checkout: Path) -> None:
    nothing = alembic(checkout, engine_url, "revision", "--autogenerate", "-m", "Nothing new")
    assert nothing.returncode == 0, nothing.stderr
    assert "no revision to write" in nothing.stdout
    with opened(engine_url) as database, database.writing() as connection:
        connection.execute(text("DROP INDEX uq_taxon_code"))
    written = alembic(checkout, engine_url, "revision", "--autogenerate", "-m", "Codes of taxa")
    assert written.returncode == 0, written.stderr
    number = f"{int(SCHEMA_REVISION) + 1:04d}"
    source = (checkout / "migrations" / "versions" / f"{number}_codes_of_taxa.py").read_text(encoding="utf-8")
    assert "uq_taxon_code" in source
    assert "Before it is committed, read it again" in source
    begin_center(engine_url)
    upgraded = alembic(checkout, engine_url, "upgrade", "head")
    assert upgraded.returncode == 0, upgraded.stderr
    assert alembic(checkout, engine_url, "current").stdout.strip() == f"{number} (head)"
    assert status(engine_url).backup is not None, "Alembic's own command makes a backup first, too"


def test_alembic_check_sees_a_changed_check_constraint(engine_url: str, checkout: Path) -> None:
    """Only with the plugin that `migrations/env.py` asks for; without it, Alembic misses this."""
    site = checkout / "sitecustomize.py"
    site.write_text(
        "from breeding_center.animals.model import ParentageClaim\n"
        "from sqlalchemy import CheckConstraint\n"
        "ParentageClaim.__table__.append_constraint(CheckConstraint('probability < 2', name='new_rule'))\n",
        encoding="utf-8",
    )
    checked = alembic(checkout, engine_url, "check")
    assert checked.returncode != 0
    assert "ck_parentage_claim_new_rule" in checked.stdout + checked.stderr


def test_alembic_is_told_which_records_by_an_option_too(empty_url: str, checkout: Path, tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "elsewhere.db")
    assert alembic(checkout, elsewhere, "-x", f"database={empty_url}", "upgrade", "head").returncode == 0
    assert not Path(elsewhere).exists()
    assert alembic(checkout, empty_url, "current").stdout.strip() == f"{SCHEMA_REVISION} (head)"


def test_alembic_makes_no_script_without_the_safety(tmp_path: Path, checkout: Path) -> None:
    refused = alembic(checkout, str(tmp_path / "center.db"), "upgrade", "head", "--sql")
    assert refused.returncode != 0
    assert "without --sql" in refused.stdout + refused.stderr


def test_looking_makes_no_database(tmp_path: Path, checkout: Path) -> None:
    for command in ("check", "current"):
        looked = alembic(checkout, str(tmp_path / "center.db"), command)
        assert looked.returncode != 0
        assert "Traceback" not in looked.stderr
    assert not (tmp_path / "center.db").exists()
