"""The command line: its list of commands, and what becomes of anything that goes wrong.

Standard output is data, standard error is words. Exit codes: 0 done, 1 refused by a rule, 2 not understood, 3 no
database, 4 schema out of date, 70 a fault of the program, 130 stopped by the person.
"""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from breeding_center.cli.lazy import Later, LazyGroup
from breeding_center.cli.options import global_options
from breeding_center.cli.speaking import Option, say
from breeding_center.errors import BreedingCenterError
from breeding_center.text import N_, _

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "breeding-center"
COMPLETION_VARIABLE = "_BREEDING_CENTER_COMPLETE"
FAULT, STOPPED = 70, 130

# Every room that declares reports, and for every group the rooms whose actions and reports it shows. Kept here so that
# one group's help loads one room's declarations; a test compares it with what the rooms declare.
REPORT_ROOMS = (
    "animals", "enclosures", "team", "care", "rescue", "disease_control", "breeding", "nutrition", "office",
)  # fmt: skip
ACTION_GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "animal": (N_("Animals: who they are, where they are, what they weigh"), ("animals", "office")),
    "feeder": (N_("Feeders and their charges"), ("team", "office")),
    "staff": (N_("Everybody who works here: posts, shifts, leave, credentials"), ("team", "office")),
    "enclosure": (N_("Dens, yards and who is in them"), ("enclosures", "office")),
    "plan": (N_("Protocols and plans: what is to be done, and when"), ("care", "office")),
    "care": (N_("Work that belongs to no line: notes, enrichment, training, watching"), ("care", "office")),
    "rescue": (N_("Field rescue: reports, cases, release"), ("rescue", "office")),
    "disease-control": (N_("Disease control: examinations, medicines, vaccines"), ("disease_control",)),
    "medicine": (N_("The cabinet: medicines, lots, controlled drugs"), ("disease_control",)),
    "laboratory": (N_("Samples, reference intervals and results"), ("disease_control",)),
    "quarantine": (N_("Quarantine, isolation and cohorts"), ("disease_control",)),
    "outbreak": (N_("Outbreaks: cases, contacts, stop of movements"), ("disease_control",)),
    "breeding": (N_("Breeding: estrus, hormones, litters, cubs"), ("breeding",)),
    "nutrition": (N_("Nutrition: offerings, leftovers, feces, body condition"), ("nutrition",)),
    "food": (N_("Foods: analyses and digestibility"), ("nutrition",)),
    "diet": (N_("Diets: what each animal is to have"), ("nutrition",)),
    "bamboo": (N_("The bamboo ledger: deliveries, issues, waste, counts"), ("nutrition",)),
    "trial": (N_("Feeding trials: design, periods, animals, samples, results"), ("nutrition",)),
    "alert": (N_("Alerts: what needs a person, and setting them aside"), ("office",)),
    "threshold": (N_("Figures that alerts are judged by: set and signed"), ("office",)),
}


def found(where: str) -> Callable[[], click.Command]:
    """What loads the command `module:attribute` when it is called."""

    def load() -> click.Command:
        module, _colon, attribute = where.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    return load


def _group(name: str) -> Later:
    line, rooms = ACTION_GROUPS[name]
    return Later(line, partial(_made, "action_group", name, line, rooms))


def _made(maker: str, *arguments: Any) -> click.Command:
    generated = import_module("breeding_center.cli.generated")
    command: click.Command = getattr(generated, maker)(*arguments)
    return command


def _report(room: str, name: str) -> Callable[[], click.Command]:
    """A report that is a command of the first level, too."""
    return partial(_made, "named_report", room, name)


REPORT_LINE = N_("Ask the records: inventory, daily, specimen, roster and more")


