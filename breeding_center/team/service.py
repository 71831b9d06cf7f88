"""People and their posts, papers and charges: what is written down about who works here.

Whether an animal may be given to somebody (it lives, it is here) is asked before, by who knows animals.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from breeding_center.declarations.action import Deed
from breeding_center.declarations.finding import stored_key
from breeding_center.errors import AlreadyDone, NotFound, NotUnderstood, Refused
from breeding_center.moments import show_date
from breeding_center.storage.entry import Entry
from breeding_center.team import rules
from breeding_center.team.model import Charge, Credential, Feeder, PostSpell, Shift, StaffMember
from breeding_center.team.queries import (
    ChargeView,
    SpellView,
    StaffView,
    charge_views,
    posts_on,
    shifts_of,
    spells_of,
    staff_label,
    staff_views,
)
from breeding_center.text import _, fold, listed, n_, one_line, shown
from breeding_center.vocabulary import ChargeRole, Post
from breeding_center.words import label

# ---------------------------------------------------------------- people and posts


def add_feeder(
    entry: Entry,
    *,
    name_en: str | None,
    name_zh: str | None,
    code: str | None,
    phone: str | None,
    from_on: date,
) -> Deed:
    """Enter a new feeder."""
    return add_staff(entry, post=Post.FEEDER, name_en=name_en, name_zh=name_zh, code=code, phone=phone, from_on=from_on)


def add_staff(
    entry: Entry,
    *,
    post: Post,
    name_en: str | None,
    name_zh: str | None,
    code: str | None,
    phone: str | None,
    from_on: date,
) -> Deed:
    """Enter a person who works here from a day on; the code is made where none is given.

    A name that looks like somebody's is a doubt, whatever alphabet its letters come from.
    """
    people = list(staff_views(entry).values())
    english, chinese = (one_line(name, _("name"), 120).strip() if name else None for name in (name_en, name_zh))
    if english is None and chinese is None:
        raise NotUnderstood(_("Say the person's name, in English or in Chinese."))
    code = _free_code(code, people) if code else rules.next_code(post, [person.code for person in people])
    doubt = _doubt_namesake(entry, people, english, chinese)
    kind = Feeder if post is Post.FEEDER else StaffMember
    row = entry.add(
        kind(
            code=code, name_en=english or chinese, name_zh=chinese or english, phone=_phone(phone),
            search_key=stored_key(english, chinese), doubt=doubt,
        )
    )  # fmt: skip
    entry.add(PostSpell(staff_id=row.id, post=post, from_on=from_on, until_on=None))
    sentence = _("{person} ({code}) works here as {post} from {day}.")
    return Deed(
        sentence.format(person=staff_label(entry, row.id), code=code, post=label(post), day=show_date(from_on)), row.id
    )


def _free_code(written: str, people: list[StaffView]) -> str:
    code = one_line(written, _("code"), 40).strip()
    if not rules.is_code(code):
        raise NotUnderstood(_("The code '{code}' must be one word, such as f25.").format(code=shown(code)))
    holder = next((person for person in people if fold(person.code) == fold(code)), None)
    if holder is not None:
        raise Refused(_("The code {code} is {person}'s.").format(code=shown(code), person=holder.label))
    return code


def _phone(written: str | None) -> str | None:
    return one_line(written, _("phone"), 40).strip() if written else None


def _doubt_namesake(entry: Entry, people: list[StaffView], *names: str | None) -> str | None:
    looks = {rules.look(name) for name in names if name}
    for person in people:
        if looks & {rules.look(person.name_en), rules.look(person.name_zh)}:
            return entry.doubt(
                _("There is a {person} ({code}) already, of the same name.").format(
                    person=person.label, code=person.code
                )
            )
    return None


def appoint(entry: Entry, *, person: UUID, post: Post, from_on: date, keeps: bool | None = None) -> Deed:
    """Give a person a new post from a day on; the former ones end, unless they are kept."""
    name = _person(entry, person).label
    spells = spells_of(entry, person)
    same = rules.days_overlap(
        from_on, None, [rules.Days(person, one.from_on, one.until_on) for one in spells if one.post is post]
    )
    if same is not None:
        raise AlreadyDone(
            _("{person} is {post} from {day} already.").format(
                person=name, post=label(post), day=show_date(same.from_on)
            )
        )
    if not keeps:
        for spell in spells:
            _end_spell(entry, spell, from_on)
    row = entry.add(PostSpell(staff_id=person, post=post, from_on=from_on, until_on=None))
    sentence = _("{person} is {post} from {day}.")
    return Deed(sentence.format(person=name, post=label(post), day=show_date(from_on)), row.id)


def _end_spell(entry: Entry, spell: SpellView, on: date) -> None:
    if spell.until_on is not None and spell.until_on <= on:
        return
    row = entry.get(PostSpell, spell.id)
    if spell.from_on < on:
        entry.change(row, until_on=on)
    else:
        entry.void(row, entry.reason or _("another post instead"))


def retire(entry: Entry, *, person: UUID, last_on: date) -> Deed:
    """A person's last day here: posts and charges end after it, and shifts planned for later are struck out."""
    name = _person(entry, person).label
    until_on = last_on + timedelta(days=1)
    spells = [one for one in spells_of(entry, person) if one.until_on is None or one.until_on > until_on]
    if not spells:
        raise AlreadyDone(_("{person} no longer works here after {day}.").format(person=name, day=show_date(last_on)))
    for spell in spells:
        _end_spell(entry, spell, until_on)
    charges = [view for view in charge_views(entry, staff_id=person) if _end_charge(entry, view, until_on)]
    shifts = [one for one in shifts_of(entry, person) if one.on_day >= until_on]
    for shift in shifts:
        entry.void(entry.get(Shift, shift.id), entry.reason or _("no longer works here"))
    ended = [
        n_("{n} charge", "{n} charges", len(charges)).format(n=len(charges)),
        n_("{n} shift", "{n} shifts", len(shifts)).format(n=len(shifts)),
    ]
    sentence = _("{person}'s last day is {day}; ended: {ended}.")
    return Deed(sentence.format(person=name, day=show_date(last_on), ended=listed(ended)), person)


