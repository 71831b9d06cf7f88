"""Starting a center for practice: `seed`, `demo`, and the practice clock."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from breeding_center.cli import main
from breeding_center.clock import FixedClock
from breeding_center.errors import Refused
from breeding_center.office.center import Center
from breeding_center.office.practice import demo, seed
from tests.cli.conftest import ROOT, Run

REAL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def practiced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with two days of history, opened for the first time on 2 March 2026."""
    folder = tmp_path_factory.mktemp("demo")
    demo.ready(folder, days=2, clock=FixedClock(REAL))
    return folder


def test_demo_is_one_private_file_that_is_made_once(practiced: Path) -> None:
    records = practiced / "center.db"
    assert records.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in practiced.iterdir()} <= {"center.db", "center.db.lock"}
    before = records.read_bytes()
    assert demo.ready(practiced, clock=FixedClock(REAL + timedelta(hours=7))) == records
    assert records.read_bytes() == before


def test_practice_clock_goes_on_from_the_last_entry_after_a_night(practiced: Path) -> None:
    with Center.open(practiced / "center.db") as center:
        opened_at = center.site.practice_at
    demo.ready(practiced, clock=FixedClock(REAL + timedelta(days=3)))
    with Center.open(practiced / "center.db") as center:
        assert center.site.practice_at == opened_at
        assert center.site.real_at == REAL + timedelta(days=3)
        with center.reading() as asking:
            from breeding_center.office import memory, rooms

            rooms.load_models()
            assert memory.verify(asking) == []


@pytest.fixture
def practice(practiced: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo, on the morning it opens with."""
    mine = tmp_path / "center.db"
    shutil.copyfile(practiced / "center.db", mine)
    monkeypatch.setenv("BREEDING_CENTER_DATABASE", str(mine))
    monkeypatch.setenv("BREEDING_CENTER_CLOCK", "2020-09-25T08:30+08:00")
    return mine


def test_round_can_be_narrowed_to_mine_to_a_line_and_to_what_is_open(practice: Path, run: Run) -> None:
    whole = json.loads(run("today", "-f", "json").out)
    mine = json.loads(run("today", "--mine", "--by", "f01", "-f", "json").out)
    line = json.loads(run("today", "--line", "rescue", "-f", "json").out)
    still_open = json.loads(run("task", "list", "--open", "-f", "json").out)
    assert {row["feeder"] for row in mine} == {"Zhao Lin"}
    assert {row["line"] for row in line} == {"rescue"}
    assert {row["state"] for row in still_open} <= {"due", "overdue", "assigned"}
    assert 0 < len(mine) < len(whole)
    assert run("today", "--mine").code == 2


def test_plan_is_found_in_the_list_and_ended(practice: Path, run: Run) -> None:
    listed = json.loads(run("plan", "list", "--animal", "七仔", "-f", "json").out)
    assert len({row["key"] for row in listed}) == len(listed) > 0
    assert run("plan", "end", listed[0]["key"], "--by", "r01").code == 0
    assert len(json.loads(run("plan", "list", "--animal", "七仔", "-f", "json").out)) == len(listed) - 1


def test_offering_is_done_as_planned_and_by_one_of_two_only(practice: Path, run: Run, start: Run) -> None:
    due = next(row for row in json.loads(run("today", "-f", "json").out) if row["kind"] == "offering")
    command = [sys.executable, "-m", "breeding_center", "task", "done", due["id"], "--by"]
    both = [subprocess.Popen([*command, who], cwd=ROOT, stderr=subprocess.PIPE, text=True) for who in ("f01", "f02")]
    said = [one.communicate()[1] for one in both]
    assert sorted(one.returncode for one in both) == [0, 1], said
    assert any("did it at" in one for one in said), said
    assert run("journal", "verify").code == 0


def test_handover_and_emergency_answer(practice: Path, run: Run) -> None:
    assert run("handover").code == 0
    page = run("emergency", "--format", "html")
    assert page.code == 0
    assert page.out.count("<tr>") > 31


def test_demo_leaves_a_real_center_alone(records: Path) -> None:
    with pytest.raises(Refused, match="real center"):
        demo.ready(records.parent)


def test_interrupted_demo_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_values: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "seed", stopped)
    with pytest.raises(KeyboardInterrupt):
        demo.ready(tmp_path / "demo")
    assert list((tmp_path / "demo").iterdir()) == []


def test_demo_without_a_terminal_prints_the_round(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def short(place: Path, **named: object) -> object:
        return seed.seed(place, days=1)

    monkeypatch.setattr(demo, "seed", short)
    ended = run("demo", "--directory", str(tmp_path / "demo"))
    assert ended.code == 0
    assert "2020-09-25" in ended.out
    assert "Qizai" in ended.out
    assert str(tmp_path / "demo" / "center.db") in ended.err


def test_seed_fills_an_empty_place_and_refuses_records(
    run: Run, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BREEDING_CENTER_CLOCK")
    assert run("seed").code == 1, "the center has animals of its own"
    new = ["--database", str(tmp_path / "new.db")]
    assert run(*new, "seed", "--days", "0").code == 2
    seeded = run(*new, "seed", "--days", "1")
    assert (seeded.code, seeded.out) == (0, "")
    assert len(json.loads(run(*new, "feeder", "list", "--format", "json").out)) == 24
    assert run(*new, "seed", "--days", "1").code == 1
    assert run(*new, "journal", "verify").code == 0


def test_screens_need_a_terminal(run: Run) -> None:
    ended = run("tui")
    assert (ended.code, ended.out) == (1, "")
    assert "today" in ended.err


def test_module_and_command_are_the_same_program(start: Run) -> None:
    assert start("--version").code == 0
    assert start("--help").out.startswith(f"Usage: {main.PROGRAM}")
