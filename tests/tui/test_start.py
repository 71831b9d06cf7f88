"""What is loaded before anything is painted."""

import subprocess
import sys

LATE = ("sqlalchemy", "alembic", "breeding_center.office", "breeding_center.storage", "pypinyin", "click")


def test_the_first_paint_waits_for_no_database_library() -> None:
    code = "import sys, breeding_center.tui.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "textual.app" in loaded
    assert [name for name in LATE if name in loaded] == []


def test_chinese_input_methods_are_protected_before_textual_is_loaded() -> None:
    code = "import os, breeding_center.tui; print(os.environ['TEXTUAL_DISABLE_KITTY_KEY'], *__import__('sys').modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    value, *loaded = done.stdout.split()
    assert value == "1"
    assert "textual" not in loaded
