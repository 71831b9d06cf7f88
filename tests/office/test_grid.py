"""Many animals in one grid: all lines are recorded in one entry, or none."""

from pathlib import Path

import pytest

from breeding_center.errors import BreedingCenterError, NeedsConfirmation, NotUnderstood, Refused
from breeding_center.office.center import Center
from tests.builders import a_person, an_animal, an_entry
from tests.lines import a_plan, center

__all__ = ["center"]


@pytest.fixture
def herd(center: Center) -> Center:
    """Two animals."""
    with an_entry(center) as entry:
        an_animal(entry, "Maidong")
        an_animal(entry, "Bailu")
    return center


def record(center: Center, kind: str, text: str, folder: Path, **how: object) -> str:
    path = folder / "grid.csv"
    path.write_text(text, "utf-8")
    values = {"kind": kind, "file": str(path), "done_at": "2020-09-25 09:00"}
    return center.perform("care.grid", values, by="registrar", **how).sentence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("weights", "animal,weight\nMaidong,98.4 kg\nBailu,101 kg,after the walk\n"),
        ("feces", "Maidong,9 kg,3\n\nBailu,0 g\n"),
        ("temperatures", "\ufeffMaidong,36.8\r\nBailu,37.1\r\n"),
    ],
)
def test_a_round_is_written_down_in_one_entry(herd: Center, tmp_path: Path, kind: str, text: str) -> None:
    before = len(herd.journal())
    assert record(herd, kind, text, tmp_path).startswith("Recorded 2 lines. ")
    assert len(herd.journal()) == before + 1


BAD: list[tuple[str, str, type[BreedingCenterError], str]] = [
    ("weights", "Maidong,98.4 kg\nNobody,90 kg\n", Refused, "Line 2: animal: "),
    ("weights", "Maidong,98.4\nBailu,nan\n", NotUnderstood, "Line 1: "),
    ("weights", "Maidong,98.4 kg\nMaidong,98.4 kg\n", Refused, "Line 2: the same animal is in line 1"),
    ("weights", "Maidong,98.4 kg,note,more\n", NotUnderstood, "more columns"),
    ("weights", "Maidong,900 kg\n", Refused, "Line 1: "),
    ("feces", "Maidong,60 kg\n", NeedsConfirmation, "Line 1: "),
    ("leftovers", "Maidong,3 kg\n", NeedsConfirmation, "Line 1: "),
    ("weights", "animal,weight\n", NotUnderstood, "no line"),
    ("weights", '"Maidong,98 kg\n', NotUnderstood, "no CSV"),
    ("songs", "Maidong,98.4 kg\n", NotUnderstood, "songs"),
]


@pytest.mark.parametrize(("kind", "text", "error", "said"), BAD)
def test_a_grid_with_a_bad_line_writes_nothing(
    herd: Center, tmp_path: Path, kind: str, text: str, error: type[BreedingCenterError], said: str
) -> None:
    before = len(herd.journal())
    with pytest.raises(error) as refused:
        record(herd, kind, text, tmp_path)
    assert said in refused.value.sentence
    assert len(herd.journal()) == before


def test_a_file_that_is_not_there_or_no_text_says_so(herd: Center, tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\xff\xd8\xff")
    for name in ("nothing.csv", "picture.csv"):
        with pytest.raises(NotUnderstood, match=name):
            herd.perform("care.grid", {"kind": "weights", "file": str(tmp_path / name)}, by="registrar")


def test_doubts_of_a_grid_are_confirmed_together(herd: Center, tmp_path: Path) -> None:
    record(herd, "feces", "Maidong,60 kg\nBailu,50 kg\n", tmp_path, confirm=True, reason="two days' worth")
    assert len(herd.report("feces").rows) == 2


def test_work_that_asks_for_two_people_asks_for_the_second(herd: Center, tmp_path: Path) -> None:
    with an_entry(herd) as entry:
        from breeding_center.animals.queries import find_animals
        from breeding_center.care.model import Plan, Protocol

        plan = a_plan(entry, "weighing", find_animals(entry, "Maidong")[0].id)
        entry.change(entry.get(Protocol, entry.get(Plan, plan).protocol_id), is_two_person=True)
    path = tmp_path / "grid.csv"
    path.write_text("Maidong,98.4 kg\n", "utf-8")
    values = {"kind": "weights", "file": str(path), "done_at": "2020-09-25 09:00"}
    before = len(herd.journal())
    with pytest.raises(NotUnderstood, match="asks for two people"):
        herd.perform("care.grid", values, by="registrar")
    with pytest.raises(BreedingCenterError, match="second person must be another"):
        herd.perform("care.grid", values | {"witness": "registrar"}, by="registrar")
    assert len(herd.journal()) == before
    with an_entry(herd) as entry:
        a_person(entry, "nurse")
    herd.perform("care.grid", values | {"witness": "nurse"}, by="registrar")
    assert next(task.state for task in herd.today() if task.kind == "weighing") == "done"
