"""Diseases and parts of the day are understood in either language, kept under one name, and shown in the reader's."""

from datetime import time

import pytest

from breeding_center.disease_control.day_slots import parse_slots, show_slots, slots_text
from breeding_center.disease_control.diseases import canonical, disease_key
from breeding_center.text import set_language


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("犬瘟热", "canine distemper"), ("Canine Distemper", "canine distemper"), ("CDV", "canine distemper"),
        ("狂犬病", "rabies"), ("犬细小病毒", "canine parvovirus"), ("parvo", "canine parvovirus"),
        ("犬传染性肝炎", "infectious canine hepatitis"), ("禽流感", "avian influenza"), ("钩体病", "leptospirosis"),
    ],
)  # fmt: skip
def test_a_disease_is_kept_under_one_name(typed: str, kept: str) -> None:
    assert canonical(typed) == kept


def test_a_disease_nobody_knows_is_kept_as_it_was_typed() -> None:
    assert canonical("Clostridium 梭菌病") == "Clostridium 梭菌病"
    assert disease_key("Clostridium 梭菌病") == disease_key("clostridium 梭菌病")


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("morning 08:30", time(8, 30)), ("上午 08:30", time(8, 30)), ("早上8点半", time(8, 30)),
        ("下午 4:30", time(16, 30)), ("下午 16:30", time(16, 30)), ("晚上 8:30", time(20, 30)),
        ("晚上 20:30", time(20, 30)), ("20:30", time(20, 30)),
    ],
)  # fmt: skip
def test_a_slot_is_read_in_either_language(typed: str, at: time) -> None:
    assert [slot.at for slot in parse_slots([typed])] == [at]


def test_two_slots_of_one_part_of_the_day_are_told_apart_by_their_time() -> None:
    assert slots_text(parse_slots(["10:30", "08:00"])) == "morning 08:00, morning 10:30"


def test_slots_are_kept_in_one_language_and_shown_in_the_readers() -> None:
    kept = slots_text(parse_slots(["上午 08:30", "晚上 8:30"]))
    assert kept == "morning 08:30, evening 20:30"
    set_language("zh")
    try:
        unnamed, shown = slots_text(parse_slots(["08:30", "20:30"])), show_slots(kept)
    finally:
        set_language("en")
    assert unnamed == kept
    assert shown == "上午 08:30、晚上 20:30"
