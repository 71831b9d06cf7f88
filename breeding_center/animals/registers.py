"""The small registers beside the animals: taxa, institutions, permits, and how each is found."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from breeding_center.animals.geography import Position
from breeding_center.animals.queries import taxon_views
from breeding_center.declarations.finding import Called, matching
from breeding_center.declarations.room import Candidate
from breeding_center.storage import tables
from breeding_center.storage.reading import Reading
from breeding_center.text import _, listed, pick
from breeding_center.vocabulary import InstitutionKind, PermitKind
from breeding_center.words import label as word

# ---------------------------------------------------------------- taxa


def find_taxa(reading: Reading, typed: str) -> list[Candidate]:
    """Taxa by code, by either name or by the scientific name."""
    options = {one.id: one for one in taxon_options(reading)}
    called = (
        Called(options[view.id], (view.code, view.scientific_name, view.name_en, view.name_zh))
        for view in taxon_views(reading).values()
    )
    return matching(typed, called)


def taxon_options(reading: Reading) -> list[Candidate]:
    """All taxa."""
    taxa = taxon_views(reading).values()
    return [Candidate(taxon.id, taxon.code, listed((taxon.name, taxon.scientific_name))) for taxon in taxa]


# ---------------------------------------------------------------- institutions


@dataclass(frozen=True, slots=True)
class InstitutionView:
    """A place animals come from, go to, or belong to."""

    id: UUID
    code: str
    kind: InstitutionKind
    name_en: str
    name_zh: str
    country: str | None
    phone: str | None
    latitude: float | None
    longitude: float | None

    @property
    def name(self) -> str:
        return pick(self.name_en, self.name_zh)

    @property
    def position(self) -> Position | None:
        """Where it lies, if that is known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Position(self.latitude, self.longitude)


def institution_views(reading: Reading) -> dict[UUID, InstitutionView]:
    """All institutions by key."""
    i = tables.institution
    names = ("id", "code", "kind", "name_en", "name_zh", "country", "phone", "latitude", "longitude")
    question = select(*(i.c[name] for name in names)).where(i.c.voided_at.is_(None)).order_by(i.c.name_en)
    return {row.id: InstitutionView(*row) for row in reading.rows(question)}


def find_institutions(reading: Reading, typed: str) -> list[Candidate]:
    """Institutions by code or by either name."""
    called = (
        Called(_institution_option(view), (view.code, view.name_en, view.name_zh))
        for view in institution_views(reading).values()
    )
    return matching(typed, called)


def institution_options(reading: Reading) -> list[Candidate]:
    """All institutions."""
    return [_institution_option(view) for view in institution_views(reading).values()]


def _institution_option(view: InstitutionView) -> Candidate:
    return Candidate(view.id, view.code, listed((view.name, word(view.kind))))


# ---------------------------------------------------------------- permits


@dataclass(frozen=True, slots=True)
class PermitView:
    """A paper that lapses; without animals of its own it covers every animal of the center."""

    id: UUID
    kind: PermitKind
    number: str
    authority_en: str
    authority_zh: str
    valid_from: date
    valid_until: date | None
    file_name: str | None
    file_sha256: str | None
    note: str | None
    animal_ids: tuple[UUID, ...]

    @property
    def authority(self) -> str:
        return pick(self.authority_en, self.authority_zh)


def permit_views(reading: Reading) -> dict[UUID, PermitView]:
    """All papers by key, soonest to lapse first."""
    p, a = tables.permit, tables.permit_animal
    animals: dict[UUID, list[UUID]] = defaultdict(list)
    for row in reading.rows(select(a.c.permit_id, a.c.animal_id).where(a.c.voided_at.is_(None)).order_by(a.c.id)):
        animals[row.permit_id].append(row.animal_id)
    names = (
        "id", "kind", "number", "authority_en", "authority_zh", "valid_from", "valid_until", "file_name",
        "file_sha256", "note",
    )  # fmt: skip
    rows = reading.rows(select(*(p.c[name] for name in names)).where(p.c.voided_at.is_(None)))
    views = [PermitView(**row._asdict(), animal_ids=tuple(animals[row.id])) for row in rows]
    views.sort(key=lambda view: (view.valid_until or date.max, view.number))
    return {view.id: view for view in views}


def find_permits(reading: Reading, typed: str) -> list[Candidate]:
    """Papers by number."""
    return matching(typed, (Called(_permit_option(view), (view.number,)) for view in permit_views(reading).values()))


def permit_options(reading: Reading) -> list[Candidate]:
    """All papers."""
    return [_permit_option(view) for view in permit_views(reading).values()]


def _permit_option(view: PermitView) -> Candidate:
    until = view.valid_until.isoformat() if view.valid_until else _("without end")
    return Candidate(view.id, view.number, listed((word(view.kind), view.authority, until)))
