"""What cannot be: one sentence with the line, an exit code of 1 or 2, and nothing written."""

import struct
from pathlib import Path

import pytest

from breeding_center.office.exchange import sheet
from tests.exchange.conftest import Book, Said, column

HEAD = "id,sire,dam,sex,birth,death"

# name, lines after the heading, what the sentence says
REFUSED = [
    ("own parent", ["1,1,,M,2000,"], "line 2: 1 cannot be its own parent."),
    ("sire is dam", ["1,,,M,2000,", "2,1,1,F,2005,"], "line 3: 1 stands as its sire and as its dam."),
    ("dam male", ["1,,,M,2000,", "2,,1,F,2005,"], "line 3: Its dam 1 (line 2) is male."),
    ("sire female", ["1,,,F,2000,", "2,1,,F,2005,"], "line 3: Its sire 1 (line 2) is female."),
    ("both roles", ["1,,,U,2000,", "2,1,,F,2005,", "3,,1,F,2006,"], "line 4: 1 (line 2) stands as sire of 2 (line 3)"),
    ("parent younger", ["1,,,M,2006,", "2,1,,F,2005,"], "line 3: Its sire 1 (line 2), born 2006, is younger than it"),
    ("same day", ["1,,,F,2005-03-01,", "2,,1,F,2005-03-01,"], "is younger than it, born 2005-03-01"),
    ("dam dead", ["1,,,F,1990,2001-02-01", "2,,1,F,2001-02-02,"], "line 3: Its dam 1 (line 2) died 2001-02-01, before"),
    ("death before birth", ["1,,,F,2001,1999"], "line 2: It died 1999, before it was born (2001)."),
    ("future birth", ["1,,,F,2150,"], "line 2: It was born 2150, in the future."),
    ("future death", ["1,,,F,2001,2150"], "line 2: It died 2150, in the future."),
    ("loop of two", ["1,2,,M,,", "2,1,,M,,"], "line 2: These animals would be their own ancestors: 1 (line 2) ← 2"),
    (
        "loop of three, out of order",
        ["9,,,M,,", "3,1,,M,,", "1,2,,M,,", "2,3,9,M,,"],
        "line 3: These animals would be their own ancestors: 3 (line 3) ← 1 (line 4) ← 2 (line 5) ← 3 (line 3)",
    ),
    ("duplicate", ["1,,,M,2000,", "1,,,F,2000,"], "line 3: 1 stands in line 2 with another sex."),
    ("no id", ["1,,,M,2000,", ",1,,F,2005,"], "line 3: The studbook number is missing."),
    ("id is a word", ["WILD,,,M,2000,"], "line 2: 'WILD' cannot be an animal's number"),
    ("chances above 1", ["1,,,M,,", "2,,,M,,", "3,1:0.7;2:0.6,,F,,"], "4: sire: The candidates' probabilities add"),
    ("probability of nothing", ["1,,,M,,", "2,1:0.0,,F,,"], "line 3: sire: A probability is above 0 and at most 1."),
    ("candidate twice", ["1,,,M,,", "2,1:0.5;1:0.5,,F,,"], "line 3: sire: One candidate stands there twice."),
    ("half of the probabilities", ["1,,,M,,", "2,,,M,,", "3,1:0.5;2,,F,,"], "line 4: sire: Give every candidate"),
    ("no such sex", ["1,,,purple,2000,"], "line 2: sex: 'purple' is no sex: M, F or U."),
    ("30 February", ["1,,,M,30/02/2001,"], "line 2: birth: There is no day 30 in 2001-02."),
    ("no date", ["1,,,M,soon,"], "line 2: birth: 'soon' is not a date"),
    ("two ways", ["1,,,M,03/04/2001,"], "can be read in two ways: say --dates dmy or --dates mdy."),
    ("two digits", ["1,,,M,12-Mar-98,"], "has a year of two digits: say from which year on with --century-from"),
    ("control letters", ["1\x1b[2J\x00,,,M,,"], "this is not text"),
    ("too long", ["1" * 90 + ",,,M,,"], "line 2: 90 characters are too many, at most 80 fit."),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "sentence"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_row_that_cannot_be(lines: list[str], sentence: str, said: Said, book: Book) -> None:
    path = book(HEAD, *lines)
    for more in ([], ["--commit"]):
        ended = said("import", "studbook", str(path), *more)
        assert ended.code in (1, 2), ended.err
        assert sentence in ended.err
        assert "Traceback" not in ended.err
    nothing_was_written(said)


def nothing_was_written(said: Said) -> None:
    assert said("export", "studbook", "/dev/null/x.csv").code == 1
    assert column(said("journal", "log", "--format", "csv").out, "action") == ["init"]


FIELD = struct.pack("<11sc4xBB14x", b"ID", b"C", 3, 0)
FILES: list[tuple[str, str, bytes, list[str], str]] = [
    ("empty", "a.csv", b"", [], "a.csv is empty."),
    ("blank", "a.csv", b"\n \n", [], "a.csv is empty."),
    ("heading only", "a.csv", b"id,sire,dam\n", [], "a.csv holds no animals."),
    ("no id column", "a.csv", b"foo,sire\n1,2\n", [], "No column tells the studbook number: say which with --map"),
    ("column twice", "a.csv", b"id,Sire,sire\n1,,\n", [], "line 1: the column 'sire' stands there twice."),
    ("two columns, one fact", "a.csv", b"id,Sire,SI RE\n1,,\n", [], "'Sire' and 'SI RE' both tell the sire"),
    ("too many cells", "a.csv", b"id,sire\n1,2,3\n", [], "line 2: 3 cells under 2 headings."),
    ("quotes", "a.csv", b'id,sire\n"1,2\n', [], "the quotation marks do not match"),
    ("not UTF-8", "a.csv", "id,name\n1,七仔\n".encode("gb18030"), [], "line 2: this is not UTF-8, and"),
    ("unknown code page", "a.csv", b"id\n1\n", ["--encoding", "klingon"], "The code page 'klingon' is unknown"),
    ("wrong code page", "a.csv", b"id,name\n1,\xff\xff\n", ["--encoding", "gb18030"], "line 2: this is not gb18030."),
    ("no such map", "a.csv", b"id\n1\n", ["--map", "wings=id"], "'wings' is no fact of a studbook"),
    ("no such column", "a.csv", b"id\n1\n", ["--map", "sire=Papa"], "There is no column 'Papa'; the columns are id."),
    ("odd map", "a.csv", b"id\n1\n", ["--map", "sire"], "'sire' is not a mapping: write it as id=StudID."),
    ("ending", "a.doc", b"id\n1\n", [], "a studbook is read from a file that ends with"),
    ("fam of five", "a.fam", b"1 1 0 0 1 -9\n1 2 0 0 1\n", [], "line 2: a .fam file has 6 columns, and here are 5."),
    ("no workbook", "a.xlsx", b"PK\x03\x04nonsense", [], "a.xlsx is not a whole Excel workbook"),
    ("dbf of text", "a.dbf", b"id,sire\n1,2\n" * 10, [], "not a whole dBASE table: it begins as no such table does"),
    ("dbf cut short", "a.dbf", b"\x03", [], "a.dbf is not a whole dBASE table: its header is cut short"),
    (
        "dbf with a broken header", "a.dbf", struct.pack("<B3sLHH20x", 3, b"\1\1\1", 7, 9999, 4) + b"\0" * 60, [],
        "a.dbf is not a whole dBASE table: its header is damaged",
    ),
    (
        "dbf with records missing", "a.dbf",
        struct.pack("<B3sLHH20x", 3, b"\1\1\1", 7, 65, 4) + FIELD + b"\r 12",
        [], "it should hold 7 records, and 0 are there",
    ),
    (
        "dbf with fields that do not fit", "a.dbf",
        struct.pack("<B3sLHH20x", 3, b"\1\1\1", 1, 65, 9) + FIELD + b"\r 12345678",
        [], "its fields do not fill its records",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "raw", "more", "sentence"), [case[1:] for case in FILES], ids=[case[0] for case in FILES]
)
def test_file_that_cannot_be_read(
    name: str, raw: bytes, more: list[str], sentence: str, said: Said, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    ended = said("import", "studbook", str(path), "--commit", *more)
    assert ended.code in (1, 2), ended.err
    assert sentence in ended.err
    nothing_was_written(said)


def test_file_of_two_hundred_megabytes_is_not_even_opened(said: Said, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    ended = said("import", "studbook", str(path), "--commit")
    assert ended.code == 1
    assert ended.err == "large.csv has 200 MB; a studbook file of more than 150 MB is not read.\n"


def test_no_more_rows_are_read_than_a_studbook_has(said: Said, book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 2)
    monkeypatch.setattr("breeding_center.office.exchange.plain.MOST_ROWS", 2)
    ended = said("import", "studbook", str(book("id", "1", "2", "3")), "--commit")
    assert (ended.code, ended.err) == (1, "book.csv has more than 2 rows.\n")


def test_animal_in_two_subspecies(said: Said, book: Book) -> None:
    both = book("id,subspecies", "1,melanoleuca / qinlingensis")
    ended = said("import", "studbook", str(both), "--commit")
    assert ended.code == 1
    assert "line 2: It is put into two taxa, melanoleuca, qinlingensis." in ended.err
    twice = book("id,subspecies", "1,Qinling giant panda", "1,Sichuan giant panda")
    ended = said("import", "studbook", str(twice), "--commit")
    assert "line 3: 1 stands in line 2 with another taxon." in ended.err
    nothing_was_written(said)


def test_no_person_no_import(run: Said, said: Said, book: Book, tmp_path: Path) -> None:
    ended = run("--database", str(tmp_path / "center.db"), "import", "studbook", str(book("id", "1")), "--commit")
    assert (ended.code, ended.err) == (2, "Say who you are: --by PERSON, or BREEDING_CENTER_PERSON.\n")


def test_studbook_is_not_written_over_the_records(said: Said, book: Book, tmp_path: Path) -> None:
    assert said("import", "studbook", str(book("id", "1")), "--commit").code == 0
    ended = said("export", "studbook", str(tmp_path / "center.db"), "--as", "csv")
    assert ended.code == 1
    assert "holds the records" in ended.err
    assert said("export", "studbook", str(tmp_path / "nowhere" / "a.csv")).code == 1
    assert said("export", "studbook", str(tmp_path / "a.odd")).code == 2
