"""A breeding year through the front door, on both engines: from the plan to the cubs and their sires."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from breeding_center.animals.model import Condition, ParentageClaim
from breeding_center.animals.queries import animal_views, find_animals
from breeding_center.breeding.doubts import doubts
from breeding_center.breeding.queries import timeline
from breeding_center.breeding.siring import sires_of
from breeding_center.declarations.action import ANIMAL
from breeding_center.declarations.csv_json import json_lines
from breeding_center.errors import AlreadyDone, BreedingCenterError, NeedsConfirmation, NotUnderstood, Refused
from breeding_center.office.alerts import raised
from breeding_center.office.center import Center, Outcome
from breeding_center.office.upkeep.tables import all_records
from breeding_center.storage import journal, tables
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import AlertState, ConditionKind, DispositionKind, ParentageKind, ParentRole, Post, Sex
from tests.builders import OPENED, a_center, a_claim, a_person, a_reading, a_weight, an_animal, an_entry
from tests.golden_files import assert_golden
from tests.lines import a_place, a_stay

STRAWS = {"straws": "3", "tank": "T1", "canister": "2", "cane": "4"}


def hold(entry: Entry, animal: UUID, kind: ConditionKind) -> None:
    entry.add(Condition(animal_id=animal, kind=kind, from_at=OPENED))


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    """Two dams, two males, one in quarantine and one dead, on 25 September 2020."""
    with a_center(begun_url) as made:
        with an_entry(made) as entry:
            a_person(entry, "curator", posts=(Post.CURATOR,), kind="staff")
            dam = an_animal(entry, "Yongyong", sex=Sex.FEMALE, number="90101", born="2012-08-01")
            an_animal(entry, "Mudan", sex=Sex.FEMALE, number="90102", born="2011-08-01")
            maidong = an_animal(entry, "Maidong", number="90103", born="2010-08-01")
            an_animal(entry, "Tianma", number="90104", born="2011-08-20")
            an_animal(entry, "Huajiao", number="90105", born="1994", left="2015-10-26", left_kind=DispositionKind.DEATH)
            held = an_animal(entry, "Guyu", number="90106", born="2009-08-20")
            an_animal(entry, "Lixia", sex=Sex.FEMALE, number="90107", born="2013-09-05", sire=maidong)
            hold(entry, held, ConditionKind.QUARANTINE)
            a_weight(entry, dam, 94_000)
            a_stay(entry, dam, a_place(entry, "d1"))
        yield made


def do(center: Center, action: str, by: str = "registrar", **values: str) -> Outcome:
    """A deed, said again with a reason where `confirm` is."""
    reason = values.pop("reason", None)
    return center.perform(f"breeding.{action}", values, by=by, reason=reason, confirm=reason is not None)


def two_sire_litter(center: Center) -> tuple[UUID, UUID]:
    """Two males' straws in one dam on two days, and twins 123 days later."""
    for male, day in (("Maidong", "10"), ("Tianma", "12")):
        do(center, "collect-semen", male=male, volume_ml="3 ml", done_at=f"2020-03-{day} 10:00", **STRAWS)
    codes = {row["male"]: str(row["codes"]).split(", ") for row in center.report("semen-bank").rows}
    straws = [codes["Maidong (90103)"], codes["Tianma (90104)"]]
    for number, day in enumerate(("16", "17")):
        both = f"{straws[0][number]}, {straws[1][number]}"
        do(center, "inseminate", female="Yongyong", straws=both, done_at=f"2020-04-{day} 15:00")
    do(center, "begin-pregnancy", animal="Yongyong", day_zero_on="2020-04-16", done_at="2020-04-18 10:00")
    born = {"dam": "Yongyong", "born": "2020-08-17", "cub_sexes": "female, male", "cub_names": "Yi, Er",
            "cub_weights": "152 g, 131 g"}  # fmt: skip
    first = center.perform("animal.birth", born, by="registrar").id
    assert first is not None
    second = next(one.id for one in center.options(ANIMAL) if one.label.startswith("Er"))
    return first, second


def shares(center: Center, cub: UUID) -> list[tuple[ParentageKind, float]]:
    with a_reading(center) as reading:
        return [(ParentageKind(one.kind), one.probability) for one in sires_of(reading, cub)]


