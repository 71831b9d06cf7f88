"""What is asked about animals, at any instant."""

import inspect
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from breeding_center.animals import answers
from breeding_center.animals.actions import ACTIONS, TASK_KINDS
from breeding_center.animals.holding import add_permit, note, void
from breeding_center.animals.reports import REPORTS
from breeding_center.animals.room import ROOM
from breeding_center.animals.specimen import specimen
from breeding_center.animals.timeline import timeline
from breeding_center.declarations.action import Action, resolve
from breeding_center.declarations.report import Answer, Report
from breeding_center.declarations.written import plain_value
from breeding_center.errors import NotFound, NotUnderstood
from breeding_center.office.center import Center
from breeding_center.vocabulary import DispositionKind, IdentifierKind, Ownership, PermitKind, RecordKind, Sex
from tests.builders import NOW, TODAY, ZONE, a_reading, a_weight, an_animal, an_entry, an_identifier

# ---------------------------------------------------------------- declarations


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_service_takes_the_fields_its_action_asks_for(action: Action) -> None:
    parameters = list(inspect.signature(action.service()).parameters)
    assert parameters[0] == "entry"
    assert [name for name in parameters[1:] if name != "task_id"] == [field.name for field in action.fields]


def test_service_of_a_task_kind_keeps_the_task() -> None:
    by_name = {action.name: action for action in ACTIONS}
    for kind in TASK_KINDS:
        assert "task_id" in inspect.signature(by_name[kind.action].service()).parameters


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_answer_takes_the_parameters_its_report_declares(report: Report) -> None:
    parameters = list(inspect.signature(report.answer()).parameters)
    assert parameters == ["reading", *(field.name for field in report.parameters)]


def test_everything_the_room_names_is_there() -> None:
    for names in ROOM.lookups.values():
        assert callable(resolve(names.find))
        assert callable(resolve(names.options))
    for found in (ROOM.timeline, ROOM.closes):
        assert found is not None
        assert callable(resolve(found))


def columns_of(name: str) -> set[str]:
    report = next(report for report in REPORTS if report.name == name)
    return {column.code for column in report.columns}


def check(name: str, answer: Answer) -> list[dict[str, Any]]:
    """The rows, once every value of them is one that a report may hold."""
    rows = [dict(row) for row in answer.rows]
    for row in rows:
        assert set(row) <= columns_of(name)
        for value in row.values():
            plain_value(value, ZONE)
    return rows


# ---------------------------------------------------------------- inventory


@pytest.fixture
def herd(center: Center) -> dict[str, UUID]:
    lent, died = DispositionKind.LOAN, DispositionKind.DEATH
    with an_entry(center) as entry:
        return {
            "guyu": an_animal(entry, "Guyu", number="90001"),
            "bailu": an_animal(entry, "Bailu", sex=Sex.FEMALE, ownership=Ownership.LOANED_IN, came="2018-03-01"),
            "banli": an_animal(entry, "Banli", sex=Sex.UNKNOWN, ownership=Ownership.HELD_FOR_OTHERS, came="2020-02-01"),
            "cub": an_animal(entry, "Qinyun", sex=Sex.FEMALE, born="2020-08-17"),
            "lent": an_animal(entry, "Tianma", left="2020-03-01", left_kind=lent),
            "dead": an_animal(entry, "Xuexue", sex=Sex.FEMALE, born="1990", left="2020-04-05", left_kind=died),
            "ancestor": an_animal(entry, "Wanwan", born="about 1974", came=None),
        }


def inventory(center: Center, as_of: datetime = NOW, since: date | None = None) -> dict[str, Any]:
    with a_reading(center) as reading:
        rows = check("inventory", answers.inventory(reading, as_of=as_of, since=since))
    assert rows[-1]["code"] == "all"
    return rows[-1]


