"""The styles of an OpenDocument spreadsheet, as far as they say something of a value.

A style's own words hold, else its parent's; [ODF 1.3 part 3] §16 (styles), §20 (properties).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.grid import Shown
from loaders.opening.formats.cell_styles import CellStyle
from loaders.opening.formats.colours import name_colour

Attributes = dict[str, str]

#: deeper chains of parents are a mistake, or a ring
_DEEPEST = 8
_DAY_PARTS = ("number:day", "number:day-of-week", "number:hours", "number:minutes")
_FISCAL_YEAR = "年度"


@dataclass(slots=True)
class _Style:
    """One <style:style>; None where it leaves the word to its parent."""

    parent: str = ""
    data_style: str | None = None
    struck: bool | None = None
    hides: bool = False
    fill: str | None = None
    font: str | None = None


@dataclass(slots=True)
class OdsStyles:
    """Fed with the tags of styles.xml and content.xml as a parser meets them."""

    #: whether the workbook speaks of colours
    hears_colours: bool = False
    styles: dict[tuple[str, str], _Style] = field(default_factory=dict)
    #: name of a date style -> the tags it is made of, and its texts
    dates: dict[str, list[str]] = field(default_factory=dict)
    _open: _Style = field(default_factory=_Style)
    _date: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style:style":
            key = (attributes.get("style:family", ""), attributes.get("style:name", ""))
            parent = attributes.get("style:parent-style-name", "")
            self._open = _Style(parent, attributes.get("style:data-style-name"))
            self.styles[key] = self._open
        elif name == "style:table-properties":
            self._open.hides = attributes.get("table:display") == "false"
        elif name == "style:text-properties":
            self._open.struck = _read_line(attributes)
            self._open.font = attributes.get("fo:color")
        elif name == "style:table-cell-properties":
            self._open.fill = attributes.get("fo:background-color")
        elif name == "number:date-style":
            self._date = self.dates[attributes.get("style:name", "")] = []
        elif self._date is not None:
            self._date.append(name)

    def end(self, name: str) -> None:
        if name == "number:date-style":
            self._date = None

    def text(self, text: str) -> None:
        if self._date is not None:
            self._date.append(text)

    def hides_table(self, name: str) -> bool:
        return self.styles.get(("table", name), _Style()).hides

    def strikes_span(self, name: str) -> bool | None:
        """Whether a span of text is struck through; None: as its cell is."""
        return next((s.struck for s in self._chain("text", name) if s.struck is not None), None)

    def find_cell_style(self, name: str) -> CellStyle:
        chain = self._chain("table-cell", name)
        struck = next((each.struck for each in chain if each.struck is not None), False)
        shown = next((each.data_style for each in chain if each.data_style is not None), "")
        colours = tuple(_list_colours(chain)) if self.hears_colours else ()
        return CellStyle("date", self._find_shown(shown), struck, colours)

    def _chain(self, family: str, name: str) -> list[_Style]:
        """A style and its parents, nearest first."""
        chain: list[_Style] = []
        while (style := self.styles.get((family, name))) and len(chain) < _DEEPEST:
            chain.append(style)
            name = style.parent
        return chain

    def _find_shown(self, name: str) -> Shown:
        parts = self.dates.get(name, [])
        if any(part in parts for part in _DAY_PARTS) or "number:year" not in parts:
            return "day"
        if "number:month" in parts:
            return "month"
        return "fiscal_year" if any(_FISCAL_YEAR in part for part in parts) else "year"


def _list_colours(chain: Sequence[_Style]) -> Iterator[str]:
    """What colours a style and its parents show: "fill yellow", "font red"."""
    for what in ("fill", "font"):
        said = (getattr(each, what) for each in chain)
        name = name_colour(next(filter(None, said), ""))
        if name and (what, name) != ("font", "black"):
            yield f"{what} {name}"


def _read_line(attributes: Attributes) -> bool | None:
    """
    >>> _read_line({"style:text-line-through-style": "solid"}), _read_line({"fo:color": "#000000"})
    (True, None)
    """
    said = [
        attributes[name]
        for name in ("style:text-line-through-style", "style:text-line-through-type")
        if name in attributes
    ]
    return any(each != "none" for each in said) if said else None
