"""Studbooks of other programs taken in: their columns, their dates, their unknown parents; doubts; newer files."""

import csv
import io
from pathlib import Path

import pytest

from tests.exchange.conftest import Book, Said, column


def rows_of(said: Said, tmp_path: Path) -> dict[str, dict[str, str]]:
    """The studbook as it stands, by number."""
    path = tmp_path / "out.csv"
    ended = said("export", "studbook", str(path))
    assert ended.code == 0, ended.err
    return {row["id"]: row for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))}


def take_in(said: Said, path: Path, *more: str) -> str:
    ended = said("import", "studbook", str(path), "--commit", *more)
    assert ended.code == 0, ended.err
    return ended.err


def test_dry_run_tells_every_row_and_writes_nothing(on_both: Said, book: Book) -> None:
    path = book("id,sire,dam,sex", "1,,,M", "2,,,", "3,1,2,F", "3,1,2,F", "4,9,2,F")
    ended = on_both("import", "studbook", str(path), "--format", "csv")
    assert ended.code == 0
    assert column(ended.out, "line") == ["2", "3", "4", "5", "6", "6"]
    assert column(ended.out, "verdict") == ["accepted", "doubted", "accepted", "repeated", "accepted", "added"]
    assert (
        "5 rows read: 3 accepted, 1 doubted, 0 refused. Repeated with the same facts: 1. Named as parents only: 1."
        in ended.err
    )
    assert "Nothing was written" in ended.err
    assert on_both("report", "studbook-rows", "--format", "json").out == "[]\n"


def test_everything_is_one_entry_that_can_be_undone(on_both: Said, book: Book, tmp_path: Path) -> None:
    take_in(on_both, book("id,sire,dam,sex,birth,location,ref", "1,,,M,1990,ZOO,0", "2,,,F,1991,,1", "3,1,2,F,1999,,"))
    log = on_both("journal", "log", "--format", "csv")
    assert column(log.out, "action") == ["import.studbook", "init"]
    assert on_both("journal", "verify").code == 0
    (number, *_rest) = column(log.out, "entry")
    assert on_both("journal", "undo", number, "--reason", "another file").code == 0
    assert on_both("report", "studbook-rows", "--format", "json").out == "[]\n"


HEADINGS = [
    "id,sire,dam,sex,birth,death",
    "Studbook ID,Sire,Dam,Sex,Birth Date,DeathDate",
    "StudID,SireID,DamID,Gender,BDate,DDate",
    "Studbook #;Father;Mother;Sex;Date of Birth;Date of Death",
    "STUDBOOK_NUMBER\tSIRE_ID\tDAM_ID\tSEX\tBIRTH_DATE\tDEATH_DATE",
    "ego_id,sire_id,dam_id,sex,birth_date,death",
    "谱系号,父,母,性别,出生日期,死亡日期",
]


@pytest.mark.parametrize("headings", HEADINGS)
def test_columns_are_found_by_the_names_of_other_programs(
    headings: str, said: Said, book: Book, tmp_path: Path
) -> None:
    sign = next(sign for sign in ",;\t" if sign in headings)
    lines = ["7,,,M,1990-01-02,", "8,,,F,1991,", "9,7,8,1,1999-05,2003-04-05"]
    take_in(said, book(headings, *(line.replace(",", sign) for line in lines)))
    found = rows_of(said, tmp_path)["9"]
    assert [found[fact] for fact in ("sire", "dam", "sex", "birth", "death", "status")] == [
        "7", "8", "M", "1999-05", "2003-04-05", "dead",
    ]  # fmt: skip


def test_person_maps_what_no_name_tells(said: Said, book: Book, tmp_path: Path) -> None:
    path = book("No.,Papa,Mama,X,Hatched on", "7,,,M,", "8,,,F,", "9,7,8,M,1999")
    maps = ["id=No.", "sire=Papa", "dam=mama", "sex=X", "birth=Hatched on"]
    take_in(said, path, *(word for each in maps for word in ("--map", each)))
    assert rows_of(said, tmp_path)["9"]["sire"] == "7"


