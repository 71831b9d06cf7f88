"""A drawing as PNG: the SVG itself, set by Typst (the extra `pdf`), so that both pictures are one."""

import json
import os
import re

from breeding_center.errors import Refused
from breeding_center.text import _

PIXELS_AN_INCH, POINTS_AN_INCH = 144.0, 72.0
WIDEST = 20_000  # pixels on a side: larger ones are no pictures, and fill the memory
TEMPLATE = r"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(json(bytes(sys.inputs.drawing))), format: "svg")
"""


def png_of(svg: str) -> bytes:
    """The picture's pixels; raises `Refused` where the part that paints them is not installed."""
    sides = [float(found) for found in re.findall(r'(?:width|height)="([\d.]+)"', svg)[:2]]
    pixels = min(PIXELS_AN_INCH, POINTS_AN_INCH * WIDEST / max(sides))
    if pixels < POINTS_AN_INCH:
        raise Refused(_("The drawing is too large for a PNG: ask for fewer generations, or for SVG."))
    try:
        import typst
    except ImportError:
        raise Refused(
            _("A PNG needs the extra 'pdf': run  pip install 'breeding-center[pdf]'  or ask for SVG.")
        ) from None
    from breeding_center.declarations.pdf_page import FONT_PATHS_VARIABLE

    folders = [folder for folder in os.environ.get(FONT_PATHS_VARIABLE, "").split(os.pathsep) if folder]
    made = typst.compile(
        TEMPLATE.encode(),
        font_paths=typst.Fonts(font_paths=folders),
        format="png",
        ppi=pixels,
        sys_inputs={"drawing": json.dumps(svg, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)
    return made
