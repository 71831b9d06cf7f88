"""Photos of a report, requests for a release, evidence of other rooms, and what may be taken back of a case."""

import os
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from breeding_center.clock import FixedClock
from breeding_center.declarations.formats import text_lines
from breeding_center.declarations.mapping import plan_of
from breeding_center.errors import BreedingCenterError, Refused
from breeding_center.office.center import Center
from breeding_center.office.rescuing import evidence_of
from breeding_center.office.upkeep.backup import back_up
from breeding_center.office.upkeep.restore import restore
from breeding_center.rescue.attaching import MOST_BYTES
from breeding_center.storage import tables
from breeding_center.vocabulary import Route
from breeding_center.vocabulary.disease_control import CheckOutcome, CheckPhase, ConfinementKind, StockUnit
from tests.builders import NOW, a_reading, an_entry
from tests.engines import Server
from tests.lines import at
from tests.rescue.test_whole_case import CODE, FOUND, FREE, admitted, assessed, case, do, entries, ready, released

__all__ = ["case"]

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 2000


def a_file(folder: Path, name: str = "trail.png", content: bytes = PNG) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def texts(center: Center, part: str) -> list[str]:
    return [str(row["text"]) for row in center.report("rescue-case", {"case": CODE}).rows if row["part"] == part]


def animal_of(center: Center) -> UUID:
    with a_reading(center) as reading:
        found = reading.value(tables.rescue_case.select().with_only_columns(tables.rescue_case.c.animal_id))
    assert isinstance(found, UUID)
    return found


# ---------------------------------------------------------------- a release asked for


def test_refused_request_is_kept_with_the_criterion_named_and_the_next_goes_through(case: Center) -> None:
    ready(case)
    do(case, "check", case=CODE, criterion="parasites", is_met="no", text="eggs", done_at="2020-09-19T09:10")
    asked = do(case, "request", case=CODE, done_at="2020-09-19T10:00")
    assert asked.sentence == "Case R2020-01: release refused, open: parasites fine (eggs)."
    do(case, "check", case=CODE, criterion="parasites", is_met="yes", text="treated", done_at="2020-09-19T11:00")
    do(case, "request", case=CODE, done_at="2020-09-19T12:00")
    do(case, "decide", case=CODE, is_approved="yes", authority="province", done_at="2020-09-19T15:00")
    do(case, "release", **FREE)
    assert texts(case, "request") == [
        "release asked for and refused; open: parasites fine (eggs)",
        "release asked for; nothing stood in its way but the approval",
    ]
    assert [one.action for one in case.journal(limit=1000)].count("rescue.request") == 2


def test_release_is_not_asked_for_before_the_assessment(case: Center) -> None:
    admitted(case)
    before = entries(case)
    with pytest.raises(Refused, match="released"):
        do(case, "request", case=CODE)
    assert entries(case) == before


# ---------------------------------------------------------------- evidence


def a_test(center: Center, animal: UUID, outcome: CheckOutcome, day: int) -> None:
    from breeding_center.disease_control.outbreak_model import Confinement, ConfinementTest

    with an_entry(center) as entry:
        group = entry.add(
            Confinement(code=f"Q-{day}", kind=ConfinementKind.QUARANTINE, days=30, opened_at=at("08:00", day=day))
        )
        entry.add(
            ConfinementTest(
                confinement_id=group.id, animal_id=animal, phase=CheckPhase.EXIT, test="canine distemper PCR",
                outcome=outcome, done_at=at("09:00", day=day),
            )
        )  # fmt: skip


def test_two_negative_tests_for_distemper_are_evidence_and_a_positive_one_bars(case: Center) -> None:
    animal = animal_of(admitted(case))

    def met() -> list[bool | None]:
        with a_reading(case) as reading:
            return [one.is_met for one in evidence_of(reading, animal, reading.now)["distemper"]]

    assert met() == []
    a_test(case, animal, CheckOutcome.NEGATIVE, 12)
    assert met() == [None]
    a_test(case, animal, CheckOutcome.PENDING, 13)
    a_test(case, animal, CheckOutcome.NEGATIVE, 18)
    assert met() == [True]
    a_test(case, animal, CheckOutcome.POSITIVE, 19)
    assert met() == [False]


