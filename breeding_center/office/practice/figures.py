"""The figures that the practice center's people have signed, so that what they find alarms in it."""

from breeding_center.office import rooms
from breeding_center.office.practice.world import World
from breeding_center.storage.threshold import ThresholdValue

# Feeding and weights are the curator's, medicines the first veterinarian's.
SIGNERS = {"nutrition.": "c01", "weight.": "c01", "disease.": "v01"}
# Whose default is no judgement of the practice center's own: the band itself is not verified in the sample.
UNSIGNED = frozenset(("weight.band", "nutrition.cover-days", "disease.vaccine_overdue_days"))


def write_figures(world: World) -> None:
    """Their signatures, from the opening on."""
    at = world.period.opening_at
    for code, declared in sorted(rooms.thresholds().items()):
        signer = next((who for start, who in SIGNERS.items() if code.startswith(start)), None)
        if signer is None or code in UNSIGNED:
            continue
        world.book.add(
            at, "threshold.verify", ThresholdValue, code=code, value=declared.value, unit=declared.unit,
            source=declared.source, is_verified=True, verified_by_id=world.staff.get(signer), verified_at=at,
        )  # fmt: skip
