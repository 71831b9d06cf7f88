"""Which column of a file is which fact: by name, by the names other programs use, or as a person says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from breeding_center.errors import NotUnderstood, Refused
from breeding_center.office.exchange.cells import as_id
from breeding_center.office.exchange.record import UNKNOWN_PARENTS
from breeding_center.office.exchange.sheet import Cell
from breeding_center.text import N_, _, shown

# Every fact a row may tell, with the headings that mean it once letters' case, blanks and signs are taken out. They are
# those of SPARKS, PopLink, ZIMS and PMx exports, of the R packages nadiv, purgeR, pedigreemm, kinship2, optiSel and
# nprcgenekeepr, of PLINK, and of our own files.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": (
        "studbooknumber", "studbookid", "studbookno", "studbook", "studid", "studno", "studnum", "stud", "sbnumber",
        "sbno", "sbid", "sb", "stdbk", "regionalstudbook", "regionalstudbooknumber", "internationalstudbook",
        "internationalstudbooknumber", "isb", "id", "egoid", "ego", "animal", "animalid", "ind", "indiv", "individual",
        "individualid", "iid", "label", "uniqueid", "preferredid", "gan", "subject", "number", "registration",
        "registrationnumber", "谱系号", "谱系编号", "编号",
    ),
    "sire": (
        "sire", "sireid", "sirestudbookid", "sirestudbooknumber", "sirestudbook", "siresb", "siresbnumber", "sireno",
        "sirenumber", "siregan", "father", "fatherid", "dad", "dadid", "iddad", "pat", "paternalid", "父", "父亲",
        "父号", "父本", "父系谱系号",
    ),
    "dam": (
        "dam", "damid", "damstudbookid", "damstudbooknumber", "damstudbook", "damsb", "damsbnumber", "damno",
        "damnumber", "damgan", "mother", "motherid", "mom", "momid", "mum", "mumid", "idmum", "idmom", "mat",
        "maternalid", "母", "母亲", "母号", "母本", "母系谱系号",
    ),
    "sex": ("sex", "gender", "sextype", "sexcode", "sexcd", "性别"),
    "birth": (
        "birth", "born", "birthdate", "datebirth", "dateofbirth", "birthhatchdate", "birthdatehatchdate", "birthhatch",
        "bdate", "bday", "birthday", "dob", "hatchdate", "birthyear", "byear", "yearofbirth", "yob", "出生", "出生日期",
        "生日",
    ),
    "birth_estimate": (
        "birthestimate", "birthdateestimate", "birthdateestimated", "bdateest", "bdateestimate", "birthest",
        "birthdateest", "birthdatetype", "dobest", "bdest", "est", "birthestimated",
    ),
    "death": (
        "death", "died", "deathdate", "datedeath", "dateofdeath", "ddate", "dday", "dod", "deathyear", "dyear",
        "yearofdeath", "死亡", "死亡日期",
    ),
    "death_estimate": (
        "deathestimate", "deathdateestimate", "deathdateestimated", "ddateest", "ddateestimate", "deathest",
        "deathdateest", "deathdatetype", "ddest",
    ),
    "status": (
        "status", "currentstatus", "alive", "living", "isalive", "lifestatus", "aliveordead", "vitalstatus", "状态",
    ),
    "dead": ("dead", "isdead", "deceased"),
    "ref": ("ref", "reference", "referencepopulation", "inreference", "selected", "select"),
    "location": (
        "location", "currentlocation", "currentlyat", "loc", "curloc", "institution", "holder", "currentinstitution",
        "holdinginstitution", "currentholder",
        "lastlocation", "zoo", "facility", "mnemonic", "所在单位", "所在地",
    ),
    "local_id": (
        "localid", "localids", "locid", "currentlocalid", "holderlocalid", "accession", "accessionnumber",
        "institutionid", "本地编号",
    ),
    "name": (
        "name", "housename", "housenames", "animalname", "callname", "petname", "givenname", "名字", "呼名", "名称",
    ),
    "name_zh": ("namezh", "chinesename", "中文名"),
    "origin": (
        "origin", "birthtype", "hatchtype", "borntype", "birthorigin", "birthorigintype", "birthtypecode", "wildborn",
        "captivewild", "来源",
    ),
    "range": ("range", "wildpop", "mountainrange", "wildpopulation", "sourcepopulation", "山系"),
    "birth_location": (
        "birthlocation", "birthplace", "birthloc", "placeofbirth", "birthinstitution", "bornat", "出生地",
    ),
    "taxon": ("taxon", "subspecies", "species", "scientificname", "ssp", "亚种", "物种"),
    "transponder": ("transponder", "transponderid", "microchip", "chip", "pit", "pittag", "芯片", "芯片号"),
    "tattoo": ("tattoo", "tag", "eartag", "tagband", "band"),
    "birth_text": ("birthtext", "bdatetxt"),
    "death_text": ("deathtext", "ddatetxt"),
    "sire_candidates": ("sirecandidates", "sirecands", "possiblesires", "candidatesires",
    "multsires", "multiplesires"),
    "dam_candidates": ("damcandidates", "damcands", "possibledams", "candidatedams", "multdams", "multipledams"),
    "event": ("event", "eventtype", "transaction", "transactiontype", "typeevent"),
    "event_date": ("date", "eventdate", "transactiondate"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks", "备注"),
}  # fmt: skip

TITLES: dict[str, str] = {
    "id": N_("studbook number"),
    "sire": N_("sire"),
    "dam": N_("dam"),
    "sex": N_("sex"),
    "birth": N_("birth"),
    "birth_estimate": N_("how exact the birth is"),
    "death": N_("death"),
    "death_estimate": N_("how exact the death is"),
    "status": N_("alive or dead"),
    "dead": N_("dead or not"),
    "ref": N_("of the reference set"),
    "location": N_("where it is"),
    "local_id": N_("number there"),
    "name": N_("house name"),
    "name_zh": N_("Chinese name"),
    "origin": N_("born wild or captive"),
    "range": N_("wild population"),
    "birth_location": N_("birthplace"),
    "taxon": N_("taxon"),
    "transponder": N_("transponder"),
    "tattoo": N_("tattoo"),
    "birth_text": N_("birth in words"),
    "death_text": N_("death in words"),
    "sire_candidates": N_("candidates for the sire"),
    "dam_candidates": N_("candidates for the dam"),
    "event": N_("event"),
    "event_date": N_("day of the event"),
    "note": N_("note"),
}

NEEDED = ("id",)
FIRST_ROWS = 20  # among which the headings stand
WHO_IS_WHO = ("id", "sire", "dam")
_SIGNS = re.compile(r"[\s._\-/()\[\]:'\"#?]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column each fact is read from, what was left alone, and which were named by a person."""

    places: dict[str, int]
    headings: dict[str, str]
    said: frozenset[str]
    unread: tuple[str, ...]

    def place(self, fact: str) -> int | None:
        """The column of a fact, or None where the file does not tell it."""
        return self.places.get(fact)