def commands() -> dict[str, Later]:
    """Every command of the first level, in the order a newcomer needs them."""
    here = "breeding_center.cli"
    return {
        "demo": Later(N_("Try everything out on a practice center"), found("breeding_center.launch:demo")),
        "today": Later(N_("Today's round: what is due, and who does it"), found(f"{here}.round:today")),
        "task": Later(N_("Do, skip, assign or add a piece of work"), found(f"{here}.tasks:task")),
        "handover": Later(N_("Hand the shift over, and take it over"), found(f"{here}.handover:handover")),
        "tui": Later(N_("Open the terminal screens"), found("breeding_center.launch:tui")),
        **{name: _group(name) for name in ACTION_GROUPS},
        "report": Later(REPORT_LINE, partial(_made, "report_group", REPORT_LINE, REPORT_ROOMS)),
        "import": Later(N_("Take files of other programs in"), found(f"{here}.exchange:import_group")),
        "export": Later(N_("Hand the records out to other programs"), found(f"{here}.exchange:export_group")),
        "emergency": Later(
            N_("One page to print at once: who is in which den, and whom to call"), _report("office", "emergency")
        ),
        "journal": Later(N_("Who changed what, when and why; undo it; verify it"), found(f"{here}.journal:journal")),
        "init": Later(N_("Start the records of a real center"), found(f"{here}.setup:init")),
        "seed": Later(N_("Fill a practice center with made-up history"), found(f"{here}.setup:seed")),
        "database": Later(N_("Status, upgrade, backup, restore"), found(f"{here}.database:database")),
        "doctor": Later(N_("Say what is unsafe about this installation"), found(f"{here}.doctor:doctor")),
        "completion": Later(
            N_("Teach your shell to complete commands and names"), found(f"{here}.completion:completion")
        ),
    }


def build() -> click.Group:
    """The whole command line, nothing of it loaded yet."""
    root = LazyGroup(PROGRAM, commands(), text=N_("The records of a wildlife breeding center."))
    root.params = [
        *global_options(hidden=False),
        Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version,
            help=N_("say which version this is"),
        ),
    ]  # fmt: skip
    return root


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from breeding_center import __version__

        click.echo(__version__)
        ctx.exit()


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and say how it ended, as an exit code and at most one sentence."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if os.environ.get(COMPLETION_VARIABLE):
        return _complete(arguments)
    try:
        _speak(arguments)
        ended = build().main(args=list(arguments), prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
        return ended if isinstance(ended, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.UsageError as error:
        say(_usage(error))
        return error.exit_code
    except click.ClickException as error:
        say(error.format_message())
        return error.exit_code
    except BreedingCenterError as error:
        say(error.sentence)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say(_("Stopped; nothing more was done."))
        return STOPPED
    except BrokenPipeError:
        _forget_output()
        return 0
    except Exception as error:  # noqa: BLE001 - nobody is ever shown a traceback
        return _fault(error)


def _complete(arguments: Sequence[str]) -> int:
    """Answer a shell that asks what may come next: with words to type, or with nothing, but never with sentences."""
    import breeding_center.cli.completion  # noqa: F401 - teaches Click to quote names

    try:
        _speak(arguments)
        build().main(args=list(arguments), prog_name=PROGRAM, complete_var=COMPLETION_VARIABLE)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except Exception:  # noqa: BLE001 - a shell that is completing a word is no place for a fault either
        return 1


def _speak(arguments: Sequence[str]) -> None:
    """Speak the language asked for before a word is said: help, too, comes before options are understood."""
    from breeding_center.settings import LANGUAGE_VARIABLE
    from breeding_center.text import LANGUAGES, set_language

    wanted = os.environ.get(LANGUAGE_VARIABLE)
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--language" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif argument.startswith("--language="):
            wanted = argument.partition("=")[2]
    if wanted in LANGUAGES:
        set_language(wanted)
    else:
        from breeding_center.settings import Settings

        set_language(Settings.gather().language)


def _usage(error: click.UsageError) -> str:
    """What was not understood and where to read more, in one line."""
    message = error.format_message()
    if error.ctx is None:
        return message
    return _("{message} See {command} --help.").format(message=message, command=error.ctx.command_path)


def _forget_output() -> None:
    """Whoever read us has gone, as `head` does; flushing at exit must not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fault(error: Exception) -> int:
    """A fault of the program: one sentence for the person, everything else into a file for whoever mends it."""
    try:
        told = _(
            "Something went wrong inside the program; what was being done was not recorded. Details: {file}"
        ).format(file=_write_fault(error))
    except OSError:
        told = _("Something went wrong inside the program: {kind}.").format(kind=type(error).__name__)
    say(told)
    return FAULT


def _write_fault(error: Exception) -> "Path":
    import traceback
    from datetime import UTC, datetime

    from breeding_center.cli.workplace import fault_folder, without_secrets

    folder = fault_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    at = datetime.now(UTC)
    path = folder / f"fault-{at:%Y%m%dT%H%M%S}-{os.getpid()}.txt"
    told = "".join(traceback.format_exception(error))
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(without_secrets(f"{at.isoformat()}\n{told}"))
    return path