def test_what_is_not_read_is_said(said: Said, book: Book) -> None:
    ended = said("import", "studbook", str(book("id,Favorite food", "1,bamboo")))
    assert "Columns: id → studbook number." in ended.err
    assert "Not read: Favorite food; --map FACT=COLUMN reads one" in ended.err


@pytest.mark.parametrize(
    ("encoding", "more"),
    [
        ("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("gb18030", ["--encoding", "gb18030"]),
        ("gbk", ["--encoding", "GBK"]),
    ],
)  # fmt: skip
def test_names_come_through_in_the_code_pages_that_are_known(
    encoding: str, more: list[str], said: Said, book: Book, tmp_path: Path
) -> None:
    take_in(said, book("id,name,name_zh", "1,Qizai,七仔", encoding=encoding), *more)
    assert rows_of(said, tmp_path)["1"]["name_zh"] == "七仔"


def test_latin_letters_when_they_are_said(said: Said, book: Book, tmp_path: Path) -> None:
    take_in(said, book("id,name", "1,Zoé", encoding="latin-1"), "--encoding", "latin-1")
    assert rows_of(said, tmp_path)["1"]["name"] == "Zoé"


def test_dates_as_a_column_writes_them(said: Said, book: Book, tmp_path: Path) -> None:
    written = {
        "1": ("31/12/2001", "2001-12-31"), "2": ("03/04/2001", "2001-04-03"), "3": ("~1998", "about 1998"),
        "4": ("Jan 1998", "1998-01"), "5": ("00/00/1998", "1998"), "6": ("1998", "1998"),
        "7": ("10/Apr/1987", "1987-04-10"), "8": ("before 1990", "before 1990"), "9": ("35796", "1998-01-01"),
        "10": ("00/05/1998", "1998-05"), "11": ("1998-05-03 00:00:00", "1998-05-03"), "12": ("UNK", ""),
        "13": ("1661", "1661"), "14": ("1998-05..1998-07", "1998-05..1998-07"), "15": ("3.4.2001", "2001-04-03"),
    }  # fmt: skip
    take_in(said, book("id,birth", *(f"{number},{cell}" for number, (cell, _kept) in written.items())))
    found = rows_of(said, tmp_path)
    assert {number: found[number]["birth"] for number in written} == {n: kept for n, (_cell, kept) in written.items()}


def test_month_first_where_the_column_shows_it(said: Said, book: Book, tmp_path: Path) -> None:
    path = book("id,birth,death", "1,03/04/1998,12/31/2001", "2,5/6/97,")
    ended = said("import", "studbook", str(path))
    assert ended.code == 1
    assert "Dates such as 03/04/2001 have the month first." in ended.err
    take_in(said, path, "--century-from", "1930")
    found = rows_of(said, tmp_path)
    assert (found["1"]["birth"], found["2"]["birth"]) == ("1998-03-04", "1997-05-06")


def test_plain_dates_are_no_evidence_of_a_habit(said: Said, book: Book) -> None:
    ended = said("import", "studbook", str(book("id,birth,death", "1,2013-05-30,03/04/2020")))
    assert ended.code == 1
    assert "line 2: death: '03/04/2020' can be read in two ways: say --dates dmy or --dates mdy." in ended.err


def test_month_first_where_a_person_says_it(said: Said, book: Book, tmp_path: Path) -> None:
    take_in(said, book("id,birth", "1,03/04/1998"), "--dates", "mdy")
    assert rows_of(said, tmp_path)["1"]["birth"] == "1998-03-04"


def test_estimates_beside_the_dates_of_sparks(said: Said, book: Book, tmp_path: Path) -> None:
    take_in(said, book("id,BDate,BDateEst", "1,1998-05-03,", "2,1998-05-03,M", "3,1998-05-03,Y", "4,1998-05-03,E"))
    found = rows_of(said, tmp_path)
    births = [found[number]["birth"] for number in "1234"]
    assert births == ["1998-05-03", "1998-05", "1998", "about 1998-05-03"]


def test_unknown_parents_in_every_spelling(on_both: Said, book: Book, tmp_path: Path) -> None:
    words = ["", "0", "UNK", "unk", "NA", "?", "WILD", "wild"]
    lines = [f"{100 + at},{word},{word}" for at, word in enumerate(words)]
    take_in(on_both, book("id,sire,dam", "1,,", *lines, "200,WILD,1", "201,MULT,1"))
    found = rows_of(on_both, tmp_path)
    sires = [found[str(100 + at)]["sire"] for at in range(len(words))]
    assert sires == ["", "", "UNK", "UNK", "", "", "WILD", "WILD"]
    assert found["106"]["origin"] == "wild"
    assert (found["200"]["sire"], found["200"]["dam"]) == ("WILD", "1")
    assert (found["201"]["sire"], found["201"]["dam"]) == ("", "1")
    summary = on_both("report", "population-summary", "--format", "csv").out
    # A wild parent is a founder that is known; one of whom nothing is known is not.
    assert float(column(summary, "founders")[0]) > float(column(summary, "founders_known")[0])


def test_several_sires_carry_their_probabilities(on_both: Said, book: Book, tmp_path: Path) -> None:
    path = book(
        "id,sire,dam,sex,sire candidates", "1,,,M,", "2,,,M,", "3,,,F,", "4,MULT,3,F,1:0.5;2:0.5", "5,1;2,3,F,",
        "6,1:0.25;2:0.5,3,F,",
    )  # fmt: skip
    take_in(on_both, path)
    found = rows_of(on_both, tmp_path)
    assert [found[number]["sire"] for number in "456"] == ["1:0.5;2:0.5", "1:0.5;2:0.5", "1:0.25;2:0.5"]


def test_sire_dead_before_conception_is_a_doubt_that_is_kept(on_both: Said, book: Book) -> None:
    path = book("id,sire,sex,birth,death", "1,,M,1980,1995-01-01", "2,1,F,1999-06-01,")
    card = on_both("import", "studbook", str(path), "--format", "csv")
    assert card.code == 0
    assert column(card.out, "verdict") == ["accepted", "doubted"]
    assert "was stored semen used?" in column(card.out, "reason")[1]
    assert "1 doubt is kept with its record." in take_in(on_both, path)


def test_zims_writes_a_row_for_every_event(said: Said, book: Book, tmp_path: Path) -> None:
    take_in(
        said,
        book(
            "Studbook.ID,Sex.Type,Sire,Dam,Date,Event.Type,Location,Local ID",
            "1,Male,WILD,WILD,~ 10/Apr/1987,Wild Capture,POZNAN,P1", ",,,,12/May/1988,Transfer,GREENWICH,G7",
            ",,,,01/Jan/1999,Death,GREENWICH,",
            "2,Female,0,0,10/Apr/1990,Birth/Hatch,POZNAN,P2", ",,,,12/Jun/2001,Go Ltf,,",
        ),
    )  # fmt: skip
    found = rows_of(said, tmp_path)
    assert (found["1"]["origin"], found["1"]["location"], found["1"]["death"]) == ("wild", "GREENWICH", "1999-01-01")
    assert (found["2"]["birth"], found["2"]["birth_location"]) == ("1990-04-10", "POZNAN")
    assert len(found) == 2


def test_newer_file_brings_what_is_new_and_skips_what_is_known(on_both: Said, book: Book, tmp_path: Path) -> None:
    take_in(on_both, book("id,sire,dam,sex,birth", "1,,,M,1990", "2,,,,1991", "3,1,,U,1999"))
    again = on_both("import", "studbook", str(book("id,sire,dam,sex,birth", "1,,,M,1990")), "--commit")
    assert (again.code, again.err) == (0, "book.csv: the records knew all of it already; nothing was written.\n")
    newer = book(
        "id,sire,dam,sex,birth,death,location,name", "1,,,M,1990,2001-02-03,,", "2,,,F,1991,,ZOO,Ling",
        "3,1,2,F,1999,,,", "4,1,2,M,2000,,,",
    )  # fmt: skip
    card = on_both("import", "studbook", str(newer), "--format", "csv")
    assert column(card.out, "reason") == [
        "new: death, alive or dead", "new: sex, house name, where it is", "new: dam, sex", "",
    ]  # fmt: skip
    take_in(on_both, newer)
    found = rows_of(on_both, tmp_path)
    assert (found["1"]["death"], found["2"]["location"], found["2"]["name"]) == ("2001-02-03", "ZOO", "Ling")
    assert (found["3"]["dam"], found["3"]["sex"], found["4"]["dam"]) == ("2", "F", "2")
    assert on_both("journal", "verify").code == 0
    assert "nothing was written" in take_in(on_both, newer)


def test_what_contradicts_the_records_is_refused_until_confirmed(on_both: Said, book: Book, tmp_path: Path) -> None:
    take_in(on_both, book("id,sire,sex,birth,death", "1,,M,1990,2001", "2,,M,1989,", "3,1,F,1999,"))
    other = book("id,sire,sex,birth,death", "1,,M,1991,2002", "3,2,F,1999,")
    ended = on_both("import", "studbook", str(other), "--commit")
    assert ended.code == 1
    assert "line 2: The records say birth 1990, not 1991. The records say death 2001, not 2002;" in ended.err
    assert "line 3: The records say sire 1, not 2." in ended.err
    take_in(on_both, other, "--confirm", "--reason", "the studbook keeper's correction")
    found = rows_of(on_both, tmp_path)
    assert (found["1"]["birth"], found["1"]["death"], found["3"]["sire"]) == ("1991", "2002", "2")
    assert on_both("journal", "verify").code == 0


def test_loop_through_the_records_is_seen(said: Said, book: Book) -> None:
    take_in(said, book("id,sire,sex", "1,2,M", "2,,M"))
    ended = said("import", "studbook", str(book("id,sire,sex", "2,1,M")), "--commit")
    assert ended.code == 1
    assert "These animals would be their own ancestors: 2 (line 2) ← 1 ← 2 (line 2)." in ended.err


def test_depth_of_five_thousand_generations_is_no_matter(said: Said, book: Book) -> None:
    lines = [f"{number},{number - 1 if number > 1 else ''},M" for number in range(5000, 0, -1)]
    assert "5000 animals entered" in take_in(said, book("id,sire,sex", *lines))


def test_other_rows_may_be_taken_in_without_those_that_are_refused(on_both: Said, book: Book, tmp_path: Path) -> None:
    path = book(
        "id,sire,dam,sex,birth,death", "1,,,M,1990,", "2,,,F,1990,1995", "3,1,2,F,2001,", "4,1,3,M,2009,",
        "5,9,,F,abc,",
    )  # fmt: skip
    assert on_both("import", "studbook", str(path), "--commit").code == 1
    card = on_both("import", "studbook", str(path), "--leave-out", "--format", "csv")
    assert card.code == 0
    assert column(card.out, "verdict") == ["accepted", "accepted", "refused", "doubted", "refused"]
    take_in(on_both, path, "--leave-out")
    found = rows_of(on_both, tmp_path)
    assert sorted(found) == ["1", "2", "4"]
    assert (found["4"]["sire"], found["4"]["dam"]) == ("1", "")


def test_columns_of_numbers_and_parents_that_go_together(said: Said, book: Book, tmp_path: Path) -> None:
    path = book("Number,Animal,Sire,Sire ID,Dam,Dam ID,Sex", "1,A7,,,,,M", "2,A8,,,,,F", "3,A9,Otto,A7,Rosa,A8,F")
    take_in(said, path)
    found = rows_of(said, tmp_path)
    assert (found["A9"]["sire"], found["A9"]["dam"], len(found)) == ("A7", "A8", 3)


def test_titles_above_the_headings_are_passed_over(said: Said, book: Book, tmp_path: Path) -> None:
    take_in(
        said, book("Regional studbook of pandas", "Printed 2020-01-01", "", "Studbook ID,Sire,Sex", "7,,M", "8,7,F")
    )
    assert rows_of(said, tmp_path)["8"]["sire"] == "7"