def plain_heading(heading: str) -> str:
    """A heading without what programs write differently: case, blanks, dots, dashes."""
    return _SIGNS.sub("", heading.casefold())


_KNOWN: dict[str, tuple[str, int]] = {
    plain_heading(alias): (fact, rank) for fact, aliases in ALIASES.items() for rank, alias in enumerate(aliases)
}


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows holds the headings: programs print a title above them. The first, where none is known."""
    for place, row in enumerate(rows):
        known = {fact for fact, _rank in (_KNOWN.get(plain_heading(cell), ("", 0)) for cell in row) if fact}
        if "id" in known and len(known) > 1:
            return place
    return 0


def map_columns(headings: Sequence[str], said: Mapping[str, str], rows: Sequence[Sequence[Cell]] = ()) -> Columns:
    """Find the column of every fact; what a person said goes before what names tell, a plainer name before another.

    Where several columns could tell who is who, the rows decide: parents are written with the numbers of the animals.
    Raises `NotUnderstood` for a fact or a heading that there is not, `Refused` where two columns tell one fact.
    """
    places: dict[str, int] = {}
    for fact, heading in said.items():
        places[fact] = _place_said(fact, heading, headings)
    choices = _choices(headings, set(places.values()), said)
    for fact, found in choices.items():
        places[fact] = found[0]
    if any(len(choices.get(fact, ())) > 1 for fact in WHO_IS_WHO):
        of = {fact: [places[fact]] if fact in said else choices.get(fact, []) for fact in WHO_IS_WHO}
        places |= _who_is_who(of, rows)
    missing = [fact for fact in NEEDED if fact not in places]
    if missing:
        raise NotUnderstood(
            _("No column tells the {fact}: say which with --map {name}=COLUMN; the columns are {columns}.").format(
                fact=_(TITLES[missing[0]]), name=missing[0], columns=", ".join(shown(each) for each in headings if each)
            )
        )
    return Columns(
        places,
        {fact: headings[place] for fact, place in places.items()},
        frozenset(said),
        tuple(heading for place, heading in enumerate(headings) if heading and place not in places.values()),
    )


def _choices(headings: Sequence[str], taken: set[int], said: Mapping[str, str]) -> dict[str, list[int]]:
    """The columns that may tell each fact, the plainest name first; refused where two have the same name for it."""
    found: dict[str, dict[int, int]] = {}
    for place, heading in enumerate(headings):
        fact, rank = _KNOWN.get(plain_heading(heading), ("", 0))
        if not fact or place in taken or fact in said:
            continue
        ranked = found.setdefault(fact, {})
        if rank in ranked:
            raise Refused(
                _("The columns '{one}' and '{other}' both tell the {fact}: say which with --map {name}={one}.").format(
                    one=headings[ranked[rank]], other=heading, fact=_(TITLES[fact]), name=fact
                )
            )
        ranked[rank] = place
    return {fact: [place for _rank, place in sorted(ranked.items())] for fact, ranked in found.items()}


def _who_is_who(choices: Mapping[str, Sequence[int]], rows: Sequence[Sequence[Cell]]) -> dict[str, int]:
    """The columns of numbers, sires and dams that go together: where most parents are numbers of animals."""
    values = {place: [as_id(row[place]) for row in rows] for found in choices.values() for place in found}
    numbers = {place: set(values[place]) - UNKNOWN_PARENTS for place in choices["id"]}
    best: dict[str, int] = {}
    most = -1
    for place in choices["id"]:
        chosen, hits = {"id": place}, 0
        for fact in ("sire", "dam"):
            counted = [
                (sum(value in numbers[place] for value in values[at]), at) for at in choices[fact] if at != place
            ]
            if counted:
                count, at = max(counted, key=lambda pair: pair[0])
                chosen[fact], hits = at, hits + count
        if hits > most:
            best, most = chosen, hits
    return best


def _place_said(fact: str, heading: str, headings: Sequence[str]) -> int:
    if fact not in ALIASES:
        raise NotUnderstood(
            _("'{fact}' is no fact of a studbook: {facts}.").format(fact=shown(fact), facts=", ".join(ALIASES))
        )
    wanted = plain_heading(heading)
    for place, each in enumerate(headings):
        if each == heading or plain_heading(each) == wanted:
            return place
    raise NotUnderstood(
        _("There is no column '{column}'; the columns are {columns}.").format(
            column=shown(heading), columns=", ".join(shown(each) for each in headings if each)
        )
    )


def mappings_said(typed: Sequence[str]) -> dict[str, str]:
    """What --map says: FACT=COLUMN, as in id=StudID."""
    said: dict[str, str] = {}
    for each in typed:
        fact, equals, heading = each.partition("=")
        fact = fact.strip().casefold().replace("-", "_")
        if not equals or not heading.strip():
            raise NotUnderstood(_("'{text}' is not a mapping: write it as id=StudID.").format(text=shown(each)))
        if fact in said:
            raise NotUnderstood(_("'{fact}' is mapped twice.").format(fact=fact))
        said[fact] = " ".join(heading.split())
    return said
