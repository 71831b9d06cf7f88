"""Starting the records of a center: what is there at first, and that it can be started only once."""

import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from breeding_center.animals.queries import growth_points, stage_limits, taxon_views
from breeding_center.clock import FixedClock
from breeding_center.errors import BreedingCenterError, NoDatabase, NotUnderstood, Refused
from breeding_center.office import memory
from breeding_center.office.center import Center
from breeding_center.office.founding import REGISTRAR_CODE, Founded, found
from breeding_center.office.upkeep.revisions import make_schema
from breeding_center.storage.journal import entry as entry_table
from breeding_center.team.queries import staff_views
from breeding_center.vocabulary import Post, Sex

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # 09:30 in Xi'an


def found_at(
    url: str,
    *,
    name_en: str = "Foping Center",
    time_zone: str = "Asia/Shanghai",
    day_starts_at: str = "08:00",
    registrar: str = "Wei Shuhui",
    registrar_zh: str | None = None,
) -> Founded:
    """A center as most are founded; what a test says otherwise."""
    return found(
        url, name_en=name_en, name_zh="佛坪中心", time_zone=time_zone, day_starts_at=day_starts_at,
        registrar=registrar, registrar_zh=registrar_zh, clock=FixedClock(NOW),
    )  # fmt: skip


def test_founded_center_has_a_registrar_and_its_reference_tables(empty_url: str) -> None:
    made = found_at(empty_url, registrar_zh="魏书慧", day_starts_at="7:30")
    with Center.open(empty_url) as center, center.reading() as asking:
        site = center.site
        assert (site.name_en, site.name_zh, site.zone.key, site.is_practice) == (
            "Foping Center", "佛坪中心", "Asia/Shanghai", False,
        )  # fmt: skip
        assert f"{site.day_starts_at:%H:%M}" == "07:30"
        person = staff_views(asking, NOW)[made.registrar_id]
        assert (person.code, person.name_zh, person.posts) == (REGISTRAR_CODE, "魏书慧", frozenset({Post.REGISTRAR}))
        assert person.since == date(2026, 3, 2)
        taxa = taxon_views(asking)
        assert "qinlingensis" in {taxon.code for taxon in taxa.values()}
        assert all(len(limits) == 5 for limits in stage_limits(asking).values())
        assert {len(growth_points(asking, taxon, Sex.FEMALE)) for taxon in taxa} == {21}


def test_founding_is_the_first_entry_of_a_sound_journal(empty_url: str) -> None:
    made = found_at(empty_url)
    with Center.open(empty_url) as center, center.reading() as asking:
        entries = asking.rows(select(entry_table))
        assert [(one.seq, one.action, one.by_id, one.is_simulated) for one in entries] == [
            (1, "init", made.registrar_id, False)
        ]
        assert entries[0].recorded_at == NOW
        assert memory.verify(asking) == []


def test_existing_center_is_left_alone(empty_url: str) -> None:
    found_at(empty_url)
    with Center.open(empty_url) as center, center.reading() as asking:
        before = memory.head(asking)
    with pytest.raises(Refused, match="already is a center"):
        found_at(empty_url, name_en="Another")
    with Center.open(empty_url) as center, center.reading() as asking:
        assert memory.head(asking) == before
        assert center.site.name_en == "Foping Center"


def test_file_is_its_owners_alone(tmp_path: Path) -> None:
    found_at(str(tmp_path / "records" / "center.db"))
    assert stat.S_IMODE((tmp_path / "records" / "center.db").stat().st_mode) == 0o600


def test_interrupted_founding_can_be_done_again(tmp_path: Path) -> None:
    url = str(tmp_path / "center.db")
    make_schema(url)
    with pytest.raises(NoDatabase):
        Center.open(url)
    found_at(url)
    Center.open(url).close()


def test_chinese_name_alone_will_do(tmp_path: Path) -> None:
    url = str(tmp_path / "center.db")
    found(url, name_en="佛坪中心", time_zone="Asia/Shanghai", registrar="魏书慧")
    with Center.open(url) as center:
        assert (center.site.name_en, center.site.name_zh) == ("佛坪中心", "佛坪中心")


@pytest.mark.parametrize(
    ("field", "written", "error"),
    [
        ("time_zone", "Xian", NotUnderstood),
        ("time_zone", "../etc/passwd", NotUnderstood),
        ("time_zone", "", NotUnderstood),
        ("day_starts_at", "25:00", NotUnderstood),
        ("name_en", "\u200b", NotUnderstood),
        ("name_en", "two\nlines", NotUnderstood),
        ("registrar", " ", NotUnderstood),
        ("registrar", "n" * 121, NotUnderstood),
    ],
)
def test_what_cannot_be_understood_makes_no_file(
    field: str, written: str, error: type[BreedingCenterError], tmp_path: Path
) -> None:
    with pytest.raises(error):
        found_at(str(tmp_path / "center.db"), **{field: written})
    assert list(tmp_path.iterdir()) == []
