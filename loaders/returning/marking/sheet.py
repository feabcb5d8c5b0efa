"""The worksheet XML of 直し方: heads, one line a remedy, links to the cells."""

from collections.abc import Iterator, Sequence
from math import ceil
from unicodedata import east_asian_width
from xml.sax.saxutils import quoteattr

from loaders.grid import a1, column_letters
from loaders.returning.marking.styles import Styles
from loaders.returning.marking.xml_edit import escape_text
from loaders.returning.remedies import (
    Line,
    Remedy,
    build_heads,
    build_lines,
    find_look,
    load_words,
    refer_to,
)

_FONT = "Yu Gothic"
_NAVY, _BLUE, _GREY, _LINE = "FF1F3864", "FF0563C1", "FF595959", "FF8EA9C8"
#: points of a line, and the lines a row shows at most (Excel allows 409 points)
_LINE_HEIGHT, _MOST_LINES = 17.0, 20
_PAGE = (
    '<printOptions horizontalCentered="1"/>'
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>"
)


def build_remedy_sheet(
    remedies: Sequence[Remedy], known: set[str], note: str, styles: Styles, main: str
) -> bytes:
    """The sheet's part in the namespace `main`; its formats are added to `styles`.

    Links lead to the sheets in `known` alone.
    """
    looks = _add_looks(styles)
    heads = build_heads(remedies, note)
    header = len(heads) + 2
    rows = [_head_row(at, text, looks) for at, text in enumerate(heads, start=1)]
    rows.append(_header_row(header, looks))
    for at, line in enumerate(build_lines(remedies), start=header + 1):
        remedy = remedies[at - header - 1]
        kinds = _line_looks(remedy, linked=remedy.sheet in known)
        cells = [(text, looks[kinds[name]]) for name, text in line.items()]
        rows.append(_row(at, cells, _find_height(line)))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main}"><sheetPr><tabColor rgb="FFC00000"/>'
        '<pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{header}"'
        f' topLeftCell="A{header + 1}" activePane="bottomLeft" state="frozen"/></sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="18"/>{_columns()}'
        f"<sheetData>{''.join(rows)}</sheetData>"
        f"{_links(remedies, known, header)}{_PAGE}</worksheet>"
    ).encode()


def _add_looks(styles: Styles) -> dict[str, int]:
    """The sheet's few cell formats, by name."""
    fonts = {
        "body": styles.add("fonts", _font()),
        "title": styles.add("fonts", _font("<p:b/>", 13, _NAVY)),
        "note": styles.add("fonts", _font("", 9.5, _GREY)),
        "header": styles.add("fonts", _font("<p:b/>", 10, "FFFFFFFF")),
        "link": styles.add("fonts", _font("<p:u/>", 10, _BLUE)),
    }
    side = '<p:{0} style="thin"><p:color rgb="' + _LINE + '"/></p:{0}>'
    sides = "".join(side.format(name) for name in ("left", "right", "top", "bottom"))
    edge = styles.add("borders", f"<p:border>{sides}<p:diagonal/></p:border>")
    fills = {name: _add_fill(styles, rgb) for name, rgb in load_words()["colours"].items()}
    fills["header"] = _add_fill(styles, _NAVY)
    return {
        "title": _add_format(styles, fonts["title"], wrap=False),
        "note": _add_format(styles, fonts["note"], wrap=False),
        "header": _add_format(styles, fonts["header"], fills["header"], edge, "center"),
        "body": _add_format(styles, fonts["body"], 0, edge),
        "link": _add_format(styles, fonts["link"], 0, edge, "center"),
        **{
            name: _add_format(styles, fonts["body"], fills[name], edge, "center")
            for name in load_words()["colours"]
        },
        "number": _add_format(styles, fonts["body"], 0, edge, "center"),
    }


def _font(kind: str = "", size: float = 10, colour: str = "FF000000") -> str:
    return (
        f'<p:font>{kind}<p:sz val="{size}"/><p:color rgb="{colour}"/>'
        f'<p:name val="{_FONT}"/><p:family val="3"/><p:charset val="128"/></p:font>'
    )


def _add_fill(styles: Styles, colour: str) -> int:
    return styles.add(
        "fills",
        f'<p:fill><p:patternFill patternType="solid"><p:fgColor rgb="{colour}"/>'
        '<p:bgColor indexed="64"/></p:patternFill></p:fill>',
    )


def _add_format(
    styles: Styles,
    font: int,
    fill: int = 0,
    border: int = 0,
    horizontal: str = "left",
    wrap: bool = True,
) -> int:
    return styles.add(
        "cellXfs",
        f'<p:xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"'
        ' applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<p:alignment horizontal="{horizontal}" vertical="{"top" if wrap else "center"}"'
        f' wrapText="{int(wrap)}"/></p:xf>',
    )


def _line_looks(remedy: Remedy, linked: bool) -> dict[str, str]:
    looks = dict.fromkeys(load_words()["columns"], "body")
    return looks | {
        "number": "number",
        "level": find_look([remedy]),
        "cell": "link" if linked else "number",
    }


def _columns() -> str:
    widths = load_words()["widths"]
    columns = (
        f'<col min="{at}" max="{at}" width="{widths[name]}" customWidth="1"/>'
        for at, name in enumerate(load_words()["columns"], start=1)
    )
    return f"<cols>{''.join(columns)}</cols>"


def _head_row(row: int, text: str, looks: dict[str, int]) -> str:
    return _row(row, [(text, looks["title" if row <= 2 else "note"])])


def _header_row(row: int, looks: dict[str, int]) -> str:
    return _row(row, [(title, looks["header"]) for title in load_words()["columns"].values()])


def _row(row: int, cells: Sequence[tuple[str, int]], height: float = _LINE_HEIGHT) -> str:
    return f'<row r="{row}" ht="{height}" customHeight="1">{"".join(_cells(row, cells))}</row>'


def _find_height(line: Line) -> float:
    """Points that a line needs, by its longest text in its column's width."""
    widths = load_words()["widths"]
    lines = (count_lines(text, widths[name] - 1) for name, text in line.items())
    return min(max(lines), _MOST_LINES) * _LINE_HEIGHT + 4


def count_lines(text: str, width: float) -> int:
    """Lines that a text fills in a column `width` half-width signs wide.

    >>> count_lines("あいうえお", 6), count_lines("a\\nb", 6)
    (2, 2)
    """
    return sum(max(1, ceil(_measure(line) / width)) for line in text.split("\n"))


def _measure(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def _cells(row: int, cells: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Texts are inline strings: nothing in them is ever a formula."""
    for column, (text, look) in enumerate(cells, start=1):
        written = escape_text(text).decode()
        yield (
            f'<c r="{a1(row, column)}" s="{look}" t="inlineStr">'
            f'<is><t xml:space="preserve">{written}</t></is></c>'
        )


def _links(remedies: Sequence[Remedy], known: set[str], header: int) -> str:
    letter = column_letters(list(load_words()["columns"]).index("cell") + 1)
    links = [
        f'<hyperlink ref="{letter}{row}" location={quoteattr(refer_to(each))}'
        f" display={quoteattr(each.cell or each.sheet)}/>"
        for row, each in enumerate(remedies, start=header + 1)
        if each.sheet in known
    ]
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
