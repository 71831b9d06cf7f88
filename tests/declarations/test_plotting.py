"""Reports drawn: in characters, as SVG and as PNG; gaps stay gaps, and what has no plot says so."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from breeding_center.declarations.formats import text_lines, write_report
from breeding_center.declarations.plotting import _ticks, curves
from breeding_center.declarations.report import Column, Plot, ReportResult, Row
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.vocabulary import Gap


def a_result(**rest: object) -> ReportResult:
    columns = (Column("day", "day", "date"), Column("animal", "animal"), Column("dry_g", "dry matter", "mass_g"))
    rows = [
        {"day": date(2020, 9, day), "animal": name, "dry_g": value}
        for name, values in (("Jiajia", [4000, 4200, None, 2000]), ("Bailu", [3000, Gap.UNKNOWN, 3100, 2900]))
        for day, value in enumerate(values, 20)
    ]
    values = {"plot": Plot("day", ("dry_g",), by="animal"), "generated_at": datetime(2020, 9, 25, tzinfo=UTC), **rest}
    return ReportResult("intake", "Intake", columns, rows, **values)  # type: ignore[arg-type]


def test_a_curve_for_each_animal_in_kilograms_with_gaps_for_what_is_not_known() -> None:
    bailu, jiajia = curves(a_result())
    assert (bailu.name, bailu.y, jiajia.y) == ("Bailu", (3.0, 3.1, 2.9), (4.0, 4.2, 2.0))
    assert jiajia.x[-1] - jiajia.x[0] == 3
    assert jiajia.gaps == (jiajia.x[0] + 2,)


def test_the_terminal_plot_names_its_curves_and_its_days() -> None:
    drawn = "".join(text_lines(a_result(), "plot"))
    assert drawn.startswith("Intake [kg]\n")
    assert "2020-09-20 → 2020-09-23" in drawn
    assert "* Bailu  + Jiajia" in drawn
    assert drawn.count("+") >= 4


@pytest.mark.parametrize(("form", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_a_figure_is_the_same_twice(form: str, start: bytes) -> None:
    written = []
    for _again in range(2):
        stream = BytesIO()
        write_report(a_result(), form, stream)
        written.append(stream.getvalue())
    assert written[0].startswith(start)
    assert written[0] == written[1]


def test_years_stand_between_the_ends_of_the_axis() -> None:
    columns = (Column("year", "year", "count"), Column("share", "share", "computed"))
    rows: list[Row] = [{"year": year, "share": 0.5} for year in range(1994, 2021)]
    places, words = _ticks(ReportResult("d", "D", columns, rows), Plot("year", ("share",)), 1994.0, 2020.0)
    assert words == ["1994", "1999", "2004", "2009", "2014", "2020"]
    assert places == [float(word) for word in words]
    assert _ticks(a_result(), Plot("day", ("dry_g",)), 18525.0, 18528.0)[1] == [
        "2020-09-20", "2020-09-21", "2020-09-22", "2020-09-23",
    ]  # fmt: skip


def test_every_word_stands_under_its_place_on_the_axis() -> None:
    """A crossover tells the treatments in another order in its second period."""
    columns = (Column("treatment", "treatment"), Column("animal", "animal"), Column("share", "share", "percent"))
    told = [("leaf", "Jiajia", 20), ("mixed", "Bailu", 12), ("mixed", "Jiajia", 13), ("leaf", "Bailu", 25)]
    rows: list[Row] = [{"treatment": word, "animal": name, "share": value} for word, name, value in told]
    result = ReportResult("trial", "Trial", columns, rows, plot=Plot("treatment", ("share",), by="animal"))
    assert result.plot is not None
    assert _ticks(result, result.plot, 0.0, 1.0) == ([0, 1], ["leaf", "mixed"])
    assert [(one.name, one.y) for one in curves(result)] == [("Bailu", (25, 12)), ("Jiajia", (20, 13))]
    assert "leaf → mixed\n" in list(text_lines(result, "plot"))


def test_what_cannot_be_drawn_says_so() -> None:
    with pytest.raises(NotUnderstood, match="has no plot"):
        curves(a_result(plot=None))
    with pytest.raises(Refused, match="nothing to draw"):
        curves(a_result(plot=Plot("day", ("animal",))))
