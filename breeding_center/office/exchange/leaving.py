"""The studbook handed out: as our own CSV, for PMx, as a SPARKS-style table, for PLINK, or as a workbook."""

import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

from breeding_center.declarations.csv_json import csv_lines
from breeding_center.declarations.report import Answer, Column, ReportResult, Row
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.moments import DateSpan
from breeding_center.office.exchange.comparing import show_parent
from breeding_center.office.exchange.dbf import Field, dbf_bytes
from breeding_center.office.exchange.record import MULTIPLE, Parent, Record
from breeding_center.office.exchange.sheet import Cell
from breeding_center.office.exchange.standing import natural, standing
from breeding_center.storage.reading import Reading
from breeding_center.text import _, n_
from breeding_center.vocabulary import BirthType, Sex
from breeding_center.vocabulary.studbook import StudbookFormat

SEXES = {Sex.MALE: "M", Sex.FEMALE: "F", Sex.UNKNOWN: "U"}
TEXTS = ("range", "location", "local_id", "birth_location", "name", "name_zh", "taxon", "transponder", "tattoo", "note")
ENDINGS = {"csv": StudbookFormat.CSV, "dbf": StudbookFormat.DBF, "fam": StudbookFormat.FAM, "xlsx": StudbookFormat.XLSX}


def records_of(reading: Reading, taxon: UUID | None = None) -> list[Record]:
    """Every animal of the studbook, in the order of its numbers."""
    return sorted(standing(reading, taxon).records.values(), key=lambda record: natural(record.number))


def rows(reading: Reading, *, taxon: UUID | None = None) -> Answer:
    """The studbook as rows, for reports and our own CSV."""
    return Answer([plain_row(record) for record in records_of(reading, taxon)])


def plain_row(record: Record) -> Row:
    """One animal as `import studbook` reads it back."""
    return {
        "id": record.number, "sire": written_parent(record.sire, record), "dam": written_parent(record.dam, record),
        "sex": SEXES[record.sex], "birth": _words(record.birth), "death": _words(record.death),
        "status": "dead" if record.is_dead else None, "ref": "0" if record.in_reference is False else None,
        "origin": None if record.birth_type is BirthType.UNKNOWN else record.birth_type.value,
        **{fact: record.texts.get(fact) for fact in TEXTS},
    }  # fmt: skip


def written_parent(parent: Parent, record: Record) -> str | None:
    """A parent as other programs write it; nothing where nothing is known and nobody said where the animal was born."""
    if not parent.is_known and record.birth_type is BirthType.UNKNOWN:
        return None
    return show_parent(parent)


def _words(span: DateSpan | None) -> str | None:
    return None if span is None else span.written


# ---------------------------------------------------------------- a file


def hand_out(
    reading: Reading, path: Path, form: StudbookFormat | None, taxon: UUID | None = None, *, spreadsheet: bool = False
) -> str:
    """Write the studbook to a file, whole or not at all; returns a sentence. Raises `Refused` where it cannot be."""
    form = form or ENDINGS.get(path.suffix.removeprefix(".").casefold())
    if form is None:
        raise NotUnderstood(
            _("{file}: say what to write, --as {forms}.").format(file=path.name, forms="|".join(StudbookFormat))
        )
    _not_over_the_records(reading, path)
    found = records_of(reading, taxon)
    if not found:
        raise Refused(_("The records hold no studbook to hand out."))
    makers: dict[StudbookFormat, Callable[[], bytes]] = {
        StudbookFormat.CSV: lambda: csv_bytes([plain_row(one) for one in found], spreadsheet=spreadsheet),
        StudbookFormat.PMX: lambda: csv_bytes([pmx_row(one) for one in found], spreadsheet=spreadsheet),
        StudbookFormat.DBF: lambda: studbook_dbf(found, reading.now.astimezone(reading.zone).date()),
        StudbookFormat.FAM: lambda: fam_bytes(found),
        StudbookFormat.XLSX: lambda: xlsx_bytes([plain_row(one) for one in found]),
    }
    _write(path, makers[form]())
    sentence = n_("{n} animal written to {file}.", "{n} animals written to {file}.", len(found))
    told = [sentence.format(n=len(found), file=path), *losses(found, form)]
    return " ".join(told)


