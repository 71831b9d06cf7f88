"""Studbooks in and out: files of other programs read, judged row by row, written to the records, and made again."""
