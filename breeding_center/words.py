"""What people read in place of a stored value."""

from enum import StrEnum

from breeding_center.text import N_, _

# A word that reads the same in several vocabularies stands once.
LABELS: dict[str, str] = {
    "male": N_("male"), "female": N_("female"), "unknown": N_("unknown"),
    "look": N_("by look"), "examination": N_("examination"), "dna": N_("DNA"), "reported": N_("reported"),
    "rescue": N_("rescue"), "disease_control": N_("disease control"), "breeding": N_("breeding"),
    "nutrition": N_("nutrition"), "feeder": N_("feeder"), "veterinarian": N_("veterinarian"),
    "curator": N_("curator"), "registrar": N_("registrar"), "nutritionist": N_("nutritionist"),
    "field_ranger": N_("field ranger"), "cub": N_("cub"), "juvenile": N_("juvenile"), "subadult": N_("subadult"),
    "adult": N_("adult"), "geriatric": N_("geriatric"), "wild": N_("wild"), "captive": N_("captive"),
    "studbook_number": N_("studbook number"), "accession_number": N_("accession number"),
    "house_name": N_("house name"), "transponder": N_("transponder"), "temporary": N_("temporary id"),
    "collar": N_("collar"), "tattoo": N_("tattoo"), "other": N_("other"), "iso": N_("ISO 11784"),
    "trovan": N_("Trovan"), "avid": N_("AVID"), "dam": N_("dam"), "sire": N_("sire"),
    "genetic_dam": N_("genetic dam"), "rearing_dam": N_("rearing dam"), "observed": N_("observed"),
    "genetic": N_("genetic"), "assumed": N_("assumed"), "birth": N_("birth"), "capture": N_("capture"),
    "transfer": N_("transfer"), "loan": N_("loan"), "donation": N_("donation"), "loan_return": N_("loan return"),
    "death": N_("death"), "release": N_("release"), "escape": N_("escape"), "loan_end": N_("loan end"),
    "owned": N_("owned"), "loaned_in": N_("loaned in"), "held_for_others": N_("held for others"),
    "weight": N_("weight"), "body_length": N_("body length"), "chest_girth": N_("chest girth"),
    "temperature": N_("temperature"), "scale": N_("scale"), "crate": N_("in a crate"),
    "held_by_keeper": N_("held by the keeper"), "estimate": N_("estimate"), "hand": N_("hand"),
    "foster": N_("foster"), "shared": N_("shared"), "estrus": N_("estrus"),
    "pregnancy_watch": N_("pregnancy watch"), "nursing": N_("nursing"), "quarantine": N_("quarantine"),
    "isolation": N_("isolation"), "cohort": N_("cohort"), "sedation": N_("sedation"),
    "medical_hold": N_("medical hold"), "fasting": N_("fasting"), "permit": N_("permit"),
    "agreement": N_("agreement"), "cub_ownership": N_("cub ownership"), "breeding_center": N_("breeding center"),
    "zoo": N_("zoo"), "reserve": N_("nature reserve"), "authority": N_("authority"), "site": N_("site"),
    "house": N_("house"), "den": N_("den"), "yard": N_("yard"), "nursery": N_("nursery"),
    "delivery": N_("delivery room"), "primary": N_("primary"), "backup": N_("backup"), "due": N_("due"),
    "overdue": N_("overdue"), "assigned": N_("assigned"), "done": N_("done"), "skipped": N_("skipped"),
    "missed": N_("missed"), "leaf": N_("leaf"), "culm": N_("culm"), "shoot": N_("shoot"),
    "concentrate": N_("concentrate"), "fruit": N_("fruit"), "milk": N_("milk"), "green": N_("green"),
    "yellow_brown": N_("yellow-brown"), "pale": N_("pale"), "dark": N_("dark"), "oral": N_("by mouth"),
    "subcutaneous": N_("under the skin"), "intramuscular": N_("into the muscle"),
    "intravenous": N_("into a vein"), "topical": N_("on the skin"), "given": N_("given"), "partial": N_("partial"),
    "refused": N_("refused"), "flotation": N_("flotation"), "mcmaster": N_("McMaster"), "smear": N_("smear"),
    "estrogen": N_("estrogen"), "progesterone": N_("progesterone"), "lh": N_("LH"), "red": N_("red"),
    "amber": N_("amber"), "verified": N_("verified"), "observation": N_("observation"),
    "field_treatment": N_("field treatment"), "transport": N_("transport"), "treatment": N_("treatment"),
    "rehabilitation": N_("rehabilitation"), "assessment": N_("assessment"), "released": N_("released"),
    "retained": N_("retained"), "died": N_("died"), "closed": N_("closed"), "medication": N_("medicine"),
    "deworming": N_("deworming"), "vaccination": N_("vaccination"),
    "here": N_("here"), "loaned_out": N_("loaned out"), "away": N_("away"), "dead": N_("dead"),
    "pedigree": N_("pedigree only"), "low": N_("low"), "within": N_("within"), "high": N_("high"),
    "measurement": N_("measurement"), "identifier": N_("name or number"), "chip_read": N_("chip reading"),
    "claim": N_("parentage claim"), "accession": N_("accession"), "disposition": N_("departure"),
    "rearing": N_("rearing"), "condition": N_("hold"), "note": N_("note"), "lapsed": N_("lapsed"),
    "lapses_soon": N_("lapses soon"), "valid": N_("valid"), "not_yet_valid": N_("not yet valid"),
    "fine": N_("fine"), "unsafe": N_("unsafe"), "place": N_("place"), "engine": N_("engine"), "bytes": N_("bytes"),
    "program": N_("program's schema"), "center": N_("center"), "schema": N_("schema"), "entries": N_("entries"),
    "urgent": N_("urgent"), "today": N_("today"), "watch": N_("watch"), "alarm": N_("alarm"), "shown": N_("shown only"),
    "snoozed": N_("snoozed"), "medium": N_("medium"),
    "head": N_("head of the journal"), "rows": N_("rows"), "guards_missing": N_("guards missing"),
    "identity": N_("identity"), "identifiers": N_("names and numbers"), "parents": N_("parents"),
    "offspring": N_("offspring"), "passages": N_("coming and leaving"), "holds": N_("holds"),
    "papers": N_("papers"), "measures": N_("last measures"), "notes": N_("notes"), "name_en": N_("name"),
    "name_zh": N_("Chinese name"), "taxon": N_("taxon"), "sex": N_("sex"), "born": N_("born"),
    "birth_type": N_("birth type"), "age": N_("age"), "stage": N_("stage"), "state": N_("state"),
}  # fmt: skip


def label(word: StrEnum | str) -> str:
    """The word as people read it in their language."""
    value = str(word)
    return _(LABELS[value]) if value in LABELS else value
