"""The studbook through the front door, on both engines: who is managed, what is assumed, how certain a number is."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest

from breeding_center.animals.model import Animal, Disposition, Taxon
from breeding_center.breeding.studbook import DAM, SIRE, LifeState, Studbook, studbook
from breeding_center.declarations.csv_json import json_lines
from breeding_center.errors import Refused
from breeding_center.office.center import Center
from breeding_center.vocabulary import BirthType, CareLine, DispositionKind, ParentageKind, ParentRole, Sex
from tests.builders import a_center, a_claim, a_reading, a_taxon, an_animal, an_entry, an_institution
from tests.golden_files import assert_golden


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    """Three founders, their offspring, a cub of two possible sires, an old female, a dead founder, one of the wild."""
    with a_center(begun_url) as made:
        with an_entry(made) as entry:
            an_institution(entry, "ZOO")
            sichuan = a_taxon(entry, "melanoleuca")
            entry.change(entry.get(Taxon, sichuan), name_en="Sichuan giant panda")
            dam = an_animal(entry, "Mudan", sex=Sex.FEMALE, number="101", born="2000-08-01")
            first = an_animal(entry, "Guyu", number="102", born="2001-08-01")
            second = an_animal(entry, "Maidong", number="103", born="2002-08-01")
            dead = an_animal(
                entry, "Huajiao", number="104", born="1990", left="2015-10-26", left_kind=DispositionKind.DEATH
            )
            an_animal(entry, "Xiyue", born="1995", came=None)
            old = an_animal(entry, "Yulan", sex=Sex.FEMALE, number="105", born="1990-08-01", sire=dead)
            son = an_animal(entry, "Chushu", number="106", born="2010-08-23", dam=dam, sire=first)
            an_animal(entry, "Lixia", sex=Sex.FEMALE, number="107", born="2012-09-05", dam=old, sire=second)
            an_animal(entry, "Fuling", sex=Sex.FEMALE, number="108", born="2012-07-24", taxon_id=sichuan)
            cub = an_animal(entry, "Qinyun", sex=Sex.FEMALE, number="109", born="2020-08-17", dam=dam)
            for sire in (son, second):
                a_claim(entry, cub, ParentRole.SIRE, sire, 0.5)
            for founder in (dam, first, second, dead):
                entry.change(entry.get(Animal, founder), birth_type=BirthType.WILD)
        yield made


def book_of(center: Center, **asked: object) -> Studbook:
    with a_reading(center) as reading:
        return studbook(reading, **asked)  # type: ignore[arg-type]


def at(book: Studbook, number: str) -> int:
    return book.numbers.index(number)


def do(center: Center, action: str, **values: str) -> str:
    reason = values.pop("reason", None)
    return center.perform(f"breeding.{action}", values, by="registrar", reason=reason, confirm=False).sentence


def row_of(center: Center, report: str, animal: str, **parameters: str) -> dict[str, object]:
    rows = center.report(report, parameters).rows
    return dict(next(row for row in rows if str(row["animal"]).startswith(animal)))


# ---------------------------------------------------------------- who and where


def test_reference_set_is_the_living_of_human_care(center: Center) -> None:
    book = book_of(center)
    names = {book.name(place) for place in book.reference.tolist()}
    assert names == {"Mudan", "Guyu", "Maidong", "Yulan", "Chushu", "Lixia", "Fuling", "Qinyun"}
    assert book.lives[at(book, "104")].state is LifeState.DEAD
    assert book.lives[next(p for p in range(len(book)) if book.name(p) == "Xiyue")].state is LifeState.PEDIGREE
    assert book.currency_on is not None


def test_as_of_a_past_day_only_who_was_born_and_living_counts(center: Center) -> None:
    found = center.report("mean-kinship", {"as_of": "2011-01-01"}).rows
    assert {row["studbook_number"] for row in found} == {"101", "102", "103", "104", "105", "106"}
    listed = center.report("inbreeding", {"as_of": "2011-01-01"}).rows
    assert {row["studbook_number"] for row in listed} == {None, "101", "102", "103", "104", "105", "106"}


def test_lives_led_elsewhere_are_told_by_events(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Elsewhere", number="201", born="2005", came=None)
        an_animal(entry, "Lost", number="202", born="2005", came=None)
    do(center, "studbook-event", animal="Elsewhere", kind="birth", on="2005", institution="ZOO", local_id="Z-1")
    do(center, "studbook-event", animal="Lost", kind="capture", on="2006-01-01", institution="ZOO")
    do(center, "studbook-event", animal="Lost", kind="lost_to_follow_up", on="2015")
    book = book_of(center)
    assert book.lives[at(book, "201")].state is LifeState.LIVING
    assert book.local_id(at(book, "201")) == "Z-1"
    assert book.lives[at(book, "202")].state is LifeState.LOST
    there = center.report("mean-kinship", {"institution": "ZOO"}).rows
    assert [row["studbook_number"] for row in there] == ["201"]
    do(center, "studbook-event", animal="Elsewhere", kind="death", on="2020-01-01")
    with pytest.raises(Refused, match="nothing is told of it after"):
        do(center, "studbook-event", animal="Elsewhere", kind="transfer", on="2020-03-01")
    assert len(center.report("mean-kinship", {"as_of": "2019-06-01", "institution": "ZOO"}).rows) == 1


def test_loan_ends_at_another_institution_until_the_animal_returns(center: Center) -> None:
    with an_entry(center) as entry:
        zoo = an_institution(entry, "LOAN")
        away = an_animal(entry, "Away", number="301", left="2018-11-12", left_kind=DispositionKind.LOAN)
    with an_entry(center) as entry:
        row = entry.connection.execute(
            Disposition.__table__.select().where(Disposition.__table__.c.animal_id == away)
        ).one()
        entry.change(entry.get(Disposition, row.id), institution_id=zoo)
    assert [row["animal"] for row in center.report("mean-kinship", {"institution": "LOAN"}).rows] == ["Away (301)"]


# ---------------------------------------------------------------- exclusions


def test_exclusion_is_dated_and_reasoned_and_can_end(center: Center) -> None:
    do(center, "exclude", animal="Yulan", kind="post_reproductive", why="thirty years old", from_on="2020-01-01")
    result = center.report("mean-kinship")
    assert "105" not in {row["studbook_number"] for row in result.rows}
    assert any("Yulan" in note and "thirty years old" in note for note in result.notes)
    assert "105" in {row["studbook_number"] for row in center.report("mean-kinship", {"as_of": "2019-12-31"}).rows}
    assert [row["why"] for row in center.report("exclusions").rows] == ["thirty years old"]
    with pytest.raises(Refused, match="left out already"):
        do(center, "exclude", animal="Yulan", kind="medical_ground", why="again")
    do(center, "include", animal="Yulan", until_on="2020-09-01")
    assert "105" in {row["studbook_number"] for row in center.report("mean-kinship").rows}
    assert "105" not in {row["studbook_number"] for row in center.report("mean-kinship", {"as_of": "2020-08-31"}).rows}


def test_timeline_tells_what_the_studbook_tells(center: Center) -> None:
    do(center, "exclude", animal="Yulan", kind="post_reproductive", why="thirty years old", from_on="2020-09-20")
    do(center, "include", animal="Yulan", until_on="2020-09-24")
    do(center, "studbook-event", animal="Yulan", kind="loan", on="2020-09-10", institution="ZOO", local_id="Z-9")
    told = [row.sentence for row in center.timeline(at_id(center, "105"), line=CareLine.BREEDING, days=30)]
    assert told == [
        "Of the managed population again",
        "Left out of the managed population, past breeding age: thirty years old",
        "Studbook: loan, 2020-09-10, Zoo, Z-9",
    ]


def test_excluded_subspecies_is_still_listed_with_its_inbreeding(center: Center) -> None:
    do(center, "exclude", animal="Fuling", kind="subspecies", why="Sichuan animal")
    assert "108" in {row["studbook_number"] for row in center.report("inbreeding", {"living": "yes"}).rows}
    only = center.report("mean-kinship", {"taxon": "qinlingensis"}).rows
    assert {row["studbook_number"] for row in only} == {"101", "102", "103", "105", "106", "107", "109"}


# ---------------------------------------------------------------- uncertain sires


def test_cub_of_two_sires_has_the_expectation_and_dna_narrows_it_to_a_point(center: Center) -> None:
    row = row_of(center, "inbreeding", "Qinyun")
    # Chushu is the dam's son: f = (1/2 + 0) / 2 = 0.25; Maidong is unrelated.
    assert (row["inbreeding"], row["inbreeding_low"], row["inbreeding_high"]) == (0.125, 0.0, 0.25)
    assert row["sire"] == "106 0.5 / 103 0.5"
    before = row_of(center, "mean-kinship", "Qinyun")
    lowest, highest = before["mean_kinship_low"], before["mean_kinship_high"]
    assert isinstance(lowest, float)
    assert isinstance(highest, float)
    expected = before["mean_kinship"]
    assert expected == pytest.approx((lowest + highest) / 2)
    notes = center.report("mean-kinship").notes
    assert any("over the 2 possible pedigrees" in note for note in notes)
    assert any("109" in note and "106 0.5 / 103 0.5" in note for note in notes)
    pair = center.report("kinship", {"first": "Qinyun", "second": "Chushu"}).rows[0]
    assert (pair["kinship_low"], pair["kinship"], pair["kinship_high"]) == (0.125, 0.25, 0.375)
    do(center, "dna-sire", animal="Qinyun", sire="Maidong", reported_on="2020-09-20", reason="laboratory")
    settled = row_of(center, "mean-kinship", "Qinyun")
    assert settled["mean_kinship"] in (pytest.approx(lowest), pytest.approx(highest))
    assert settled["mean_kinship_low"] is None
    after = row_of(center, "inbreeding", "Qinyun")
    assert (after["inbreeding"], after["inbreeding_low"], after["sire"]) == (0.0, None, "103")
    assert not any("possible pedigrees" in note for note in center.report("mean-kinship").notes)
    assert center.report("kinship", {"first": "Qinyun", "second": "Chushu"}).rows[0]["kinship"] == 0.125


def test_expectation_is_the_mean_over_both_sires_in_every_number(center: Center) -> None:
    expected = book_of(center)
    assert len(expected.draws) == 1
    found = expected.mean_kinship()
    shares = expected.contributions()
    assert shares.all_shares.sum() == pytest.approx(1.0)
    each = []
    for sire in ("Chushu", "Maidong"):
        values = {"animal": "Qinyun", "role": "sire", "candidates": sire, "kind": "genetic"}
        center.perform("animal.claim-parent", values, by="registrar")
        each.append(book_of(center))
        center.undo(center.journal(limit=1)[0].id, by="registrar", reason="try the other")
    overall = [one.mean_kinship().overall for one in each]
    assert found.overall == pytest.approx(sum(overall) / 2)
    known = [one.mean_kinship_known().overall for one in each]
    assert expected.mean_kinship_known().overall == pytest.approx(sum(known) / 2)
    assert expected.knowledge.known.tolist() == pytest.approx(
        [
            (one + other) / 2
            for one, other in zip(
                _by_key(each[0], expected), _by_key(each[1], expected), strict=True
            )
        ]
    )  # fmt: skip


def _by_key(book: Studbook, like: Studbook) -> list[float]:
    known = dict(zip(book.keys, book.knowledge.known.tolist(), strict=True))
    return [known[key] for key in like.keys]


def test_candidate_with_little_chance_leaves_the_rest_unknown(center: Center) -> None:
    with an_entry(center) as entry:
        cub = an_animal(entry, "Doubtful", number="110", born="2019-08-01")
        a_claim(entry, cub, ParentRole.SIRE, at_id(center, "102"), 0.25)
    book = book_of(center)
    place = at(book, "110")
    assert book.known.share[place] == pytest.approx(0.125)
    shares = book.contributions()
    assert shares.all_shares.sum() == pytest.approx(1.0)
    assert place in shares.phantoms.tolist()
    unknown = [row for row in center.report("founders", {"drops": "200"}).rows if row["kind"] == "unnamed_parent"]
    assert any("Doubtful" in str(row["animal"]) for row in unknown)


def at_id(center: Center, number: str) -> UUID:
    book = book_of(center)
    found = book.ids[at(book, number)]
    assert found is not None
    return found


# ---------------------------------------------------------------- assumptions


def test_assumptions_are_kept_apart_and_applied_only_when_asked(center: Center) -> None:
    said = do(center, "assume-related", animal="Guyu", other="Maidong", kind="full_siblings", source="one valley")
    assert "full siblings" in said
    apart = center.report("kinship", {"first": "Guyu", "second": "Maidong"})
    assert apart.rows[0]["kinship"] == 0.0
    assumed = center.report("kinship", {"first": "Guyu", "second": "Maidong", "assumptions": "yes"})
    assert assumed.rows[0]["kinship"] == 0.25
    notes = center.report("mean-kinship").notes
    assert any("1 analytic assumption stands and is not applied" in note for note in notes)
    applied = center.report("mean-kinship", {"assumptions": "yes"}).notes
    assert any("one valley" in note for note in applied)
    book = book_of(center, assumed=True)
    assert [real for real in book.is_record if not real] == [False, False]
    assert book.known.share[at(book, "102")] == 1.0
    assert book_of(center).parents(at(book_of(center), "102"), SIRE) == ()
    [row] = center.report("assumptions").rows
    do(center, "drop-assumption", assumption=str(row["id"]), reason="DNA says otherwise")
    assert center.report("assumptions").rows == []


def test_half_siblings_share_one_made_up_parent(center: Center) -> None:
    do(center, "assume-related", animal="Guyu", other="Maidong", kind="half_siblings", role="dam", source="s")
    asked = {"first": "Guyu", "second": "Maidong", "assumptions": "yes"}
    assert center.report("kinship", asked).rows[0]["kinship"] == 0.125
    book = book_of(center, assumed=True)
    assert book.knowledge.known[at(book, "102")] == 1.0
    assert book.knowledge.dna[at(book, "102")] == 0.0


def test_assumed_parent_stands_in_for_the_claims_and_counts_as_assumed(center: Center) -> None:
    do(center, "assume-parent", animal="Qinyun", role="sire", parent="Maidong", source="the keeper's diary")
    book = book_of(center, assumed=True)
    place = at(book, "109")
    assert [(book.called(one.place), one.probability) for one in book.parents(place, SIRE)] == [("103", 1.0)]
    assert book.knowledge.assumed[place] == 0.5
    assert not book.draws
    assert len(book_of(center).draws) == 1


def test_assumed_founder_has_no_parents_in_the_analysis(center: Center) -> None:
    do(center, "assume-founder", animal="Chushu", source="decided at the November meeting")
    book = book_of(center, assumed=True)
    place = at(book, "106")
    assert (book.parents(place, SIRE), book.parents(place, DAM)) == ((), ())
    assert book.founder_known[place] == 1.0


# ---------------------------------------------------------------- founders, ancestry, knowledge


def test_founders_and_potential_founders_are_told_apart(center: Center) -> None:
    rows = center.report("founders", {"drops": "500"}).rows
    kinds = {row["studbook_number"]: row["kind"] for row in rows if row["studbook_number"]}
    assert kinds == {
        "101": "founder", "102": "founder", "103": "founder", "104": "founder", "108": "unknown_parents",
    }  # fmt: skip
    yulan = next(row for row in rows if row["kind"] == "unnamed_parent")
    assert yulan["animal"] == "unknown dam of Yulan (105)"
    assert sum(float(str(row["contribution"])) for row in rows) == pytest.approx(1.0)
    mudan = next(row for row in rows if row["studbook_number"] == "101")
    assert (mudan["retention"], mudan["living_descendants"]) == (1.0, 2)


def test_same_seed_gives_the_same_gene_drop(center: Center) -> None:
    first = center.report("founders", {"drops": "300", "seed": "7"}).rows
    assert first == center.report("founders", {"drops": "300", "seed": "7"}).rows
    assert first != center.report("founders", {"drops": "300", "seed": "8"}).rows


def test_born_in_human_care_of_unknown_parents_is_not_known(center: Center) -> None:
    book = book_of(center)
    fuling = at(book, "108")
    assert book.birth_types[fuling] is BirthType.CAPTIVE
    assert book.known.share[fuling] == 0.0
    summary = center.report("population-summary").rows[0]
    assert summary["animals"] == 8
    assert summary["animals_known"] == 7


def test_ancestry_tells_ranges_and_subspecies_of_the_founders(center: Center) -> None:
    do(center, "origin", animal="Mudan", origin="Qinling")
    do(center, "origin", animal="Guyu", origin="Minshan")
    row = row_of(center, "ancestry", "Chushu")
    assert row["ranges"] == "Minshan 50.0 %, Qinling 50.0 %"
    assert row_of(center, "ancestry", "Qinyun")["ranges"] == "Qinling 62.5 %, Minshan 12.5 %, not known 25.0 %"


def test_animal_of_two_subspecies_is_told(center: Center) -> None:
    with an_entry(center) as entry:
        an_animal(entry, "Mixed", number="111", born="2019-08-01", dam=at_id(center, "108"), sire=at_id(center, "102"))
    notes = center.report("mean-kinship").notes
    assert any("Mixed (111) is entered as Qinling giant panda" in note for note in notes)


def test_dna_and_assumed_shares_follow_the_ground_of_each_claim(center: Center) -> None:
    book = book_of(center)
    chushu, yulan, mudan = at(book, "106"), at(book, "105"), at(book, "101")  # all claims here are genetic
    assert (book.knowledge.known[chushu], book.knowledge.dna[chushu]) == (1.0, 1.0)
    assert (book.knowledge.known[yulan], book.knowledge.dna[yulan]) == (0.5, 0.5)
    assert (book.knowledge.known[mudan], book.knowledge.dna[mudan]) == (1.0, 0.0)


# ---------------------------------------------------------------- goldens


@pytest.mark.parametrize(
    ("report", "parameters"),
    [
        ("inbreeding", {}), ("mean-kinship", {"uniqueness": "yes"}), ("founders", {"drops": "1000"}),
        ("kinship-matrix", {}), ("kinship", {"first": "Qinyun", "second": "Chushu"}), ("population-summary", {}),
        ("completeness", {}), ("ancestry", {}), ("exclusions", {}), ("assumptions", {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_report_is_the_golden_one(center: Center, report: str, parameters: dict[str, str]) -> None:
    do(center, "exclude", animal="Fuling", kind="subspecies", why="Sichuan animal", from_on="2020-03-10")
    do(center, "assume-founder", animal="Fuling", source="decided at the November meeting", assumed_on="2020-01-01")
    result = center.report(report, parameters)
    if report == "assumptions":
        result.rows[:] = [{**row, "id": "key"} for row in result.rows]
    assert_golden(f"studbook_{report}.json", "".join(json_lines(result)).encode())
    assert all(note for note in result.notes)


def test_moment_within_a_day_decides_who_is_here(center: Center) -> None:
    noon = datetime.fromisoformat("2015-10-26T12:00+08:00")
    book = book_of(center, as_of=noon)
    assert book.lives[at(book, "104")].state is LifeState.DEAD
    assert book.parents(at(book, "105"), SIRE)[0].ground == ParentageKind.GENETIC