def test_inventory_counts_sexes_and_ownership_apart(center: Center, herd: dict[str, UUID]) -> None:
    counted = inventory(center)
    assert (counted["notation"], counted["total"]) == ("1.2.1", 4)
    assert [counted[code] for code in ("owned", "loaned_in", "held_for_others", "loaned_out")] == [2, 1, 1, 1]
    assert "opening" not in counted


def test_inventory_of_the_past_knows_nothing_of_what_came_later(center: Center, herd: dict[str, UUID]) -> None:
    assert inventory(center, datetime.fromisoformat("2020-02-28T12:00+08:00"))["notation"] == "2.2.1"
    assert inventory(center, datetime.fromisoformat("1995-01-01T12:00+08:00"))["notation"] == "0.1.0"


def test_inventory_as_of_excludes_animals_that_died_that_day(center: Center, herd: dict[str, UUID]) -> None:
    before = inventory(center, datetime.fromisoformat("2020-04-04T23:59+08:00"))["total"]
    assert inventory(center, datetime.fromisoformat("2020-04-05T08:00+08:00"))["total"] == before - 1


def test_opening_and_movements_make_the_closing(center: Center, herd: dict[str, UUID]) -> None:
    counted = inventory(center, since=date(2020, 1, 1))
    codes = ("opening", "births", "arrivals", "deaths", "departures", "closing")
    assert [counted[code] for code in codes] == [4, 1, 1, 1, 1, 4]
    with pytest.raises(NotUnderstood):
        inventory(center, since=date(2020, 9, 26))


def test_date_alone_means_its_whole_day(center: Center, herd: dict[str, UUID]) -> None:
    totals = {day: center.report("inventory", {"as_of": day}).rows[-1]["total"] for day in ("2020-08-16", "2020-08-17")}
    assert totals == {"2020-08-16": 3, "2020-08-17": 4}


# ---------------------------------------------------------------- lists


def test_list_shows_who_is_here_as_of_then(center: Center, herd: dict[str, UUID]) -> None:
    with an_entry(center) as entry:
        a_weight(entry, herd["guyu"], 98_400)
    with a_reading(center) as reading:
        rows = check("animals", answers.animals(reading, as_of=NOW, taxon=None, everyone=False))
        everyone = check("animals", answers.animals(reading, as_of=NOW, taxon=None, everyone=True))
    assert [row["name_en"] for row in rows] == ["Bailu", "Banli", "Guyu", "Qinyun"]
    guyu = rows[2]
    assert [guyu[code] for code in ("number", "age", "stage", "weight_g")] == ["90001", "8 y 1 mo", "adult", 98_400]
    states = {row["name_en"]: row["state"] for row in everyone}
    assert [states[one] for one in ("Guyu", "Tianma", "Xuexue", "Wanwan")] == ["here", "loaned_out", "dead", "pedigree"]


def test_weights_stand_beside_the_one_before(center: Center, herd: dict[str, UUID]) -> None:
    with an_entry(center) as entry:
        for days_ago, weight_g in ((30, 600), (20, 900), (9, 790)):
            a_weight(entry, herd["cub"], weight_g, days_ago=days_ago)
    with a_reading(center) as reading:
        answer = answers.weights(reading, animal=herd["cub"], since=TODAY - timedelta(days=25), as_of=NOW)
        everyone = check("weights", answers.weights(reading, animal=None, since=None, as_of=NOW))
    rows = check("weights", answer)
    assert [(row["weight_g"], row["change_percent"], row["judgement"]) for row in rows] == [
        (900, 50.0, "within"), (790, -12.2, "low"),
    ]  # fmt: skip
    assert rows[0]["band_verified"] is False
    assert "not been verified" in answer.notes[0]
    assert len(everyone) == 3