def losses(records: Sequence[Record], form: StudbookFormat) -> list[str]:
    """What a form has no room for, said aloud."""
    if form is not StudbookFormat.FAM:
        return []
    uncertain = sum(1 for one in records for parent in one.parents() if parent.candidates and parent.sole is None)
    said = [_("A .fam file holds parents and sexes only.")]
    if uncertain:
        said.append(_("{count} uncertain parents are 0 in it.").format(count=uncertain))
    return said


def _not_over_the_records(reading: Reading, path: Path) -> None:
    place = reading.connection.engine.url.database
    if reading.connection.dialect.name != "sqlite" or not place:
        return
    records = Path(place)
    if any(path.resolve() == records.with_name(records.name + end).resolve() for end in ("", "-wal", "-shm", ".lock")):
        raise Refused(_("{file} holds the records: write the studbook somewhere else.").format(file=path))


def _write(path: Path, made: bytes) -> None:
    """Beside the file first, so that a full disk leaves an old one as it was."""
    beside: str | None = None
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(made)
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(beside).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        Path(beside).replace(path)
    except OSError as error:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
        raise Refused(_("{file} cannot be written: {why}.").format(file=path, why=error.strerror or error)) from None


# ---------------------------------------------------------------- the forms


def csv_bytes(made: Sequence[Row], *, spreadsheet: bool = False) -> bytes:
    """CSV with raw values; for a spreadsheet program marked as UTF-8, and with texts that it would run held back."""
    columns = tuple(Column(code, code) for code in made[0])
    lines = csv_lines(ReportResult("studbook", "", columns, list(made)), spreadsheet=spreadsheet)
    return (b"\xef\xbb\xbf" if spreadsheet else b"") + "".join(lines).encode("utf-8")


def pmx_row(record: Record) -> Row:
    """One animal under the headings of PMx and SPARKS exports: MULT where several may be the parent, and who."""
    birth, birth_est, birth_text = dated(record.birth)
    death, death_est, death_text = dated(record.death)
    texts = record.texts
    return {
        "StudbookID": record.number, "SireID": sole_or_word(record.sire), "DamID": sole_or_word(record.dam),
        "Sex": SEXES[record.sex], "Status": "Dead" if record.is_dead else "Alive",
        "BDate": _iso(birth) or birth_text, "BDateEst": birth_est, "DDate": _iso(death) or death_text,
        "DDateEst": death_est, "Selected": "0" if record.in_reference is False else "1",
        "BirthType": _birth_type(record), "Location": texts.get("location"), "LocalID": texts.get("local_id"),
        "BirthLocation": texts.get("birth_location"), "HouseName": texts.get("name"), "NameZh": texts.get("name_zh"),
        "WildPopulation": texts.get("range"), "Taxon": texts.get("taxon"), "Transponder": texts.get("transponder"),
        "Tattoo": texts.get("tattoo"), "SireCandidates": candidates_or_none(record.sire),
        "DamCandidates": candidates_or_none(record.dam), "Notes": texts.get("note"),
    }  # fmt: skip


def _birth_type(record: Record) -> str | None:
    return {BirthType.WILD: "Wild", BirthType.CAPTIVE: "Captive"}.get(record.birth_type)


def sole_or_word(parent: Parent) -> str:
    """A parent's number, WILD, UNK, or MULT for several."""
    if parent.candidates and parent.sole is None:
        return MULTIPLE
    return show_parent(parent)


def candidates_or_none(parent: Parent) -> str | None:
    """The candidates with their probabilities, where there is more than one way."""
    return show_parent(parent) if parent.candidates and parent.sole is None else None


