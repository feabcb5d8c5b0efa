"""A deck's figures on A4: the handout that follows the slides, and the KPIs on one sheet.

The same figures as on the slides, so the same numbers; tables run on over the pages instead of
being cut, and each picture says its values to those who can't see it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from charts import theme
from exports.deck.page_text import close_page
from exports.deck.plan_drawing import draw_plan
from exports.deck.pptx_deck import Order
from exports.pictures.fonts import FAMILY
from exports.pictures.rare_signs import drop_variants
from exports.pictures.text_fit import clean_text
from exports.prints.typeset import typeset
from exports.slides.native_chart import plan_chart
from exports.slides.slide import Box, ChartPart, Page, compose_slides, render_footer, render_kicker
from exports.slides.slide_picture import draw_svg
from exports.slides.slide_table import compose_tables
from exports.spoken_values import speak_figure
from views.model.figure import Figure
from words import Words, terms

WORDS = Words(
    ja={
        "rest": "数値の表（{count}行）は付録か Excel にあります。",
        "code": "図番号: {code}",
    }
)
#: Drawings are made for a slide's type and come smaller on paper, none under 7.5 points.
PICTURE_SHRINK, NATIVE_SHRINK = 0.66, 0.46
#: Inches right of a chart's longest bar for what its label says beyond it.
LABEL_ROOM = 0.6
#: The whole Noto behind its cut, for rare signs.
FONTS = (FAMILY, "Noto Sans CJK JP")
#: Inches on paper: a drawing over the whole width of the handout; in a column of the sheet, and
#: over both.
WIDE, COLUMN, BAND = Box(0, 0, 7.0, 2.4), Box(0, 0, 3.5, 2.4), Box(0, 0, 7.2, 2.4)
#: A chart's table of so few rows stands below it; a longer one comes with the appendix.
FEW_ROWS = 15


def export_handout(order: Order) -> bytes:
    """The deck as A4 pages to print. Raises ExportError."""
    figures = [
        _say_figure(each, WIDE, order.has_appendix, order.own_notes.get(each.key, ""))
        for each in order.shown
    ]
    return typeset("handout", _say_paper(order, figures))


def export_prints(order: Order, sheet: Order) -> Iterator[bytes]:
    """The handout of one order, and the sheet of another. Raises ExportError."""
    yield export_handout(order)
    yield export_one_page(sheet)


def export_one_page(order: Order) -> bytes:
    """The order's figures on one sheet: the first as a table, the next over the whole width, the
    others in two columns. Raises ExportError."""
    rooms = [BAND, BAND, *[COLUMN] * len(order.figures)]
    figures = [_say_figure(*each) for each in zip(order.figures, rooms, strict=False)]
    feet = [_say_foot(each) for each in order.figures]
    return typeset("one_page", _say_paper(order, figures) | {"feet": feet})


def _say_paper(order: Order, figures: Sequence[dict[str, Any]]) -> dict[str, Any]:
    reached = next((each.as_of for each in order.figures if each.as_of), "")
    colors = {"ink": theme.INK, "muted": theme.MUTED, "line": theme.LINE, "gap": theme.GAP}
    return {
        "title": clean_text(order.title),
        "author": terms.NAMES["app"],
        "about": clean_text(order.subtitle).split("\n"),
        "foot": clean_text("　".join(filter(None, (reached, order.seal)))),
        "stamp": terms.DATA_KINDS["practice"] if order.is_practice else "",
        "fonts": FONTS,
        "colors": colors,
        "figures": figures,
    }


def _say_figure(
    figure: Figure, room: Box, has_appendix: bool = False, note: str = ""
) -> dict[str, Any]:
    """What a page says of a figure: words, the drawing, the table."""
    picture = _draw_figure(figure, room)
    rows = len(figure.table.rows)
    has_table = figure.has_data and (picture is None or rows <= FEW_ROWS or has_appendix)
    rest = [] if has_table or not figure.has_data else [WORDS["rest"].format(count=rows)]
    return {
        "title": clean_text(figure.title),
        "scope": render_kicker(figure, Page()).text,
        "picture": picture,
        "spoken": speak_figure(figure),
        "notice": "" if figure.has_data else terms.STATES["blank"],
        "table": _say_table(figure) if has_table else None,
        "is_form": bool(figure.form),
        "note": clean_text(note),
        "foot": [line for line in (*render_footer(figure), *rest) if line],
    }


def _draw_figure(figure: Figure, room: Box) -> str | None:
    """The chart that the figure's slide has, as SVG; None for a table. (A tagged PDF refuses the
    variants of a drawing's signs.)"""
    parts = (part for slide in compose_slides(figure, Page()) for part in slide.parts)
    chart = next((part for part in parts if isinstance(part, ChartPart)), None)
    if chart is None:
        return None
    shrink = NATIVE_SHRINK if chart.is_native else PICTURE_SHRINK
    box = Box(0, 0, room.width / shrink, room.height / shrink)
    if chart.is_native:
        drawn = draw_plan(plan_chart(figure), box)
        return drop_variants(close_page([drawn], box.width + LABEL_ROOM, box.height))
    return drop_variants(draw_svg(figure, box)[0])


def _say_table(figure: Figure) -> dict[str, Any]:
    [part, *_] = compose_tables(figure, Box(0, 0, WIDE.width / PICTURE_SHRINK, 100))
    return {
        "titles": [clean_text(title) for title in figure.table.titles],
        "rows": [[clean_text(cell) for cell in row] for row in figure.table.rows],
        "widths": part.widths,
        "is_right": figure.table.is_right,
    }


def _say_foot(figure: Figure) -> str:
    """Below the sheet: how a figure is counted, where it is from, and its code."""
    sources, meaning, _ = render_footer(figure)
    said = (clean_text(figure.topic), sources, meaning, WORDS["code"].format(code=figure.code))
    return "　".join(part for part in said if part)
