"""Published pedigrees as records: every report reproduces their known answers to 1e-6, on both engines."""

import csv
from pathlib import Path

import pytest

from breeding_center.animals.model import Animal, Identifier, ParentageClaim
from breeding_center.breeding.studbook_model import PopulationExclusion
from breeding_center.office.center import Center
from breeding_center.storage.base import new_id
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import BirthType, IdentifierKind, ParentageKind, ParentRole, Sex
from breeding_center.vocabulary.studbook import ExclusionKind
from tests.builders import TODAY, a_taxon, an_entry

CASES = sorted(path.parent for path in Path(__file__).parent.glob("genetics/cases/*/pedigree.csv"))
Lines = list[dict[str, str]]


def read(folder: Path, name: str) -> Lines:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def keep(entry: Entry, lines: Lines) -> None:
    """The case as records, in the order of its file: who is not of the reference set is left out, with the reason."""
    taxon = a_taxon(entry, "published")
    keys = {line["id"]: new_id() for line in lines}
    for line in lines:
        entry.add(
            Animal(
                id=keys[line["id"]], search_key="", taxon_id=taxon, sex=Sex.UNKNOWN, birth_written="unknown",
                birth_type=BirthType.UNKNOWN, is_reported=True,
            )
        )  # fmt: skip
        number = IdentifierKind.STUDBOOK_NUMBER
        entry.add(Identifier(animal_id=keys[line["id"]], kind=number, value=line["id"]))
        if line["ref"] == "0":
            entry.add(
                PopulationExclusion(
                    animal_id=keys[line["id"]], kind=ExclusionKind.OTHER, from_on=TODAY, why="not of the reference set"
                )
            )
    for line in lines:
        for role in (ParentRole.SIRE, ParentRole.DAM):
            if line[role.value]:
                entry.add(
                    ParentageClaim(
                        animal_id=keys[line["id"]], role=role, parent_id=keys[line[role.value]],
                        kind=ParentageKind.REPORTED, probability=1.0,
                    )
                )  # fmt: skip


@pytest.fixture(params=CASES, ids=lambda folder: folder.name)
def case(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


def test_reports_give_the_published_answers(center: Center, case: Path) -> None:
    with an_entry(center) as entry:
        keep(entry, read(case, "pedigree"))
    _inbreeding(center, case)
    _mean_kinship(center, case)
    _completeness(center, case)
    _summary(center, case)
    _founders(center, case)
    _matrix(center, case)


def _by_number(center: Center, report: str, **parameters: str) -> dict[str, dict[str, object]]:
    return {str(row["studbook_number"]): dict(row) for row in center.report(report, parameters).rows}


def _near(value: object, expected: str, tolerance: float = 1e-6) -> bool:
    return isinstance(value, float | int) and bool(value == pytest.approx(float(expected), abs=tolerance))


def _inbreeding(center: Center, case: Path) -> None:
    found = _by_number(center, "inbreeding")
    for line in read(case, "expected_F"):
        assert _near(found[line["id"]]["inbreeding"], line["F"]), line
    for line in read(case, "pedigree"):
        assert (found[line["id"]]["sire"] or "", found[line["id"]]["dam"] or "") == (line["sire"], line["dam"])


def _mean_kinship(center: Center, case: Path) -> None:
    found = _by_number(center, "mean-kinship")
    expected = read(case, "expected_MK")
    assert len(found) == len(expected)
    for line in expected:
        assert _near(found[line["id"]]["mean_kinship"], line["MK"]), line
        if line["MK_excl_self"] == "NA":
            assert found[line["id"]]["mean_kinship_without_self"] is None
        else:
            assert _near(found[line["id"]]["mean_kinship_without_self"], line["MK_excl_self"])


def _completeness(center: Center, case: Path) -> None:
    found = _by_number(center, "completeness")
    for line in read(case, "expected_completeness"):
        row = found[line["id"]]
        assert _near(row["equivalent_generations"], line["equiGen"])
        assert (row["complete_generations"], row["longest_generations"]) == (int(line["fullGen"]), int(line["maxGen"]))
        assert _near(row["completeness_index"], line["PCI_5gen"])
    for line in read(case, "expected_GCI"):
        assert _near(found[line["id"]]["conservation_index"], line["GCI"])


def _summary(center: Center, case: Path) -> None:
    [row] = center.report("population-summary").rows
    expected = {line["metric"]: line["value"] for line in read(case, "expected_summary")}
    for code, metric in (
        ("animals", "n_reference"), ("animals_all", "n_animals"), ("mean_kinship", "mean_kinship_incl_self"),
        ("mean_kinship_without_self", "mean_kinship_excl_self"), ("gene_diversity", "gene_diversity"),
        ("founder_genome_equivalents", "fge"), ("effective_founders", "founder_equivalents_fe"),
        ("founders", "n_founders_contributing_incl_phantom"), ("mean_inbreeding", "mean_F_reference"),
        ("mean_inbreeding_all", "mean_F_all"), ("complete_generations_all", "mean_equivalent_generations_all"),
        ("effective_ancestors", "fa_effective_ancestors"), ("ne_inbreeding", "Ne_individual_increase_reference"),
    ):  # fmt: skip
        if metric in expected:
            assert _near(row[code], expected[metric]), (code, row[code], expected[metric])


def _founders(center: Center, case: Path) -> None:
    rows = center.report("founders", {"drops": "200"}).rows
    given = sorted(float(str(row["contribution"])) for row in rows)
    expected = sorted(float(line["contribution"]) for line in read(case, "expected_founder_contributions"))
    assert given == pytest.approx([share for share in expected if share > 0], abs=1e-6)


def _matrix(center: Center, case: Path) -> None:
    found = _by_number(center, "kinship-matrix")
    for line in read(case, "expected_kinship"):
        for other, value in line.items():
            if other != "id":
                assert _near(found[line["id"]][other], value)