def dated(span: DateSpan | None) -> tuple[date | None, str | None, str | None]:
    """A date as SPARKS keeps it: a day, a letter for how exact it is (Y, M, E), or else the words it is written in."""
    if span is None:
        return None, None, None
    if span.is_exact:
        return span.from_on, None, None
    written = span.written
    if len(written) == len("1998"):
        return span.from_on, "Y", None
    if len(written) == len("1998-05"):
        return span.from_on, "M", None
    if written.startswith("about ") and len(written) == len("about 1998-05-03"):
        return date.fromisoformat(written.removeprefix("about ")), "E", None
    return None, None, written


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


DBF_TEXTS = {
    "CURLOC": "location", "LOCALID": "local_id", "BIRTHLOC": "birth_location", "WILDPOP": "range", "NAME": "name",
    "NAMEZH": "name_zh", "TAXON": "taxon", "CHIP": "transponder", "TATTOO": "tattoo", "NOTES": "note",
}  # fmt: skip


def studbook_dbf(records: Sequence[Record], today: date) -> bytes:
    """A SPARKS-style table: days are days, and what is no day has a letter or words beside it."""
    made = [_dbf_row(record) for record in records]
    fields = [_field(name, [row[name] for row in made]) for name in made[0]]
    return dbf_bytes(fields, [list(row.values()) for row in made], today)


def _dbf_row(record: Record) -> dict[str, Cell]:
    birth, birth_est, birth_text = dated(record.birth)
    death, death_est, death_text = dated(record.death)
    return {
        "STUDBOOKID": record.number, "SIREID": sole_or_word(record.sire), "DAMID": sole_or_word(record.dam),
        "SEX": SEXES[record.sex], "BDATE": birth, "BDATEEST": birth_est, "BDATETXT": birth_text, "DDATE": death,
        "DDATEEST": death_est, "DDATETXT": death_text, "STATUS": "D" if record.is_dead else "A",
        "REF": "0" if record.in_reference is False else "1", "BIRTHTYPE": _birth_type(record),
        "SIRECANDS": candidates_or_none(record.sire), "DAMCANDS": candidates_or_none(record.dam),
        **{name: record.texts.get(fact) for name, fact in DBF_TEXTS.items()},
    }  # fmt: skip


def _field(name: str, column: Sequence[Cell]) -> Field:
    if name in ("BDATE", "DDATE"):
        return Field(name, "D", 8)
    longest = max((len(cell.encode("gbk", "replace")) for cell in column if isinstance(cell, str)), default=1)
    return Field(name, "C", max(longest, 1))


def fam_bytes(records: Sequence[Record]) -> bytes:
    """PLINK's .fam: no blanks in a number, 0 for a parent that is not known for certain."""
    names = {record.number: "_".join(record.number.split()) for record in records}
    if len(set(names.values())) < len(names):
        raise Refused(_("Without their blanks two animals would have one number in a .fam file; use --as csv."))
    sexes = {Sex.MALE: "1", Sex.FEMALE: "2", Sex.UNKNOWN: "0"}
    lines = [
        " ".join(
            (
                "1",
                names[one.number],
                *(names.get(parent.sole or "", "0") for parent in one.parents()),
                sexes[one.sex],
                "-9",
            )
        )
        for one in records
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def xlsx_bytes(made: Sequence[Row]) -> bytes:
    """One sheet of texts: nothing in it is a formula, a link, or a number that Excel would round."""
    try:
        import xlsxwriter
    except ImportError:
        raise Refused(
            _("An Excel file needs the extra 'excel': run  pip install 'breeding-center[excel]'  or use --as csv.")
        ) from None
    stream = BytesIO()
    settings = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    book = xlsxwriter.Workbook(stream, settings)
    sheet = book.add_worksheet("studbook")
    for place, code in enumerate(made[0]):
        sheet.write_string(0, place, code)
    for line, row in enumerate(made, start=1):
        for place, value in enumerate(row.values()):
            if value is not None:
                sheet.write_string(line, place, str(value))
    sheet.freeze_panes(1, 1)
    book.close()
    return stream.getvalue()
