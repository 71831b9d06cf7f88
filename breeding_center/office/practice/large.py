"""A larger practice center of the same shape: tables like the sample's, made up for so many animals and years.

For training with many people, and for measuring. What does not depend on size is the sample's own: taxa, foods,
protocols, shifts, the open rescue case. Every animal, person and house beyond it is invented and says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from breeding_center.office.practice.large_plans import plans_of
from breeding_center.office.practice.sheets import Row, Sheets, sample
from breeding_center.office.practice.world import ANCHOR

SOURCE = "invented"
AS_IN_SAMPLE = (
    "site", "taxa", "life_stages", "growth_bands", "institutions", "foods", "protocols", "shift_patterns",
)  # fmt: skip
OPEN_CASE, OPEN_PEN, OPEN_HOUSE = "case_2020_09", "f1", ("field_station", "fs_house", "f1_pen")
SAMPLE_ANIMALS, SAMPLE_FEEDERS, SAMPLE_VETERINARIANS = 31, 24, 3
SETS_PER_HOUSE = 10
# Of ten animals of the sample about this many were born within its years; the others were there before.
BORN_SHARE = 0.3
FIRST_STUDBOOK_NUMBER, FIRST_CHIP = 91001, 156_000_100_000_001
OPENING_STAY = "opening of the practice record"


@dataclass(frozen=True, slots=True)
class Invented:
    """An animal of the larger center."""

    key: str
    name_en: str
    name_zh: str
    sex: str
    born_on: date
    dam: str
    sire: str
    weight_kg: int
    access_set: str
    here_from: date


def larger(animals: int, years: int, random_seed: int) -> tuple[Sheets, date]:
    """The tables of a center with so many living animals and so many years of history; and its first day."""
    base = sample()
    today = ANCHOR.date()
    first_day = today.replace(year=today.year - years)
    chance = Random(f"larger {random_seed} {animals} {years}")  # noqa: S311
    invented = _animals(base, animals, years, first_day, chance)
    feeders = max(SAMPLE_FEEDERS, -(-SAMPLE_FEEDERS * animals // SAMPLE_ANIMALS))
    veterinarians = max(SAMPLE_VETERINARIANS, -(-SAMPLE_VETERINARIANS * animals // SAMPLE_ANIMALS))
    staff, roster = _people(base, feeders, veterinarians, first_day - timedelta(days=365))
    seasons = _seasons(invented)
    tables: dict[str, list[Row]] = {name: base[name] for name in AS_IN_SAMPLE}
    tables |= {
        "animals": [_animal_row(base, number, one, first_day) for number, one in enumerate(invented)],
        "parentage": [], "semen": [], "permits": base["permits"][:1], "staff": staff, "roster_pattern": roster,
        "credentials": [
            {
                "staff": row["key"], "kind": "keeper training certificate", "number": f"PRACTICE-{row['key']}",
                "valid_from": f"{today.year - 1}-01-15", "valid_until": f"{today.year + 2}-01-14",
            }
            for row in staff
        ],
        "charges": list(_charges(invented, staff, roster)), "seasons": seasons, "litters": _litters(invented),
        "stays": [_stay(one) for one in invented],
        "rescue_cases": [row for row in base["rescue_cases"] if row["key"] == OPEN_CASE],
        "rescue_events": [row for row in base["rescue_events"] if row["case"] == OPEN_CASE],
        "rescue_records": [row for row in base["rescue_records"] if row["case"] == OPEN_CASE],
    }  # fmt: skip
    tables |= _places(base, len({one.access_set for one in invented}))
    tables["plans"] = list(plans_of(invented, _houses(tables["enclosures"]), seasons, first_day))
    return Sheets(tables), first_day


# ---------------------------------------------------------------- animals


def _animals(base: Sheets, count: int, years: int, first_day: date, chance: Random) -> list[Invented]:
    names = [(row["house_name_en"], row["house_name_zh"]) for row in base["animals"] if row["reported"] == "no"]
    grown = count - int(count * BORN_SHARE)
    found: list[Invented] = []
    for number in range(count):
        name_en, name_zh = names[number % len(names)]
        round_of_names = number // len(names) + 2
        is_born_here = number >= grown
        born_on, dam, sire = _birth(found, number, grown, years, first_day, chance, is_born_here=is_born_here)
        found.append(
            Invented(
                key=f"p{number + 1:04d}", name_en=f"{name_en} {round_of_names}", name_zh=f"{name_zh}{round_of_names}号",
                sex=("male", "female")[(number // 2 + number) % 2], born_on=born_on, dam=dam, sire=sire,
                weight_kg=0 if is_born_here else chance.randrange(86, 122),
                access_set=_set_of(number), here_from=born_on if is_born_here else first_day - timedelta(days=31),
            )
        )  # fmt: skip
    return found


def _birth(
    found: list[Invented], number: int, grown: int, years: int, first_day: date, chance: Random, *, is_born_here: bool
) -> tuple[date, str, str]:
    """Grown animals were born 6 to 16 years before; the others in August of one of the years, of different dams."""
    if not is_born_here:
        return first_day - timedelta(days=chance.randrange(6 * 365, 16 * 365)), "", ""
    dams = [one.key for one in found[:grown] if one.sex == "female"]
    sires = [one.key for one in found[:grown] if one.sex == "male"]
    order = number - grown
    # A dam bears every second year at most: the dams take turns, and so do the years.
    year = first_day.year + 1 + (order // max(1, len(dams)) * 2 + order) % years
    return date(year, 8, 1 + chance.randrange(31)), dams[order % len(dams)], sires[order % len(sires)]


def _set_of(number: int) -> str:
    """Each has a place of its own; of every five, two share one and are fed together."""
    block, place = divmod(number, 5)
    return f"s{block * 4 + min(place, 3) + 1:04d}"


def _animal_row(base: Sheets, number: int, one: Invented, first_day: date) -> Row:
    row = dict.fromkeys(base["animals"][0], "")
    is_born_here = bool(one.dam)
    row |= {
        "key": one.key, "house_name_en": one.name_en, "house_name_zh": one.name_zh, "taxon": "qinlingensis",
        "sex": one.sex, "birth": one.born_on.isoformat(), "birth_type": "captive", "dam": one.dam, "sire": one.sire,
        "dam_kind": "observed" if one.dam else "", "sire_kind": "observed" if one.sire else "",
        "studbook_number": str(FIRST_STUDBOOK_NUMBER + number),
        "transponder": "" if is_born_here else str(FIRST_CHIP + number),
        "transponder_type": "" if is_born_here else "iso",
        "transponder_site": "" if is_born_here else "between the shoulder blades",
        "transponder_on": "" if is_born_here else one.born_on.replace(day=1).isoformat(),
        "accession_number": f"PR-{number + 1:05d}", "accession_kind": "birth",
        "accession_on": one.born_on.isoformat(), "ownership": "owned", "owner": "louguantai",
        "birth_weight_g": "150" if is_born_here else "", "weight_kg_2020": str(one.weight_kg or ""),
        "reported": "no", "source": SOURCE,
    }  # fmt: skip
    return row


def _stay(one: Invented) -> Row:
    # The young stay with nobody else's place: their own set is kept ready from their birth on.
    return {
        "animal": one.key, "access_set": one.access_set, "from": f"{one.here_from}T00:00+08:00", "until": "",
        "reason": "born here" if one.dam else OPENING_STAY,
    }  # fmt: skip


def _litters(invented: list[Invented]) -> list[Row]:
    return [
        {
            "key": one.key, "dam": one.dam, "born_on": one.born_on.isoformat(), "size": "1",
            "bred_on": (one.born_on - timedelta(days=120)).isoformat(), "bred_how": "natural", "reported": "no",
            "note": "",
        }
        for one in invented
        if one.dam
    ]  # fmt: skip


def _seasons(invented: list[Invented]) -> list[Row]:
    """The spring of each dam in the year in which she bore."""
    return [
        {
            "animal": one.dam, "year": str(one.born_on.year),
            "day_zero_on": (one.born_on - timedelta(days=120)).isoformat(),
            "bred_on": (one.born_on - timedelta(days=120)).isoformat(), "bred_how": "natural", "sires": one.sire,
            "outcome": "birth", "outcome_on": one.born_on.isoformat(), "litter": one.key, "note": "",
        }
        for one in invented
        if one.dam
    ]  # fmt: skip


# ---------------------------------------------------------------- places


def _places(base: Sheets, sets: int) -> dict[str, list[Row]]:
    enclosures = [base["enclosures"][0]]
    access_sets: list[Row] = []
    for number in range(1, sets + 1):
        house = (number - 1) // SETS_PER_HOUSE + 1
        if (number - 1) % SETS_PER_HOUSE == 0:
            enclosures.append(_enclosure(f"house_{house}", "louguantai", "house", f"H{house:02d}", "House", "兽舍", ""))
        key = f"s{number:04d}"
        parts = (("den1", "den", "1", "2"), ("den2", "den", "2", "2"), ("yard", "yard", "Y", "3"))
        for part, kind, letter, capacity in parts:
            words = ("Den", "室内兽舍") if kind == "den" else ("Yard", "运动场")
            enclosures.append(
                _enclosure(f"{key}_{part}", f"house_{house}", kind, f"{number:04d}-{letter}", *words, capacity)
            )
        access_sets.append(
            {
                "key": key, "name_en": f"Place {number}", "name_zh": f"{number} 号",
                "enclosures": ";".join(f"{key}_{part}" for part, *_rest in parts),
            }
        )  # fmt: skip
    enclosures += [row for row in base["enclosures"] if row["key"] in OPEN_HOUSE]
    access_sets += [row for row in base["access_sets"] if row["key"] == OPEN_PEN]
    return {"enclosures": enclosures, "access_sets": access_sets}


def _enclosure(key: str, parent: str, kind: str, code: str, name_en: str, name_zh: str, capacity: str) -> Row:
    return {
        "key": key, "parent": parent, "kind": kind, "code": code, "name_en": f"{name_en} {code}",
        "name_zh": f"{name_zh} {code}", "capacity": capacity, "purpose": SOURCE,
    }  # fmt: skip


def _houses(enclosures: list[Row]) -> list[str]:
    return [row["key"] for row in enclosures if row["kind"] == "house" and row["parent"] == "louguantai"]


# ---------------------------------------------------------------- people


def _people(base: Sheets, feeders: int, veterinarians: int, since: date) -> tuple[list[Row], list[Row]]:
    """The sample's staff, and as many more on the same shifts as the animals need, all there from the first day on."""
    staff: list[Row] = [{**row, "post_from": since.isoformat()} for row in base["staff"] if not row["post_until"]]
    roster = list(base["roster_pattern"])
    for kind, letter, own, wanted in (
        ("feeder", "f", SAMPLE_FEEDERS, feeders),
        ("veterinarian", "v", SAMPLE_VETERINARIANS, veterinarians),
    ):
        models = [row for row in staff if row["kind"] == kind]
        for number in range(wanted - own):
            model, given = models[number % own], models[(number // own + number + 1) % own]
            key = f"{letter}{number + 1 + 100}"
            staff.append(
                {
                    **model, "key": key, "name_en": f"{model['name_en'].split()[0]} {given['name_en'].split()[1]}",
                    "name_zh": model["name_zh"][:1] + given["name_zh"][1:],
                    "phone": f"+86 29 5551 {number + 1 + (0 if letter == 'f' else 5000):04d}",
                }
            )  # fmt: skip
            roster += [{**row, "staff": key} for row in base["roster_pattern"] if row["staff"] == model["key"]]
    return staff, roster


def _charges(invented: list[Invented], staff: list[Row], roster: list[Row]) -> Iterator[Row]:
    """Two keepers of the morning shift share some animals: primary of half of them, backup of the others."""
    mornings = {row["staff"] for row in roster if row["shift"] == "morning"}
    keepers = [row["key"] for row in staff if row["kind"] == "feeder" and row["key"] in mornings]
    pairs = [(keepers[number], keepers[number + 1]) for number in range(0, len(keepers) - 1, 2)]
    for number, one in enumerate(invented):
        pair = pairs[number * len(pairs) // len(invented)]
        for role, who in zip(("primary", "backup"), pair if number % 2 else reversed(pair), strict=True):
            yield {
                "staff": who, "animal": one.key, "access_set": "", "role": role, "from": one.here_from.isoformat(),
                "until": "",
            }  # fmt: skip