def test_prescription_that_runs_is_open_treatment(case: Center) -> None:
    from breeding_center.disease_control.model import Medicine, Prescription

    animal = animal_of(admitted(case))
    with an_entry(case) as entry:
        drug = entry.add(
            Medicine(
                code="x", name_en="Fenbendazole", name_zh="芬苯达唑", search_key="x", stock_unit=next(iter(StockUnit)),
                is_controlled=False, is_verified=False,
            )
        )  # fmt: skip
        entry.add(
            Prescription(
                animal_id=animal, medicine_id=drug.id, dose_mg=5.0, route=Route.ORAL, slots="morning 08:30",
                is_as_needed=False, from_on=at("08:00", day=20).date(), done_at=at("08:00", day=20),
            )
        )  # fmt: skip
    do(case, "step", case=CODE, state="assessment", done_at="2020-09-18T10:00")
    do(case, "step", case=CODE, state="retained", done_at="2020-09-18T11:00")
    with pytest.raises(BreedingCenterError, match=r"open treatment: .*Fenbendazole is prescribed without end"):
        do(case, "close", case=CODE)


# ---------------------------------------------------------------- photos


def test_photo_is_kept_with_the_report_and_written_out_again(case: Center, tmp_path: Path) -> None:
    kept = do(case, "attach", report="side valley", files=[a_file(tmp_path)], caption="the wound")
    assert "trail.png" in kept.sentence
    assert texts(case, "file") == ["trail.png (2 kB): the wound"]
    out = tmp_path / "out"
    out.mkdir()
    do(case, "save-file", attachment="trail.png", to=str(out))
    assert (out / "trail.png").read_bytes() == PNG
    before = entries(case)
    with pytest.raises(Refused, match="nothing is written over"):
        do(case, "save-file", attachment="trail.png", to=str(out))
    assert entries(case) == before


def test_photo_goes_with_a_backup_to_either_engine(
    case: Center, begun_url: str, tmp_path: Path, postgresql: Server
) -> None:
    do(case, "attach", report="side valley", files=[a_file(tmp_path)])
    made = back_up(begun_url, tmp_path / "kept.db")
    with postgresql.fresh_database() as url:
        for number, place in enumerate((str(tmp_path / "elsewhere.db"), url)):
            restore(place, made.path)
            out = tmp_path / f"again-{number}.png"
            with Center.open(place, FixedClock(NOW)) as center:
                assert texts(center, "file") == ["trail.png (2 kB)"]
                do(center, "save-file", attachment="trail.png", to=str(out))
            assert out.read_bytes() == PNG


def test_photo_that_was_damaged_is_not_given_out(case: Center, tmp_path: Path) -> None:
    do(case, "attach", report="side valley", files=[a_file(tmp_path)])
    with case.database.writing() as connection:
        connection.execute(update(tables.file_content).values(content=b"another"))
    with pytest.raises(Refused, match="damaged"):
        do(case, "save-file", attachment="trail.png", to=str(tmp_path / "x.png"))
    assert not (tmp_path / "x.png").exists()


def test_report_may_bring_its_photos_with_it(case: Center, tmp_path: Path) -> None:
    files = [a_file(tmp_path), a_file(tmp_path, "paper.pdf", b"%PDF-1.7 x")]
    case.perform("rescue.report", {**FOUND, "place_en": "ridge", "files": files}, by="vet")
    with case.reading() as reading:
        assert len(reading.rows(tables.field_attachment.select())) == 2
        assert len(reading.rows(tables.file_content.select())) == 2


