"""Every report of disease control as it comes out, in JSON, byte for byte; and in every format and both languages."""

import re

import pytest

from breeding_center.declarations.formats import text_lines
from breeding_center.office.center import Center
from breeding_center.text import set_language
from tests.disease_control.hospital import Hospital, a_hospital
from tests.golden_files import assert_golden

REPORTS: dict[str, dict[str, str]] = {
    "treatments-due": {"before": "2020-09-26 12:00"},
    "medical-history": {"animal": "Maidong"},
    "medicine-stock": {},
    "controlled-drugs": {},
    "lab": {"animal": "Maidong"},
    "anesthesia": {"animal": "Chong"},
    "vaccination-due": {},
    "parasites": {},
    "quarantine": {},
    "contacts": {"animal": "Maidong", "since": "2020-09-01"},
    "outbreak": {"outbreak": "CDV"},
    "evacuation": {"outbreak": "CDV"},
    "strays": {},
}
KEY_TAIL = re.compile(rb"\b(?=[0-9a-f]*[0-9])[0-9a-f]{8}\b")


@pytest.fixture
def full(center: Center) -> Hospital:
    """A little of everything that disease control records."""
    hospital = a_hospital(center)
    for name in ("Maidong", "Bailu", "Chong"):
        hospital.animal(name, weight_g=100_000)
    _medicines(hospital)
    _laboratory(hospital)
    _anesthesia(hospital)
    _prevention(hospital)
    return hospital


def _medicines(hospital: Hospital) -> None:
    hospital.cabinet()
    hospital.cabinet("ketamine", low_mg_kg="4", high_mg_kg="9", concentration_mg_ml="100", stock_unit="ml",
                     controlled="yes", verified=False)  # fmt: skip
    hospital.do("medicine.receive", medicine="amoxicillin", amount="20 g", lot="A1", expires_on="2020-10-10",
                done_at="2020-09-20 09:00")  # fmt: skip
    hospital.do("medicine.receive", medicine="ketamine", amount="10 mL", lot="K7", expires_on="2021-12-31",
                witness="nurse", done_at="2020-09-20 09:05")  # fmt: skip
    hospital.do("disease-control.examine", animal="Maidong", findings=["respiratory: cough"], temperature_c="38.4",
                done_at="2020-09-24 08:00")  # fmt: skip
    hospital.do("disease-control.diagnose", animal="Maidong", problem="pneumonia", certainty="probable",
                done_at="2020-09-24 08:10")  # fmt: skip
    hospital.do("disease-control.prescribe", animal="Maidong", medicine="amoxicillin", dose_mg_kg="15",
                slots=["morning 09:00", "evening 20:30"], until_on="2020-10-02",
                done_at="2020-09-24 11:00")  # fmt: skip
    hospital.do("medicine.draw", medicine="ketamine", amount="6 mL", lot="K7", animal="Maidong", witness="nurse",
                done_at="2020-09-24 09:00")  # fmt: skip
    hospital.do("disease-control.give-dose", animal="Maidong", medicine="ketamine", dose_mg="500 mg", lot="K7",
                route="intramuscular", witness="nurse", done_at="2020-09-24 09:10")  # fmt: skip
    hospital.do("medicine.settle", draw="ketamine", wasted="1 mL", ampoules="1", witness="nurse",
                done_at="2020-09-24 10:00")  # fmt: skip


def _laboratory(hospital: Hospital) -> None:
    hospital.do("laboratory.analyte", code="WBC", unit="10⁹/L")
    hospital.do("laboratory.interval", analyte="WBC", low="3.5", high="7.5", source="State Forestry 2005")
    for number, value in enumerate(("5.1", "6.9", "9.8"), 1):
        day = f"2020-09-{number * 7:02d} 09:00"
        hospital.do("laboratory.sample", animal="Maidong", kind="blood", code=f"S{number}", done_at=day)
        hospital.do("laboratory.result", sample=f"S{number}", analyte="WBC", value=value, unit="10⁹/L", kit="Mindray",
                    laboratory="own", done_at=day)  # fmt: skip


