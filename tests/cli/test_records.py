"""Recording, tracing and taking back, as people do it on the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def entries(records: Path) -> int:
    with closing(sqlite3.connect(records)) as raw:
        count: int = raw.execute("SELECT count(*) FROM entry").fetchone()[0]
        return count


def test_weight_is_recorded_traced_and_taken_back(records: Path, run: Run) -> None:
    weighed = run("animal", "weigh", "qizai", "98.4kg", "--format", "json")
    assert weighed.code == 0
    assert "98.4 kg" in weighed.err
    keys = json.loads(weighed.out)
    shown = run("journal", "show", keys["id"])
    assert "98400" in shown.out
    assert "animal.weigh" in shown.err
    assert run("journal", "undo", keys["entry"], "--reason", "wrong animal").code == 0
    assert run("journal", "verify").code == 0
    again = run("journal", "undo", keys["entry"], "--reason", "again")
    assert (again.code, again.out) == (1, "")


def test_undo_needs_a_reason(records: Path, run: Run) -> None:
    assert run("journal", "undo", "2").code == 2


def test_doubt_is_refused_until_it_is_confirmed_with_a_reason(records: Path, run: Run) -> None:
    before = entries(records)
    doubted = run("animal", "weigh", "qizai", "98.4g")
    assert doubted.code == 1
    assert "--confirm" in doubted.err
    assert run("animal", "weigh", "qizai", "98.4g", "--confirm").code == 1
    assert entries(records) == before
    assert run("animal", "weigh", "qizai", "98.4g", "--confirm", "--reason", "a tooth").code == 0
    assert entries(records) == before + 1


def test_nobody_may_record_without_a_name(records: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BREEDING_CENTER_PERSON")
    assert run("animal", "weigh", "qizai", "98kg").code == 2
    assert run("--by", "王芳", "animal", "weigh", "qizai", "98kg").code == 0
    assert run("animal", "weigh", "qizai", "98.1kg", "--by", "wangfang").code == 0
    assert run("animal", "weigh", "qizai", "98kg", "--by", "nobody").code == 1


def test_global_options_may_stand_anywhere(records: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BREEDING_CENTER_DATABASE")
    for line in (
        ["--database", str(records), "animal", "list"], ["animal", "--database", str(records), "list"],
        ["animal", "list", "--database", str(records)],
    ):  # fmt: skip
        assert "Qi Zai" in run(*line).out


def test_names_follow_the_language_and_keys_do_not(records: Path, run: Run) -> None:
    english = json.loads(run("animal", "list", "--format", "json").out)
    chinese = json.loads(run("animal", "list", "--format", "json", "--language", "zh").out)
    assert [list(row) for row in english] == [list(row) for row in chinese]
    assert [row["key"] for row in english] == [row["key"] for row in chinese]


def test_ambiguous_name_lists_the_candidates(records: Path, run: Run) -> None:
    ended = run("animal", "weigh", "q", "98kg")
    assert ended.code == 1
    assert "Qi Zai" in ended.err
    assert "Qin Ling" in ended.err


@pytest.mark.parametrize("form", ["table", "csv", "json", "md", "html", "xlsx"])
def test_list_comes_in_every_format(form: str, records: Path, run: Run, tmp_path: Path) -> None:
    ended = run("animal", "list", "--format", form, "--output", str(tmp_path / "out"))
    assert ended.code == 0
    assert ended.out == ""
    assert (tmp_path / "out").stat().st_size > 0


def test_export_onto_the_records_is_refused(records: Path, run: Run) -> None:
    assert run("animal", "list", "--format", "csv", "--output", str(records)).code == 1
    assert run("journal", "verify").code == 0


def test_record_text_is_inert_in_a_table(records: Path, run: Run) -> None:
    ended = run("animal", "list")
    assert "Evil $(touch x) ␛[2J[/red]" in ended.out
    assert "\x1b" not in ended.out


def test_backup_is_made_checked_and_restored(records: Path, run: Run, tmp_path: Path) -> None:
    made = run("database", "backup", str(tmp_path / "copy.db"))
    assert (made.code, made.out) == (0, f"{tmp_path / 'copy.db'}\n")
    assert run("database", "restore", str(tmp_path / "copy.db"), "--drill").code == 0
    before = entries(records)
    assert run("animal", "weigh", "qizai", "98kg").code == 0
    assert run("database", "restore", str(tmp_path / "copy.db")).code == 0
    assert entries(records) == before


def test_status_and_doctor_answer_programs(records: Path, run: Run) -> None:
    status = {row["fact"]: row["value"] for row in json.loads(run("database", "status", "-f", "json").out)}
    assert status["schema"] == status["program"]
    assert status["place"] == str(records)
    assert "file-permissions" in {row["code"] for row in json.loads(run("doctor", "-f", "json").out)}
    records.chmod(0o644)
    assert run("doctor").code == 1


def test_database_of_another_schema_is_exit_code_four(records: Path, run: Run) -> None:
    with closing(sqlite3.connect(records)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    for line in (["today"], ["animal", "list"], ["database", "status"], ["database", "upgrade"]):
        ended = run(*line)
        assert ended.code == 4, line
        assert "Traceback" not in ended.err


def test_handover_alone_shows_it(records: Path, run: Run) -> None:
    assert run("handover").out == run("handover", "show").out
    day = ["--from", "08:00", "--until", "18:00", "--name-en", "Day", "--name-zh", "白班"]
    assert run("staff", "shift-pattern", "day", *day).code == 0
    assert run("handover", "write", "--text", "all fed", "--watch", "Qi Zai eats little").code == 0
    assert "Qi Zai eats little" in run("handover").out
    assert run("handover", "take").code == 1
    assert run("handover", "take", "--by", "王芳").code == 0


def test_task_is_added_done_and_not_done_twice(records: Path, run: Run) -> None:
    assert run("task", "add", "weighing", "--animal", "qizai", "--due", "11:00").code == 0
    listed = json.loads(run("today", "--format", "json").out)
    assert len(listed) == 1
    assert {"id", "line", "kind", "subject", "due_at", "state", "feeder"} <= set(listed[0])
    tail = listed[0]["id"][-8:]
    assert tail in run("today").out
    form = json.loads(run("task", "form", tail, "-f", "json").out)
    assert "--weight" in {row["option"] for row in form}
    assert run("task", "done", tail).code == 2, "a weight is never filled in for anyone"
    assert run("task", "done", tail, "--nothing", "1").code == 2
    assert run("task", "done", tail, "--weight", "98.4kg", "--by", "王芳").code == 0
    again = run("task", "done", tail, "--weight", "98.4kg")
    assert again.code == 1
    assert "Wang Fang" in again.err
    assert json.loads(run("task", "list", "--format", "json").out)[0]["state"] == "done"


def test_task_is_skipped_with_a_reason(records: Path, run: Run) -> None:
    run("task", "add", "weighing", "--animal", "qizai", "--due", "11:00")
    tail = json.loads(run("today", "--format", "json").out)[0]["id"][-8:]
    assert run("task", "skip", tail).code == 2
    assert run("task", "skip", tail, "--why", "asleep").code == 0
    assert run("journal", "verify").code == 0


def test_init_refuses_what_is_there_and_says_what_it_took_for_granted(records: Path, run: Run, tmp_path: Path) -> None:
    line = ["init", "--name", "Other", "--time-zone", "Asia/Shanghai", "--registrar", "Li Wei"]
    assert run(*line).code == 1
    other = ["--database", str(tmp_path / "other.db")]
    assert run(*other, *line, "--time-zone", "Mars/Base").code == 2
    assert not (tmp_path / "other.db").exists()
    began = run(*other, "init", "--name", "Other")
    assert began.code == 0
    assert "Asia/Shanghai, as nothing was said; --time-zone" in began.err
