"""The practice center: the sample data as records, and a made-up but plausible history of its work.

`load` turns the CSV files into the registers as they came to be, `history` lives the days of care, one module per
line of care says what a piece of work produced, and `seed` writes it all through the journal. Everything depends on
the sample data and on one random seed; the clock on the wall is only asked when the practice clock is set going.
"""
