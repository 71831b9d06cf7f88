"""Pedigrees as people look at them: a tree of text, a drawing, and the paths by which two animals are related.

Pure: animals come in as plain values, texts and shapes go out. Nothing here knows a database or a face.

kindred     who is drawn: animals, their candidate parents, who stands where in a pedigree
text_tree   the pedigree in characters, for a terminal of eighty columns
layout      where everybody stands in the drawing: ancestors above, sibs beside, young below
heat_map    a table of pairs in shades and colors
svg         the drawing as SVG, and by way of it as PNG
"""