def record_credential(
    entry: Entry, *, person: UUID, kind: str, number: str | None, valid_from: date, valid_until: date | None
) -> Deed:
    """Record a person's paper and when it expires."""
    name = _person(entry, person).label
    if valid_until is not None and valid_until < valid_from:
        raise Refused(_("The paper would expire before it is valid."))
    row = entry.add(
        Credential(
            staff_id=person, kind=one_line(kind, _("paper"), 120).strip(),
            number=one_line(number, _("number"), 80).strip() if number else None,
            valid_from=valid_from, valid_until=valid_until,
        )
    )  # fmt: skip
    if valid_until is None:
        return Deed(_("{person}: {kind}, without end.").format(person=name, kind=row.kind), row.id)
    sentence = _("{person}: {kind}, valid until {day}.")
    return Deed(sentence.format(person=name, kind=row.kind, day=show_date(valid_until)), row.id)


# ---------------------------------------------------------------- charges


@dataclass(frozen=True, slots=True)
class Handed:
    """A charge that was given, who has it, and who had it before."""

    id: UUID
    person: str
    former: str | None


def charge(
    entry: Entry,
    *,
    person: UUID,
    animal: UUID | None = None,
    access_set: UUID | None = None,
    role: ChargeRole,
    from_on: date,
) -> Handed:
    """Put a person in charge of an animal, or of an access set, from a day on; a former primary's charge ends."""
    _one_subject(animal, access_set)
    who = _person(entry, person)
    posts = posts_on(entry, person, from_on)
    if not posts:
        raise Refused(_("{person} does not work here on {day}.").format(person=who.label, day=show_date(from_on)))
    if Post.FEEDER not in posts:
        entry.doubt(_("{person} is not a feeder.").format(person=who.label))
    standing = charge_views(entry, animal_id=animal, access_set_id=access_set)
    _refuse_twice(standing, person, role, from_on, who.label)
    until_on, former = None, None
    for view in standing:
        stands = view.until_on is None or view.until_on > from_on
        if stands and view.role is role is ChargeRole.PRIMARY:
            if view.from_on > from_on:
                # A primary who was named for later takes over then.
                until_on = min(view.from_on, until_on or view.from_on)
                continue
            former = staff_label(entry, view.staff_id)
            _end_charge(entry, view, from_on)
        elif stands and view.staff_id == person:
            _end_charge(entry, view, from_on)
    row = entry.add(
        Charge(
            staff_id=person, animal_id=animal, access_set_id=access_set, role=role, from_on=from_on, until_on=until_on
        )
    )  # fmt: skip
    return Handed(row.id, who.label, former)


def _refuse_twice(standing: list[ChargeView], person: UUID, role: ChargeRole, on: date, name: str) -> None:
    for view in standing:
        if (
            view.staff_id == person
            and view.role is role
            and view.from_on <= on
            and (not view.until_on or view.until_on > on)
        ):
            raise AlreadyDone(
                _("{person} has been in charge ({role}) since {day}.").format(
                    person=name, role=label(role), day=show_date(view.from_on)
                )
            )


def discharge(
    entry: Entry, *, person: UUID, animal: UUID | None = None, access_set: UUID | None = None, until_on: date
) -> Handed:
    """A person is no longer in charge from a day on."""
    _one_subject(animal, access_set)
    name = _person(entry, person).label
    held = [
        view
        for view in charge_views(entry, animal_id=animal, access_set_id=access_set)
        if view.staff_id == person and _end_charge(entry, view, until_on)
    ]
    if not held:
        raise Refused(_("{person} is not in charge on {day}.").format(person=name, day=show_date(until_on)))
    return Handed(held[-1].id, name, name)


def _one_subject(animal: UUID | None, access_set: UUID | None) -> None:
    if (animal is None) == (access_set is None):
        raise NotUnderstood(_("Say one animal, or one enclosure."))


def _end_charge(entry: Entry, view: ChargeView, on: date) -> bool:
    """End a charge on a day, or strike it out where it would only have begun then; False where it had ended."""
    if view.until_on is not None and view.until_on <= on:
        return False
    row = entry.get(Charge, view.id)
    if view.from_on < on:
        entry.change(row, until_on=on)
    else:
        entry.void(row, entry.reason or _("in charge no more"))
    return True


def closes(entry: Entry, animal_id: UUID, at: datetime) -> list[str]:
    """End the charges of an animal that died or left; says whose."""
    last_day = (at - timedelta(microseconds=1)).astimezone(entry.zone).date()
    return [
        _("charge: {person} ({role})").format(person=staff_label(entry, view.staff_id), role=label(view.role))
        for view in charge_views(entry, animal_id=animal_id)
        if _end_charge(entry, view, last_day + timedelta(days=1))
    ]


def _person(entry: Entry, person: UUID) -> StaffView:
    found = staff_views(entry).get(person)
    if found is None:
        raise NotFound(_("That person is not in the records."))
    return found
