"""Starting a center for practice: `seed`, `demo`, and the practice clock."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from breeding_center.cli import main
from breeding_center.clock import FixedClock
from breeding_center.errors import Refused
from breeding_center.office.center import Center
from breeding_center.office.practice import demo, seed
from tests.cli.conftest import Run

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
