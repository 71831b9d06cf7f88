"""Studbooks in and out, declared: the report card of a file, its import, and the studbook as rows for others."""

from breeding_center.declarations.action import COUNT, FILE, LINE, TAXON, YES_NO, Action, Field, choice
from breeding_center.declarations.report import Column, Report
from breeding_center.text import N_
from breeding_center.vocabulary.studbook import DateOrder, StudbookFormat

TAKING_IN = (
    Field("file", N_("file"), FILE, positional=True, help=N_("the studbook: .csv, .tsv, .txt, .dbf, .fam or .xlsx")),
    Field(
        "columns", N_("columns"), LINE, required=False, many=True, option="map",
        help=N_("which column tells what, as in id=StudID; may be said again"),
    ),
    Field(
        "dates", N_("dates"), choice(DateOrder), required=False,
        help=N_("what comes first in 03/04/2001, where the file does not show it"),
    ),
    Field(
        "century_from", N_("century from"), COUNT, required=False,
        help=N_("the year from which on years of two digits count, as in 1930"),
    ),
    Field(
        "encoding", N_("encoding"), LINE, required=False,
        help=N_("the file's code page, such as gb18030 or latin-1; UTF-8, if not said"),
    ),
    Field("taxon", N_("taxon"), TAXON, required=False, help=N_("what the animals are, whatever a column says")),
    Field(
        "leave_out", N_("leave refused rows out"), YES_NO, required=False, option="leave-out",
        help=N_("take the other rows in, without those that are refused"),
    ),
)  # fmt: skip

EXCHANGE_ACTIONS: tuple[Action, ...] = (
    Action(
        "import.studbook",
        N_("Take a studbook in"),
        TAKING_IN,
        "breeding_center.office.exchange.service:take_in",
        help=N_("All animals of a file in one entry, or none; look at its report card first."),
    ),
    Action(
        "export.studbook",
        N_("Write the studbook to a file"),
        (
            Field("file", N_("file"), FILE, positional=True),
            Field(
                "form", N_("format"), choice(StudbookFormat), required=False, option="as",
                help=N_("the form of the file; as its name ends, if not said"),
            ),
            Field("taxon", N_("taxon"), TAXON, required=False, help=N_("the animals of this taxon only")),
            Field(
                "spreadsheet", N_("for a spreadsheet"), YES_NO, required=False,
                help=N_("make the CSV safe to open in a spreadsheet program"),
            ),
        ),
        "breeding_center.office.exchange.service:hand_out",
        help=N_("Every animal with its parents, dates and place, for PMx, SPARKS, PLINK or a spreadsheet."),
    ),
)  # fmt: skip

EXCHANGE_REPORTS: tuple[Report, ...] = (
    Report(
        "studbook-card",
        N_("Report card of a studbook file"),
        (
            Column("line", N_("line"), "count"),
            Column("studbook_number", N_("studbook number")),
            Column("verdict", N_("verdict"), "choice"),
            Column("sire", N_("sire")),
            Column("dam", N_("dam")),
            Column("sex", N_("sex"), "choice"),
            Column("birth", N_("birth"), "span"),
            Column("death", N_("death"), "span"),
            Column("reason", N_("reason")),
        ),
        "breeding_center.office.exchange.card:card",
        TAKING_IN,
        help=N_(
            "What would become of every row of a file, how its columns and dates are understood; nothing is written."
        ),
    ),
    Report(
        "studbook-rows",
        N_("Studbook as rows"),
        (
            Column("id", N_("studbook number")),
            Column("sire", N_("sire")),
            Column("dam", N_("dam")),
            Column("sex", N_("sex")),
            Column("birth", N_("birth")),
            Column("death", N_("death")),
            Column("status", N_("alive or dead")),
            Column("ref", N_("of the reference set")),
            Column("origin", N_("born wild or captive")),
            Column("range", N_("wild population")),
            Column("location", N_("where it is")),
            Column("local_id", N_("number there")),
            Column("birth_location", N_("birthplace")),
            Column("name", N_("house name")),
            Column("name_zh", N_("Chinese name")),
            Column("taxon", N_("taxon")),
            Column("transponder", N_("transponder")),
            Column("tattoo", N_("tattoo")),
            Column("note", N_("note")),
        ),
        "breeding_center.office.exchange.leaving:rows",
        (Field("taxon", N_("taxon"), TAXON, required=False, help=N_("the animals of this taxon only")),),
        help=N_("Every animal of the studbook as 'import studbook' reads it, with candidates for uncertain parents."),
    ),
)
