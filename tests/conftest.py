"""What every test may ask for: fresh records on both engines, with the present schema.

A test that takes `engine_url` runs twice, on SQLite and on PostgreSQL; neither is ever skipped. The schema is made
once for each test process, by the migrations, and copied for each test.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from breeding_center.office.upkeep.revisions import make_schema
from breeding_center.settings import DATABASE_VARIABLE, LANGUAGE_VARIABLE, PERSON_VARIABLE, SETTINGS_VARIABLE
from tests.builders import begin_center
from tests.engines import Server, postgresql_server
from tests.memory import quickest_folder

ENGINES = ("sqlite", "postgresql")
LONG = ("test_house_rule_is_kept[types]", "test_two_faces", "test_every_form_can_be_read", "test_trial_of_spring")


def pytest_configure() -> None:
    """The folders of tests lie in memory where it has room (somebody's own wish goes before), and they run as fast
    as the program does."""
    folder = quickest_folder()
    if folder is not None and "TMPDIR" not in os.environ:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", folder)
    gc.set_threshold(200_000, 50, 50)  # as the program does: a sixth of the time went into looking for garbage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long tests first, so that at the end no worker waits for another's."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in LONG))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """This test process's own PostgreSQL server, started when the first test asks for it."""
    with postgresql_server() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the present schema and nothing in it."""
    path = tmp_path_factory.mktemp("schema") / "center.db"
    make_schema(path)
    return path


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The path of a fresh SQLite file with the present schema."""
    path = tmp_path / "center.db"
    shutil.copy(migrated_file, path)
    path.chmod(0o600)
    return str(path)


@pytest.fixture
def postgresql_url(postgresql: Server) -> Iterator[str]:
    """The URL of a fresh PostgreSQL database with the present schema."""
    postgresql.template("schema", make_schema)
    with postgresql.fresh_database("schema") as url:
        yield url


@pytest.fixture(params=ENGINES)
def engine_url(request: pytest.FixtureRequest) -> str:
    """Fresh records, on each engine in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def begun_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with a center in it: one taxon and one registrar."""
    path = tmp_path_factory.mktemp("begun") / "center.db"
    shutil.copy(migrated_file, path)
    begin_center(str(path))
    return path


@pytest.fixture
def begun_sqlite_url(begun_file: Path, tmp_path: Path) -> str:
    """The path of a SQLite file with a center of the test's own."""
    path = tmp_path / "center.db"
    shutil.copy(begun_file, path)
    path.chmod(0o600)
    return str(path)


@pytest.fixture
def begun_postgresql_url(postgresql: Server) -> Iterator[str]:
    """The URL of a PostgreSQL database with a center of the test's own."""
    postgresql.template("schema", make_schema)
    postgresql.template("center", begin_center, upon="schema")
    with postgresql.fresh_database("center") as url:
        yield url


@pytest.fixture(params=ENGINES)
def begun_url(request: pytest.FixtureRequest) -> str:
    """A center of the test's own with one taxon and one registrar, on each engine in turn."""
    url: str = request.getfixturevalue(f"begun_{request.param}_url")
    return url


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A place with nothing in it, on each engine in turn: no file, or a database without tables."""
    if request.param == "sqlite":
        yield str(tmp_path / "center.db")
        return
    server: Server = request.getfixturevalue("postgresql")
    with server.fresh_database() as url:
        yield url


@pytest.fixture(autouse=True)
def _nobodys_workstation(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the person running the tests has set up, the tests do not see it."""
    for variable in (DATABASE_VARIABLE, LANGUAGE_VARIABLE, PERSON_VARIABLE, SETTINGS_VARIABLE, "BREEDING_CENTER_CLOCK"):
        monkeypatch.delenv(variable, raising=False)
    home = tmp_path_factory.getbasetemp()
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(home / variable))
