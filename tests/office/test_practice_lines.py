"""The practice center shows the furnished lines: no report of nutrition and disease control is empty in the demo."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from breeding_center.animals.queries import animal_views
from breeding_center.cli.table import table_lines
from breeding_center.clock import FixedClock
from breeding_center.declarations.pdf_page import pdf_bytes
from breeding_center.office import memory, rooms
from breeding_center.office.center import Center
from breeding_center.office.history import timeline
from breeding_center.office.practice.seed import seed
from breeding_center.office.practice.world import ANCHOR
from breeding_center.storage import tables
from breeding_center.text import set_language
from breeding_center.words import LABELS
from tests.golden_files import assert_golden, without_keys

REAL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAYS = 30

REPORTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("treatments-due", {}), ("medical-history", {"animal": "Maidong"}), ("vaccination-due", {}), ("parasites", {}),
    ("lab", {"animal": "Hanlu"}), ("quarantine", {}), ("controlled-drugs", {}), ("medicine-stock", {}),
    ("outbreak", {"outbreak": "D14-01"}), ("evacuation", {"outbreak": "DRILL-20"}), ("strays", {}),
    ("contacts", {"animal": "Maidong", "since": "2020-09-01"}),
    ("medications", {}), ("fecal-exams", {"since": "2020-09-01"}),
    ("intake", {}), ("kitchen", {}), ("order-list", {}), ("bamboo", {}), ("food-lots", {}), ("diet", {}),
    ("digestive-health", {}), ("analyses", {}), ("foods", {}), ("feces", {}),
    ("alerts", {}), ("thresholds", {}), ("snapshot", {"animal": "Maidong"}), ("timeline", {"animal": "Maidong"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Center]:
    """The sample's center with its last thirty days, on the morning that it opens with."""
    url = str(tmp_path_factory.mktemp("demo") / "center.db")
    seed(url, days=DAYS, clock=FixedClock(REAL))
    with Center.open(url, FixedClock(ANCHOR)) as center:
        yield center


@pytest.mark.parametrize(("name", "asked"), REPORTS, ids=[f"{name}" for name, _asked in REPORTS])
def test_no_report_of_the_furnished_lines_is_empty(demo: Center, name: str, asked: dict[str, str]) -> None:
    assert demo.report(name, asked).rows


ON_PAPER: tuple[tuple[str, dict[str, str]], ...] = (
    ("alerts", {}), ("thresholds", {}), ("snapshot", {"animal": "Maidong"}),
    ("timeline", {"animal": "Maidong", "line": "disease_control"}), ("medications", {"animal": "Maidong"}),
    ("fecal-exams", {"since": "2020-09-01"}),
)  # fmt: skip


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize(("name", "asked"), ON_PAPER, ids=[name for name, _asked in ON_PAPER])
def test_what_the_demo_prints_is_what_it_is_known_to_print(
    demo: Center, name: str, asked: dict[str, str], spoken: str
) -> None:
    set_language(spoken)
    try:
        result = demo.report(name, asked)
        lines = [*table_lines(result), *result.notes]
    finally:
        set_language("en")
    assert_golden(f"demo_{name}.{spoken}.txt", without_keys("".join(f"{line}\n" for line in lines).encode()))


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_closed_case_is_one_page_from_report_to_tracking(demo: Center, spoken: str) -> None:
    pytest.importorskip("typst")
    set_language(spoken)
    try:
        made, _warnings = pdf_bytes(demo.report("rescue-case", {"case": "R2019-01"}))
    finally:
        set_language("en")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made)) == 1


def test_every_kind_of_work_and_of_record_has_a_name_for_people(demo: Center) -> None:
    with demo.reading() as asking:
        kinds = {row.kind for animal in animal_views(asking) for row in timeline(asking, animal, days=DAYS)}
    assert len(kinds) > 30
    assert kinds | set(rooms.task_kinds()) <= LABELS.keys()


def test_shift_that_handed_over_is_called_by_its_name(demo: Center) -> None:
    last = next(row for row in demo.report("handover", {}).rows if row["part"] == "last handover")
    assert last["subject"] == "night shift"


def test_journal_is_sound_and_nothing_contradicts_itself(demo: Center) -> None:
    with demo.reading() as asking:
        assert memory.verify(asking) == []
    assert demo.report("doubts", {}).rows == []


def test_alerts_of_both_lines_are_true_and_name_their_records(demo: Center) -> None:
    found = {(row["subject"], row["urgency"]): row for row in demo.report("alerts", {}).rows}
    fall = found["Tianma (90015)", "urgent"]
    assert "since 2020-09-22" in str(fall["alert"])
    assert "leftover" in str(fall["records"])
    assert "feces" in str(fall["records"])
    short = found["amoxicillin and clavulanic acid", "urgent"]
    assert "1.7 g on hand, 12.5 g needed in 7 days" in str(short["alert"])
    assert "57.1 %" in str(found["Shuangjiang (90017)", "today"]["alert"])
    assert "2020-10-15" in str(found["albendazole", "watch"]["alert"])
    assert found["Fuling (90016)", "watch"]["state"] == "shown", "its schedule is not verified"
    assert all(row["records"] for row in found.values())


