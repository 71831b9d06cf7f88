"""How soon the screens are there, beside a minimal Textual app with a table of 31 rows."""

import fcntl
import os
import pty
import re
import signal
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

from tests.benchmarks import measuring

RUNS = 9
SIZE = (24, 80)
ESCAPE = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07")
MINIMAL = """
import os
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
from textual.app import App
from textual.widgets import DataTable

class Minimal(App):
    def compose(self):
        yield DataTable()
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("name", "sex")
        for number in range(31):
            table.add_row(f"PANDA-{number}", "female")

Minimal().run()
"""


def until_seen(command: list[str], words: list[bytes], **more: str) -> list[float]:
    """Seconds from the start until each of the words stands on the screen of a terminal."""
    began = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.execvpe(command[0], command, measuring.environment(TERM="xterm-256color", **more))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    seen, found = b"", []
    try:
        while len(found) < len(words) and time.perf_counter() - began < 30:
            seen += os.read(terminal, 65536)
            while len(found) < len(words) and words[len(found)] in ESCAPE.sub(b"", seen):
                found.append(time.perf_counter() - began)
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)
    if len(found) < len(words):
        raise RuntimeError(f"{words} were not seen")
    return found


def run(database: Path) -> None:
    """The two in turn; the screens' data is the round of the feeder who is named."""
    clock = {"BREEDING_CENTER_CLOCK": "2020-09-25T08:30+08:00"}
    ours = [sys.executable, "-m", "breeding_center", "--database", str(database), "--by", "f01", "tui"]
    minimal = [sys.executable, "-c", MINIMAL]
    floors, paints, shown = [], [], []
    for turn in range(RUNS + 1):
        floor = until_seen(minimal, [b"PANDA-1"])[0]
        paint, data = until_seen(ours, [b"Quit", b"Collect and weigh"], **clock)
        if turn:
            floors.append(floor)
            paints.append(paint)
            shown.append(data)
    floor, paint, data = map(statistics.median, (floors, paints, shown))
    measuring.heading("The screens")
    measuring.row("a minimal app with a table of 31 rows", f"{floor:.3f} s", "-")
    measuring.row("first paint", f"{paint:.3f} s = {paint / floor:.2f} x", "<= 1.5 x")
    measuring.row("today's round on the screen", f"{data:.3f} s", "<= 0.6 s")
