"""Out and in again, value by value: every form for itself, and whole centers on both engines."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from breeding_center.moments import DateSpan, parse_date_span
from breeding_center.office.exchange import leaving
from breeding_center.office.exchange.columns import map_columns
from breeding_center.office.exchange.comparing import show_parent
from breeding_center.office.exchange.dates import Habit
from breeding_center.office.exchange.dbf import Field, dbf_bytes, read_dbf
from breeding_center.office.exchange.reading import read_records
from breeding_center.office.exchange.record import NOBODY, WILD_PARENT, Parent, Record
from breeding_center.office.exchange.sheet import Cell, read_sheet
from breeding_center.vocabulary import BirthType, Sex
from breeding_center.vocabulary.studbook import StudbookFormat
from tests.exchange.conftest import Another, Book, Said

TODAY = date(2026, 1, 1)
FULL = (StudbookFormat.CSV, StudbookFormat.PMX, StudbookFormat.DBF, StudbookFormat.XLSX)


# ---------------------------------------------------------------- every form for itself


def made(records: list[Record], form: StudbookFormat, *, spreadsheet: bool = False) -> bytes:
    """The file that `export studbook` writes of these records."""
    if form is StudbookFormat.DBF:
        return leaving.studbook_dbf(records, TODAY)
    if form is StudbookFormat.FAM:
        return leaving.fam_bytes(records)
    if form is StudbookFormat.XLSX:
        return leaving.xlsx_bytes([leaving.plain_row(one) for one in records])
    row = leaving.pmx_row if form is StudbookFormat.PMX else leaving.plain_row
    return leaving.csv_bytes([row(one) for one in records], spreadsheet=spreadsheet)


def read_back(raw: bytes, form: StudbookFormat) -> list[Record]:
    """What `import studbook` understands of the file."""
    ending = "csv" if form is StudbookFormat.PMX else form.value
    with tempfile.NamedTemporaryFile(suffix=f".{ending}") as file:
        file.write(raw)
        file.flush()
        sheet = read_sheet(Path(file.name))
    read = read_records(sheet, map_columns(sheet.headings, {}), Habit(None), TODAY)
    assert read.lines == []
    return read.records


letters = st.text(
    st.characters(codec="utf-8", categories=("L", "N"), include_characters=" -_.#/'\"=+@,&", max_codepoint=0x9FFF),
    min_size=1,
    max_size=30,
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip
plain_texts = (
    st.text("abcXYZ019 -_#/=+@,'é七仔秦", min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda text: bool(text) and not text.startswith("'") and text.casefold() not in ("0", "-", "--"))
)
days = st.dates(date(1850, 1, 1), date(2025, 12, 31))
spans = st.one_of(
    days.map(DateSpan.on),
    days.map(lambda day: parse_date_span(f"{day:%Y}", TODAY)),
    days.map(lambda day: parse_date_span(f"{day:%Y-%m}", TODAY)),
    days.map(lambda day: parse_date_span(f"about {day:%Y}", TODAY)),
    days.map(lambda day: parse_date_span(f"about {day:%Y-%m}", TODAY)),
    days.map(lambda day: parse_date_span(f"about {day}", TODAY)),
    days.map(lambda day: parse_date_span(f"before {day:%Y}", TODAY)),
    days.map(lambda day: parse_date_span(f"after {day}", TODAY)),
    days.map(lambda day: parse_date_span(f"{day} ± 5 d", TODAY)),
    days.map(lambda day: parse_date_span(f"{day}..2026", TODAY)),
)


@st.composite
def studbooks(draw: st.DrawFn) -> list[Record]:
    """Studbooks of some animals, parents before offspring, every fact told or not."""
    numbers = draw(st.lists(st.integers(1, 99999).map(str), min_size=1, max_size=8, unique=True))
    records: list[Record] = []
    for at, number in enumerate(numbers):
        earlier = numbers[:at]
        record = Record(
            at + 2, number, draw(parents(earlier)), draw(parents(earlier)), draw(st.sampled_from(Sex)),
            draw(st.none() | spans), draw(st.none() | spans),
        )  # fmt: skip
        record.is_dead = record.death is not None or draw(st.booleans())
        record.in_reference = draw(st.sampled_from([None, False]))
        known = record.sire.candidates or record.dam.candidates
        wild = record.sire.is_wild or record.dam.is_wild
        record.birth_type = BirthType.WILD if wild and not known else draw(st.sampled_from(BirthType))
        for fact in ("range", "location", "local_id", "birth_location", "name", "tattoo"):
            if draw(st.booleans()):
                record.texts[fact] = draw(plain_texts)
        if draw(st.booleans()):
            record.texts["note"] = "\n".join(draw(st.lists(plain_texts, min_size=1, max_size=3)))
        records.append(record)
    return records


def parents(earlier: list[str]) -> st.SearchStrategy[Parent]:
    """Nobody, somebody wild, one of the animals before, or several of them with probabilities."""
    choices: list[st.SearchStrategy[Parent]] = [st.just(NOBODY), st.just(WILD_PARENT)]
    if earlier:
        choices.append(st.sampled_from(earlier).map(lambda one: Parent(((one, 1.0),))))
        several = st.lists(st.sampled_from(earlier), min_size=1, max_size=4, unique=True)
        share = st.floats(1e-6, 0.2).filter(lambda value: 0 < value < 1)
        choices.append(st.tuples(several, share).map(lambda pair: Parent(tuple((one, pair[1]) for one in pair[0]))))
    return st.one_of(choices)


def facts(record: Record, *, told_from_wild: bool) -> dict[str, object]:
    """Everything a record says, as values that can be compared."""
    origin = record.birth_type
    if told_from_wild and origin is BirthType.UNKNOWN:
        origin = BirthType.CAPTIVE
    return {
        "number": record.number, "sire": show_parent(record.sire), "dam": show_parent(record.dam), "sex": record.sex,
        "birth": record.birth, "death": record.death, "dead": bool(record.is_dead),
        "in": record.in_reference is not False, "origin": origin, "texts": record.texts,
    }  # fmt: skip


@pytest.mark.parametrize("form", FULL)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=studbooks())
def test_every_value_comes_back(form: StudbookFormat, records: list[Record]) -> None:
    back = read_back(made(records, form), form)
    # PMx and SPARKS have no blank for a parent: there UNK says it, and beside WILD it says born in human care.
    wild = form in (StudbookFormat.PMX, StudbookFormat.DBF) and any(p.is_wild for one in records for p in one.parents())
    for one, other in zip(records, back, strict=True):
        unknown = wild and one.sire == one.dam == NOBODY
        assert facts(other, told_from_wild=False) == facts(one, told_from_wild=unknown)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=studbooks())
def test_spreadsheet_safe_csv_comes_back_too(records: list[Record]) -> None:
    raw = made(records, StudbookFormat.CSV, spreadsheet=True)
    for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
        assert [cell for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    back = read_back(raw, StudbookFormat.CSV)
    assert [facts(one, told_from_wild=False) for one in back] == [facts(one, told_from_wild=False) for one in records]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=studbooks())
def test_fam_keeps_parents_that_are_certain_and_sexes(records: list[Record]) -> None:
    back = read_back(made(records, StudbookFormat.FAM), StudbookFormat.FAM)
    for one, other in zip(records, back, strict=True):
        assert (other.number, other.sire.sole, other.dam.sole, other.sex) == (
            one.number, one.sire.sole, one.dam.sole, one.sex,
        )  # fmt: skip


cells: st.SearchStrategy[Cell] = st.none() | letters.filter(lambda text: not text.isspace())


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.tuples(st.none() | st.text("abc 019é", max_size=9).map(str.strip), st.none() | days), max_size=6)
)
def test_our_dbf_is_what_other_programs_read(
    rows: list[tuple[str | None, date | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    dbfread = pytest.importorskip("dbfread")
    path = tmp_path_factory.getbasetemp() / "ours.dbf"
    path.write_bytes(dbf_bytes([Field("NAME", "C", 20), Field("DAY", "D", 8)], rows, TODAY))
    theirs = [(one["NAME"], one["DAY"]) for one in dbfread.DBF(str(path), encoding="cp1252")]
    assert theirs == [(name or "", day) for name, day in rows]


@pytest.mark.parametrize("length", [1, 253, 254, 255, 508, 509, 2000])
def test_long_notes_go_on_in_the_next_field_of_a_dbf(length: int) -> None:
    note = ("七" + "ab c" * length)[:length]
    record = Record(2, "1", texts={"note": note.strip()})
    (back,) = read_back(leaving.studbook_dbf([record], TODAY), StudbookFormat.DBF)
    assert back.texts["note"] == note.strip()


def test_dbf_of_another_program_is_read(tmp_path: Path) -> None:
    dbf = pytest.importorskip("dbf")
    table = dbf.Table(str(tmp_path / "theirs.dbf"), "id N(8,0); name C(20); born D; alive L", codepage="cp936")
    table.open(dbf.READ_WRITE)
    table.append((802, "七仔", date(2009, 10, 1), True))
    table.append((803, "", None, None))
    table.close()
    sheet = read_dbf(tmp_path / "theirs.dbf")
    assert [heading.casefold() for heading in sheet.headings] == ["id", "name", "born", "alive"]
    assert sheet.rows == [[802.0, "七仔", date(2009, 10, 1), "1"], [803.0, None, None, None]]


# ---------------------------------------------------------------- whole centers

RICH = (
    "id,sire,dam,sex,birth,death,status,ref,origin,range,location,local_id,birth_location,name,name_zh,taxon,tattoo,note",
    "1,WILD,WILD,M,about 1980,2001-02-03,dead,,wild,Foping,SHAANXI,SX1,,Dandan,丹丹,qinlingensis,,\"caught, lame\"",
    "2,WILD,WILD,F,1985,,dead,,wild,,,,,,,melanoleuca,,",
    "3,1,2,M,2000-08,,,0,captive,,ZOO B,B7,ZOO A,=Evil,,melanoleuca,T9,-5",
    "4,1:0.5;3:0.25,2,F,2004-09-01 ± 5 d,,,,captive,,ZOO B,B8,ZOO B,,,melanoleuca,,",
    "5,WILD,4,U,2010..2011,,,,captive,,,,,,,melanoleuca,,",
    "6,UNK,UNK,F,,,,,captive,,,,,,,melanoleuca,,",
    "7,,,M,,,,,,,,,,,,melanoleuca,,",
)  # fmt: skip


def handed_out(said: Said, path: Path, *words: str) -> bytes:
    ended = said("export", "studbook", str(path), *words)
    assert ended.code == 0, ended.err
    return path.read_bytes()


def test_center_to_center_in_every_form(on_both: Said, another: Another, book: Book, tmp_path: Path) -> None:
    taken = on_both("import", "studbook", str(book(*RICH)), "--commit")
    assert taken.code == 0, taken.err
    first = handed_out(on_both, tmp_path / "first.csv")
    told = list(csv.DictReader(io.StringIO(first.decode("utf-8"))))
    assert [row["sire"] for row in told] == ["WILD", "WILD", "1", "1:0.5;3:0.25", "WILD", "UNK", ""]
    assert (told[2]["location"], told[2]["local_id"], told[2]["birth_location"]) == ("ZOO B", "B7", "ZOO A")
    for form in FULL:
        path = tmp_path / f"out.{'csv' if form is StudbookFormat.PMX else form.value}"
        handed_out(on_both, path, "--as", form.value)
        other = another(f"{form.value}.db")
        taken = other("import", "studbook", str(path), "--commit")
        assert taken.code == 0, taken.err
        again = list(csv.DictReader(io.StringIO(handed_out(other, tmp_path / "again.csv").decode("utf-8"))))
        if form in (StudbookFormat.PMX, StudbookFormat.DBF):  # they have no blank beside WILD and UNK
            assert (again[6].pop("sire"), again[6].pop("dam"), again[6].pop("origin")) == ("UNK", "UNK", "captive")
            assert again[6] == {fact: told[6][fact] for fact in again[6]}
            assert again[:6] == told[:6]
        else:
            assert again == told, form


def test_plink_gets_parents_and_sexes(on_both: Said, book: Book, tmp_path: Path) -> None:
    assert on_both("import", "studbook", str(book(*RICH)), "--commit").code == 0
    ended = on_both("export", "studbook", str(tmp_path / "out.fam"))
    assert "A .fam file holds parents and sexes only. 1 uncertain parents are 0 in it." in ended.err
    assert (tmp_path / "out.fam").read_text().splitlines()[2:5] == ["1 3 1 2 1 -9", "1 4 0 2 2 -9", "1 5 0 4 0 -9"]
