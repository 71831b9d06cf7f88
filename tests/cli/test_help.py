"""Help pages: in both languages, within the terminal, and cheap."""

import click
import pytest

from breeding_center.cli import generated, main
from breeding_center.office import rooms
from breeding_center.text import cells, set_language
from tests.cli.conftest import Run

FIRST_LEVEL = [
    "demo", "init", "seed", "today", "task", "handover", "animal", "feeder", "staff", "enclosure", "plan", "care",
    "rescue", "disease-control", "breeding", "nutrition", "report", "journal", "database", "doctor", "tui", "emergency",
    "medicine", "laboratory", "quarantine", "outbreak",
    "completion",
    "food",
    "diet",
    "bamboo",
    "trial",
    "alert",
    "threshold",
    "import",
    "export",
]  # fmt: skip


def every_command() -> list[list[str]]:
    """The path of every command there is."""
    found: list[list[str]] = [[]]

    def walk(group: click.Group, path: list[str]) -> None:
        context = click.Context(group)
        for name in group.list_commands(context):
            found.append([*path, name])
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                walk(command, [*path, name])

    walk(main.build(), [])
    return found


def test_every_command_promised_is_there() -> None:
    assert set(FIRST_LEVEL) == set(main.commands())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_help_page_fits_eighty_columns(language: str, run: Run) -> None:
    for path in every_command():
        page = run("--language", language, *path, "--help")
        assert page.code == 0, path
        assert page.err == "", path
        assert [line for line in page.out.splitlines() if cells(line) > 80] == [], path


def test_every_command_and_option_says_what_it_is() -> None:
    def walk(group: click.Group) -> None:
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            assert command.help, name
            for parameter in command.params:
                assert isinstance(parameter, click.Option | click.Argument)
                assert parameter.help, (name, parameter.name)
            if isinstance(command, click.Group):
                walk(command)

    walk(main.build())


def test_groups_show_exactly_the_actions_that_rooms_declare() -> None:
    """The list of rooms per group is written down for speed; here it is compared with the declarations."""
    by_group: dict[str, set[str]] = {}
    for action in rooms.actions().values():
        by_group.setdefault(action.group, set()).add(action.verb)
    for report in rooms.reports().values():
        if report.alias:
            group, _dot, verb = report.alias.partition(".")
            by_group.setdefault(group, set()).add(verb)
    root = main.build()
    context = click.Context(root)
    shown = {}
    for name in by_group:
        group_command = root.get_command(context, name)
        assert isinstance(group_command, click.Group), name
        shown[name] = set(group_command.list_commands(context))
    by_hand = {"task": {"list", "form", "done"}, "handover": {"show"}}
    assert {name: verbs - by_hand.get(name, set()) for name, verbs in shown.items()} == by_group


def test_every_report_is_a_command() -> None:
    group = generated.report_group("", main.REPORT_ROOMS)
    assert set(group.list_commands(click.Context(group))) == set(rooms.reports())


def test_language_is_spoken_from_the_first_word(run: Run) -> None:
    set_language("en")
    after = run("today", "--help", "--language", "zh")
    before = run("--language", "zh", "today", "--help")
    assert after.out == before.out


def test_unknown_command_is_one_sentence_with_a_suggestion(run: Run) -> None:
    ended = run("anmal")
    assert ended.code == 2
    assert ended.out == ""
    assert "animal" in ended.err
    assert len(ended.err.splitlines()) == 1


def test_nothing_asked_shows_the_help_and_exits_with_two(run: Run) -> None:
    ended = run()
    assert ended.code == 2
    assert ended.out == ""
    assert "Commands" in ended.err


def test_version_is_said(run: Run) -> None:
    from breeding_center import __version__

    assert run("--version").out == f"{__version__}\n"
