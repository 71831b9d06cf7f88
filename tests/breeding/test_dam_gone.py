"""What was awaited of a dam ends with her, undetermined; and what the hormones say is drawn with them."""

from datetime import datetime, timedelta

import pytest

from breeding_center.breeding.log import open_pregnancy, pregnancy_views
from breeding_center.declarations.formats import text_lines
from breeding_center.declarations.report import Mark
from breeding_center.errors import Refused
from breeding_center.office.center import Center
from breeding_center.storage import tables
from breeding_center.vocabulary import PregnancyState
from tests.breeding.test_breeding_year import center, do
from tests.builders import a_reading, an_entry, an_institution

__all__ = ["center"]


@pytest.mark.parametrize("kind", ["death", "transfer"])
def test_pregnancy_ends_undetermined_when_the_dam_dies_or_leaves(center: Center, kind: str) -> None:
    do(center, "begin-pregnancy", animal="Yongyong", day_zero_on="2020-06-16", done_at="2020-06-18 10:00")
    gone = {"animal": "Yongyong", "kind": kind, "left_on": "2020-09-25"}
    if kind == "transfer":
        with an_entry(center) as entry:
            an_institution(entry, "ZOO9")
        gone["institution"] = "ZOO9"
    said = center.perform("animal.depart", gone, by="registrar").sentence
    assert "awaiting a birth, from day 0 on 2020-06-16, undetermined" in said
    with a_reading(center) as reading:
        [one] = pregnancy_views(reading)
        assert (one.state, one.is_open) == (PregnancyState.DAM_GONE, False)
        assert open_pregnancy(reading, one.dam_id) is None
    [row] = center.report("breeding-season", {"year": "2020"}).rows
    assert (row["state"], row["finding"], row["window_until"]) == ("dam_gone", None, None)


def test_litter_born_before_the_dam_died_still_ends_her_pregnancy_when_it_is_entered_late(center: Center) -> None:
    do(center, "begin-pregnancy", animal="Yongyong", day_zero_on="2020-05-16", done_at="2020-05-18 10:00")
    center.perform("animal.depart", {"animal": "Yongyong", "kind": "death", "left_on": "2020-09-25"}, by="registrar")
    center.perform("animal.birth", {"dam": "Yongyong", "born": "2020-09-15", "cub_sexes": "female"}, by="registrar")
    with a_reading(center) as reading:
        [one] = pregnancy_views(reading)
        assert one.state is PregnancyState.BIRTH
        litter = reading.row(tables.litter.select())
        assert litter is not None
        assert litter.pregnancy_id == one.id


def test_dam_gone_is_no_step_that_a_person_takes(center: Center) -> None:
    do(center, "begin-pregnancy", animal="Yongyong", day_zero_on="2020-06-16", done_at="2020-06-18 10:00")
    with pytest.raises(Refused, match="animal depart"):
        do(center, "pregnancy-step", animal="Yongyong", state="dam_gone")


def test_hormones_are_drawn_with_baseline_peak_day_zero_and_fertile_window(center: Center) -> None:
    values = (8, 9, 8, 9, 8, 20, 30, 45, 24, 20)
    first = datetime.fromisoformat("2020-04-08T08:30+08:00")
    for number, value in enumerate(values):
        at = (first + timedelta(days=number)).isoformat()
        do(center, "urine-sample", animal="Yongyong", code=f"U{number}", done_at=at)
        do(center, "assay", sample=f"U{number}", hormone="estrogen", value_ng_ml=str(value), creatinine_mg_ml="1")
    result = center.report("hormones", {"animal": "Yongyong"})
    zero = first + timedelta(days=8)
    assert list(result.marks) == [
        Mark("baseline 8", y=8.0),
        Mark("peak 2020-04-15", first + timedelta(days=7), 45.0),
        Mark("day 0 on 2020-04-16, confirmed by the next sample", zero),
        Mark("fertile window", zero, until=zero + timedelta(days=2)),
    ]
    drawn = "".join(text_lines(result, "plot"))
    assert drawn.startswith("Urinary hormones of Yongyong (90101) [ng/mg of creatinine")
    day_zero = "| day 0 on 2020-04-16, confirmed by the next sample"
    for said in ("- baseline 8", "^ peak 2020-04-15", day_zero, "= fertile window"):
        assert f"\n{said}\n" in drawn
