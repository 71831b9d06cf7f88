"""What a backup says of itself, in a small file beside it: enough to know it again, and to know it is whole.

Printed or copied elsewhere, its chain head is also the outside witness that a journal needs: a chain alone cannot
tell that its tail was cut off or that all of it was written anew.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, select

from breeding_center.errors import Refused
from breeding_center.office.upkeep.tables import VERSION_TABLE, count_rows
from breeding_center.storage.revision import present_revision
from breeding_center.text import _, language

FORMAT = 1
SUFFIX = ".manifest.json"


@dataclass(frozen=True, slots=True)
class Contents:
    """What records are in a database: whose, under which schema, and up to which entry of the journal."""

    schema: str
    origin: str
    head_seq: int
    head_hash: str
    name_en: str
    name_zh: str
    rows: dict[str, int]

    @property
    def center(self) -> str:
        """The center's name in the language spoken now; a database may not have one yet."""
        name = self.name_zh if language() == "zh" else self.name_en
        return name or _("a center without a name")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A backup's own account of itself."""

    file: str
    size: int
    sha256: str
    made_at: str
    program: str
    contents: Contents
    format: int = FORMAT


def manifest_of(backup: Path) -> Path:
    """Where a backup's manifest lies."""
    return backup.with_name(backup.name + SUFFIX)


def read_contents(connection: Connection) -> Contents | None:
    """What is in a database, whatever its schema; None where there are no records yet."""
    revision = present_revision(connection)
    if revision is None:
        return None
    origin = _as_it_stands(connection, "origin")
    local = connection.execute(select(origin).where(origin.c.is_local)).first()
    site = _as_it_stands(connection, "site")
    center = connection.execute(select(site).where(site.c.voided_at.is_(None))).first()
    return Contents(
        schema=revision,
        origin=str(local.id).replace("-", "") if local else "",
        head_seq=local.head_seq if local else 0,
        head_hash=local.head_hash if local else "",
        name_en=center.name_en if center else "",
        name_zh=center.name_zh if center else "",
        rows={name: count for name, count in count_rows(connection).items() if name != VERSION_TABLE},
    )


def _as_it_stands(connection: Connection, name: str) -> Table:
    """The table as the database has it, which may be older than the program."""
    return Table(name, MetaData(), autoload_with=connection, resolve_fks=False)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(backup: Path, manifest: Manifest) -> None:
    """Writes the manifest beside its backup, whole or not at all."""
    lying = manifest_of(backup)
    beside = lying.with_name(f".{lying.name}.partial")
    with open(os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(lying)


def read_manifest(backup: Path) -> Manifest | None:
    """The manifest beside a backup, or None where there is none; raises `Refused` where it cannot be read."""
    lying = manifest_of(backup)
    try:
        written = json.loads(lying.read_text(encoding="utf-8"))
        if written.get("format") != FORMAT:
            raise ValueError(written.get("format"))
        contents = Contents(**{field.name: written["contents"][field.name] for field in fields(Contents)})
        return Manifest(**{field.name: written[field.name] for field in fields(Manifest)} | {"contents": contents})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(_("The manifest {path} cannot be read.").format(path=lying)) from error
