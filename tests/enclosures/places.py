"""A small site for tests: two houses of two places, and a room for two."""

from uuid import UUID

from breeding_center.enclosures import service
from breeding_center.storage.entry import Entry
from breeding_center.vocabulary import EnclosureKind


def an_enclosure(
    entry: Entry, code: str, kind: EnclosureKind, parent: UUID | None = None, capacity: int | None = None
) -> UUID:
    deed = service.add_enclosure(
        entry, code=code, kind=kind, parent=parent, name_en=f"{kind.value} {code}", name_zh=None, capacity=capacity,
        purpose=None,
    )  # fmt: skip
    assert deed.id is not None
    return deed.id


def a_place(entry: Entry, code: str, enclosures: list[UUID], capacity: int | None = None) -> UUID:
    deed = service.add_access_set(
        entry, code=code, enclosures=enclosures, name_en=f"Place {code}", name_zh=None, capacity=capacity
    )
    assert deed.id is not None
    return deed.id


def a_site(entry: Entry) -> dict[str, UUID]:
    """Keys by code: A1 and A2 hold one, A10 holds two; B1, in another house, holds two."""
    made: dict[str, UUID] = {}
    site = made["LGT"] = an_enclosure(entry, "LGT", EnclosureKind.SITE)
    for house in "AB":
        made[house] = an_enclosure(entry, house, EnclosureKind.HOUSE, site)
    for code, house, capacity in (("A1", "A", 1), ("A2", "A", 1), ("A10", "A", 2), ("B1", "B", 2)):
        den = an_enclosure(entry, f"{code}-1", EnclosureKind.DEN, made[house], capacity)
        yard = an_enclosure(entry, f"{code}-Y", EnclosureKind.YARD, made[house], 2)
        made[f"{code}-1"] = den
        made[code] = a_place(entry, code, [den, yard])
    return made
