"""The times of the day at which doses fall due: what they are called, how they are written, kept and shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from breeding_center.errors import NotUnderstood
from breeding_center.moments import parse_time
from breeding_center.text import N_, _, listed


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of the day at which a dose is due, and what people call it."""

    name: str
    at: time


_PARTS_OF_DAY = ((11, N_("morning")), (14, N_("noon")), (18, N_("afternoon")), (22, N_("evening")), (24, N_("night")))


def slot_name(at: time) -> str:
    """What a time of the day is called where nobody named it, in the one language that is kept."""
    return next(name for hour, name in _PARTS_OF_DAY if at.hour < hour)


def show_slot(slot: str) -> str:
    """A slot as people read it: the part of the day in the language spoken, and the time."""
    part, _gap, clock = slot.partition(" ")
    known = {name for _until, name in _PARTS_OF_DAY}
    return f"{_(part)} {clock}" if part in known and clock else slot


def show_slots(slots: str) -> str:
    """The slots of a prescription as people read them."""
    return listed(show_slot(one) for one in slots.split(", ")) if slots else ""


# Parts of the day as people say them in Chinese: kept in English, and shown in either language.
_PARTS_IN_CHINESE = {
    "清晨": "morning", "早晨": "morning", "早上": "morning", "上午": "morning", "中午": "noon", "下午": "afternoon",
    "傍晚": "evening", "晚上": "evening", "夜间": "night", "夜里": "night",
}  # fmt: skip


def _parse_slot(written: str) -> Slot:
    for said, part in _PARTS_IN_CHINESE.items():
        if written.startswith(said):
            at = parse_time(written[len(said) :].strip())
            # 下午 4:30 and 晚上 8:30 are read off a clock of twelve hours.
            late = part in ("afternoon", "evening") and 1 <= at.hour < 12
            return Slot(part, at.replace(hour=at.hour + 12 if late else at.hour, second=0, microsecond=0))
    name, _space, clock = written.rpartition(" ")
    at = parse_time(clock).replace(second=0, microsecond=0)
    return Slot(name.strip() or slot_name(at), at)


def parse_slots(written: Sequence[str]) -> list[Slot]:
    """Slots as people write them: 'morning 08:30', or the time alone; in the order of the clock."""
    slots: dict[time, Slot] = {}
    for one in written:
        slot = _parse_slot(one.strip())
        if slot.at in slots:
            raise NotUnderstood(_("{time} is named twice; say each slot once.").format(time=f"{slot.at:%H:%M}"))
        slots[slot.at] = slot
    return [slots[at] for at in sorted(slots)]


def slots_text(slots: Sequence[Slot]) -> str:
    """Slots as they are kept and read: 'morning 08:30, evening 20:30'."""
    return ", ".join(f"{slot.name} {slot.at:%H:%M}" for slot in slots)
