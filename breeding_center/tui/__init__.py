"""The keeper's screens: the day's round, forms, animals and reports in a terminal.

Everything is done by keyboard, and everything by mouse. The screens know no database: they ask the center.
"""

import os

# Before Textual is imported: it drops or garbles Chinese that an input method commits through the Kitty protocol.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
