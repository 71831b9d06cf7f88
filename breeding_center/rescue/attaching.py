"""Photos and papers of a report from the field: taken in from a file, listed, and written out again."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from breeding_center.declarations.action import Deed
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.quantities import show_number
from breeding_center.rescue.model import FieldAttachment, FieldReport
from breeding_center.storage import tables
from breeding_center.storage.content import content_of, keep
from breeding_center.storage.entry import Entry
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, one_line, pick, shown

MOST_BYTES = 10 * 1024 * 1024
MOST_MB = MOST_BYTES // (1024 * 1024)
AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# A file is what its first bytes say, whatever its name ends in.
BEGINNINGS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"%PDF-", "application/pdf"),
)


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A photo or a paper of a report, without its bytes."""

    id: UUID
    report_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    caption: str | None
    attached_at: datetime
    by_id: UUID | None

    @property
    def said(self) -> str:
        """The file in one line."""
        what = f"{self.name} ({show_size(self.size)})"
        return f"{what}: {self.caption}" if self.caption else what


def show_size(size: int) -> str:
    """A size as people read it."""
    if size < 1_000_000:
        return f"{show_number(max(size / 1000, 0.1), 1)} kB"
    return f"{show_number(size / 1_000_000, 1)} MB"


def media_type(content: bytes) -> str | None:
    """What kind of file this is by its first bytes; None where it is neither a picture nor a PDF."""
    return next((kind for at, begins, kind in BEGINNINGS if content[at : at + len(begins)] == begins), None)


def attach(entry: Entry, *, report: UUID, files: list[str], caption: str | None) -> Deed:
    """Keep photos or papers with a report from the field."""
    of = entry.get(FieldReport, report)
    case = entry.row(
        select(tables.rescue_case.c.code).where(
            tables.rescue_case.c.report_id == report, tables.rescue_case.c.state == "closed",
            tables.rescue_case.c.voided_at.is_(None),
        )
    )  # fmt: skip
    if case is not None:
        raise Refused(_("Case {code} is closed; nothing can be added to it.").format(code=case.code))
    made = attach_all(entry, report, files, caption)
    if not made:
        raise NotUnderstood(_("Say which file."))
    names = listed(one.name for one in made)
    return Deed(_("Kept with the report from {place}: {names}.").format(
        place=pick(of.place_en, of.place_zh), names=names
    ), made[-1].id)  # fmt: skip


def attach_all(entry: Entry, report: UUID, files: Sequence[str], caption: str | None = None) -> list[FieldAttachment]:
    """Keep files with a report; every one of them, or the deed is refused."""
    return [_attach(entry, report, file, caption) for file in files]


def _attach(entry: Entry, report: UUID, file: str, caption: str | None) -> FieldAttachment:
    name = one_line(os.path.basename(file), _("file"), 255)  # noqa: PTH119 - a name as it was typed, on any system
    content = read_file(file)
    kind = media_type(content)
    if kind is None:
        raise Refused(_("{file} is neither a picture nor a PDF.").format(file=shown(name)))
    digest = keep(entry, content)
    a = tables.field_attachment
    known = entry.row(
        select(a.c.name).where(a.c.report_id == report, a.c.sha256 == digest, a.c.voided_at.is_(None))
    )  # fmt: skip
    if known is not None:
        raise AlreadyDone(_("{file} is kept with that report already, as {name}.").format(
            file=shown(name), name=shown(known.name)
        ))  # fmt: skip
    return entry.add(
        FieldAttachment(
            report_id=report, name=name, media_type=kind, size=len(content), sha256=digest, caption=caption
        )
    )  # fmt: skip


def read_file(file: str) -> bytes:
    """What is in a file that a person named; never more than fits, and never a device that has no end."""
    try:
        # A pipe that nobody writes to would otherwise never open.
        with os.fdopen(os.open(Path(file).expanduser(), os.O_RDONLY | AT_ONCE), "rb") as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                raise Refused(_("{file} is no file.").format(file=shown(file)))
            content: bytes = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise NotFound(_("The file {file} cannot be read.").format(file=shown(file))) from None
    if not content:
        raise Refused(_("{file} is empty.").format(file=shown(file)))
    if len(content) > MOST_BYTES:
        raise Refused(_("{file} is larger than {limit} MB; keep a smaller copy of it.").format(
            file=shown(file), limit=MOST_MB
        ))  # fmt: skip
    return content


def save(entry: Entry, *, attachment: UUID, to: str) -> Deed:
    """Write a kept file out again, where nothing lies yet; the records stay as they are."""
    row = entry.get(FieldAttachment, attachment)
    content = content_of(entry, row.sha256)
    place = Path(to).expanduser()
    place = place / row.name if place.is_dir() else place
    try:
        with place.open("xb") as opened:
            opened.write(content)
    except FileExistsError:
        raise Refused(_("{file} is there already; nothing is written over.").format(file=shown(str(place)))) from None
    except (OSError, ValueError):
        raise Refused(_("{file} cannot be written.").format(file=shown(str(place)))) from None
    return Deed(_("Wrote {name} to {file}.").format(name=shown(row.name), file=shown(str(place))), row.id)


# ---------------------------------------------------------------- looking them up


def attachments(reading: Reading, report_id: UUID | None = None) -> list[AttachmentView]:
    """The files of a report, or of all, in the order they were kept."""
    a, e = tables.field_attachment, tables.entry
    question = (
        select(
            a.c.id, a.c.report_id, a.c.name, a.c.media_type, a.c.size, a.c.sha256, a.c.caption, e.c.recorded_at,
            e.c.by_id,
        )
        .join(e, e.c.id == a.c.entry_id)
        .where(a.c.voided_at.is_(None))
        .order_by(e.c.seq, a.c.id)
    )  # fmt: skip
    if report_id is not None:
        question = question.where(a.c.report_id == report_id)
    return [AttachmentView(*row) for row in reading.rows(question)]


def find_attachments(reading: Reading, typed: str) -> list[Candidate]:
    """The files that were meant: by name, by the place of the report, or by the key's tail."""
    return matching(typed, _called(reading))


def attachment_options(reading: Reading) -> list[Candidate]:
    """Every kept file."""
    return [one.candidate for one in _called(reading)]


def _called(reading: Reading) -> list[Called]:
    r = tables.field_report
    places: dict[UUID, Row[Any]] = {
        row.id: row for row in reading.rows(select(r.c.id, r.c.place_en, r.c.place_zh).where(r.c.voided_at.is_(None)))
    }
    found = []
    for one in attachments(reading):
        place = places.get(one.report_id)
        names = (place.place_en, place.place_zh) if place is not None else ()
        where = pick(place.place_en, place.place_zh) if place is not None else ""
        found.append(Called(Candidate(one.id, one.name, where), (one.name, *names)))
    return found
