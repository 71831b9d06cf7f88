"""A studbook file, understood against the records: what every row became, and how the file was read."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from breeding_center.office.exchange.columns import Columns, map_columns
from breeding_center.office.exchange.comparing import Comparison, compare
from breeding_center.office.exchange.dates import Habit
from breeding_center.office.exchange.judging import judge
from breeding_center.office.exchange.reading import read_records
from breeding_center.office.exchange.record import Line, Parent, Record, Verdict
from breeding_center.office.exchange.sheet import read_sheet
from breeding_center.text import _, fold, n_
from breeding_center.vocabulary.studbook import DateOrder


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a file: columns by fact, the encoding, how dates are written, whose taxon it is."""

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    order: DateOrder | None = None
    century_from: int | None = None
    taxon: str | None = None
    leave_out: bool = False  # take the other rows in, without those that are refused
    taxa: Mapping[str, str] = field(default_factory=dict)  # every word for a taxon of the records, folded, and its code


@dataclass(slots=True)
class Understood:
    """The whole of a file after judging: what to write of it, and the card that tells of every row.

    `told` says how the file itself was read.
    """

    file: str
    rows: int
    told: list[str]
    columns: Columns
    habit: Habit
    records: list[Record]
    added: list[Record]
    comparisons: dict[str, Comparison]
    card: list[Line]
    taxon_said: bool = False

    @property
    def refused(self) -> list[Line]:
        """The rows that cannot be."""
        return [line for line in self.card if line.verdict is Verdict.REFUSED]

    @property
    def counts(self) -> Counter[Verdict]:
        """How many rows there are of each verdict."""
        return Counter(line.verdict for line in self.card)


def understand(
    path: Path,
    said: Said,
    known: Mapping[str, Record],
    today: date,
    *,
    confirmed: bool = False,
    gestation_max_days: int | None = None,
) -> Understood:
    """Read a studbook file and judge it; `known` is what the records hold, by studbook number.

    Where facts contradict the records, the row is refused; `confirmed` makes that a doubt instead.
    """
    sheet = read_sheet(path, said.encoding)
    columns = map_columns(sheet.headings, said.columns, sheet.rows)
    rows = len(sheet.rows)
    read = read_records(sheet, columns, Habit(said.order, said.century_from), today)
    sheet.rows.clear()  # what is understood is kept, what was written need not be
    for record in read.records:
        _name_taxon(record, said)
    added = judge(read.records, known, today, gestation_max_days)
    comparisons = {
        record.number: compare(record, known[record.number], confirmed=confirmed)
        for record in read.records
        if record.number in known
    }
    records = read.records
    if said.leave_out:
        records, added = without_refused(records, added, known)
    card = sorted(
        [*read.lines, *(_line(record, comparisons.get(record.number)) for record in (*read.records, *added))],
        key=lambda line: (line.line, line.verdict is Verdict.ADDED),
    )
    return Understood(
        path.name, rows, sheet.habits, columns, read.habit, records, added, comparisons, card, said.taxon is not None
    )


def without_refused(
    records: list[Record], added: list[Record], known: Mapping[str, Record]
) -> tuple[list[Record], list[Record]]:
    """The records that are not refused; a parent that is left out with its row is unknown to its offspring."""
    gone = {record.number for record in records if record.refusals} - known.keys()
    kept = [record for record in records if not record.refusals]
    for record in kept:
        record.sire, record.dam = (_without(parent, gone, record) for parent in record.parents())
    named = {number for record in kept for parent in record.parents() for number in parent.numbers}
    return kept, [record for record in added if record.number in named]


def _without(parent: Parent, gone: set[str], record: Record) -> Parent:
    left = tuple(pair for pair in parent.candidates if pair[0] not in gone)
    for number in parent.numbers:
        if number in gone:
            record.doubts.append(_("Its parent {number} is left out: it counts as unknown.").format(number=number))
    return parent if len(left) == len(parent.candidates) else Parent(left)


_TWO_TAXA = re.compile(r"\s*(?:[/;&+×]|\bx\b|\band\b)\s*")


def _name_taxon(record: Record, said: Said) -> None:
    """The taxon by its code, where the records know it; refused where a cell names two of them."""
    written = record.texts.get("taxon")
    if written is None:
        return
    if said.taxon is not None:
        record.texts["taxon"] = said.taxon
        return
    code = said.taxa.get(fold(written))
    parts = {said.taxa.get(fold(part), "") for part in _TWO_TAXA.split(written)} if code is None else set()
    if len(parts) > 1 and all(parts):
        record.refusals.append(_("It is put into two taxa, {taxa}.").format(taxa=", ".join(sorted(parts))))
    record.texts["taxon"] = code or written


def _line(record: Record, comparison: Comparison | None) -> Line:
    if record.refusals:
        return Line(record.line, record.number, Verdict.REFUSED, " ".join(dict.fromkeys(record.refusals)))
    doubts = " ".join(dict.fromkeys(record.all_doubts)) or None
    if record.is_named_only:
        return Line(record.line, record.number, Verdict.ADDED, doubts)
    if doubts:
        return Line(record.line, record.number, Verdict.DOUBTED, doubts)
    if comparison is not None and not comparison.news:
        return Line(record.line, record.number, Verdict.KNOWN)
    reason = _("new: {facts}").format(facts=comparison.told()) if comparison is not None else None
    return Line(record.line, record.number, Verdict.ACCEPTED, reason)


def summary(understood: Understood) -> str:
    """The numbers of rows, in sentences."""
    counts, rows = understood.counts, understood.rows
    sentence = n_(
        "{rows} row read: {accepted} accepted, {doubted} doubted, {refused} refused.",
        "{rows} rows read: {accepted} accepted, {doubted} doubted, {refused} refused.",
        rows,
    )
    told = [
        sentence.format(
            rows=rows,
            accepted=counts[Verdict.ACCEPTED],
            doubted=counts[Verdict.DOUBTED],
            refused=counts[Verdict.REFUSED],
        )
    ]
    for verdict, more in (
        (Verdict.REPEATED, _("Repeated with the same facts: {n}.")),
        (Verdict.KNOWN, _("Already in the records: {n}.")),
        (Verdict.ADDED, _("Named as parents only: {n}.")),
    ):
        if counts[verdict]:
            told.append(more.format(n=counts[verdict]))
    return " ".join(told)