def test_treatment_of_maidong_is_told_dose_by_dose(demo: Center) -> None:
    rows = demo.report("medical-history", {"animal": "Maidong"}).rows
    doses = [str(row["text"]) for row in rows if row["kind"] == "dose_given"]
    assert any("refused" in said for said in doses)
    assert any("partial" in said for said in doses)
    kinds = {str(row["kind"]) for row in rows}
    assert {"examination", "diagnosis", "prescription", "isolation", "confinement_test", "vaccination"} <= kinds


def test_controlled_drug_balances_before_a_witness(demo: Center) -> None:
    result = demo.report("controlled-drugs", {})
    assert result.notes == ["Book and shelf agree."]
    assert all(row["witness"] and row["witness"] != row["by"] for row in result.rows)
    draws: dict[object, float] = {}
    for row in result.rows:
        if row["kind"] != "received":
            sign = 1 if row["kind"] == "drawn" else -1
            draws[row["draw"]] = draws.get(row["draw"], 0.0) + sign * float(str(row["amount"]))
    assert len(draws) == 3
    assert all(abs(rest) < 1e-9 for rest in draws.values())


def test_one_result_is_high_and_one_animal_overdue(demo: Center) -> None:
    flags = [row["flag"] for name in ("Lixia", "Hanlu", "Chushu") for row in demo.report("lab", {"animal": name}).rows]
    assert (len(flags), flags.count("high"), flags.count("within")) == (39, 1, 38)
    states = [row["state"] for row in demo.report("vaccination-due", {}).rows]
    assert states.count("overdue") == 1


def test_quarantine_of_spring_has_ended_and_the_isolation_stands(demo: Center) -> None:
    assert [row["code"] for row in demo.report("quarantine", {}).rows] == ["I20-02"]
    ended = {row["code"]: row["left_at"] for row in demo.report("quarantine", {"ended": "yes"}).rows}
    assert ended["Q20-01"] == datetime(2020, 4, 10, 2, 0, tzinfo=UTC)


def test_store_lasts_some_days_and_wastes_little(demo: Center) -> None:
    rows = [row for row in demo.report("bamboo", {}).rows if row["stock_g"]]
    assert len(rows) == 2
    assert all(2 < float(str(row["cover_days"])) < 5 and float(str(row["wasted_percent"])) < 10 for row in rows)


def test_diet_is_what_is_offered(demo: Center) -> None:
    rows = {row["food"]: row["daily_g"] for row in demo.report("diet", {"animal": "Guyu"}).rows}
    assert rows["Bashan wood bamboo leaves"] == 16000
    assert rows["panda cake"] == 1000


def test_trial_of_spring_compares_leaf_with_leaf_and_culm(tmp_path: Path) -> None:
    seed(tmp_path / "center.db", days=178, clock=FixedClock(REAL))
    with Center.open(tmp_path / "center.db", FixedClock(ANCHOR)) as center:
        rows = center.report("trial", {"trial": "T20-1"}).rows
        assert len(rows) == 8
        by_treatment: dict[object, list[float]] = {}
        for row in rows:
            by_treatment.setdefault(row["treatment"], []).append(float(str(row["digestibility_percent"])))
        assert all(5 < one < 45 for values in by_treatment.values() for one in values)
        assert sum(by_treatment["leaf"]) > sum(by_treatment["mixed"])
        assert rows[0]["from_on"] == date(2020, 4, 7)
        assert center.report("trial-preference", {"trial": "T20-1"}).rows
        statistics = center.report("trial-statistics", {"trial": "T20-1"}).rows
        pairs = {row["measure"]: row["pairs"] for row in statistics}
        # Two of the four had their leftovers sorted while they had both foods.
        assert pairs == {"digestibility_percent": 4, "eaten_g": 4, "eaten_percent": 2}
        with center.reading() as asking:
            assert memory.verify(asking) == []


def test_the_book_of_the_cabinet_agrees_with_what_was_given(demo: Center) -> None:
    """Every dose, worming and vaccine after a medicine's first delivery came off its stock."""
    with demo.reading() as reading:
        lots = {row["medicine"]: row for row in demo.report("medicine-stock", {}).rows}
        assert lots["albendazole"]["on_hand"] == 60_000
        m, moved = tables.medicine, tables.medicine_movement
        opened = {
            row.name_en: row.opened
            for row in reading.rows(
                select(m.c.name_en, func.min(moved.c.done_at).label("opened"))
                .join(moved, moved.c.medicine_id == m.c.id)
                .group_by(m.c.name_en)
            )
        }
        for table, name in ((tables.deworming, "medicine"), (tables.vaccination, "product")):
            for row in reading.rows(select(table).where(table.c.voided_at.is_(None))):
                written = getattr(row, name)
                assert written not in opened or row.done_at < opened[written] or row.lot_id is not None, row
