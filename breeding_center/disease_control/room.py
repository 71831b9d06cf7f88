"""What disease control contributes to the center."""

from breeding_center.declarations.room import LookupNames, Room
from breeding_center.text import N_
from breeding_center.vocabulary import CareLine


def _found(many: str, one: str) -> LookupNames:
    registers = "breeding_center.disease_control.registers"
    return LookupNames(f"{registers}:find_{many}", f"{registers}:{one}_options")


ROOM = Room(
    name="disease_control",
    title=N_("disease control"),
    line=CareLine.DISEASE_CONTROL,
    models=(
        "breeding_center.disease_control.model",
        "breeding_center.disease_control.clinical_model",
        "breeding_center.disease_control.outbreak_model",
    ),
    actions="breeding_center.disease_control.actions:ACTIONS",
    reports="breeding_center.disease_control.reports:REPORTS",
    task_kinds="breeding_center.disease_control.actions:TASK_KINDS",
    timeline="breeding_center.disease_control.history:timeline",
    closes="breeding_center.disease_control.service:closes",
    alerts="breeding_center.disease_control.watching:alerts",
    doubts="breeding_center.disease_control.doubting:doubts",
    thresholds="breeding_center.disease_control.thresholds:THRESHOLDS",
    lookups={
        "medicine": _found("medicines", "medicine"),
        "medicine_lot": _found("lots", "lot"),
        "prescription": _found("prescriptions", "prescription"),
        "draw": _found("draws", "draw"),
        "discrepancy": _found("discrepancies", "discrepancy"),
        "diagnosis": _found("problems", "problem"),
        "sample": _found("samples", "sample"),
        "aliquot": _found("aliquots", "aliquot"),
        "analyte": _found("analytes", "analyte"),
        "reference_interval": _found("intervals", "interval"),
        "anesthesia": _found("anesthesias", "anesthesia"),
        "confinement": _found("confinements", "confinement"),
        "outbreak": _found("outbreaks", "outbreak"),
    },
    evidence={
        "parasites": "breeding_center.disease_control.evidence:parasites",
        "distemper": "breeding_center.disease_control.evidence:distemper",
        "treatment": "breeding_center.disease_control.evidence:treatment",
    },
)
