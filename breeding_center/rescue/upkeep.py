"""The center's own ladder of notification and release checklist: set by the center, signed by a vet or a curator."""

from uuid import UUID

from breeding_center.declarations.action import Deed
from breeding_center.errors import AlreadyDone, NotUnderstood
from breeding_center.rescue.checklist import APPROVAL, criteria
from breeding_center.rescue.ladder import rung_views
from breeding_center.rescue.model import NotificationRung, ReleaseCriterion
from breeding_center.storage.entry import Entry
from breeding_center.text import _, listed, pick, shown
from breeding_center.vocabulary.rescue import NotifyAfter

CODE = 40
# What the records of the rooms are asked, and the approval, which is decided; a test holds this to the rooms.
EVIDENCE = frozenset(
    {"weight", "marked", "free_of_holds", "treatment", "parasites", "distemper", "bamboo_share", APPROVAL}
)


def _code(written: str) -> str:
    code = written.strip().casefold().replace(" ", "_")
    if len(code) > CODE:
        raise NotUnderstood(_("'{code}' is too long for a code, at most {limit} letters fit.").format(
            code=code, limit=CODE
        ))  # fmt: skip
    return code


def set_rung(
    entry: Entry,
    *,
    code: str,
    title_en: str,
    title_zh: str | None,
    after: NotifyAfter,
    within_h: float,
    source: str | None,
) -> Deed:
    """Set who must be told, within how many hours of what; whoever signed the former has not signed this."""
    if within_h <= 0:
        raise NotUnderstood(_("Say within how many hours; it must be more than none."))
    code, known = _code(code), rung_views(entry)
    values = {
        "title_en": title_en, "title_zh": title_zh or title_en, "after": after, "within_h": within_h, "source": source,
        "is_verified": False,
    }  # fmt: skip
    before = next((one for one in known if one.code == code), None)
    if before is not None:
        entry.change(entry.get(NotificationRung, before.id), **values)
        key = before.id
    else:
        key = entry.add(NotificationRung(code=code, position=len(known) + 1, **values)).id
    return Deed(_("Set whom to tell: {authority}, to be signed.").format(authority=pick(title_en, title_zh)), key)


def sign_rung(entry: Entry, *, rung: UUID) -> Deed:
    """Sign an authority of the ladder: from now on it alarms when it was not told in time."""
    row = entry.get(NotificationRung, rung)
    title = pick(row.title_en, row.title_zh)
    if row.is_verified:
        raise AlreadyDone(_("{what} is signed already.").format(what=title))
    entry.change(row, is_verified=True)
    return Deed(_("Signed {what}.").format(what=title), rung)


def set_criterion(
    entry: Entry,
    *,
    code: str,
    title_en: str,
    title_zh: str | None,
    evidence: str | None,
    least: float | None,
    unit: str | None,
    source: str | None,
) -> Deed:
    """Set what must hold before an animal is released; whoever signed the former has not signed this."""
    if evidence is not None and evidence not in EVIDENCE:
        raise NotUnderstood(
            _("No records answer to '{evidence}'; write one of {known}, or none where people look.").format(
                evidence=shown(evidence), known=listed(sorted(EVIDENCE))
            )
        )
    if least is not None and evidence is None:
        raise NotUnderstood(_("A figure needs the evidence that it is compared with."))
    code, known = _code(code), criteria(entry)
    values = {
        "title_en": title_en, "title_zh": title_zh or title_en, "evidence": evidence, "least": least, "unit": unit,
        "source": source, "is_verified": False,
    }  # fmt: skip
    before = next((one for one in known if one.code == code), None)
    if before is not None:
        entry.change(entry.get(ReleaseCriterion, before.id), **values)
        key = before.id
    else:
        key = entry.add(ReleaseCriterion(code=code, position=len(known) + 1, **values)).id
    return Deed(_("Set a criterion of release: {criterion}, to be signed.").format(
        criterion=pick(title_en, title_zh)
    ), key)  # fmt: skip


def sign_criterion(entry: Entry, *, criterion: UUID) -> Deed:
    """Sign a criterion of release."""
    row = entry.get(ReleaseCriterion, criterion)
    title = pick(row.title_en, row.title_zh)
    if row.is_verified:
        raise AlreadyDone(_("{what} is signed already.").format(what=title))
    entry.change(row, is_verified=True)
    return Deed(_("Signed {what}.").format(what=title), criterion)