def refused(center: Center, file: str, said: str) -> None:
    before = entries(center)
    with pytest.raises(BreedingCenterError, match=said) as caught:
        center.perform("rescue.report", {**FOUND, "place_en": "ridge", "files": [file]}, by="vet")
    assert "\n" not in caught.value.sentence
    assert "\x1b" not in caught.value.sentence
    assert entries(center) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.jpg", None, "cannot be read"),
        ("empty.jpg", b"", "is empty"),
        ("notes.txt", b"a panda", "neither a picture nor a PDF"),
        ("evil\x1b[2J.txt", b"a panda", "neither a picture nor a PDF"),
        ("huge.png", PNG + b"\0" * MOST_BYTES, "larger than 10 MB"),
        ("two\nlines.png", PNG, "one line"),
    ],
)
def test_files_that_are_no_photo_are_refused(
    case: Center, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    refused(case, str(tmp_path / name) if content is None else a_file(tmp_path, name, content), said)


def test_a_folder_a_pipe_a_device_and_the_same_photo_again_are_refused(case: Center, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    for file in (str(tmp_path), str(pipe), "/dev/zero"):
        refused(case, file, "cannot be read|is no file")
    do(case, "attach", report="side valley", files=[a_file(tmp_path)])
    before = entries(case)
    with pytest.raises(BreedingCenterError, match=r"already, as trail\.png"):
        do(case, "attach", report="side valley", files=[a_file(tmp_path, "other.png")])
    assert entries(case) == before


# ---------------------------------------------------------------- taking back


def closed(center: Center) -> Center:
    do(center, "notify", case=CODE, rung="county", told="duty officer", done_at="2020-09-10T16:00")
    released(center)
    do(center, "fix", animal="Shanquan", latitude="33.63", longitude="107.95", done_at="2020-09-22T08:00")
    do(center, "close", case=CODE, done_at="2020-09-24T08:00")
    return center


@pytest.mark.parametrize("action", ["notify", "check", "decide", "fix"])
def test_nothing_of_a_closed_case_is_taken_back_before_its_closing_is(case: Center, action: str) -> None:
    closed(case)
    closing = case.journal(limit=1)[0]
    wanted = next(one for one in case.journal(limit=1000) if one.action == f"rescue.{action}")
    before = entries(case)
    with pytest.raises(Refused) as caught:
        case.undo(wanted.id, by="vet", reason="typed wrong")
    assert caught.value.sentence == f"Case R2020-01 is closed; undo its closing first, entry {closing.seq}."
    assert entries(case) == before
    case.undo(closing.id, by="vet", reason="closed too early")
    case.undo(wanted.id, by="vet", reason="typed wrong")


def test_case_that_has_gone_on_names_the_entry_that_must_be_undone_first(case: Center) -> None:
    assessed(case)
    entry_of = {one.action: one for one in reversed(case.journal(limit=1000))}
    last = next(one for one in case.journal() if one.action == "rescue.step")
    with pytest.raises(Refused) as caught:
        case.undo(entry_of["rescue.report"].id, by="vet", reason="typed wrong")
    said = f"Entry {last.seq} (rescue.step) added to a record of that entry since; undo that one first."
    assert caught.value.sentence == said
    with pytest.raises(Refused, match=r"^Entry \d+ \(.*\) (added to|changed) a record .* undo that one first"):
        case.undo(entry_of["rescue.open-case"].id, by="vet", reason="typed wrong")


# ---------------------------------------------------------------- the map


def test_collar_fixes_are_drawn_around_the_release_with_rings(case: Center) -> None:
    released(case)
    for hour, latitude in (("08", "33.63"), ("20", "33.64")):
        do(case, "fix", animal="Shanquan", latitude=latitude, longitude="107.95", done_at=f"2020-09-22T{hour}:00")
    result = case.report("tracking", {"animal": "Shanquan"})
    plan = plan_of(result)
    assert [(round(x, 2), round(y, 1)) for x, y in plan.way] == [(0.0, 1.1), (0.0, 2.2)]
    assert [round(radius, 6) for _x, _y, radius, _name in plan.rings] == [1.0, 2.0, 3.0]
    assert plan.points == ((0.0, 0.0, "released 2020-09-20"),)
    drawn = "".join(text_lines(result, "plot")).splitlines()
    assert drawn[-1].startswith("R released 2020-09-20  . 1 km  . 2 km  . 3 km")
    picture = drawn[1:22]
    of = {sign: next(row for row, line in enumerate(picture) if sign in line) for sign in "RL1"}
    assert of["L"] < of["1"] < of["R"]
    assert {picture[row].index(sign) for sign, row in of.items()} == {20}


def test_animal_that_was_never_released_has_nothing_to_draw(case: Center) -> None:
    admitted(case)
    with pytest.raises(Refused, match="nothing to draw"):
        list(text_lines(case.report("tracking", {"animal": "Shanquan"}), "plot"))
