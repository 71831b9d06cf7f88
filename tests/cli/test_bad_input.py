"""Every bad input that these commands can meet: one sentence, the right exit code, nothing written.

The numbers are those of the project's table of bad inputs: text, numbers, time, biology.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

WEIGH = ["animal", "weigh", "qizai"]
NOTE = ["animal", "note", "qizai"]
DOSE = ["disease-control", "give-dose", "qizai", "--medicine", "ivermectin", "--dose"]
BORN = ["animal", "add", "--taxon", "qinlingensis", "--name", "New", "--accession", "birth", "--born"]
DIED = ["animal", "depart", "qizai", "--kind", "death", "--on"]
CHIP = ["animal", "identify", "qizai", "transponder"]
PARENT = ["animal", "claim-parent"]

FOUND = ["rescue", "report", "valley", "--finder", "ranger"]

REFUSED = [
    # field rescue
    ("coordinates swapped", [*FOUND, "--latitude", "107.95", "--longitude", "33.62"], 1),
    ("coordinates abroad", [*FOUND, "--latitude", "48.85", "--longitude", "2.35"], 1),
    ("a latitude beyond the pole", [*FOUND, "--latitude", "95", "--longitude", "108"], 2),
    ("a latitude without its longitude", [*FOUND, "--latitude", "33.62"], 2),
    ("25 a latitude that is no number", [*FOUND, "--latitude", "NaN", "--longitude", "108"], 2),
    ("found in the future", [*FOUND, "--at", "2020-09-26T10:00"], 1),
    ("a fix of an animal never released", ["rescue", "fix", "qizai", "--latitude", "33", "--longitude", "108"], 1),
    ("a case that is not there", ["rescue", "step", "R1999-01", "verified"], 1),
    ("a photo that is a text", ["rescue", "attach", "Ningshan", "--file", str(ROOT / "README.md")], 1),
    ("a photo that is a folder", ["rescue", "attach", "Ningshan", "--file", str(ROOT)], 1),
    ("a photo that is a device", ["rescue", "attach", "Ningshan", "--file", "/dev/zero"], 1),
    ("a photo that is not there, with a report that is good", [*FOUND, "--file", "/nowhere/photo.jpg"], 1),
    ("a latitude of sixty minutes", [*FOUND, "--latitude", "33°60'", "--longitude", "107.95"], 2),
    # text values
    ("16 a name of invisible characters only", ["animal", "name", "qizai", "\u200b\u2060"], 2),
    ("17 a NUL character", [*NOTE, "a\0b"], 2),
    ("18 half a character", [*NOTE, "a\udc80b"], 2),
    ("19 a note of ten megabytes", [*NOTE, "x" * 100_000], 2),
    ("23 nothing but spaces", [*NOTE, "   "], 2),
    # numbers
    ("25 not a number", [*WEIGH, "NaN kg"], 2),
    ("26 infinite", [*WEIGH, "inf kg"], 2),
    ("26 far too large", [*WEIGH, "1e999kg"], 2),
    ("27 digits grouped by underscores", [*WEIGH, "1_000kg"], 2),
    ("29 five thousand digits", [*WEIGH, "9" * 5000 + "kg"], 2),
    ("30 beyond 64 bits", [*WEIGH, f"{2**63}kg"], 2),
    ("31 a comma that could be read in two ways", [*WEIGH, "3,500kg"], 2),
    ("32 a negative weight", [*WEIGH, "--", "-5kg"], 2),
    ("32 a negative weight like an option", [*WEIGH, "-5kg"], 2),
    ("33 grams taken for kilograms", [*WEIGH, "98.4g"], 1),
    ("33 kilograms taken for tons", [*WEIGH, "98400kg"], 1),
    ("34 a dose of nothing", [*DOSE, "0 mg"], 2),
    ("36 a dose without its unit", [*DOSE, "10"], 2),
    ("36 a weight without its unit", [*WEIGH, "98.4"], 2),
    # time
    ("37 30 February", [*BORN, "2019-02-30"], 2),
    ("41 a date that can be read in two ways", [*BORN, "03/04/24"], 2),
    ("42 a year of two digits", [*BORN, "24"], 2),
    ("43 a death in the future", [*DIED, "2020-09-27"], 1),
    ("43 a weight of tomorrow", [*WEIGH, "98kg", "--at", "2020-09-26 08:00"], 1),
    ("44 a death before the birth", [*DIED, "2009-01-01"], 1),
    ("47 a week", [*BORN, "2024-W01-1"], 2),
    ("a time that is none", [*WEIGH, "98kg", "--at", "25:61"], 2),
    ("a day without a time", [*WEIGH, "98kg", "--at", "2020-09-24"], 2),
    # biology
    ("49 its own parent", [*PARENT, "qizai", "sire", "--candidate", "qizai"], 1),
    ("51 a parent younger than its young", [*PARENT, "qizai", "dam", "--candidate", "qinling"], 1),
    ("52 a male dam", [*PARENT, "qinling", "dam", "--candidate", "qizai"], 1),
    ("55 a chip as Excel writes it", [*CHIP, "9.85E+14"], 1),
    ("a chip of fourteen digits", [*CHIP, "98512000123456"], 1),
    ("nobody by that name", ["animal", "weigh", "nobody", "98kg"], 1),
    ("no such person", [*WEIGH, "98kg", "--done-by", "nobody"], 1),
    ("no such word", ["animal", "correct-sex", "qizai", "both"], 2),
    ("neither yes nor no", [*BORN, "2020-08-20", "--provisional", "perhaps"], 2),
]  # fmt: skip


def journal(records: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(records)) as raw:
        return tuple(raw.execute("SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM change)").fetchone())


@pytest.mark.parametrize(("line", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_bad_input_is_one_sentence_and_nothing_is_written(line: list[str], code: int, records: Path, run: Run) -> None:
    before = journal(records)
    ended = run(*line)
    assert ended.err.count("\n") == 1, ended.err
    assert len(ended.err) < 600
    assert (ended.code, ended.out) == (code, ""), ended.err
    assert journal(records) == before


def test_after_all_of_it_the_journal_verifies(records: Path, run: Run) -> None:
    for _name, line, _code in REFUSED:
        run(*line)
    assert run("journal", "verify").code == 0


KEPT = [
    ("20 another composition of the same letters", ["animal", "weigh", "qi zai", "98kg"]),
    ("21 an injection", [*NOTE, "'; DROP TABLE animal; --"]),
    ("22 wildcards", [*NOTE, "100 % _ done"]),
    ("24 a note that looks like an option", ["animal", "note", "qizai", "--", "--help"]),
    ("28 full-width digits", [*WEIGH, "９８．４kg"]),
    ("28 Arabic digits", [*WEIGH, "٩٨kg"]),
    ("38 born on 29 February", [*BORN, "2016-02-29"]),
    ("48 a date that is not known exactly", [*BORN, "about 2019"]),
    ("1 a note that would steer a terminal", [*NOTE, "\x1b]52;c;ZXZpbA==\x07\x1b[2J"]),
    ("9 a note that looks like markup", [*NOTE, "[/red][@click=app.quit]"]),
]  # fmt: skip


@pytest.mark.parametrize("line", [case[1] for case in KEPT], ids=[case[0] for case in KEPT])
def test_odd_but_honest_input_is_kept_as_it_is(line: list[str], records: Path, run: Run) -> None:
    before = journal(records)
    ended = run(*line)
    assert ended.code == 0, ended.err
    assert "\x1b" not in ended.err
    assert journal(records)[0] == before[0] + 1


def test_wildcards_find_nothing_and_injections_find_nobody(records: Path, run: Run) -> None:
    for typed in ("%", "_", "' OR 1=1 --", "*"):
        assert run("animal", "weigh", typed, "98kg").code == 1


def test_chip_of_another_animal_is_refused_and_its_holder_named(records: Path, run: Run) -> None:
    chip = "156000000000001"
    assert run(*CHIP, chip).code == 0
    ended = run("animal", "identify", "qinling", "transponder", chip)
    assert ended.code == 1
    assert "Qi Zai" in ended.err


def test_cycle_of_ancestors_is_refused(records: Path, run: Run) -> None:
    assert run(*PARENT, "qinling", "sire", "--candidate", "qizai").code == 0
    assert run(*PARENT, "qizai", "dam", "--candidate", "qinling").code == 1


def test_dead_animal_is_not_weighed_for_today(records: Path, run: Run) -> None:
    assert run(*DIED, "2020-09-24", "--cause", "age").code == 0
    assert run(*WEIGH, "98kg").code == 1
    assert run("task", "add", "weighing", "--animal", "qizai").code == 1
