"""Alerts out of every room: order, silence, signed figures; doubts with what mends them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from breeding_center.declarations.room import Alert, Doubt, Room
from breeding_center.declarations.threshold import Threshold
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.office import rooms
from breeding_center.office.center import Center
from breeding_center.storage.reading import Reading
from breeding_center.vocabulary import CareLine, DoubtGrade, Post, Urgency
from tests.builders import a_person, an_animal, an_entry
from tests.lines import center

__all__ = ["center"]

NOW = datetime(2020, 9, 25, 2, 0, tzinfo=UTC)
FIGURE = Threshold("test.fall", "fall", 60, "%", "a source")
raised: list[Alert] = []
doubted: list[Doubt] = []


def alerts(_reading: Reading) -> list[Alert]:
    return list(raised)


def doubts(_reading: Reading) -> list[Doubt]:
    return list(doubted)


THRESHOLDS = (FIGURE,)
ROOM = Room(
    "test", "test", alerts=f"{__name__}:alerts", doubts=f"{__name__}:doubts", thresholds=f"{__name__}:THRESHOLDS"
)


def an_alert(code: str, urgency: Urgency, animal: UUID, *, hours: int = 1, is_verified: bool = True) -> Alert:
    since = NOW - timedelta(hours=hours)
    return Alert(
        code, urgency, CareLine.NUTRITION, f"{code} 3 of 9", "look", since, animal_id=animal, is_verified=is_verified
    )


@pytest.fixture
def animal(center: Center, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """An animal, in a center with one more room, which says what the test tells it to."""
    known = rooms.rooms()
    figures = rooms.thresholds()
    monkeypatch.setattr(rooms, "rooms", lambda: (*known, ROOM))
    monkeypatch.setattr(rooms, "thresholds", lambda: {**figures, FIGURE.code: FIGURE})
    raised.clear()
    doubted.clear()
    with an_entry(center) as entry:
        a_person(entry, "curator", posts=(Post.CURATOR,), kind="staff")
        return an_animal(entry, "Maidong")


def test_alerts_that_call_come_first_the_most_urgent_and_the_newest_of_them(center: Center, animal: UUID) -> None:
    raised.extend(
        [
            an_alert("watch", Urgency.WATCH, animal),
            an_alert("unsigned", Urgency.URGENT, animal, is_verified=False),
            an_alert("old", Urgency.URGENT, animal, hours=9),
            an_alert("new", Urgency.URGENT, animal, hours=2),
        ]
    )
    result = center.report("alerts")
    assert [(row["alert"], row["state"]) for row in result.rows] == [
        ("new 3 of 9", "alarm"), ("old 3 of 9", "alarm"), ("watch 3 of 9", "alarm"), ("unsigned 3 of 9", "shown"),
    ]  # fmt: skip
    assert {row["subject"] for row in result.rows} == {"Maidong"}
    assert "thresholds" in result.notes[0]


def test_a_snoozed_alert_is_silent_until_its_time_and_says_why(center: Center, animal: UUID) -> None:
    raised.append(an_alert("fall", Urgency.URGENT, animal))
    tail = str(center.report("alerts").rows[0]["id"])
    values = {"alert": tail, "until_at": "2020-09-26 10:00", "why": "vet saw her"}
    center.perform("alert.snooze", values, by="curator")
    hidden = center.report("alerts")
    assert (hidden.rows, len(hidden.notes)) == ([], 1)
    [row] = center.report("alerts", {"snoozed": "yes"}).rows
    assert row["state"] == "snoozed"
    assert "vet saw her" in str(row["alert"])


@pytest.mark.parametrize("until", ["2020-09-25 09:59", "2020-11-25 10:00"])
def test_a_snooze_ends_in_days_to_come_and_not_in_many(center: Center, animal: UUID, until: str) -> None:
    raised.append(an_alert("fall", Urgency.URGENT, animal))
    with pytest.raises(Refused):
        center.perform("alert.snooze", {"alert": "Maidong", "until_at": until, "why": "seen"}, by="curator")
    with pytest.raises(NotFound):
        center.perform("alert.snooze", {"alert": "Bailu", "until_at": until, "why": "seen"}, by="curator")
    assert [one.state for one in center.alerts(animal_id=animal)] == ["alarm"]


def test_a_figure_is_signed_once_and_anew_when_it_is_set(center: Center, animal: UUID) -> None:
    with an_entry(center) as entry:
        a_person(entry, "wu", posts=(Post.FEEDER,))
    with pytest.raises(Refused):
        center.perform("threshold.verify", {"threshold": "test.fall"}, by="wu")
    center.perform("threshold.verify", {"threshold": "test.fall"}, by="curator")
    with pytest.raises(AlreadyDone, match=r"Curator signed test\.fall"):
        center.perform("threshold.verify", {"threshold": "test.fall"}, by="curator")
    assert _figure(center) == (60, True, "Curator")
    center.perform("threshold.set", {"threshold": "test.fall", "value": "55", "source": "own data"}, by="curator")
    assert _figure(center) == (55, False, None)
    with pytest.raises(NotUnderstood):
        center.perform("threshold.set", {"threshold": "test.fall", "value": "0", "source": "own"}, by="curator")


def _figure(center: Center) -> tuple[object, object, object]:
    [row] = [row for row in center.report("thresholds").rows if row["code"] == "test.fall"]
    return row["value"], row["verified"], row["verified_by"]


def test_doubts_are_told_gravest_first_with_what_mends_them(center: Center, animal: UUID) -> None:
    grades = (DoubtGrade.LOW, DoubtGrade.HIGH)
    line = CareLine.RESCUE
    doubted.extend(Doubt(f"T-{one}", one, line, "said", "why", "mend it", animal_id=animal) for one in grades)
    rows = center.report("doubts", {"line": "rescue"}).rows
    assert [(row["code"], row["subject"], row["mend"]) for row in rows] == [
        ("T-high", "Maidong", "mend it"), ("T-low", "Maidong", "mend it"),
    ]  # fmt: skip
    assert len(center.report("doubts", {"grade": "low", "line": "rescue"}).rows) == 1


def test_a_snooze_holds_in_either_language() -> None:
    told = [
        Alert("short", Urgency.URGENT, None, "", "", NOW, subject=subject, detail="amox")
        for subject in ("amoxicillin", "阿莫西林")
    ]
    assert told[0].key == told[1].key
    assert told[0].key != Alert("short", Urgency.URGENT, None, "", "", NOW, detail="ketamine").key
