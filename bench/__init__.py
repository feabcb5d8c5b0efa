"""Ratios against a named floor, each measured in one run: `python -m bench.reader` and so on."""
