"""A medicine is read in the language spoken, whichever was spoken when it was written down."""

from collections.abc import Iterator

import pytest

from breeding_center.text import set_language
from tests.disease_control.hospital import Hospital, count


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    set_language("en")


@pytest.fixture
def maidong(hospital: Hospital) -> Hospital:
    """A patient of 100 kg, and medicines with a name in each language."""
    hospital.animal("Maidong", weight_g=100_000)
    hospital.cabinet(name_en="amoxicillin", name_zh="阿莫西林")
    hospital.cabinet("alb", name_en="albendazole", name_zh="阿苯达唑", low_mg_kg="5", drug_class="benzimidazole")
    return hospital


def test_medicine_written_in_one_language_is_read_in_the_other(maidong: Hospital) -> None:
    set_language("zh")
    maidong.do("disease-control.prescribe", animal="Maidong", medicine="阿莫西林", dose_mg="1500 mg", slots=["09:00"])
    [task] = [one for one in maidong.center.today() if one.kind == "medication" and f"{one.due_at:%H:%M}" == "01:00"]
    assert maidong.center.form(task)[1]["medicine"] == "阿莫西林"
    maidong.center.complete(task.tail, by=maidong.nurse)
    assert [row["medicine"] for row in maidong.ask("medications")] == ["阿莫西林"]
    set_language("en")
    assert [row["medicine"] for row in maidong.ask("medications")] == ["amoxicillin"]
    told = [str(row["text"]) for row in maidong.ask("medical-history", animal="Maidong")]
    assert any(text.startswith("amoxicillin 1.5 g") for text in told)
    assert [task.planned["medicine"] for task in maidong.center.today() if task.kind == "medication"] == ["amoxicillin"]


def test_ten_times_the_last_dose_is_found_by_another_name(maidong: Hospital) -> None:
    maidong.do("disease-control.deworm", animal="Maidong", medicine="albendazole", dose_mg="1 g",
               done_at="2020-09-24 12:00")  # fmt: skip
    said = maidong.center.perform(
        "disease-control.deworm",
        {"animal": "Maidong", "medicine": "阿苯达唑", "dose_mg": "1 g", "drug_class": "Benzimidazole"},
        by=maidong.vet, reason="second day", confirm=True,
    )  # fmt: skip
    assert said.sentence.startswith("Dewormed Maidong: albendazole 1 g.")
    assert count(maidong.center, "deworming") == 2
    [row] = maidong.ask("parasites")
    assert (row["medicine"], row["drug_class"]) == ("albendazole", "benzimidazole")
