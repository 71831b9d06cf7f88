"""What is in the files that records name: kept once, by the hash of it, in the same database.

So every workstation sees it, and every backup has it. The journal holds the hash, not the bytes: whoever reads a file
out again compares the two.
"""

import hashlib

from sqlalchemy import LargeBinary, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from breeding_center.errors import NotFound, Refused
from breeding_center.storage import tables
from breeding_center.storage.base import Base, short
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _


class FileContent(Base):
    """The bytes of a file, by their SHA-256."""

    __tablename__ = "file_content"

    sha256: Mapped[str] = mapped_column(short(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary())


def keep(entry: Entry, content: bytes) -> str:
    """Keep what is in a file, unless it is kept already; returns its SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    known = select(tables.file_content.c.sha256).where(tables.file_content.c.sha256 == digest)
    if entry.value(known) is None:
        entry.connection.execute(insert(FileContent).values(sha256=digest, content=content))
    return digest


def content_of(reading: Reading, sha256: str) -> bytes:
    """What was in a file; refused where it is not, byte for byte, what was kept."""
    kept = tables.file_content
    content: bytes | None = reading.value(select(kept.c.content).where(kept.c.sha256 == sha256))
    if content is None:
        raise NotFound(_("The content of that file is not in these records."))
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refused(_("The content of that file has been damaged; take it from a backup."))
    return content
