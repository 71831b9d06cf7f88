"""People, posts, shifts, leave and charges: on both engines."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from breeding_center.errors import AlreadyDone, NeedsConfirmation, NotUnderstood, Refused
from breeding_center.office.center import Center
from breeding_center.storage.entry import Entry
from breeding_center.team import answers, queries, service, shifts
from breeding_center.vocabulary import ChargeRole, Post
from tests.builders import NOW, TODAY, ZONE, a_person, a_reading, an_animal, an_entry

DAY = timedelta(days=1)
MONDAY = date(2020, 9, 21)


def a_shift(entry: Entry, code: str = "morning", starts_at: str = "07:30", ends_at: str = "16:00") -> UUID:
    deed = shifts.add_pattern(entry, code=code, name_en=None, name_zh=None, starts_at=starts_at, ends_at=ends_at)
    assert deed.id is not None
    return deed.id


def a_feeder(entry: Entry, name_en: str, name_zh: str | None = None, code: str | None = None) -> UUID:
    deed = service.add_feeder(
        entry, name_en=name_en, name_zh=name_zh, code=code, phone="+86 29 5550 1001", from_on=date(2020, 1, 1)
    )
    assert deed.id is not None
    return deed.id


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


# ---------------------------------------------------------------- people


def test_a_new_feeder_gets_the_next_code_and_a_post(center: Center) -> None:
    with an_entry(center) as entry:
        a_person(entry, "f24")
        deed = service.add_feeder(
            entry, name_en="Bai Yan", name_zh="白燕", code=None, phone=None, from_on=date(2020, 9, 1)
        )
        assert deed.sentence == "Bai Yan (f25) works here as feeder from 2020-09-01."
    with a_reading(center) as reading:
        assert deed.id is not None
        assert queries.posts_of(reading, deed.id, NOW) == {Post.FEEDER}
        assert queries.posts_of(reading, deed.id, at(23, day=date(2020, 8, 31))) == set()
        assert queries.staff_views(reading)[deed.id].kind == "feeder"


@pytest.mark.parametrize(("name_en", "name_zh"), [("zhao  lin", None), ("Zhаo Lin", None), ("Chao Lin", "赵林")])
def test_a_name_that_looks_like_somebodys_is_a_doubt(center: Center, name_en: str, name_zh: str | None) -> None:
    with an_entry(center) as entry:
        a_feeder(entry, "Zhao Lin", "赵林")
    with pytest.raises(NeedsConfirmation, match=r"There is a Zhao Lin \(f01\) already"), an_entry(center) as entry:
        a_feeder(entry, name_en, name_zh)
    with an_entry(center, confirmed=True, reason="two people of one name") as entry:
        a_feeder(entry, name_en, name_zh)


def test_a_person_needs_a_name_and_a_code_of_their_own(center: Center) -> None:
    with an_entry(center) as entry:
        a_feeder(entry, "Zhao Lin", code="f07")
    with pytest.raises(Refused, match="is Zhao Lin's"), an_entry(center) as entry:
        a_feeder(entry, "Qian Meili", code="F07")
    with pytest.raises(NotUnderstood, match="one word"), an_entry(center) as entry:
        a_feeder(entry, "Qian Meili", code="f 07")
    with pytest.raises(NotUnderstood, match="name"), an_entry(center) as entry:
        a_feeder(entry, "", None)
    with pytest.raises(NotUnderstood, match="nothing is written"), an_entry(center) as entry:
        a_feeder(entry, "\u200b\u200b")
    with pytest.raises(NotUnderstood, match="too many"), an_entry(center) as entry:
        a_feeder(entry, "x" * 121)


def test_the_longest_chinese_name_can_be_stored_and_found(center: Center) -> None:
    with an_entry(center) as entry:
        person = a_feeder(entry, "", "重" * 120)
    with a_reading(center) as reading:
        assert [one.id for one in queries.find_people(reading, "重" * 120)] == [person]


def test_people_are_found_by_name_pinyin_and_code_and_those_who_left_come_last(center: Center) -> None:
    with an_entry(center) as entry:
        lin = a_feeder(entry, "Zhao Lin", "赵林")
        lina = a_feeder(entry, "Zhao Lina", "赵丽娜")
    with a_reading(center) as reading:
        for typed in ("zhao lin", "赵林", "zhaolin", "zl", "f01", "ZHAO LIN"):
            assert [one.id for one in queries.find_people(reading, typed)] == [lin], typed
        assert [one.id for one in queries.find_people(reading, "zhao")] == [lin, lina]
        assert queries.find_people(reading, "%") == queries.find_people(reading, "nobody") == []
        assert [one.id for one in queries.find_people(reading, lina.hex[-6:])] == [lina]
    with an_entry(center) as entry:
        service.retire(entry, person=lin, last_on=TODAY - DAY)
    with a_reading(center) as reading:
        assert [one.id for one in queries.find_people(reading, "zhao")] == [lina, lin]
        assert lin not in [one.id for one in queries.person_options(reading)]


def test_another_post_ends_the_former_unless_it_is_kept(center: Center) -> None:
    with an_entry(center) as entry:
        person = a_feeder(entry, "Zhao Lin")
        service.appoint(entry, person=person, post=Post.CURATOR, from_on=TODAY)
        service.appoint(entry, person=person, post=Post.REGISTRAR, from_on=TODAY + 2 * DAY, keeps=True)
    with a_reading(center) as reading:
        assert queries.posts_of(reading, person, NOW - DAY) == {Post.FEEDER}
        assert queries.posts_of(reading, person, NOW) == {Post.CURATOR}
        assert queries.posts_of(reading, person, NOW + 2 * DAY) == {Post.CURATOR, Post.REGISTRAR}
    with pytest.raises(AlreadyDone), an_entry(center) as entry:
        service.appoint(entry, person=person, post=Post.CURATOR, from_on=TODAY + DAY)


def test_who_leaves_loses_posts_charges_and_later_shifts(center: Center) -> None:
    with an_entry(center) as entry:
        person, qizai, morning = a_feeder(entry, "Zhao Lin"), an_animal(entry, "Qizai"), a_shift(entry)
        service.charge(entry, person=person, animal=qizai, role=ChargeRole.PRIMARY, from_on=date(2020, 2, 1))
        for day in (TODAY, TODAY + DAY, TODAY + 2 * DAY):
            shifts.put_on_shift(entry, person=person, pattern=morning, on_day=day)
        deed = service.retire(entry, person=person, last_on=TODAY)
        assert deed.sentence == "Zhao Lin's last day is 2020-09-25; ended: 1 charge, 2 shifts."
    with a_reading(center) as reading:
        assert [one.on_day for one in queries.shifts_of(reading, person)] == [TODAY]
        assert queries.charges_of(reading, [qizai], NOW) == {qizai: [person]}
        assert queries.charges_of(reading, [qizai], NOW + DAY) == {}
        assert queries.staff_views(reading, NOW + DAY)[person].is_current is False
    with pytest.raises(AlreadyDone), an_entry(center) as entry:
        service.retire(entry, person=person, last_on=TODAY)


# ---------------------------------------------------------------- shifts


def test_two_shifts_at_once_are_refused_past_midnight_too(center: Center) -> None:
    with an_entry(center) as entry:
        person = a_feeder(entry, "Zhao Lin")
        morning, night = a_shift(entry), a_shift(entry, "night", "23:30", "08:00")
        shifts.put_on_shift(entry, person=person, pattern=night, on_day=TODAY)
    with pytest.raises(Refused, match="from 2020-09-25 23:30 to 2020-09-26 08:00"), an_entry(center) as entry:
        shifts.put_on_shift(entry, person=person, pattern=morning, on_day=TODAY + DAY)
    with an_entry(center) as entry:
        shifts.put_on_shift(entry, person=person, pattern=morning, on_day=TODAY)
    with a_reading(center) as reading:
        assert queries.on_shift(reading, NOW) == [person]
        assert queries.on_shift(reading, at(20)) == []
        assert queries.on_shift(reading, at(3, day=TODAY + DAY)) == [person]
        assert queries.on_shift(reading, at(8, day=TODAY + DAY)) == []


def test_a_shift_on_leave_is_a_doubt_and_nobodys(center: Center) -> None:
    with an_entry(center) as entry:
        person, morning = a_feeder(entry, "Zhao Lin"), a_shift(entry)
        deed = shifts.take_leave(entry, person=person, from_on=TODAY, last_on=TODAY + DAY, why="wedding")
        assert deed.sentence == "Zhao Lin is on leave from 2020-09-25 to 2020-09-26."
    with pytest.raises(NeedsConfirmation, match="on leave"), an_entry(center) as entry:
        shifts.put_on_shift(entry, person=person, pattern=morning, on_day=TODAY)
    with an_entry(center, confirmed=True, reason="came anyway") as entry:
        shifts.put_on_shift(entry, person=person, pattern=morning, on_day=TODAY)
    with pytest.raises(AlreadyDone), an_entry(center) as entry:
        shifts.take_leave(entry, person=person, from_on=TODAY + DAY, last_on=None, why=None)
    with a_reading(center) as reading:
        assert queries.on_shift(reading, NOW) == []
        assert queries.shifts_of(reading, person)[0].doubt == "Zhao Lin is on leave on 2020-09-25."


def test_nobody_is_put_on_a_shift_before_or_after_working_here(center: Center) -> None:
    with an_entry(center) as entry:
        person, morning = a_feeder(entry, "Zhao Lin"), a_shift(entry)
    with pytest.raises(Refused, match="does not work here"), an_entry(center) as entry:
        shifts.put_on_shift(entry, person=person, pattern=morning, on_day=date(2019, 12, 31))


def test_a_person_taken_off_a_shift_is_off(center: Center) -> None:
    with an_entry(center) as entry:
        person, morning = a_feeder(entry, "Zhao Lin"), a_shift(entry)
        shifts.put_on_shift(entry, person=person, pattern=morning, on_day=TODAY)
        shifts.take_off_shift(entry, person=person, on_day=TODAY, pattern=None)
    with a_reading(center) as reading:
        assert queries.on_shift(reading, NOW) == []
    with pytest.raises(Refused, match="no such shift"), an_entry(center) as entry:
        shifts.take_off_shift(entry, person=person, on_day=TODAY, pattern=morning)


def test_a_copied_week_leaves_out_who_is_away(center: Center) -> None:
    with an_entry(center) as entry:
        one, other, gone = (a_feeder(entry, name) for name in ("Zhao Lin", "Qian Meili", "Sun Haitao"))
        morning, night = a_shift(entry), a_shift(entry, "night", "23:30", "08:00")
        for person, pattern, day in ((one, morning, 0), (one, night, 3), (other, morning, 1), (gone, morning, 2)):
            shifts.put_on_shift(entry, person=person, pattern=pattern, on_day=MONDAY + day * DAY)
        shifts.take_leave(entry, person=other, from_on=MONDAY + 8 * DAY, last_on=None, why=None)
        service.retire(entry, person=gone, last_on=TODAY)
        deed = shifts.copy_week(entry, from_week=TODAY, to_week=TODAY + 7 * DAY)
    assert deed.sentence == (
        "Copied 2 shifts to the week of 2020-09-28. "
        "Left out, because away: Qian Meili (2020-09-29), Sun Haitao (2020-09-30)."
    )
    with a_reading(center) as reading:
        copied = queries.shifts_on(reading, MONDAY + 7 * DAY, MONDAY + 14 * DAY)
        assert [(view.staff_id, view.on_day) for view in copied] == [
            (one, MONDAY + 7 * DAY),
            (one, MONDAY + 10 * DAY),
        ]
        assert copied[1].until_at == at(8, day=MONDAY + 11 * DAY)


def test_a_copied_week_may_be_copied_again_but_never_clashes(center: Center) -> None:
    with an_entry(center) as entry:
        one = a_feeder(entry, "Zhao Lin")
        morning, late = a_shift(entry), a_shift(entry, "late", "12:00", "20:00")
        shifts.put_on_shift(entry, person=one, pattern=morning, on_day=MONDAY)
        shifts.copy_week(entry, from_week=MONDAY, to_week=MONDAY + 7 * DAY)
    with pytest.raises(AlreadyDone), an_entry(center) as entry:
        shifts.copy_week(entry, from_week=MONDAY, to_week=MONDAY + 7 * DAY)
    with an_entry(center) as entry:
        shifts.put_on_shift(entry, person=one, pattern=late, on_day=MONDAY + 14 * DAY)
    with pytest.raises(Refused, match="two shifts at once"), an_entry(center) as entry:
        shifts.copy_week(entry, from_week=MONDAY, to_week=MONDAY + 14 * DAY)
    with pytest.raises(Refused, match="Nobody"), an_entry(center) as entry:
        shifts.copy_week(entry, from_week=MONDAY - 7 * DAY, to_week=MONDAY)


# ---------------------------------------------------------------- charges


def test_a_new_primary_ends_the_formers_charge(center: Center) -> None:
    with an_entry(center) as entry:
        one, other, qizai = a_feeder(entry, "Zhao Lin"), a_feeder(entry, "Qian Meili"), an_animal(entry, "Qizai")
        service.charge(entry, person=one, animal=qizai, role=ChargeRole.PRIMARY, from_on=date(2020, 2, 1))
        service.charge(entry, person=other, animal=qizai, role=ChargeRole.BACKUP, from_on=date(2020, 2, 1))
        handed = service.charge(entry, person=other, animal=qizai, role=ChargeRole.PRIMARY, from_on=TODAY)
        assert (handed.person, handed.former) == ("Qian Meili", "Zhao Lin")
    with a_reading(center) as reading:
        assert queries.charges_of(reading, [qizai], NOW - DAY) == {qizai: [one, other]}
        assert queries.charges_of(reading, [qizai], NOW) == {qizai: [other]}
        told = queries.timeline(reading, qizai, NOW - DAY, NOW + DAY)
        assert sorted(row.sentence for row in told) == [
            "Qian Meili in charge (primary)",
            "Qian Meili no longer in charge (stand-in)",
            "Zhao Lin no longer in charge (primary)",
        ]
    with pytest.raises(AlreadyDone), an_entry(center) as entry:
        service.charge(entry, person=other, animal=qizai, role=ChargeRole.PRIMARY, from_on=TODAY + DAY)


def test_a_primary_named_for_later_takes_over_then(center: Center) -> None:
    with an_entry(center) as entry:
        one, other, qizai = a_feeder(entry, "Zhao Lin"), a_feeder(entry, "Qian Meili"), an_animal(entry, "Qizai")
        service.charge(entry, person=one, animal=qizai, role=ChargeRole.PRIMARY, from_on=TODAY + 5 * DAY)
        service.charge(entry, person=other, animal=qizai, role=ChargeRole.PRIMARY, from_on=TODAY)
    with a_reading(center) as reading:
        assert queries.charges_of(reading, [qizai], NOW) == {qizai: [other]}
        assert queries.charges_of(reading, [qizai], NOW + 5 * DAY) == {qizai: [one]}


def test_a_charge_ends_by_discharge_and_by_the_animals_departure(center: Center) -> None:
    with an_entry(center) as entry:
        one, qizai, other = a_feeder(entry, "Zhao Lin"), an_animal(entry, "Qizai"), an_animal(entry, "Lousheng")
        for animal in (qizai, other):
            service.charge(entry, person=one, animal=animal, role=ChargeRole.PRIMARY, from_on=date(2020, 2, 1))
        service.discharge(entry, person=one, animal=qizai, until_on=TODAY)
        assert service.closes(entry, other, NOW) == ["charge: Zhao Lin (primary)"]
        assert service.closes(entry, other, NOW) == []
    with a_reading(center) as reading:
        assert queries.charges_of(reading, None, NOW) == {other: [one]}
        assert queries.charges_of(reading, None, NOW + DAY) == {}
    with pytest.raises(Refused, match="not in charge"), an_entry(center) as entry:
        service.discharge(entry, person=one, animal=qizai, until_on=TODAY)


def test_only_people_of_that_day_are_put_in_charge_and_others_than_feeders_are_doubted(center: Center) -> None:
    with an_entry(center) as entry:
        one, vet, qizai = (
            a_feeder(entry, "Zhao Lin"),
            a_person(entry, "v01", posts=(Post.VETERINARIAN,)),
            an_animal(entry),
        )
    with pytest.raises(Refused, match="does not work here"), an_entry(center) as entry:
        service.charge(entry, person=one, animal=qizai, role=ChargeRole.PRIMARY, from_on=date(2019, 1, 1))
    with pytest.raises(NeedsConfirmation, match="not a feeder"), an_entry(center) as entry:
        service.charge(entry, person=vet, animal=qizai, role=ChargeRole.PRIMARY, from_on=TODAY)
    with pytest.raises(NotUnderstood), an_entry(center) as entry:
        service.charge(entry, person=one, role=ChargeRole.PRIMARY, from_on=TODAY)


def test_due_times_belong_to_whoever_is_on_shift_and_in_charge(center: Center) -> None:
    with an_entry(center) as entry:
        one, other, qizai = a_feeder(entry, "Zhao Lin"), a_feeder(entry, "Qian Meili"), an_animal(entry, "Qizai")
        morning, night = a_shift(entry), a_shift(entry, "night", "23:30", "08:00")
        service.charge(entry, person=one, animal=qizai, role=ChargeRole.PRIMARY, from_on=date(2020, 2, 1))
        service.charge(entry, person=other, animal=qizai, role=ChargeRole.BACKUP, from_on=date(2020, 2, 1))
        for person, pattern, day in ((one, morning, TODAY), (other, night, TODAY), (other, morning, TODAY + 2 * DAY)):
            shifts.put_on_shift(entry, person=person, pattern=pattern, on_day=day)
        shifts.put_on_shift(entry, person=one, pattern=morning, on_day=TODAY + 2 * DAY)
        shifts.take_leave(entry, person=one, from_on=TODAY + 2 * DAY, last_on=None, why=None)
    times = [at(8), at(20), at(0, 30, TODAY + DAY), at(8, 30, TODAY + 2 * DAY)]
    with a_reading(center) as reading:
        keepers = queries.keepers_for(reading, [qizai], {}, times)
        assert [keepers[qizai, due] for due in times] == [one, None, other, other]
        assert queries.keepers_for(reading, [qizai], {}, []).get((qizai, at(8))) is None


# ---------------------------------------------------------------- reports


def test_the_list_of_feeders_is_of_those_who_are_feeders_then(center: Center) -> None:
    with an_entry(center) as entry:
        one, gone = a_feeder(entry, "Zhao Lin", "赵林"), a_feeder(entry, "Kong Yaoguang", "孔耀光")
        qizai, morning = an_animal(entry), a_shift(entry)
        service.charge(entry, person=one, animal=qizai, role=ChargeRole.PRIMARY, from_on=date(2020, 2, 1))
        shifts.put_on_shift(entry, person=one, pattern=morning, on_day=TODAY)
        service.retire(entry, person=gone, last_on=date(2020, 3, 31))
    with a_reading(center) as reading:
        now, then = (answers.feeders(reading, as_of=when) for when in (NOW, at(9, day=date(2020, 3, 31))))
    assert now.rows == [
        {
            "code": "f01", "name_en": "Zhao Lin", "name_zh": "赵林", "post": Post.FEEDER, "phone": "+86 29 5550 1001",
            "primary": 1, "backup": 0, "shift": "morning",
        }
    ]  # fmt: skip
    assert [row["code"] for row in then.rows] == ["f01", "f02"]
    assert now.notes == ["1 feeder."]


def test_papers_that_expire_are_listed_unless_they_were_renewed(center: Center) -> None:
    with an_entry(center) as entry:
        one, other = a_feeder(entry, "Zhao Lin"), a_feeder(entry, "Qian Meili")
        for person, until in ((one, TODAY + 9 * DAY), (other, TODAY - DAY), (other, TODAY + 900 * DAY)):
            service.record_credential(
                entry, person=person, kind="certificate", number=None, valid_from=date(2019, 1, 1), valid_until=until
            )
    with a_reading(center) as reading:
        listed = answers.credentials(reading, as_of=NOW, days=90)
    assert [(row["person"], row["days_left"]) for row in listed.rows] == [("Zhao Lin", 9)]
    with pytest.raises(Refused, match="expire before"), an_entry(center) as entry:
        service.record_credential(entry, person=one, kind="x", number=None, valid_from=TODAY, valid_until=TODAY - DAY)
