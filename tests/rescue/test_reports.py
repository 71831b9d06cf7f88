"""Every report of rescue on the practice center, against its golden file; and what is shared with the world."""

import json
from collections.abc import Iterator
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breeding_center.clock import FixedClock
from breeding_center.office.center import Center
from breeding_center.office.practice.seed import seed
from breeding_center.office.practice.world import ANCHOR
from breeding_center.rescue.places import blur, distance_m, impossible_place, is_inside
from breeding_center.rescue.reports import DARWIN_CORE
from breeding_center.storage import tables
from tests.golden_files import assert_golden

# The terms of Darwin Core that are used here, as TDWG lists them (https://dwc.tdwg.org/list/, 2023-09-18).
TERMS = {
    "occurrenceID", "basisOfRecord", "eventDate", "organismID", "organismName", "sex", "lifeStage", "vitality",
    "causeOfDeath", "individualCount", "occurrenceStatus", "establishmentMeans", "degreeOfEstablishment",
    "decimalLatitude", "decimalLongitude", "geodeticDatum", "coordinateUncertaintyInMeters", "informationWithheld",
    "dataGeneralizations", "scientificName", "taxonRank",
}  # fmt: skip
REPORTS = {
    "rescue-cases": {}, "rescue-case": {"case": "R2019-01"}, "rescue-statistics": {},
    "release-checklist": {"case": "R2019-01"}, "tracking": {"animal": "Shanquan"}, "darwin-core": {},
    "notifications": {"case": "R2020-01"}, "rescue-ladder": {}, "field-reports": {},
}  # fmt: skip


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Center]:
    """The practice center, of which only the last day is told: its registers and its cases are whole."""
    place = tmp_path_factory.mktemp("practice") / "center.db"
    seed(place, days=1, clock=FixedClock(ANCHOR))
    with Center.open(place, clock=FixedClock(ANCHOR)) as center:
        yield center


def as_json(center: Center, name: str) -> bytes:
    result = center.report(name, REPORTS[name])
    document = {"title": result.title, "rows": result.rows, "notes": result.notes}
    return (json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n").encode()


@pytest.mark.parametrize("name", REPORTS)
def test_report_is_the_golden_one(practice: Center, name: str) -> None:
    assert_golden(f"{name}.json", as_json(practice, name))


def test_closed_case_prints_as_one_page_from_report_to_tracking(practice: Center) -> None:
    rows = practice.report("rescue-case", {"case": "R2019-01"}).rows
    parts = [str(row["part"]) for row in rows]
    assert len(rows) <= 60
    assert (parts[0], parts[-2], parts[-1]) == ("report", "tracking", "step")
    refused, approved = [str(row["text"]) for row in rows if row["part"] == "decision"]
    assert "refused" in refused
    assert "parasites" in refused
    assert "approved" in approved
    assert parts.index("decision") < parts.index("release") < parts.index("tracking")


def test_shared_file_has_only_terms_of_darwin_core_and_no_true_coordinate(practice: Center) -> None:
    result = practice.report("darwin-core")
    assert {column.code for column in result.columns} == set(DARWIN_CORE) == TERMS
    assert len(result.rows) == 2
    with practice.reading() as reading:
        true = [
            (row.latitude, row.longitude)
            for table in (tables.field_report, tables.release, tables.tracking_fix)
            for row in reading.rows(table.select().where(table.c.latitude.is_not(None)))
        ]
    shared = json.dumps([dict(row) for row in result.rows], default=str)
    for latitude, longitude in true:
        assert f"{latitude}" not in shared
        assert f"{longitude}" not in shared
    for row in result.rows:
        assert set(row) == TERMS
        assert row["informationWithheld"]
        assert row["dataGeneralizations"]
        assert row["geodeticDatum"] == "EPSG:4326"
    assert "Foping" not in shared
    assert "villager" not in shared


@given(st.floats(18, 53.5), st.floats(73.5, 135), st.floats(0, 100))
def test_blurred_square_holds_the_place_and_depends_on_nothing_else(lat: float, lon: float, accuracy: float) -> None:
    blurred = blur(lat, lon, accuracy)
    assert distance_m(lat, lon, blurred.latitude, blurred.longitude) <= blurred.uncertainty_m
    assert blur(blurred.latitude, blurred.longitude, accuracy) == blurred


@given(st.decimals(18, 53, places=3), st.decimals(74, 135, places=3))
def test_place_written_to_100_meters_is_never_what_is_shared(lat: Decimal, lon: Decimal) -> None:
    blurred = blur(float(lat), float(lon))
    assert blurred.latitude != float(lat)
    assert blurred.longitude != float(lon)


def test_distance_is_that_of_the_great_circle() -> None:
    """One degree of latitude is 111.2 km on the mean sphere; Beijing to Xi'an is about 914 km."""
    assert distance_m(33, 108, 34, 108) == pytest.approx(111_195, abs=1)
    assert distance_m(39.9042, 116.4074, 34.3416, 108.9398) == pytest.approx(912_000, rel=0.01)
    a = sin(radians(0.5)) ** 2 + cos(radians(33)) * cos(radians(34)) * sin(radians(0.5)) ** 2
    assert distance_m(33, 108, 34, 109) == pytest.approx(2 * 6_371_008.8 * asin(sqrt(a)))


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_place_is_refused_exactly_outside_the_country(latitude: float, longitude: float) -> None:
    assert (impossible_place(latitude, longitude) is None) == is_inside(latitude, longitude)


def test_golden_folder_has_nothing_else_of_rescue() -> None:
    folder = Path(__file__).parents[1] / "golden"
    assert {f"{name}.json" for name in REPORTS} <= {path.name for path in folder.iterdir()}
