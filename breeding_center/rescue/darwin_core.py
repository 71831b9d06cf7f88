"""The animals found, as occurrences of Simple Darwin Core (TDWG, https://dwc.tdwg.org/simple/), for sharing.

An endangered animal's place is never told: it is blurred to a grid (Chapman 2020, Current best practices for
generalizing sensitive species occurrence data), and the fields that would tell it are left out and said to be.
"""

from breeding_center.animals.queries import animal_views, taxon_views
from breeding_center.declarations.report import Answer, Row
from breeding_center.quantities import show_number
from breeding_center.rescue.places import GRID_DEG, blur
from breeding_center.rescue.queries import CaseView, case_views
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.vocabulary import CaseState

# Terms and their values are an exchange format: they are English in every language.
WITHHELD = (
    "Exact coordinates, locality, elevation, time of day, finder and tracking fixes are withheld; endangered species."
)
GENERALIZED = "Coordinates are the middle of a {grid} degree grid square that holds the place."
NO_PLACE = "No coordinates were reported."


def occurrences(reading: Reading) -> Answer:
    """One occurrence for each animal that was found and seen; false reports and what nobody verified are none."""
    taxa = taxon_views(reading)
    views = [view for view in reversed(case_views(reading)) if _was_seen(view)]
    animals = animal_views(reading, {view.animal_id for view in views if view.animal_id})
    rows: list[Row] = []
    for view in sorted(views, key=lambda one: (one.found_at, one.code)):
        animal = animals.get(view.animal_id) if view.animal_id else None
        taxon = taxa[view.taxon_id]
        rows.append(
            {
                "occurrenceID": f"urn:uuid:{view.id}", "basisOfRecord": "HumanObservation",
                "eventDate": view.found_at.astimezone(reading.zone).date().isoformat(),
                "organismID": f"urn:uuid:{view.animal_id}" if view.animal_id else None,
                "organismName": animal.name_en if animal else None, "sex": view.sex.value,
                "lifeStage": view.stage.value if view.stage else None,
                # The occurrence is the finding: what became of an animal found alive is not part of it.
                "vitality": "dead" if view.outcome is CaseState.FOUND_DEAD else "alive",
                "causeOfDeath": view.cause if view.outcome is CaseState.FOUND_DEAD else None, "individualCount": 1,
                "occurrenceStatus": "present", "establishmentMeans": "native", "degreeOfEstablishment": "native",
                "scientificName": taxon.scientific_name,
                "taxonRank": "subspecies" if taxon.scientific_name.count(" ") > 1 else "species",
                **_place(view), "informationWithheld": WITHHELD,
            }
        )  # fmt: skip
    return Answer(rows, [_("Places are blurred to a grid of {grid} degrees.").format(grid=show_number(GRID_DEG))])


def _was_seen(view: CaseView) -> bool:
    states = {state for state, _at in view.steps}
    return CaseState.FALSE_REPORT not in states and states != {CaseState.REPORTED}


def _place(view: CaseView) -> dict[str, object]:
    if view.latitude is None or view.longitude is None:
        return {
            "decimalLatitude": None, "decimalLongitude": None, "geodeticDatum": None,
            "coordinateUncertaintyInMeters": None, "dataGeneralizations": NO_PLACE,
        }  # fmt: skip
    blurred = blur(view.latitude, view.longitude, view.accuracy_m)
    return {
        "decimalLatitude": blurred.latitude, "decimalLongitude": blurred.longitude, "geodeticDatum": "EPSG:4326",
        "coordinateUncertaintyInMeters": blurred.uncertainty_m,
        "dataGeneralizations": GENERALIZED.format(grid=GRID_DEG),
    }  # fmt: skip
