"""How far apart a pair is: told with every pair, and a limit that semen may cross and a mating may not."""

from collections.abc import Iterator
from typing import Any

import pytest

from breeding_center.animals.model import Disposition, Institution
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.office.center import Center
from breeding_center.storage import tables
from breeding_center.vocabulary import InstitutionKind
from tests.breeding.choosers import SEMEN, populate
from tests.builders import a_center, an_entry


@pytest.fixture
def center(begun_url: str) -> Iterator[Center]:
    """Mo is on loan at a zoo 111 km south of the center."""
    with a_center(begun_url) as made:
        found = populate(made)
        with an_entry(made) as entry:
            places = {
                name: entry.add(
                    Institution(
                        code=name, kind=InstitutionKind.ZOO, name_en=name, name_zh=name, latitude=latitude,
                        longitude=108.0,
                    )
                ).id
                for name, latitude in ((entry.site.name_en, 34.0), ("South zoo", 33.0))
            }  # fmt: skip
            d = tables.disposition
            [left] = [
                row.id for row in entry.rows(d.select().with_only_columns(d.c.id, d.c.animal_id))
                if row.animal_id == found["Mo"]
            ]  # fmt: skip
            entry.change(entry.get(Disposition, left), institution_id=places["South zoo"])
        yield made


def pair(center: Center, dam: str, sire: str, **asked: object) -> dict[str, Any]:
    [row] = center.report("pairs", {"females": [dam], "males": [sire], **asked}).rows
    return dict(row)


def test_the_distance_stands_with_every_pair(center: Center) -> None:
    assert pair(center, "Amei", "Dong")["distance_km"] == 0
    assert pair(center, "Amei", "Mo")["distance_km"] == 111
    assert pair(center, "Amei", "Lao")["distance_km"] is None  # he is dead: his semen lies somewhere, he nowhere
    assert "km" not in pair(center, "Amei", "Mo")["reason"]


def test_beyond_the_limit_a_journey_is_no_way_to_pair(center: Center) -> None:
    near = pair(center, "Amei", "Mo", travellers=["Mo"], max_distance_km="120")
    assert near["verdict"] == "pair_allowed"
    assert "That is 111 km, within the 120 km asked for. One of them may travel." in near["reason"]
    far = pair(center, "Amei", "Mo", travellers=["Mo"], max_distance_km="100")
    assert far["verdict"] == "pair_not_now"
    assert (
        far["reason"] == "Amei is at Test center, Mo at South zoo. That is 111 km, farther than the 100 km asked for."
    )
    assert pair(center, "Amei", "Dong", max_distance_km="0")["verdict"] == "pair_allowed"


def test_semen_may_be_sent_farther(center: Center) -> None:
    collected = {"male": "Mo", "cane": "3", "done_at": "2018-03-10 09:00", **SEMEN}
    center.perform("breeding.collect-semen", collected, by="curator", confirm=True, reason="collected before")
    row = pair(center, "Amei", "Mo", travellers=["Mo"], max_distance_km="100")
    assert (row["verdict"], row["method"]) == ("pair_allowed", "artificial")
    assert "farther than the 100 km asked for. Semen of his is kept: by insemination." in row["reason"]
    assert pair(center, "Amei", "Lao", max_distance_km="1")["method"] == "artificial"


def test_an_unknown_distance_is_said_and_excludes_nobody(center: Center) -> None:
    with an_entry(center) as entry:
        i = tables.institution
        zoo = entry.value(i.select().with_only_columns(i.c.id).where(i.c.name_en == "South zoo"))
        entry.change(entry.get(Institution, zoo), latitude=None, longitude=None)
    row = pair(center, "Amei", "Mo", travellers=["Mo"], max_distance_km="1")
    assert row["verdict"] == "pair_allowed"
    assert row["distance_km"] is None
    assert "Their distance is unknown. One of them may travel." in row["reason"]


def test_a_plan_keeps_the_limit(center: Center) -> None:
    wishes = {"travellers": ["Mo"], "chosen": ["Amei x Mo"]}
    rows = {str(row["dam"]).split()[0]: row for row in center.report("breeding-plan", wishes).rows}
    assert rows["Amei"]["distance_km"] == 111
    assert rows["Chun"]["distance_km"] in (0, 111, None)
    with pytest.raises(Refused, match=r"Amei with Mo cannot be chosen: .* farther than the 50 km asked for"):
        center.report("breeding-plan", {**wishes, "max_distance_km": "50"})
    for report in ("pairs", "breeding-plan"):
        with pytest.raises(NotUnderstood, match=r"below zero|negative|less than"):
            center.report(report, {"max_distance_km": "-5"})
