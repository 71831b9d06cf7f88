"""A dose entered from two workstations at once is given once, on both engines."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.disease_control.hospital import Hospital, count

ROOT = Path(__file__).parents[2]


def test_dose_entered_from_two_workstations_at_once_is_given_once(hospital: Hospital, begun_url: str) -> None:
    hospital.animal("Maidong", weight_g=100_000)
    hospital.cabinet()
    hospital.do("disease-control.prescribe", animal="Maidong", medicine="amoxicillin", dose_mg="1500 mg",
                slots=["09:00"])  # fmt: skip
    [task] = [one for one in hospital.center.today() if one.kind == "medication" and one.state == "overdue"]
    when = str(time.time() + 3)
    stations = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.disease_control.dose_twice", begun_url, str(task.id), str(person), when],
            cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
        )
        for person in (hospital.vet, hospital.nurse)
    ]  # fmt: skip
    said = sorted(station.communicate(timeout=60)[0].strip() for station in stations)
    assert said.count("given") == 1, said
    assert any("did it at" in one for one in said), said
    assert count(hospital.center, "dose_given") == 1
