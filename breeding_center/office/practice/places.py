"""Enclosures, what opens into what, and where the animals stay."""

from datetime import datetime, timedelta

from breeding_center.declarations.finding import stored_key
from breeding_center.enclosures.model import AccessSet, AccessSetMember, Enclosure, EnclosureNeighbor, Stay
from breeding_center.office.practice import sheets
from breeding_center.office.practice.sheets import Row
from breeding_center.office.practice.world import World
from breeding_center.vocabulary import Barrier, EnclosureKind

# A move is written down when it is over.
WRITTEN_AFTER = timedelta(minutes=20)


def write_places(world: World) -> None:
    """The tree of enclosures, and the access sets."""
    book, at = world.book, world.period.opening_at
    for row in world.tables["enclosures"]:
        world.enclosures[row["key"]] = book.add(
            at, "enclosure.add", Enclosure, parent_id=world.enclosures[row["parent"]] if row["parent"] else None,
            kind=EnclosureKind(row["kind"]), code=row["code"], name_en=row["name_en"], name_zh=row["name_zh"],
            search_key=stored_key(row["code"], row["name_en"], row["name_zh"]), capacity=sheets.whole(row["capacity"]),
            purpose=sheets.text(row["purpose"]),
        )  # fmt: skip
    for row in world.tables["access_sets"]:
        code = row["key"].upper()
        world.access_sets[row["key"]] = book.add(
            at, "enclosure.link", AccessSet, code=code, name_en=row["name_en"], name_zh=row["name_zh"],
            search_key=stored_key(code, row["name_en"], row["name_zh"]),
        )  # fmt: skip
        for enclosure in sheets.listed(row["enclosures"]):
            book.add(
                at, "enclosure.link", AccessSetMember, access_set_id=world.access_sets[row["key"]],
                enclosure_id=world.enclosures[enclosure],
            )  # fmt: skip


def write_neighbors(world: World) -> None:
    """Which yards lie side by side, and what stands between them."""
    for row in world.tables.furnished("neighbors"):
        from_on = sheets.day(row["from"])
        assert from_on is not None
        world.book.add(
            world.period.opening_at, "enclosure.adjoin", EnclosureNeighbor,
            enclosure_id=world.enclosures[row["enclosure"]], neighbor_id=world.enclosures[row["neighbor"]],
            barrier=Barrier(row["barrier"]), from_on=from_on,
        )  # fmt: skip


def write_stays(world: World) -> None:
    """Where the animals stay since when; a stay is ended when the animal moves or leaves, not before."""
    for row in world.tables["stays"]:
        from_at, until_at = sheets.instant(row["from"]), sheets.instant(row["until"])
        assert from_at is not None
        # A birth is written with its first stay; every other stay when the animal has moved.
        at = world.told_at(row["animal"], from_at + WRITTEN_AFTER)
        if at > world.period.anchor:
            continue
        key = world.book.add(
            at, "enclosure.move", Stay, animal_id=world.animals[row["animal"]],
            access_set_id=world.access_sets[row["access_set"]], from_at=from_at, until_at=None,
            reason=sheets.text(row["reason"]),
        )  # fmt: skip
        if until_at is not None and until_at + WRITTEN_AFTER <= world.period.anchor:
            world.book.change(until_at + WRITTEN_AFTER, "enclosure.move", Stay, key, until_at=until_at)


class Whereabouts:
    """Who stays where at an instant."""

    def __init__(self, rows: list[Row]) -> None:
        self._of: dict[str, list[tuple[datetime, datetime | None, str]]] = {}
        self._within: dict[str, list[tuple[datetime, datetime | None, str]]] = {}
        for row in rows:
            from_at, until_at = sheets.instant(row["from"]), sheets.instant(row["until"])
            assert from_at is not None
            self._of.setdefault(row["animal"], []).append((from_at, until_at, row["access_set"]))
            self._within.setdefault(row["access_set"], []).append((from_at, until_at, row["animal"]))

    def place(self, animal: str, at: datetime) -> str | None:
        """The access set of an animal."""
        return next(iter(_standing(self._of.get(animal, ()), at)), None)

    def within(self, access_set: str, at: datetime) -> list[str]:
        """The animals in an access set."""
        return _standing(self._within.get(access_set, ()), at)


def _standing(spans: "list[tuple[datetime, datetime | None, str]] | tuple[()]", at: datetime) -> list[str]:
    return [key for from_at, until_at, key in spans if from_at <= at and (until_at is None or at < until_at)]
