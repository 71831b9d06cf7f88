"""How far apart two positions are, and where institutions lie."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breeding_center.animals.geography import EARTH_M, Position, great_circle_m
from breeding_center.animals.model import Institution
from breeding_center.errors import AlreadyDone, BreedingCenterError, NotUnderstood
from breeding_center.office.center import Center
from breeding_center.vocabulary import InstitutionKind, Post
from tests.builders import a_center, a_person, an_entry

positions = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))
QUARTER_M = EARTH_M * math.pi / 2


@pytest.mark.parametrize(
    ("one", "other", "meters"),
    [
        (Position(0, 0), Position(0, 0), 0),
        (Position(0, 0), Position(90, 0), QUARTER_M),
        (Position(0, 0), Position(0, 90), QUARTER_M),
        (Position(0, -90), Position(0, 90), 2 * QUARTER_M),
        (Position(0, 179), Position(0, -179), QUARTER_M / 45),
        # Nashville to Los Angeles, 2,887 km on a sphere of 6,372.8 km: the worked example of the haversine formula.
        (Position(36.12, -86.67), Position(33.94, -118.40), 2_887_260 * EARTH_M / 6_372_800),
    ],
)
def test_known_distances(one: Position, other: Position, meters: float) -> None:
    assert great_circle_m(one, other) == pytest.approx(meters, rel=1e-5, abs=1e-6)


@given(positions, positions, positions)
def test_a_distance_is_symmetric_and_no_detour_is_shorter(one: Position, other: Position, third: Position) -> None:
    apart = great_circle_m(one, other)
    assert apart == pytest.approx(great_circle_m(other, one), abs=1e-3)
    assert 0 <= apart <= 2 * QUARTER_M + 1e-3
    assert apart <= great_circle_m(one, third) + great_circle_m(third, other) + 1.0


def locate(center: Center, **said: str) -> str:
    return center.perform("animal.locate-institution", {"institution": "ZOO", **said}, by="curator").sentence


def test_an_institution_is_located_and_nonsense_refused(begun_url: str) -> None:
    with a_center(begun_url) as center:
        with an_entry(center) as entry:
            a_person(entry, "curator", posts=(Post.CURATOR,), kind="staff")
            entry.add(Institution(code="ZOO", kind=InstitutionKind.ZOO, name_en="A zoo", name_zh="某动物园"))
        assert locate(center, latitude="34.5", longitude="109.5") == "A zoo lies at latitude 34.5, longitude 109.5."
        cases: list[tuple[dict[str, str], type[BreedingCenterError], str]] = [
            ({"latitude": "109.5", "longitude": "34.5"}, NotUnderstood, "latitude lies within 90"),
            ({"latitude": "34.5", "longitude": "209.5"}, NotUnderstood, "longitude within 180"),
            ({"latitude": "34.5"}, NotUnderstood, "longitude"),
            ({"latitude": "north", "longitude": "34.5"}, NotUnderstood, "north"),
            ({"latitude": "34.5", "longitude": "109.5"}, AlreadyDone, "lies there already"),
        ]
        for said, kind, sentence in cases:
            with pytest.raises(kind, match=sentence):
                locate(center, **said)
        assert "35" in locate(center, latitude="35", longitude="109.5")