def test_each_cub_of_a_two_sire_litter_has_its_own_weighted_sires_and_dna_settles_one(center: Center) -> None:
    first, second = two_sire_litter(center)
    half = [(ParentageKind.ASSUMED, 0.5)] * 2
    assert shares(center, first) == shares(center, second) == half
    settled = do(center, "dna-sire", animal="Yi", sire="Tianma", laboratory="Xi'an", reported_on="2020-09-25")
    assert settled.sentence.endswith("Tianma (90104) 100%.")
    assert shares(center, first) == [(ParentageKind.GENETIC, 1.0)]
    assert shares(center, second) == half
    with a_reading(center) as reading:
        p = tables.parentage_claim
        voided = reading.rows(
            select(p.c.void_reason, p.c.probability).where(
                p.c.animal_id == first, p.c.role == ParentRole.SIRE, p.c.voided_at.is_not(None)
            )
        )
    assert [row.probability for row in voided] == [0.5, 0.5]
    assert {row.void_reason for row in voided} == {"DNA of 2020-09-25 names Tianma (90104)"}
    assert center.report("sire-candidates", {"animal": "Yi"}).notes == [
        "Claimed now: Tianma (90104) 100% (genetic).",
        (
            "Claimed before, struck out on 2020-09-25: Maidong (90103) 50% (assumed), Tianma (90104) 50% (assumed); "
            "DNA of 2020-09-25 names Tianma (90104)."
        ),
    ]
    with pytest.raises(Refused, match="already proven"):
        do(center, "dna-sire", animal="Yi", sire="Maidong", reported_on="2020-09-25")


def test_specimen_as_known_the_day_before_prints_the_old_weights(begun_url: str) -> None:
    the_day_before = datetime.fromisoformat("2020-09-24T10:00+08:00")
    with a_center(begun_url, now=the_day_before) as earlier, an_entry(earlier) as entry:
        dam = an_animal(entry, "Yongyong", sex=Sex.FEMALE)
        males = [an_animal(entry, name) for name in ("Maidong", "Tianma")]
        cub = an_animal(entry, "Yi", born="2020-08-17", dam=dam)
        for male in males:
            a_claim(entry, cub, ParentRole.SIRE, male, 0.5)
    with a_center(begun_url) as center:
        with an_entry(center, reason="DNA") as entry:
            for one in sires_of(entry, cub):
                entry.void(entry.get(ParentageClaim, one.id))
            a_claim(entry, cub, ParentRole.SIRE, males[1])
        now = center.report("specimen", {"animal": "Yi"})
        then = center.report("specimen", {"animal": "Yi"}, as_known_on="2020-09-24")
        with pytest.raises(NotUnderstood, match="still to come"):
            center.report("specimen", {"animal": "Yi"}, as_known_on="2020-09-27")
        with pytest.raises(BreedingCenterError):
            center.report("specimen", {"animal": "Yi"}, as_known_on="2000-01-01")
    sires = [[row["value"] for row in made.rows if row["field"] == "sire"] for made in (now, then)]
    assert sires == [["Tianma, 100%, genetic"], ["Maidong, 50%, genetic", "Tianma, 50%, genetic"]]
    assert then.notes[0].startswith("As known on 2020-09-24")


def test_registrar_overrides_the_proposal_with_a_reason(center: Center) -> None:
    first, _second = two_sire_litter(center)
    with pytest.raises(NotUnderstood, match="why"):
        do(center, "override-sires", animal="Yi", candidates="Maidong")
    do(center, "override-sires", animal="Yi", candidates="Maidong, Tianma", probabilities="0.8, 0.2", reason="motility")
    assert shares(center, first) == [(ParentageKind.ASSUMED, 0.8), (ParentageKind.ASSUMED, 0.2)]
    do(center, "propose-sires", animal="Yi")
    assert shares(center, first) == [(ParentageKind.ASSUMED, 0.5)] * 2


def test_a_sire_dead_before_conception_is_right_when_his_semen_was_used(center: Center) -> None:
    do(center, "collect-semen", male="Huajiao", volume_ml="2 ml", done_at="2015-03-12 10:00", **STRAWS)
    [bank] = center.report("semen-bank").rows
    code = str(bank["codes"]).split(", ")[0]
    do(center, "inseminate", female="Mudan", straws=code, done_at="2020-04-16 15:00")
    born = {"dam": "Mudan", "born": "2020-08-17", "cub_sexes": "female", "cub_names": "San"}
    center.perform("animal.birth", born, by="registrar")
    with a_reading(center) as reading:
        assert doubts(reading) == []
    with pytest.raises(Refused, match="died"):
        do(center, "collect-semen", male="Huajiao", volume_ml="2 ml", done_at="2016-03-12 10:00")


