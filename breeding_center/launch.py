"""Where the program starts: above both faces, because it opens either.

Modules are loaded with the garbage collector nearly at rest: nothing that an import makes is garbage, and looking for
some costs a tenth of the start (measured).
"""

import gc

gc.set_threshold(200_000, 50, 50)

import sys  # noqa: E402

import click  # noqa: E402

from breeding_center.cli.main import run  # noqa: E402
from breeding_center.cli.speaking import command, is_terminal, option  # noqa: E402
from breeding_center.errors import Refused  # noqa: E402
from breeding_center.text import N_, _  # noqa: E402


def main() -> None:
    """The console script."""
    sys.exit(run())


def _sits_at_a_terminal() -> bool:
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


@command("tui", N_("Open the terminal screens: the round, animals, forms and reports."))
@click.pass_context
def tui(ctx: click.Context) -> None:
    from breeding_center.cli.workplace import person, place

    if not _sits_at_a_terminal():
        raise Refused(_("The screens need a terminal; 'breeding-center today' prints the round."))
    _show_screens(place(ctx), person(ctx))


def _show_screens(place: str, person: str | None) -> None:
    from breeding_center.text import language
    from breeding_center.tui.app import run as show

    show(place, language(), person)


@command("demo", N_("Try everything out on a practice center, made the first time; nothing there is real."))
@option("--directory", text=N_("where to keep it; a folder of your own data, if not said"), metavar=N_("DIR"))
@click.pass_context
def demo(ctx: click.Context, directory: str | None) -> None:
    from pathlib import Path

    from breeding_center.cli.round import give_round
    from breeding_center.cli.setup import progress
    from breeding_center.cli.speaking import say, settings_said
    from breeding_center.cli.workplace import person
    from breeding_center.office.practice.demo import ready
    from breeding_center.settings import data_directory

    folder = Path(directory).expanduser() if directory else data_directory() / "demo"
    records = ready(folder, progress=progress(_("Making the practice center")))
    settings_said(ctx)["database"] = str(records)
    if _sits_at_a_terminal():
        _show_screens(str(records), person(ctx))
        return
    give_round(ctx)
    say(_("Practice center: {place}").format(place=records))
