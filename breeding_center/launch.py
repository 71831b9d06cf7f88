"""Where the program starts: above both faces, because it opens either.

Modules are loaded with the garbage collector at rest: nothing that an import makes is garbage, and looking for some
costs a tenth of the start (measured).
"""

import gc

gc.disable()

import sys  # noqa: E402

from breeding_center.cli.main import run  # noqa: E402


def main() -> None:
    """The console script."""
    try:
        code = run()
    finally:
        gc.enable()
    sys.exit(code)