def test_records_that_cannot_all_be_true_are_doubted(center: Center) -> None:
    two_sire_litter(center)
    born = {"dam": "Mudan", "born": "2020-08-20", "cub_sexes": "female", "cub_names": "San"}
    outcome = center.perform("animal.birth", born, by="registrar")
    with an_entry(center, reason="test", confirmed=True) as entry:
        assert outcome.id is not None
        for male in ("Maidong", "Tianma"):
            a_claim(entry, outcome.id, ParentRole.SIRE, find_animals(entry, male)[0].id)
        dead = an_animal(entry, "Si", born="2020-08-18", dam=find_animals(entry, "Mudan")[0].id)
        a_claim(entry, dead, ParentRole.SIRE, find_animals(entry, "Huajiao")[0].id, 0.5)
    codes = [row["code"] for row in center.report("doubts", {"line": "breeding"}).rows]
    assert codes == ["breeding.sire_dead", "breeding.two_proven_sires", "breeding.litter_without_pregnancy"]


def test_pregnancy_goes_from_state_to_state_and_a_birth_ends_it(center: Center) -> None:
    begun = do(center, "begin-pregnancy", animal="Yongyong", day_zero_on="2020-04-16", done_at="2020-04-18 10:00")
    assert "undetermined: birth possible 2020-07-08 to 2020-11-02" in begun.sentence
    with pytest.raises(AlreadyDone):
        do(center, "begin-pregnancy", animal="Yongyong", day_zero_on="2020-04-17", done_at="2020-04-18 10:00")
    with pytest.raises(Refused, match="After bred comes"):
        do(center, "pregnancy-step", animal="Yongyong", state="luteal_2", done_at="2020-05-01 10:00")
    do(center, "pregnancy-step", animal="Yongyong", state="luteal_1", done_at="2020-04-23 10:00")
    do(center, "pregnancy-step", animal="Yongyong", state="luteal_2", done_at="2020-07-05 10:00")
    checked = do(center, "check-pregnancy", animal="Yongyong", method="ultrasound", done_at="2020-07-10 10:00")
    assert checked.sentence == "Yongyong (90101), ultrasound: undetermined."
    [row] = center.report("breeding-season", {"year": "2020"}).rows
    assert (row["state"], row["finding"], row["window_from"]) == ("luteal_2", "undetermined", date(2020, 8, 14))
    do(center, "pregnancy-step", animal="Yongyong", state="pseudopregnancy", done_at="2020-08-20 10:00")
    with pytest.raises(Refused, match="Nothing is awaited"):
        do(center, "pregnancy-step", animal="Yongyong", state="loss")


def test_plan_of_a_season_is_checked_and_replaced(center: Center) -> None:
    plan = {"dam": "Yongyong", "year": "2021", "primary_sire": "Maidong", "backup_sire": "Tianma"}
    do(center, "plan-season", by="curator", **plan)
    do(center, "plan-season", by="curator", **{**plan, "primary_sire": "Tianma", "backup_sire": ""})
    [row] = center.report("breeding-season", {"year": "2021"}).rows
    assert (row["primary_sire"], row["backup_sire"], row["generations"]) == ("Tianma (90104)", None, "none shared")
    for wrong, sentence in (
        ({"dam": "Lixia"}, "share Maidong"), ({"primary_sire": "Guyu"}, "held apart"),
        ({"primary_sire": "Huajiao"}, "no straw"), ({"dam": "Tianma", "primary_sire": "Maidong"}, "is male"),
        ({"year": "2031"}, "season to plan"),
    ):  # fmt: skip
        with pytest.raises(BreedingCenterError, match=sentence):
            do(center, "plan-season", by="curator", **{**plan, "backup_sire": "", **wrong})
    do(center, "collect-semen", male="Huajiao", volume_ml="2 ml", done_at="2015-03-12 10:00", **STRAWS)
    do(center, "plan-season", by="curator", **{**plan, "primary_sire": "Huajiao", "method": "artificial"})


def test_a_dam_that_rears_a_young_cub_is_not_planned_for(center: Center) -> None:
    two_sire_litter(center)
    with pytest.raises(Refused, match=r"rears Yi .* will be 241 days old"):
        do(center, "plan-season", by="curator", dam="Yongyong", year="2021", primary_sire="Maidong")
    do(center, "plan-season", by="curator", dam="Yongyong", year="2022", primary_sire="Maidong")


