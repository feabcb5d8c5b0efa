"""What a cell's style says of its value, in any format: its kind, what it shows, what is struck."""

from typing import Literal, NamedTuple

from loaders.grid import Shown

Kind = Literal["number", "percent", "date", "duration"]
#: a text's pieces, each with whether it is struck through; None: as its cell is
Runs = tuple[tuple[str, bool | None], ...]


class CellStyle(NamedTuple):
    """A number format's kind, the finest part of a date that it shows, and the font's line."""

    kind: Kind = "number"
    shown: Shown = "day"
    struck: bool = False
    #: "fill yellow", "font red"; only where the workbook speaks of colours
    colours: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether the style leaves a value as it stands.

        >>> CellStyle("date").is_plain, CellStyle("date", "month").is_plain
        (True, False)
        """
        return self[1:] == ("day", False, ()) and self.kind != "percent"


class RichText(str):
    """A text of pieces in fonts of their own."""

    runs: Runs

    def __new__(cls, runs: Runs) -> "RichText":
        text = super().__new__(cls, "".join(piece for piece, _ in runs))
        text.runs = runs
        return text
