"""A shift is handed over under its own name, on both engines."""

from datetime import date, datetime

import pytest

from breeding_center.clock import FixedClock
from breeding_center.errors import Refused
from breeding_center.office.center import Center
from breeding_center.team import shifts
from tests.builders import a_person, an_entry
from tests.lines import at


def _the_day(center: Center) -> None:
    with an_entry(center) as entry:
        zhao = a_person(entry, "zhao")
        a_person(entry, "shen")
        for code, starts_at, ends_at in (
            ("morning", "07:30", "16:00"), ("evening", "15:30", "00:00"), ("night", "23:30", "08:00"),
        ):  # fmt: skip
            deed = shifts.add_pattern(
                entry, code=code, name_en=None, name_zh=None, starts_at=starts_at, ends_at=ends_at
            )
            if code == "night":
                assert deed.id is not None
                shifts.put_on_shift(entry, person=zhao, pattern=deed.id, on_day=date(2020, 9, 24))


@pytest.mark.parametrize(
    ("now", "by", "shift", "told"),
    [
        (at("07:50", day=25), "zhao", None, "night"),  # zhao's own, which goes on until eight
        (at("07:50", day=25), "shen", None, "morning"),  # shen has none: the one that began last
        (at("03:00", day=25), "shen", None, "night"),
        (at("16:05", day=25), "shen", None, "evening"),
        (at("16:05", day=25), "shen", "morning", "morning"),  # as it was said
    ],
)
def test_a_shift_is_handed_over_by_its_name(
    center: Center, now: datetime, by: str, shift: str | None, told: str
) -> None:
    _the_day(center)
    center.clock = FixedClock(now)
    center.perform("handover.write", {"text": "all fed"} | ({"pattern": shift} if shift else {}), by=by)
    last = next(row for row in center.report("handover").rows if row["text"] == "all fed")
    assert last["subject"] == told


def test_a_center_without_shifts_has_none_to_hand_over(center: Center) -> None:
    with pytest.raises(Refused, match="no shifts yet"):
        center.perform("handover.write", {"text": "all fed"}, by="registrar")
