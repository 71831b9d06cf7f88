"""Who suits whom, what a litter would do, the plan of a season and what happens against it."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from breeding_center.animals.model import Animal
from breeding_center.animals.queries import find_animals
from breeding_center.declarations.formats import write_report
from breeding_center.declarations.report import ReportResult
from breeding_center.errors import AlreadyDone, BreedingCenterError, NeedsConfirmation, NotUnderstood, Refused
from breeding_center.office.center import Center
from breeding_center.storage import tables
from breeding_center.text import set_language
from tests.breeding.choosers import populate, with_two_sires
from tests.builders import a_center, a_reading, an_entry
from tests.golden_files import assert_golden


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    with a_center(begun_url) as made:
        populate(made)
        yield made


@pytest.fixture
def small(begun_sqlite_url: str) -> Iterator[Center]:
    """The same where one engine is enough."""
    with a_center(begun_sqlite_url) as made:
        populate(made)
        yield made


def pair(center: Center, dam: str, sire: str, **asked: object) -> dict[str, Any]:
    rows = center.report("pairs", {"females": [dam], "males": [sire], **asked}).rows
    assert len(rows) == 1
    return dict(rows[0])


def written(result: ReportResult, form: str) -> bytes:
    stream = io.BytesIO()
    write_report(result, form, stream)
    return stream.getvalue()


GROUNDS = [
    (
        "Amei",
        "Dong",
        "pair_allowed",
        "Suitability 5, detrimental: decided by what the offspring does to gene diversity.",
    ),
    ("Er", "Feng", "pair_never", "Er and Feng share Bing (90102) within three generations."),
    ("Er", "Bing", "pair_never", "Bing is an ancestor of Er within three generations."),
    ("Amei", "Gao", "pair_allowed", "Semen of his is kept: by insemination."),
    ("Amei", "Hei", "pair_not_now", "Hei: medical hold, to be looked at on 2020-10-01."),
    ("Amei", "Ji", "pair_not_now", "Ji is subadult in the season, 2 y 8 mo old: not of breeding age."),
    ("Amei", "Old", "pair_not_now", "Old is geriatric in the season"),
    ("Amei", "Lao", "pair_allowed", "Lao died 2019-06-01. Semen of his is kept: by insemination."),
    ("Amei", "Mo", "pair_not_now", "Amei is at Test center, Mo at an unknown place."),
    ("Kun", "Dong", "pair_never", "crossing subspecies needs an approval."),
    ("Ning", "Dong", "pair_not_now", "which will be 241 days old in the middle of the season."),
    ("Pin", "Dong", "pair_not_now", "Left out of the managed population since 2020-01-01: kidneys"),
]


def test_every_pair_is_allowed_or_not_with_the_reason(center: Center) -> None:
    rows = {(row["dam"], row["sire"]): row for row in center.report("pairs").rows}
    named = {(str(dam).split()[0], str(sire).split()[0]): row for (dam, sire), row in rows.items()}
    for dam, sire, verdict, reason in GROUNDS:
        row = named[dam, sire]
        assert row["verdict"] == verdict, row["reason"]
        assert reason in str(row["reason"])
        assert (row["suitability"] is None) == (verdict == "pair_never")
        assert (row["method"] is not None) == (verdict == "pair_allowed")
    assert named["Er", "Feng"]["kinship"] == named["Er", "Feng"]["offspring_inbreeding"] == 0.125
    assert named["Amei", "Lao"]["method"] == named["Amei", "Gao"]["method"] == "artificial"
    assert named["Amei", "Dong"]["method"] == "natural"


def test_all_forms_of_the_pair_table_agree_with_what_is_known(small: Center) -> None:
    result = small.report("pairs", {"females": ["Amei", "Er"]})
    assert_golden("pairs.json", written(result, "json"))
    drawn = written(result, "plot").decode()
    assert "Amei (90101)" in drawn
    assert all(len(line) <= 80 for line in drawn.splitlines())
    assert written(result, "svg") == written(small.report("pairs", {"females": ["Amei", "Er"]}), "svg")
    assert written(result, "png").startswith(b"\x89PNG")
    assert b'"' not in written(result, "csv").splitlines()[0]


def test_filters_choose_the_females_and_the_reference_set(small: Center) -> None:
    asked = small.report("pairs", {"taxon": "melanoleuca", "males": ["Dong"]})
    assert [row["dam"] for row in asked.rows] == ["Kun (90122)"]
    assert "1 living managed animal" in " ".join(asked.notes)


def test_the_past_is_judged_by_what_was_so_then(small: Center) -> None:
    then = pair(small, "Amei", "Lao", as_of="2019-03-01")
    assert then["method"] == "natural"
    assert "2019" in small.report("pairs", {"as_of": "2019-03-01", "females": ["Amei"]}).title


def test_a_crossing_is_allowed_once_it_is_approved_and_forbidden_pairs_are_not_made(center: Center) -> None:
    decide(center, "Kun", "Dong", "crossing_approved")
    assert pair(center, "Kun", "Dong")["verdict"] == "pair_allowed"
    decide(center, "Kun", "Dong", "pair_forbidden")
    row = pair(center, "Kun", "Dong")
    assert row["verdict"] == "pair_not_now"
    assert row["reason"] == "Decided against: because"
    with pytest.raises(AlreadyDone, match="Decided already on 2020-09-25: because"):
        decide(center, "Kun", "Dong", "pair_forbidden")
    decide(center, "Kun", "Dong", "decision_lifted")
    assert pair(center, "Kun", "Dong")["verdict"] == "pair_never"
    with pytest.raises(AlreadyDone, match="Nothing is decided"):
        decide(center, "Kun", "Dong", "decision_lifted")


def test_mountain_ranges_are_crossed_only_with_approval(small: Center) -> None:
    with an_entry(small) as entry:
        for name, origin in (("Amei", "Qinling"), ("Dong", "Minshan"), ("Bing", "Qinling")):
            entry.change(entry.get(Animal, find_animals(entry, name)[0].id), origin=origin)
    row = pair(small, "Amei", "Dong")
    assert row["verdict"] == "pair_never"
    assert row["reason"] == "Amei comes from Qinling, Dong from Minshan: crossing mountain ranges needs an approval."
    assert "Minshan 50 %, Qinling 50 %" in row["ancestry"]
    assert pair(small, "Amei", "Bing")["verdict"] == "pair_allowed"
    assert "Qinling 50 %, unknown 50 %" in pair(small, "Er", "Gao")["ancestry"]
    decide(small, "Amei", "Dong", "crossing_approved")
    assert pair(small, "Amei", "Dong")["verdict"] == "pair_allowed"


def decide(center: Center, dam: str, sire: str, decision: str) -> None:
    said = {"female": dam, "male": sire, "decision": decision}
    center.perform("breeding.decide-pair", said, by="curator", reason="because")


def test_limits_are_figures_of_the_center(small: Center) -> None:
    assert "nobody has signed ours yet" in " ".join(small.report("pairs").notes)
    cap = {"threshold": "breeding.kinship_cap", "value": "0.2", "source": "own"}
    small.perform("threshold.set", cap, by="curator")
    assert "above 0.2" not in str(pair(small, "Er", "Feng")["reason"])
    falling = {"threshold": "breeding.suitability_diversity_5", "value": "-0.5", "source": "own"}
    small.perform("threshold.set", falling, by="curator")
    with pytest.raises(Refused, match="must rise from grade 1 to 5"):
        small.report("pairs")


# ---------------------------------------------------------------- what if


def test_a_litter_is_shown_before_and_after(small: Center) -> None:
    result = small.report("what-if", {"dam": "Amei", "sire": "Dong", "cubs": "2"})
    assert_golden("what-if.json", written(result, "json"))
    rows = {str(row["quantity"]): row for row in result.rows}
    after = rows["mean_kinship"]["after"]
    assert isinstance(after, float)
    assert rows["gene_diversity"]["after"] == pytest.approx(1 - after)
    assert rows["founder_genome_equivalents"]["after"] == pytest.approx(0.5 / after)
    assert rows["animals"]["after"] == 16
    assert rows["gene_diversity"]["low"] is None


def test_what_a_litter_would_do_is_what_it_did(small: Center) -> None:
    """The cub that was asked about is born: the population is what was foretold."""
    foretold = {row["quantity"]: row["after"] for row in small.report("what-if", {"dam": "Amei", "sire": "Dong"}).rows}
    born = {"dam": "Amei", "born": "2020-09-24", "cub_sexes": "male", "cub_names": "Xin"}
    small.perform("animal.birth", born, by="curator", confirm=True, reason="seen")
    small.perform("breeding.dna-sire", {"animal": "Xin", "sire": "Dong"}, by="curator")
    [summary] = small.report("population-summary").rows
    assert summary["gene_diversity"] == pytest.approx(foretold["gene_diversity"], abs=1e-12)
    ranked = {row["animal"]: row for row in small.report("mean-kinship").rows}
    [cub] = [row for name, row in ranked.items() if str(name).startswith("Xin")]
    assert cub["mean_kinship"] == pytest.approx(foretold["cub_mean_kinship"], abs=1e-12)
    assert cub["rank"] == foretold["cub_rank"]


def test_two_possible_sires_give_a_range_that_holds_the_expectation(begun_sqlite_url: str) -> None:
    with a_center(begun_sqlite_url) as center:
        with_two_sires(center, populate(center))
        rows = {str(row["quantity"]): row for row in center.report("what-if", {"dam": "Er", "sire": "Dong"}).rows}
        row = rows["gene_diversity"]
        assert row["low"] < row["after"] < row["high"]  # type: ignore[operator]


# ---------------------------------------------------------------- the plan


def plan(center: Center, **wishes: object) -> dict[str, dict[str, Any]]:
    rows = center.report("breeding-plan", wishes).rows
    return {str(row["dam"]).split()[0]: dict(row) for row in rows}


def test_each_dam_has_a_male_a_backup_a_method_and_a_reason_or_is_left_out_with_one(small: Center) -> None:
    result = small.report("breeding-plan")
    assert_golden("breeding-plan.json", written(result, "json"))
    found = plan(small)
    assert {name for name, row in found.items() if row.get("primary_sire")} == {"Amei", "Chun", "Er"}
    for name in ("Amei", "Chun", "Er"):
        row = found[name]
        assert row["backup_sire"] not in (None, row["primary_sire"])
        assert row["method"] in ("natural", "artificial")
        assert row["generations"] == "none shared"
    assert "She rears Cub" in found["Ning"]["reason"]
    assert "kidneys" in found["Pin"]["reason"]
    assert "crossing subspecies needs an approval" in found["Kun"]["reason"]
    assert "it is proven that no plan of so many pairs is better." in " ".join(result.notes)
    assert "without any birth" in " ".join(result.notes)


def test_the_same_records_give_the_same_plan_in_every_language(small: Center) -> None:
    assert written(small.report("breeding-plan"), "csv") == written(small.report("breeding-plan"), "csv")
    spoken = [row.get("primary_sire_number") for row in small.report("breeding-plan").rows]
    set_language("zh")
    try:
        assert [row.get("primary_sire_number") for row in small.report("breeding-plan").rows] == spoken
    finally:
        set_language("en")


def test_limits_hold_and_wishes_are_kept(center: Center) -> None:
    found = plan(center, per_male="1")
    males = [row["primary_sire"] for row in found.values() if row.get("primary_sire")]
    assert len(set(males)) == len(males) == 3
    wished = plan(center, chosen=["Amei x Gao"], forbidden=["Chun x Dong", "Chun x Lao"], pairs="2")
    assert wished["Amei"]["primary_sire"] == "Gao (90105)"
    assert "Gao was chosen for her." in wished["Amei"]["reason"]
    assert wished["Chun"].get("primary_sire") not in ("Dong (90104)", "Lao (90120)")
    assert sum(1 for row in wished.values() if row.get("primary_sire")) == 2


def test_a_decided_pair_is_in_every_plan(center: Center) -> None:
    decide(center, "Chun", "Gao", "pair_chosen")
    assert plan(center)["Chun"]["primary_sire"] == "Gao (90105)"
    decide(center, "Amei", "Hei", "pair_chosen")
    notes = center.report("breeding-plan").notes
    assert any(one.startswith("Amei with Hei was decided, and cannot be made: Hei: medical hold") for one in notes)


def test_who_may_travel_can_be_paired_elsewhere(small: Center) -> None:
    assert pair(small, "Amei", "Mo")["verdict"] == "pair_not_now"
    row = pair(small, "Amei", "Mo", travellers=["Mo"])
    assert row["verdict"] == "pair_allowed"
    assert "One of them may travel." in row["reason"]


def test_the_horizon_counts_who_will_live_and_more_litters(small: Center) -> None:
    near, far = (" ".join(small.report("breeding-plan", {"horizon": years}).notes) for years in ("1", "20"))
    assert "1.7 cubs expected of each within 1 year." in near
    assert "17 cubs expected of each within 20 years." in far


Case = tuple[str, dict[str, object], type[BreedingCenterError], str]
CONTRADICTIONS: list[Case] = [
    ("no pair", {"pairs": "0"}, NotUnderstood, "at least one pair"),
    ("no dam a male", {"per_male": "0"}, NotUnderstood, "at least one dam"),
    ("no cub", {"cubs": "0"}, NotUnderstood, "more than no cub"),
    ("no horizon", {"horizon": "0"}, NotUnderstood, "1 to 100 years"),
    ("no pair at all", {"chosen": ["Amei"]}, NotUnderstood, "write it as 'dam x sire'"),
    ("chosen and forbidden", {"chosen": ["Amei x Dong"], "forbidden": ["Amei × Dong"]}, Refused, "both chosen and"),
    ("one dam, two males", {"chosen": ["Amei x Dong", "Amei x Bing"]}, Refused, "more than one male"),
    ("too many for a male", {"chosen": ["Amei x Dong", "Chun x Dong"], "per_male": "1"}, Refused, "for 2 dams, more"),
    ("more chosen than wanted", {"chosen": ["Amei x Dong", "Chun x Gao"], "pairs": "1"}, NotUnderstood, "2 pairs are"),
    ("a chosen pair that may not be", {"chosen": ["Er x Feng"]}, Refused, "cannot be chosen: Er and Feng share"),
    ("a chosen pair turned round", {"chosen": ["Dong x Amei"]}, Refused, "a female and a male"),
    ("a year far away", {"year": "2050"}, Refused, "not a season to plan now"),
]


def test_contradictory_wishes_are_refused_in_one_sentence(small: Center) -> None:
    for name, wishes, kind, sentence in CONTRADICTIONS:
        with pytest.raises(kind, match=sentence) as caught:
            small.report("breeding-plan", wishes)
        assert "\n" not in caught.value.sentence, name


def test_nobody_to_pair_is_said(begun_sqlite_url: str) -> None:
    with a_center(begun_sqlite_url) as center:
        with pytest.raises(Refused, match=r"no animal|no living"):
            center.report("pairs")
        with pytest.raises(Refused, match=r"no animal|no living"):
            center.report("breeding-plan")


# ---------------------------------------------------------------- recommendations


def adopt(center: Center, **wishes: object) -> str:
    return center.perform("breeding.adopt-plan", wishes, by="curator").sentence


def test_an_adopted_plan_is_what_matings_are_held_against(center: Center) -> None:
    wishes: dict[str, Any] = {"year": "2020", "per_male": "1", "chosen": ["Amei x Dong"]}
    assert adopt(center, **wishes) == ("Season 2020: 4 dams have a new recommendation, 0 keep theirs.")
    with pytest.raises(AlreadyDone, match="says so already"):
        adopt(center, **wishes)
    planned = {str(row["dam"]).split()[0]: row for row in center.report("breeding-season", {"year": "2020"}).rows}
    assert planned["Amei"]["kept"] == "not_bred_yet"
    assert "serves the plan best" in str(planned["Chun"]["explanation"])
    wrong = next(one for one in ("Dong", "Bing", "Feng") if one not in str(planned["Chun"]))
    if wrong == "Feng":
        pytest.fail("the plan changed: choose another male")
    mate(center, "Amei", "Dong")
    with pytest.raises(NeedsConfirmation, match=f"The plan of 2020 for Chun is .*, not {wrong}"):
        mate(center, "Chun", wrong)
    mate(center, "Chun", wrong, reason="he was in the yard", confirm=True)
    happened = {
        str(row["dam"]).split()[0]: row["kept"] for row in center.report("breeding-season", {"year": "2020"}).rows
    }
    assert happened["Chun"] == "bred_with_another"
    assert str(happened["Amei"]) == "bred_with_primary"
    assert [row["code"] for row in center.report("doubts").rows if row["code"] == "breeding.not_as_planned"] == [
        "breeding.not_as_planned"
    ]


def mate(center: Center, dam: str, sire: str, **how: Any) -> None:
    said = {"female": dam, "male": sire, "done_at": "2020-09-25 09:00"}
    try:
        center.perform("breeding.mate", said, by="curator", **how)
    except NeedsConfirmation as doubt:
        if "The plan of" in doubt.sentence:
            raise
        center.perform("breeding.mate", said, by="curator", confirm=True, reason="dead or held")


def test_a_new_plan_takes_the_place_of_the_old_and_stays_readable(center: Center) -> None:
    adopt(center)
    adopt(center, chosen=["Amei x Gao"])
    s = tables.season_plan
    with a_reading(center) as reading:
        kept = reading.rows(select(s.c.voided_at, s.c.kinship, s.c.explanation).where(s.c.year == 2021))
    assert sum(row.voided_at is None for row in kept) == 3
    assert sum(row.voided_at is not None for row in kept) >= 1
    assert all(row.kinship is not None and row.explanation for row in kept)
