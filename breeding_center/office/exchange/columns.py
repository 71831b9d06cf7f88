"""Which column of a file is which fact: by name, by the names other programs use, or as a person says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from breeding_center.errors import NotUnderstood, Refused
from breeding_center.text import N_, _, shown

# Every fact a row may tell, with the headings that mean it once letters' case, blanks and signs are taken out. They are
# those of SPARKS, PopLink, ZIMS and PMx exports, of the R packages nadiv, purgeR, pedigreemm, kinship2, optiSel and
# nprcgenekeepr, of PLINK, and of our own files.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": (
        "studbooknumber", "studbookid", "studbookno", "studbookno.", "studbook", "studbook#", "studid", "studno",
        "studnum", "sb", "sb#", "sbnumber", "sbno", "sbid", "stdbk", "stdbk#", "id", "egoid",
        "ego", "animal", "animalid",
        "ind", "indiv", "individual", "individualid", "iid", "label", "uniqueid", "subject", "number", "registration",
        "registrationnumber", "谱系号", "编号",
    ),
    "sire": (
        "sire", "sireid", "sirestudbookid", "sirestudbooknumber", "sirestudbook",
        "sirestudbook#", "siresb", "siresb#",
        "sireno", "sirenumber", "father", "fatherid", "dad", "dadid", "iddad", "pat",
        "paternalid", "父", "父亲", "父号", "父本",
    ),
    "dam": (
        "dam", "damid", "damstudbookid", "damstudbooknumber", "damstudbook", "damstudbook#",
        "damsb", "damsb#", "damno",
        "damnumber", "mother", "motherid", "mom", "momid", "mum", "mumid", "idmum", "idmom", "mat", "maternalid",
        "母", "母亲", "母号", "母本",
    ),
    "sex": ("sex", "gender", "sextype", "sexcode", "sexcd", "性别"),
    "birth": (
        "birth", "born", "birthdate", "dateofbirth", "birthhatchdate", "birthhatch", "bdate",
        "bday", "birthday", "dob",
        "hatchdate", "birthyear", "byear", "yearofbirth", "yob", "出生", "出生日期", "生日",
    ),
    "birth_estimate": (
        "birthestimate", "birthdateestimate", "birthdateestimated", "bdateest",
        "bdateestimate", "birthest", "birthdateest",
        "birthdatetype", "dobest", "bdest",
    ),
    "death": (
        "death", "died", "deathdate", "dateofdeath", "ddate", "dday", "dod", "deathyear",
        "dyear", "yearofdeath", "死亡",
        "死亡日期",
    ),
    "death_estimate": (
        "deathestimate", "deathdateestimate", "deathdateestimated", "ddateest", "deathest",
        "deathdateest", "deathdatetype",
        "ddest",
    ),
    "status": ("status", "currentstatus", "alive", "living", "isalive", "lifestatus",
    "aliveordead", "vitalstatus", "状态"),
    "dead": ("dead", "isdead", "deceased"),
    "ref": ("ref", "reference", "referencepopulation", "inreference", "selected", "select"),
    "location": (
        "location", "currentlocation", "currentlyat", "loc", "curloc", "institution", "holder", "currentinstitution",
        "lastlocation", "zoo", "facility", "mnemonic", "所在单位", "所在地",
    ),
    "local_id": (
        "localid", "locid", "currentlocalid", "holderlocalid", "accession", "accessionnumber", "accession#",
        "institutionid", "本地编号",
    ),
    "name": ("name", "housename", "animalname", "callname", "petname", "givenname", "名字", "呼名", "名称"),
    "name_zh": ("namezh", "chinesename", "中文名"),
    "origin": (
        "origin", "birthtype", "birthorigin", "birthorigintype", "birthtypecode", "wildborn", "captivewild",
        "来源",
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
_SIGNS = re.compile(r"[\s._\-/()\[\]:'\"]+")


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


def map_columns(headings: Sequence[str], said: Mapping[str, str]) -> Columns:
    """Find the column of every fact; what a person said goes before what names tell, a plainer name before another.

    Raises `NotUnderstood` for a fact or a heading that there is not, `Refused` where two columns tell one fact.
    """
    places: dict[str, int] = {}
    for fact, heading in said.items():
        places[fact] = _place_said(fact, heading, headings)
    taken = set(places.values())
    strength: dict[str, int] = {}
    for place, heading in enumerate(headings):
        fact, rank = _KNOWN.get(plain_heading(heading), ("", 0))
        if not fact or place in taken or fact in said:
            continue
        if strength.get(fact) == rank:
            raise Refused(
                _("The columns '{one}' and '{other}' both tell the {fact}: say which with --map {name}={one}.").format(
                    one=headings[places[fact]], other=heading, fact=_(TITLES[fact]), name=fact
                )
            )
        if fact not in places or rank < strength[fact]:
            places[fact], strength[fact] = place, rank
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
