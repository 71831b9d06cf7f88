"""The figures that the practice center's curator has signed, so that what they find alarms in it."""

from breeding_center.office import rooms
from breeding_center.office.practice.world import World
from breeding_center.storage.threshold import ThresholdValue

SIGNER = "c01"
SIGNED = ("nutrition.", "weight.")
# Whose default is no judgement of the practice center's own: the band itself is not verified in the sample.
UNSIGNED = frozenset(("weight.band", "nutrition.cover-days"))


def write_figures(world: World) -> None:
    """The curator's signatures, from the opening on."""
    at = world.period.opening_at
    for code, declared in sorted(rooms.thresholds().items()):
        if not code.startswith(SIGNED) or code in UNSIGNED:
            continue
        world.book.add(
            at, "threshold.verify", ThresholdValue, code=code, value=declared.value, unit=declared.unit,
            source=declared.source, is_verified=True, verified_by_id=world.staff.get(SIGNER), verified_at=at,
        )  # fmt: skip
