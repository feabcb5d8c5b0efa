"""How much of a workbook is read at most, and how long, before the reader says so.

A real ledger of 200,000 rows × 20 columns passes; what lies above is a mistake of
the sheet's maker or an attack, and both get the same clear message.
"""

from dataclasses import replace

from store.child.limits import Limits

MEBIBYTE = 1 << 20

#: size of the file itself
FILE_BYTES = 20 * MEBIBYTE
#: zip formats: entries, bytes of one entry and of all entries once inflated
PACKAGE_ENTRIES = 2_000
ENTRY_BYTES = 256 * MEBIBYTE
PACKAGE_BYTES = 320 * MEBIBYTE
#: a part that is neither a sheet nor the strings (styles, relations) stays small
SMALL_PART_BYTES = 32 * MEBIBYTE
#: inflated : stored; counts only above RATIO_FREE_BYTES, as small parts deflate very well
ENTRY_RATIO = 300
RATIO_FREE_BYTES = 16 * MEBIBYTE

#: the answer to one file, as JSON: this much, or so many times the file; formats that keep each
#: text once make half a gigabyte of 41 KB
ANSWER_FREE_BYTES = 32 * MEBIBYTE
ANSWER_RATIO = 64

#: what Excel itself can hold
EXCEL_ROWS = 1_048_576
EXCEL_COLUMNS = 16_384
#: last row with a value, and cells of the smallest rectangle around all values
SHEET_ROWS = 300_000
SHEET_CELLS = 5_000_000
#: all sheets of one workbook together
WORKBOOK_CELLS = 6_000_000
SHEETS = 500
MERGES = 20_000
#: what stands beside cells: a part of comments or shapes, their number a sheet, signs of each
ASIDE_BYTES = 4 * MEBIBYTE
ASIDES = 2_000
ASIDE_TEXT = 300

#: the child process that opens a file
CHILD = Limits(
    answer_seconds=18.0,
    processor_seconds=15,
    memory_bytes=1_536 * MEBIBYTE,
    frame_bytes=64 * MEBIBYTE,
    niceness=5,
    is_confined=True,
)
#: the child process that marks one: it writes what it reads, and waits its turn
MARKING = replace(CHILD, answer_seconds=40.0, processor_seconds=35, frame_bytes=128 * MEBIBYTE)
