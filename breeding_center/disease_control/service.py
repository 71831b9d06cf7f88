"""What disease control does, called with an open entry. The deeds themselves lie beside this file, by subject."""

from datetime import datetime
from uuid import UUID

from breeding_center.disease_control import confining, examining, prescribing
from breeding_center.disease_control.confining import assign_keeper, confine, join, record_test, release, restart
from breeding_center.disease_control.deworming import deworm
from breeding_center.disease_control.dosing import give_dose, record_error
from breeding_center.disease_control.examining import diagnose, examine, resolve, review
from breeding_center.disease_control.operating import anesthetise, follow_anesthesia, note_vitals, record_necropsy
from breeding_center.disease_control.outbreaks import (
    add_case,
    close_outbreak,
    end_case,
    open_outbreak,
    plan_evacuation,
    resume_movements,
    set_day_x,
    sight_stray,
    stop_movements,
    use_equipment,
)
from breeding_center.disease_control.prescribing import prescribe, sign_verbal, stop_prescription
from breeding_center.disease_control.sampling import (
    add_analyte,
    add_interval,
    move_aliquot,
    record_result,
    store_aliquot,
    take_sample,
    verify_interval,
)
from breeding_center.disease_control.stocking import (
    add_medicine,
    draw,
    explain,
    receive,
    set_range,
    settle_draw,
    verify_medicine,
    write_off,
)
from breeding_center.disease_control.vaccinating import (
    examine_feces,
    note_reaction,
    plan_vaccine,
    record_titre,
    schedule_vaccine,
    vaccinate,
    verify_schedule,
)
from breeding_center.storage.entry import Entry


def closes(entry: Entry, animal_id: UUID, at: datetime) -> list[str]:
    """What of disease control ends when an animal dies or leaves; says what."""
    return [
        *prescribing.closes(entry, animal_id, at),
        *examining.closes(entry, animal_id, at),
        *confining.closes(entry, animal_id, at),
    ]


__all__ = [
    "add_analyte", "add_case", "add_interval", "add_medicine", "anesthetise", "assign_keeper", "close_outbreak",
    "closes", "confine", "deworm", "diagnose", "draw", "end_case", "examine", "examine_feces", "explain",
    "follow_anesthesia", "give_dose", "join", "move_aliquot", "note_reaction", "note_vitals", "open_outbreak",
    "plan_evacuation", "plan_vaccine", "prescribe", "receive", "record_error", "record_necropsy", "record_result",
    "record_test", "record_titre", "release", "resolve", "restart", "resume_movements", "review", "schedule_vaccine",
    "set_day_x", "set_range", "settle_draw", "sight_stray", "sign_verbal", "stop_movements", "stop_prescription",
    "store_aliquot", "take_sample", "use_equipment", "vaccinate", "verify_interval", "verify_medicine",
    "verify_schedule", "write_off",
]  # fmt: skip
