"""Files that are made beside their place and renamed into it, so that there is never half of one."""

import contextlib
import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from breeding_center.errors import Refused
from breeding_center.text import _

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
COMPANIONS = ("-wal", "-shm", "-journal")


def private_folder(path: Path) -> Path:
    """The folder, made for its owner alone where it did not exist."""
    if not path.is_dir():
        path.mkdir(parents=True, mode=PRIVATE_FOLDER)
    return path


@contextmanager
def made_beside(place: Path) -> Iterator[Path]:
    """An empty private file beside `place`; it is removed again if the block does not finish.

    The block renames it with `put_in_place`. A full disk is told plainly, and leaves what was there.
    """
    beside = place.with_name(f".{place.name}.{os.getpid()}.partial")
    try:
        private_folder(place.parent)
        discard(beside)
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
        yield beside
    except (OSError, sqlite3.OperationalError) as error:
        raise _told(error, place) from error
    finally:
        discard(beside)


@contextmanager
def private_copy(source: Path) -> Iterator[Path]:
    """A copy of a file that nobody else can change, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="breeding-center-") as folder:
        copy = Path(folder) / source.name
        try:
            shutil.copyfile(source, copy)
        except OSError as error:
            raise _told(error, copy) from error
        yield copy


def _told(error: Exception, place: Path) -> Exception:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    if full or "disk is full" in str(error):
        return Refused(_("The disk of {folder} is full; nothing was changed.").format(folder=place.parent))
    return Refused(_("{path} cannot be written: {why}; nothing was changed.").format(path=place, why=error))


def discard(path: Path) -> None:
    """Removes a database file and what SQLite keeps beside it."""
    for file in (path, *companions(path)):
        file.unlink(missing_ok=True)


def companions(path: Path) -> list[Path]:
    """What SQLite keeps beside a database file while it is open, or after it was killed."""
    return [path.with_name(path.name + suffix) for suffix in COMPANIONS]


@contextmanager
def claimed(places: Iterable[Path]) -> Iterator[Path]:
    """The first of the places that nothing has yet, held for us; let go of if the block does not finish.

    Raises `FileExistsError` where something is at every one of them.
    """
    place = next(filter(_claim, places), None)
    if place is None:
        raise FileExistsError
    try:
        yield place
    except BaseException:
        place.unlink()
        raise


def _claim(place: Path) -> bool:
    private_folder(place.parent)
    try:
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
    except FileExistsError:
        return False
    return True


def put_in_place(beside: Path, place: Path) -> None:
    """Renames a finished file into its place, and sees both safely to the disk."""
    sync(beside)
    beside.replace(place)
    sync(place.parent)


def sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        # Some network file systems do not know how to sync a folder.
        with contextlib.suppress(OSError) if path.is_dir() else contextlib.nullcontext():
            os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def looking_into(path: Path) -> Iterator[Connection]:
    """A connection to a file that nobody else has open; it leaves no trace, and trusts nothing that is in the file."""

    def connect() -> sqlite3.Connection:
        raw = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        raw.execute("PRAGMA trusted_schema=OFF")
        return raw

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
