"""Notes, enrichment, training and watched behavior, on both engines."""

from typing import Any

import pytest

from breeding_center.care.sessions import enrich, timeline, train, watch_behavior, write_note
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.office.center import Center
from breeding_center.vocabulary import CareLine
from tests.builders import a_reading, an_animal, an_entry
from tests.lines import a_place, a_stay, a_task, at

NOW = at("10:00", day=25)
DONE: dict[str, Any] = {"done_at": at("08:30", day=25), "done_by": None, "note": None}


def test_sessions_stand_in_the_animals_history(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal, place = an_animal(entry), a_place(entry)
        a_stay(entry, animal, place)
        enrich(entry, animal=animal, item="ice block", response=3, minutes=20, **DONE)
        train(entry, animal=animal, behavior="open mouth", success=None, minutes=None, **DONE)
        watch_behavior(entry, animal=animal, behavior="pacing", watched_min=15, seen_min=0, **DONE)
        write_note(entry, animal=animal, access_set=None, line=CareLine.NUTRITION, text="ate well", **DONE)
        write_note(entry, animal=None, access_set=place, line=CareLine.NUTRITION, text="yard wet", **DONE)
    with a_reading(center, now=NOW) as reading:
        told = timeline(reading, animal, at("00:00", day=25), NOW)
    assert [row.sentence for row in told] == [
        "Enrichment: ice block, response 3 of 3",
        "Training: open mouth",
        "pacing: 0 min of 15 min",
        "ate well",
        "yard wet",
    ]


def test_work_done_as_its_protocol_says_needs_no_words(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        task = a_task(entry, "note", line=CareLine.DISEASE_CONTROL)
        deed = write_note(entry, animal=None, access_set=None, line=None, text=None, task_id=task, **DONE)
    assert deed.sentence == "Done for the center."
    for line, text in ((CareLine.NUTRITION, None), (None, "ate well")):
        with pytest.raises(NotUnderstood), an_entry(center, now=NOW) as entry:
            write_note(entry, animal=None, access_set=None, line=line, text=text, **DONE)


def test_behavior_cannot_be_seen_for_longer_than_it_was_watched(center: Center) -> None:
    with an_entry(center, now=NOW) as entry:
        animal = an_animal(entry)
    for watched, seen, error in ((15, 16, NotUnderstood), (0, 0, Refused)):
        with pytest.raises(error), an_entry(center, now=NOW) as entry:
            watch_behavior(entry, animal=animal, behavior="pacing", watched_min=watched, seen_min=seen, **DONE)
