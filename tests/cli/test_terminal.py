"""What reaches a person's terminal: never anything that a record could steer it with."""

import json
import os
import pty
import re
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run
from tests.declarations.nasty import EVIL
from tests.declarations.test_formats import OBEYED

BOLD = re.compile("\x1b\\[[01]m")


def in_a_terminal(*arguments: str, **environment: str) -> str:
    """All that the command writes, its errors included, into a terminal of its own."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ.update({"TERM": "xterm", "COLUMNS": "100", **environment})
        os.execv(sys.executable, [sys.executable, "-m", "breeding_center", *arguments])
    seen = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.waitpid(child, 0)
    return seen.decode()


@pytest.fixture
def evil(records: Path, run: Run) -> str:
    """The key of an animal whose name and notes would steer a terminal."""
    key: str = next(
        row["key"] for row in json.loads(run("animal", "list", "-f", "json").out) if "Evil" in row["name_en"]
    )
    for text in EVIL:
        if text.strip():
            assert run("animal", "note", key, "--", text).code == 0, text
    return key


def test_no_command_lets_record_text_steer_a_terminal(evil: str) -> None:
    lines = [
        ["animal", "list"], ["animal", "show", evil], ["animal", "timeline", evil], ["journal", "log"],
        ["journal", "show", "5"], ["animal", "timeline", evil, "-f", "csv"], ["animal", "timeline", evil, "-f", "json"],
        ["animal", "timeline", evil, "-f", "md"], ["animal", "timeline", evil, "-f", "html"], ["report", "daily"],
        ["animal", "weigh", "\x1b[2J\x9b31m", "98kg"], ["animal", "weigh", evil, "\x1b]0;x\x07"], ["\x1b[2J"],
        ["today", "--\x1b[2J"], ["animal", "list", "-o", "/nowhere/\x1b[2J.csv"],
    ]  # fmt: skip
    for line in lines:
        seen = BOLD.sub("", in_a_terminal(*line)).replace("\r\n", "\n").replace("\t", " ")
        assert seen, line
        assert OBEYED.findall(seen) == [], line
        assert "Traceback" not in seen, line


def test_terminal_gets_a_bold_heading_unless_it_asks_for_none(records: Path) -> None:
    assert in_a_terminal("animal", "list").startswith("\x1b[1m")
    assert "\x1b" not in in_a_terminal("animal", "list", NO_COLOR="1")
    assert "\x1b" not in in_a_terminal("animal", "list", TERM="dumb")


def test_terminal_gets_lines_that_fit_it(records: Path) -> None:
    from breeding_center.text import cells

    seen = BOLD.sub("", in_a_terminal("animal", "list")).replace("\r\n", "\n")
    assert max(map(cells, seen.splitlines())) <= 100
