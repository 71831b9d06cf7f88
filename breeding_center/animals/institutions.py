"""Where other institutions lie, so that it can be told how far two animals are apart."""

from uuid import UUID

from breeding_center.animals.model import Institution
from breeding_center.animals.registers import institution_views
from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood
from breeding_center.storage.entry import Entry
from breeding_center.text import _


def locate_institution(entry: Entry, *, institution: UUID, latitude: float, longitude: float) -> Deed:
    """Write down where an institution lies, in place of what stood before."""
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise NotUnderstood(_("A latitude lies within 90 degrees, a longitude within 180."))
    view = institution_views(entry)[institution]
    if (view.latitude, view.longitude) == (latitude, longitude):
        raise AlreadyDone(_("{institution} lies there already.").format(institution=view.name))
    entry.change(entry.get(Institution, institution), latitude=latitude, longitude=longitude)
    return Deed(
        _("{institution} lies at latitude {latitude}, longitude {longitude}.").format(
            institution=view.name, latitude=f"{latitude:g}", longitude=f"{longitude:g}"
        ),
        institution,
    )
