"""Measuring what the promises say about speed, as ratios to a floor that is measured in the same run.

`python -m tests.benchmarks` prints every figure; `python -m tests.benchmarks startup` one group of them.
"""