def _anesthesia(hospital: Hospital) -> None:
    hospital.do("disease-control.anesthetise", animal="Chong", purpose="teeth", drugs="ketamine 5.7 mg/kg",
                darted="yes", loaded_ml="6 mL", delivered_ml="5.7 mL", fasted_h="20",
                done_at="2020-09-10 09:00")  # fmt: skip
    for clock, heart, breath, warmth, oxygen in (
        ("09:15", "78", "18", "37.1", "96"),
        ("09:30", "70", "16", "36.8", "95"),
    ):
        hospital.do("disease-control.vitals", anesthesia="Chong", heart_rate=heart, respiration_rate=breath,
                    temperature_c=warmth, spo2_percent=oxygen, done_at=f"2020-09-10 {clock}")  # fmt: skip
    hospital.do("disease-control.follow-anesthesia", anesthesia="Chong", induced_at="2020-09-10 09:08",
                recumbent_at="2020-09-10 09:10", reversed_at="2020-09-10 09:45", reversal="atipamezole",
                standing_at="2020-09-10 09:58")  # fmt: skip


def _prevention(hospital: Hospital) -> None:
    hospital.do("disease-control.vaccine-schedule", disease="canine distemper", number="1", min_age_days="56",
                repeat_days="365", protective_titre="50")  # fmt: skip
    hospital.do("disease-control.vaccinate", animal="Bailu", disease="canine distemper", product="Purevax",
                done_at="2020-03-01 09:00")  # fmt: skip
    hospital.do("disease-control.titre", animal="Bailu", disease="canine distemper", titre="64",
                done_at="2020-04-01 09:00")  # fmt: skip
    hospital.do("disease-control.fecal-exam", animal="Chong", eggs_per_g="300", parasite="Baylisascaris schroederi",
                done_at="2020-09-02 09:00")  # fmt: skip
    hospital.do("outbreak.open", code="CDV", agent="canine distemper virus", disease="canine distemper",
                since_on="2020-09-20", index_cases=["Maidong"])  # fmt: skip
    hospital.do("outbreak.case", outbreak="CDV", animal="Maidong", onset_on="2020-09-21", certainty="confirmed")
    hospital.do("outbreak.equipment", equipment="crate 3", animal="Maidong", done_at="2020-09-22 09:00")
    hospital.do("outbreak.equipment", equipment="crate 3", animal="Bailu", disinfected="yes",
                done_at="2020-09-23 09:00")  # fmt: skip
    hospital.do("quarantine.start", kind="cohort", animals=["Bailu"], code="C1", days="21", keeper="nurse",
                tests="CDV PCR", outbreak="CDV", at="2020-09-23 10:00")  # fmt: skip
    hospital.do("outbreak.sighting", species="dog", place="south gate", count="3", ill="yes",
                done_at="2020-09-24 18:00")  # fmt: skip
    hospital.do("outbreak.evacuate", outbreak="CDV", animals=["Chong"], destination="Zhouzhi", vehicle="truck 1")


@pytest.mark.parametrize("report", REPORTS)
def test_report_comes_out_as_it_is_known_to(full: Hospital, report: str) -> None:
    result = full.center.report(report, REPORTS[report])
    assert result.rows
    assert_golden(
        f"disease_{report.replace('-', '_')}.json", KEY_TAIL.sub(b"<key>", "".join(text_lines(result, "json")).encode())
    )


def test_every_report_prints_in_every_format_and_both_languages(full: Hospital) -> None:
    try:
        for language in ("en", "zh"):
            set_language(language)
            for report, parameters in REPORTS.items():
                result = full.center.report(report, parameters)
                for form in ("csv", "json", "md", "html"):
                    assert "".join(text_lines(result, form)), (report, form)
    finally:
        set_language("en")
