"""Pedigrees, common ancestors, births and deaths as reports: byte for byte, on both engines, in every format."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pytest

from breeding_center.breeding.drawing.picture import PedigreePicture
from breeding_center.declarations.formats import text_lines, write_report
from breeding_center.errors import BreedingCenterError, NotFound, NotUnderstood, Refused
from breeding_center.office.center import Center
from breeding_center.text import cells, set_language
from breeding_center.vocabulary import DispositionKind, ParentRole, Sex
from tests.builders import a_claim, an_animal, an_entry, an_institution
from tests.golden_files import assert_golden

DEATH = DispositionKind.DEATH
REPORTS: dict[str, tuple[str, dict[str, str]]] = {
    "pedigree": ("pedigree", {"animal": "Kong"}),
    "pedigree-family": ("pedigree", {"animal": "Fei", "family": "yes"}),
    "pedigree-pair": ("pedigree", {"animal": "Ying", "mate": "Fei"}),
    "common-ancestors": ("common-ancestors", {"dam": "Kong", "sire": "Fei"}),
    "demography": ("demography", {}),
    "census": ("census", {"since": "2012"}),
    "age-pyramid": ("age-pyramid", {"years": "5"}),
    "life-table": ("life-table", {"since": "2005-01-01"}),
    "projection": ("projection", {"years": "10", "runs": "50", "effective": "0.4"}),
    "diversity-by-year": ("diversity-by-year", {"since": "2010"}),
}


@pytest.fixture
def herd(center: Center) -> Center:
    """Two founders, their young, a mating of half sibs, a cub of two possible sires, one dead and one away."""
    with an_entry(center) as entry:
        an_institution(entry, "Weishui")
        ka = an_animal(entry, "Ka", "卡", sex=Sex.MALE, born="1996-08-01", number="1")
        bo = an_animal(entry, "Bo", "波", sex=Sex.FEMALE, born="1997-08-01", number="2", left="2016-05-01",
                       left_kind=DEATH)  # fmt: skip
        chu = an_animal(entry, "Chu", "初", sex=Sex.FEMALE, born="about 1999", number="3")
        duo = an_animal(entry, "Duo", "朵", sex=Sex.FEMALE, born="2004-08-20", number="4", dam=bo, sire=ka)
        er = an_animal(entry, "Er", "二", sex=Sex.MALE, born="2005-09-01", number="5", dam=chu, sire=ka)
        fei = an_animal(entry, "Fei", "飞", sex=Sex.MALE, born="2012-08-10", number="6", dam=duo, sire=er)
        an_animal(entry, "Gui", "桂", sex=Sex.FEMALE, born="2014-08-10", number="7", dam=duo, sire=er,
                  left="2014-10-01", left_kind=DEATH)  # fmt: skip
        hua = an_animal(entry, "Hua", "花", sex=Sex.FEMALE, born="2013-09-10", number="8", dam=chu)
        kong = an_animal(entry, "Kong", "空", sex=Sex.FEMALE, born="2019-08-22", number="9", dam=hua)
        a_claim(entry, kong, ParentRole.SIRE, fei, 0.5)
        a_claim(entry, kong, ParentRole.SIRE, er, 0.3)
        an_animal(entry, "Ying", "英", sex=Sex.UNKNOWN, born="2020-08-01", dam=duo, sire=ka)
    return center


@pytest.mark.parametrize("golden", REPORTS)
def test_report_comes_out_as_it_is_known_to(herd: Center, golden: str) -> None:
    name, values = REPORTS[golden]
    result = herd.report(name, _parameters(name, values))
    assert result.rows
    assert_golden(f"{golden}.json", "".join(text_lines(result, "json")).encode())


def _parameters(name: str, values: Mapping[str, str]) -> dict[str, str]:
    renamed = {"effective": "ne_share"} if name == "projection" else {}
    return {renamed.get(key, key): value for key, value in values.items()}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_report_prints_in_every_format_and_both_languages(herd: Center, language: str) -> None:
    try:
        set_language(language)
        for name, values in REPORTS.values():
            result = herd.report(name, _parameters(name, values))
            for form in ("csv", "json", "md", "html"):
                assert "".join(text_lines(result, form)), (name, form)
            if result.plot is not None or result.drawing is not None:
                _draw(result)
    finally:
        set_language("en")


def _draw(result: object) -> None:
    for form, start in (("svg", b"<?xml"), ("png", b"\x89PNG")):
        stream = BytesIO()
        write_report(result, form, stream)  # type: ignore[arg-type]
        assert stream.getvalue().startswith(start)
    lines = "".join(text_lines(result, "plot")).splitlines()  # type: ignore[arg-type]
    assert all(cells(line) <= 80 for line in lines)


def test_kinship_is_the_sum_of_its_paths_and_the_inbreeding_of_the_pairs_young(herd: Center) -> None:
    paths = herd.report("common-ancestors", {"dam": "Kong", "sire": "Fei"})
    pair = herd.report("pedigree", {"animal": "Fei", "mate": "Kong"})
    total = sum(row["contribution"] for row in paths.rows)  # type: ignore[misc]
    assert total == pytest.approx(float(str(pair.rows[0]["inbreeding"])), abs=1e-12)
    inbreeding = herd.report("inbreeding", {}).rows
    fei = next(row for row in inbreeding if row["studbook_number"] == "6")
    assert fei["inbreeding"] == 0.125  # of half sibs
    shown = next(row for row in herd.report("pedigree", {"animal": "Fei"}).rows if row["part"] == "self")
    assert shown["inbreeding"] == 0.125
    assert shown["parents_related"] is True


def test_paths_that_are_not_listed_are_counted_with_their_sum(herd: Center) -> None:
    result = herd.report("common-ancestors", {"dam": "Kong", "sire": "Fei", "most": "1"})
    assert len(result.rows) == 1
    assert any("more paths are not listed; together they make" in note for note in result.notes)


def test_range_over_possible_sires_stands_beside_an_expectation(herd: Center) -> None:
    notes = herd.report("pedigree", {"animal": "Kong"}).notes
    assert any("lies between 0 and 0.0" in note or "lies between 0 and" in note for note in notes), notes
    assert any("traced to known founders" in note for note in notes)


def test_a_picture_names_the_records_of_those_in_it(herd: Center) -> None:
    drawing = herd.report("pedigree", {"animal": "Kong", "family": "yes"}).drawing
    assert isinstance(drawing, PedigreePicture)
    drawn = {line.who.key for line in drawing.tree if line.who is not None}
    assert drawn <= drawing.animals.keys()


def test_census_counts_births_deaths_and_origin(herd: Center) -> None:
    rows = {row["year"]: row for row in herd.report("census", {}).rows}
    assert [rows[year]["total"] for year in (1996, 1997, 2005, 2014, 2016, 2020)] == [1, 2, 5, 7, 6, 8]
    assert (rows[2014]["births"], rows[2014]["deaths"]) == (1, 1)
    assert rows[2020]["on"] == date(2020, 9, 25)
    assert sum(int(str(row["deaths"])) for row in rows.values()) == 2
    for row in rows.values():
        assert row["total"] == row["males"] + row["females"] + row["unknown_sex"]  # type: ignore[operator]
        assert row["total"] == row["wild_born"] + row["captive_born"] + row["unknown_origin"]  # type: ignore[operator]


def test_as_of_looks_at_an_earlier_day(herd: Center) -> None:
    figures = {row["figure"]: row for row in herd.report("demography", {"as_of": "2015-01-01"}).rows}
    assert figures["living"]["all"] == 7
    assert figures["first_year_died"]["all"] == 1
    assert all(int(str(row["year"])) <= 2015 for row in herd.report("census", {"as_of": "2015-01-01"}).rows)


def test_census_agrees_with_the_pyramid_and_with_demography(herd: Center) -> None:
    last = herd.report("census", {}).rows[-1]
    ages = herd.report("age-pyramid", {}).rows
    figures = {row["figure"]: row for row in herd.report("demography", {}).rows}
    assert sum(int(str(row["males"])) for row in ages) == last["males"] == figures["living"]["male"]
    assert sum(int(str(row["females"])) for row in ages) == last["females"] == figures["living"]["female"]


def test_the_same_seed_gives_the_same_future(herd: Center) -> None:
    asked = {"years": "30", "runs": "200", "seed": "7", "ne_share": "0.3"}
    assert herd.report("projection", asked).rows == herd.report("projection", asked).rows
    assert herd.report("projection", asked).rows != herd.report("projection", {**asked, "seed": "8"}).rows


BAD: list[tuple[str, dict[str, str], type[BreedingCenterError], str]] = [
    ("pedigree", {"animal": "Nobody"}, NotFound, "Nobody"),
    ("pedigree", {"animal": "Fei", "generations": "0"}, NotUnderstood, "1 to 30"),
    ("pedigree", {"animal": "Fei", "generations": "31"}, NotUnderstood, "1 to 30"),
    ("pedigree", {"animal": "Fei", "mate": "Fei"}, Refused, "no pair with itself"),
    ("pedigree", {"animal": "Fei", "mate": "Er"}, Refused, "both male"),
    ("pedigree", {"animal": "Fei", "mate": "Duo", "family": "yes"}, NotUnderstood, "not for both"),
    ("common-ancestors", {"dam": "Duo", "sire": "Duo"}, Refused, "no pair with itself"),
    ("common-ancestors", {"dam": "Duo", "sire": "Fei", "most": "501"}, NotUnderstood, "0 to 500"),
    ("census", {"since": "2021"}, NotUnderstood, "after the last"),
    ("life-table", {"since": "2020-10-01"}, NotUnderstood, "after the last"),
    ("demography", {"institution": "Weishui"}, Refused, "no animal in this population"),
    ("demography", {"as_of": "1990-01-01"}, Refused, "no animal in this population"),
    ("age-pyramid", {"years": "0"}, NotUnderstood, "1 to 120"),
    ("projection", {"years": "0"}, NotUnderstood, "1 to 500"),
    ("projection", {"goal": "90"}, NotUnderstood, "between 0 and 1"),
    ("projection", {"runs": "20000"}, NotUnderstood, "1 to 10000"),
    ("projection", {"capacity": "0"}, NotUnderstood, "1 to 100000"),
    ("projection", {"ne_share": "1.5"}, NotUnderstood, "at most 1"),
    ("projection", {"as_of": "2003-01-01"}, Refused, "nothing can be projected"),
]


@pytest.mark.parametrize(("name", "values", "kind", "words"), BAD)
def test_what_cannot_be_answered_says_why(
    herd: Center, name: str, values: dict[str, str], kind: type[BreedingCenterError], words: str
) -> None:
    with pytest.raises(kind) as told:
        herd.report(name, values)
    assert words in told.value.sentence
    assert "\n" not in told.value.sentence


def test_a_living_animal_with_no_known_relative_is_shown_alone(herd: Center) -> None:
    result = herd.report("pedigree", {"animal": "Ka", "generations": "5"})
    assert [row["animal"] for row in result.rows] == ["Ka (1)"]
    assert herd.report("common-ancestors", {"dam": "Ka", "sire": "Bo"}).rows == []


def test_a_page_for_people_has_the_picture_in_it(herd: Center) -> None:
    result = herd.report("pedigree", {"animal": "Kong"})
    page = "".join(text_lines(result, "html"))
    assert page.count("<svg ") == 1
    assert "<?xml" not in page
    stream = BytesIO()
    write_report(result, "pdf", stream)
    assert stream.getvalue().startswith(b"%PDF")
