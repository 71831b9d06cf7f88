"""What a death or a departure means to the open case of the animal."""

from datetime import datetime
from uuid import UUID

from breeding_center.animals.queries import animal_view
from breeding_center.errors import Refused
from breeding_center.rescue import rules
from breeding_center.rescue.model import RescueCase
from breeding_center.rescue.queries import open_case_of
from breeding_center.rescue.service import end_rounds, write_step
from breeding_center.storage.entry import Entry
from breeding_center.text import _
from breeding_center.vocabulary import CaseState, DispositionKind


def closes(entry: Entry, animal_id: UUID, at: datetime) -> list[str]:
    """A case follows the death of its animal; a release goes by the checklist, another departure by the province."""
    view = open_case_of(entry, animal_id)
    if view is None:
        return []
    of, animal = entry.get(RescueCase, view.id), animal_view(entry, animal_id)
    if animal.died is not None:
        write_step(entry, of, CaseState.DIED, None, max(at, view.last.at), entry.by_id)
        return [_("the rescue case {code}: it died").format(code=of.code), *end_rounds(entry, of, at)]
    leaving = animal.standing.leaving
    if leaving is not None and leaving.kind == DispositionKind.RELEASE:
        raise Refused(
            _(
                "Case {code} is open: release the animal with 'rescue release', which goes through the checklist."
            ).format(code=of.code)
        )
    if rules.may_follow(of.state, CaseState.ALLOCATED):
        write_step(entry, of, CaseState.ALLOCATED, None, max(at, view.last.at), entry.by_id)
        return [_("the rescue case {code}: allocated elsewhere").format(code=of.code), *end_rounds(entry, of, at)]
    return []