def test_papers_warn_before_they_lapse(center: Center, herd: dict[str, UUID]) -> None:
    known: dict[str, Any] = {"kind": PermitKind.PERMIT, "authority": "Authority", "authority_zh": None, "note": None}
    known |= {"valid_from": date(2019, 1, 1), "file": None, "animals": [herd["guyu"], herd["guyu"]]}
    with an_entry(center) as entry:
        for number, until in (
            ("OPEN", None), ("SOON", date(2020, 11, 10)), ("LATE", date(2022, 1, 1)), ("GONE", date(2020, 9, 25)),
        ):  # fmt: skip
            add_permit(entry, number=number, valid_until=until, **known)
    with a_reading(center) as reading:
        answer = answers.permits(reading, as_of=NOW, days=90, lapsing=False)
        lapsing = answers.permits(reading, as_of=NOW, days=90, lapsing=True)
    states = [(row["number"], row["state"], row["days_left"]) for row in check("permits", answer)]
    assert states == [
        ("GONE", "lapsed", 0), ("SOON", "lapses_soon", 46), ("LATE", "valid", 463), ("OPEN", "valid", None),
    ]  # fmt: skip
    assert answer.notes == ["GONE lapsed on 2020-09-25.", "SOON lapses on 2020-11-10."]
    assert [row["number"] for row in lapsing.rows] == ["GONE", "SOON"]


# ---------------------------------------------------------------- one animal


def test_specimen_report_says_everything_with_who_recorded_it(center: Center, herd: dict[str, UUID]) -> None:
    with an_entry(center) as entry:
        kid = an_animal(entry, "Kid", dam=herd["bailu"], sire=herd["guyu"], born="2019-07-07")
        an_identifier(entry, kid, "GPS-17", kind=IdentifierKind.COLLAR)
        a_weight(entry, kid, 30_000)
        note(entry, animal=kid, text="shy", done_at=NOW, done_by=None)
    with a_reading(center) as reading:
        rows = check("specimen", specimen(reading, animal=kid, as_of=NOW))
        dam = check("specimen", specimen(reading, animal=herd["bailu"], as_of=NOW))
    told = {(row["section"], row["field"]): row["value"] for row in rows}
    assert told["parents", "dam"] == "Bailu, 100%, genetic"
    assert told["identifiers", "collar"] == "GPS-17"
    assert told["measures", "weight"] == "30 kg"
    assert told["notes", "note"] == "shy"
    assert {row["recorded_by"] for row in rows} == {"Registrar"}
    assert {row["recorded_at"] for row in rows} == {NOW}
    assert ("offspring", "dam") in {(row["section"], row["field"]) for row in dam}


def test_timeline_is_in_order_and_within_its_bounds(center: Center, herd: dict[str, UUID]) -> None:
    with an_entry(center) as entry:
        a_weight(entry, herd["cub"], 1_000, days_ago=10)
        a_weight(entry, herd["cub"], 1_200, days_ago=3)
    with a_reading(center) as reading:
        rows = timeline(reading, herd["cub"], NOW - timedelta(days=5), NOW)
        whole = timeline(reading, herd["cub"], NOW - timedelta(days=999), NOW)
    assert [row.sentence for row in rows] == ["weight: 1.2 kg"]
    assert [row.kind for row in whole] == ["accession", "measurement", "measurement"]
    assert all(row.by_id is not None for row in whole)


def test_struck_out_record_counts_no_more(center: Center, herd: dict[str, UUID]) -> None:
    with an_entry(center) as entry:
        weight = a_weight(entry, herd["cub"], 1_200)
    with an_entry(center, reason="wrong cub") as entry:
        void(entry, kind=RecordKind.MEASUREMENT, record=weight.hex[-8:].upper())
    with a_reading(center) as reading:
        assert answers.weights(reading, animal=None, since=None, as_of=NOW).rows == []
    with pytest.raises(NotFound), an_entry(center, reason="again") as entry:
        void(entry, kind=RecordKind.MEASUREMENT, record=weight.hex[-8:])
    for typed in ("%%%%%%", "12", "zzzzzz"):
        with pytest.raises(NotUnderstood), an_entry(center, reason="x") as entry:
            void(entry, kind=RecordKind.MEASUREMENT, record=typed)
