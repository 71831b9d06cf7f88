"""Starting a center: a real one (`init`), or one made up for practice (`seed`)."""

import sys
from collections.abc import Callable
from contextlib import suppress

import click

from breeding_center.cli.speaking import command, is_terminal, option, say
from breeding_center.cli.workplace import place
from breeding_center.text import N_, _


def _asked(value: str | None, flag: str, question: str, default: str) -> str:
    """The value of an option: asked for at a terminal, read from what is piped in, or else the default, said aloud."""
    if value is not None:
        return value
    if is_terminal(sys.stdin) and is_terminal(sys.stderr):
        answer: str = click.prompt(question, default=default, err=True)
        return answer
    with suppress(OSError, ValueError):  # there may be nothing to read from
        answer = sys.stdin.readline().strip()
        if answer:
            return answer
    say(
        _("{question}: {default}, as nothing was said; {flag} says another.").format(
            question=question, default=default, flag=flag
        )
    )
    return default


@command("init", N_("Start the records of a real center; what is not said as an option is asked."))
@option("--name", text=N_("the center's name"), metavar=N_("NAME"))
@option("--name-zh", text=N_("its Chinese name"), metavar=N_("NAME"))
@option("--time-zone", text=N_("where its clocks are, such as Asia/Shanghai"), metavar=N_("ZONE"))
@option("--day-starts", text=N_("when its day begins"), metavar=N_("TIME"), default="08:00", show_default=True)
@option("--registrar", text=N_("the first registrar's name"), metavar=N_("NAME"))
@option("--registrar-zh", text=N_("the registrar's Chinese name"), metavar=N_("NAME"))
@click.pass_context
def init(
    ctx: click.Context, name: str | None, name_zh: str | None, time_zone: str | None, day_starts: str,
    registrar: str | None, registrar_zh: str | None,
) -> None:  # fmt: skip
    from getpass import getuser

    from breeding_center.office.founding import REGISTRAR_CODE, found, refuse_existing
    from breeding_center.office.upkeep.revisions import opened as at

    where = place(ctx)
    with at(where) as store:
        refuse_existing(store)
    made = found(
        where,
        name_en=_asked(name, "--name", _("Name of the center"), _("Breeding center")),
        name_zh=name_zh,
        time_zone=_asked(time_zone, "--time-zone", _("Time zone"), "Asia/Shanghai"),
        day_starts_at=day_starts,
        registrar=_asked(registrar, "--registrar", _("Name of the first registrar"), getuser()),
        registrar_zh=registrar_zh,
    )
    say(_("The records of {center} are at {place}.").format(center=made.name_en, place=made.place))
    say(_("The registrar is {code}: next, 'breeding-center --by {code} staff add'.").format(code=REGISTRAR_CODE))


@command("seed", N_("Fill an empty center with made-up history, for practice; refused where there are real records."))
@option(
    "--days",
    text=N_("how many days of history; all since 1 February 2020, if not said"),
    metavar=N_("NUMBER"),
    type=click.IntRange(1),
)
@option(
    "--animals", text=N_("a larger center of the same shape, with so many animals"), metavar=N_("NUMBER"),
    type=click.IntRange(1),
)  # fmt: skip
@option(
    "--years", text=N_("so many years of history, in a larger center"), metavar=N_("NUMBER"), type=click.IntRange(1)
)
@option("--random-seed", text=N_("another history of the same shape"), type=click.IntRange(0), metavar=N_("NUMBER"))
@click.pass_context
def seed(ctx: click.Context, days: int | None, animals: int | None, years: int | None, random_seed: int | None) -> None:
    from breeding_center.office.practice.seed import RANDOM_SEED
    from breeding_center.office.practice.seed import seed as make

    made = make(
        place(ctx),
        days=days,
        animals=animals,
        years=years,
        random_seed=RANDOM_SEED if random_seed is None else random_seed,
        progress=progress(_("Making history")),
    )
    say(
        _("{days} days of practice at {place}: {entries} entries, {rows} rows.").format(
            days=made.days, place=made.place, entries=made.entries, rows=made.total
        )
    )


def progress(what: str) -> Callable[[int, int], None] | None:
    """Tells how far long work has come, on standard error, and only where somebody looks on."""
    if not is_terminal(sys.stderr):
        return None

    def tell(done: int, total: int) -> None:
        ending = "\n" if done >= total else ""
        click.echo(f"\r{what}: {100 * done // total} %{ending}", err=True, nl=False)

    return tell