def test_twins_are_swapped_in_turn_and_a_late_swap_calls_once_it_is_signed(center: Center) -> None:
    two_sire_litter(center)
    do(center, "swap-twins", animal="Yi", done_at="2020-09-25 01:00")
    with pytest.raises(AlreadyDone, match="swapped already"):
        do(center, "swap-twins", animal="Yi", done_at="2020-09-25 02:00")
    do(center, "swap-twins", animal="Er", done_at="2020-09-25 05:45")
    assert not swaps(center)  # 15 minutes late at 10:00: within the grace
    do(center, "swap-interval", animal="Yi", interval_min="3h")
    assert swaps(center) == [AlertState.SHOWN]
    center.perform("threshold.verify", {"threshold": "breeding.swap_grace"}, by="curator")
    assert swaps(center) == [AlertState.ALARM]
    with pytest.raises(Refused, match="no living twin"):
        do(center, "swap-twins", animal="Lixia")


def swaps(center: Center) -> list[AlertState]:
    with a_reading(center) as reading:
        return [one.state for one in raised(reading) if one.alert.code == "breeding.swap_overdue"]


def test_of_twins_the_one_in_the_incubator_is_missed_at_the_bottle_not_the_one_that_nurses(center: Center) -> None:
    born = {"dam": "Mudan", "born": "2020-09-24", "cub_sexes": "female, male", "cub_names": "San, Si"}
    center.perform("animal.birth", born, by="registrar")
    do(center, "cub-feed", animal="San", milk_ml="6 ml", done_at="2020-09-24 20:00")
    do(center, "swap-twins", animal="San", done_at="2020-09-25 05:00")
    assert unfed(center) == [("Si", "5 h in the incubator without milk.")]
    do(center, "cub-feed", animal="Si", milk_ml="6 ml", done_at="2020-09-25 05:30")
    assert unfed(center) == [("Si", "Last fed by hand 4.5 h ago.")]
    do(center, "cub-feed", animal="Si", milk_ml="6 ml", done_at="2020-09-25 08:30")
    assert unfed(center) == []


def unfed(center: Center) -> list[tuple[str, str]]:
    with a_reading(center) as reading:
        found = [one.alert for one in raised(reading) if one.alert.code == "breeding.unfed"]
        views = animal_views(reading)
        return [(views[one.animal_id].name, one.sentence) for one in found if one.animal_id is not None]


def test_marks_of_twins_differ_and_the_nest_is_watched_from_outside(center: Center) -> None:
    two_sire_litter(center)
    do(center, "mark-cub", animal="Yi", mark="shave", site="left shoulder")
    with pytest.raises(Refused, match="same mark"):
        do(center, "mark-cub", animal="Er", mark="shave", site="Left shoulder")
    seen = do(center, "watch-nest", animal="Yongyong", cubs_seen="1", is_nursing="yes", dam_away_min="4h")
    assert "dam away 4 h: normal, dams leave the nest for hours" in seen.sentence
    rows = center.report("cub-growth", {"animal": "Yi"}).rows
    assert [row["seen"] for row in rows][-1] == "nursing, dam away 4 h: normal, dams leave the nest for hours"


def test_cubs_that_do_not_thrive_are_shown(center: Center) -> None:
    born = {"dam": "Mudan", "born": "2020-09-20", "cub_sexes": "female", "cub_names": "San", "cub_weights": "75 g"}
    center.perform("animal.birth", born, by="registrar", confirm=True, reason="weighed twice")
    for day, weight in (("24", "80 g"), ("25", "72 g")):
        weigh = {"animal": "San", "weight_g": weight, "done_at": f"2020-09-{day} 08:00"}
        center.perform("animal.weigh", weigh, by="registrar", confirm=True, reason="weighed twice")
    with a_reading(center) as reading:
        found = {one.alert.code: one.state for one in raised(reading)}
    assert set(found) >= {
        "breeding.low_birth_weight", "breeding.below_birth_weight", "breeding.weight_loss", "breeding.below_band"
    }  # fmt: skip
    assert set(found.values()) == {AlertState.SHOWN}


def estrogen(center: Center, day: date, value: str) -> None:
    code = f"U-{day:%m%d}"
    do(center, "urine-sample", animal="Yongyong", code=code, done_at=f"{day} 09:00")
    do(center, "assay", sample=code, hormone="estrogen", value_ng_ml=value, creatinine_mg_ml="1")


LEVELS = ["6", "5.5", "6.5", "6.2", "5.8", "13", "18", "26", "38", "45"]


def test_hormones_name_day_zero_and_the_fertile_hours_are_shown(center: Center) -> None:
    first = date(2020, 9, 15)
    for number, level in enumerate(LEVELS):
        estrogen(center, first + timedelta(days=number), level)
    assert "no peak before a fall" in center.report("hormones", {"animal": "Yongyong"}).notes[-1]
    estrogen(center, date(2020, 9, 25), "29")
    notes = center.report("hormones", {"animal": "Yongyong"}).notes
    assert "Day 0: 2020-09-25, provisional" in notes[3]
    with a_reading(center) as reading:
        codes = [one.alert.code for one in raised(reading)]
    assert "breeding.fertile" in codes
    with pytest.raises(NeedsConfirmation):
        do(center, "mate", female="Yongyong", male="Guyu", done_at="2020-09-25 09:30")
    do(center, "mate", female="Yongyong", male="Guyu", done_at="2020-09-25 09:30", reason="the gate was open")
    assert_golden("breeding-season.json", golden(center, "breeding-season", year="2020"))
    assert_golden("hormones.json", golden(center, "hormones", animal="Yongyong"))


def test_a_late_sample_changes_the_answer_of_the_report_and_says_so(center: Center, begun_url: str) -> None:
    first = date(2020, 9, 10)
    for number, level in enumerate(LEVELS):
        estrogen(center, first + timedelta(days=number), level)
    for day, level in ((21, "20"), (22, "15")):
        estrogen(center, date(2020, 9, day), level)
    assert "Day 0: 2020-09-21, confirmed" in center.report("hormones", {"animal": "Yongyong"}).notes[3]
    with a_center(begun_url, now=center.now() + timedelta(hours=1)) as later:
        estrogen(later, date(2020, 9, 20), "29")
        notes = later.report("hormones", {"animal": "Yongyong"}).notes
        known = later.report("hormones", {"animal": "Yongyong"}, as_known_on="2020-09-25 10:00").notes
    assert "Day 0: 2020-09-20, confirmed" in notes[3]
    assert notes[5] == (
        "Entered late, after later samples: 2020-09-20. This changed the answer: it was day 0 on 2020-09-21, "
        "confirmed by the next sample, it is day 0 on 2020-09-20, confirmed by the next sample."
    )
    assert "Day 0: 2020-09-21, confirmed" in known[4]


def golden(center: Center, report: str, **parameters: str) -> bytes:
    return "".join(json_lines(center.report(report, parameters))).encode()


def test_reports_of_litters_cubs_sires_and_straws_are_as_they_were(center: Center) -> None:
    two_sire_litter(center)
    do(center, "estrus", animal="Mudan", bleating="2", vulva="1", done_at="2020-09-25 08:00")
    do(center, "cub-feed", animal="Yi", milk_ml="20 ml", done_at="2020-09-25 08:00")
    assert_golden("litters.json", golden(center, "litters"))
    assert_golden("cub-growth.json", golden(center, "cub-growth"))
    assert_golden("sire-candidates.json", golden(center, "sire-candidates", animal="Yi"))
    assert_golden("estrus-watch.json", golden(center, "estrus-watch"))
    bank = center.report("semen-bank")
    for row in bank.rows:
        assert isinstance(row, dict)
        row["codes"] = len(str(row["codes"]).split(", "))  # codes hold a part of the key
    assert_golden("semen-bank.json", "".join(json_lines(bank)).encode())


def test_an_animals_history_tells_the_breeding_year(center: Center) -> None:
    two_sire_litter(center)
    do(center, "introduce", female="Mudan", male="Maidong", mounts="2", aggression="1", done_at="2020-04-10 10:00")
    do(center, "mate", female="Mudan", male="Maidong", intromission="yes", done_at="2020-04-10 10:20")
    smear = {"cells_counted": "200", "superficial_percent": "90", "keratinized_percent": "60"}
    do(center, "cytology", animal="Mudan", done_at="2020-04-08 10:00", **smear)
    do(center, "male-watch", animal="Maidong", scent_marking="3", testis_length_cm="6 cm", done_at="2020-04-01 10:00")
    with a_reading(center) as reading:
        known = {name: find_animals(reading, name)[0].id for name in ("Mudan", "Maidong", "Yongyong")}
        told = {
            name: [one.sentence for one in timeline(reading, key, OPENED, reading.now)] for name, key in known.items()
        }
    assert told["Mudan"] == [
        "Smear: superficial 90 %, keratinized 60 %: second shift, about two days before the peak",
        "Gate opened between Mudan (90102) and Maidong (90103), aggression 1, 2 mounts",
        "Mudan (90102) mated with Maidong (90103), intromission seen",
    ]
    assert "Season watch: scent marking 3, testes 6 cm" in told["Maidong"]
    assert told["Yongyong"][-2:] == ["birth, day 0 on 2020-04-16", "Gave birth to 2 cubs"]


def test_after_a_breeding_year_the_journal_verifies(center: Center) -> None:
    two_sire_litter(center)
    with center.database.reading() as connection:
        assert journal.verify(connection, all_records()) == []
