"""A deck as PDF, and its pages as pictures: the same composed slides, drawn as SVG.

No Office is asked. vl-convert sets the text with our embedded font, pypdf joins the pages.
Charts are those of the screen; a native PowerPoint chart has the same numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from charts import theme
from exports.deck.page_text import (
    Anchor,
    close_page,
    draw_lines,
    draw_rectangle,
    draw_rule,
    draw_text,
    place_drawing,
)
from exports.deck.plan_drawing import draw_plan
from exports.deck.pptx_deck import Order, compose_deck
from exports.pictures.rare_signs import tell_missing
from exports.pictures.renderer import PictureFormat, open_renderer
from exports.pictures.text_fit import clean_text, fit_text
from exports.slides.native_chart import plan_chart
from exports.slides.slide import (
    COVER_BAND,
    COVER_LINE_SIZE,
    COVER_LINES,
    COVER_RULE,
    COVER_TITLE,
    COVER_TITLE_SIZE,
    FOOTER_SIZE,
    NOTE_SIZE,
    Box,
    NoticePart,
    Page,
    Part,
    Slide,
    compose_slides,
)
from exports.slides.slide_picture import draw_svg
from exports.slides.slide_table import CELL_MARGIN, TablePart
from views.model.figure import Figure
from words import terms

Report = Callable[[int, int], None]


def export_pdf(order: Order, report: Report = lambda done, count: None) -> bytes:
    """The deck as one PDF of 16:9 pages; `report` hears after each page. Raises ExportError."""
    renderer, writer = open_renderer(), PdfWriter()
    pages = list(draw_pages(order))
    for number, page in enumerate(pages, 1):
        writer.append(PdfReader(BytesIO(renderer.convert_svg(page, "pdf"))))
        report(number, len(pages))
    writer.add_metadata({"/Title": clean_text(order.title), "/Subject": clean_text(order.seal)})
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def export_page(
    figure: Figure, form: PictureFormat, scale: float = 2.0, is_clear: bool = False
) -> bytes:
    """The figure's first slide as a picture, as the PDF shows it; a clear one shows what it is
    laid on. Raises ExportError."""
    page = draw_first_page(figure, ground="none" if is_clear else "#FFFFFF")
    return open_renderer().convert_svg(page, form, scale)


def draw_pages(order: Order) -> Iterator[str]:
    """The cover and every slide as SVG, numbered."""
    page = Page()
    yield _draw_cover(order, page)
    for number, slide in enumerate(compose_deck(order, page), 2):
        yield draw_page(slide, page, number)


def draw_first_page(figure: Figure, own_note: str = "", ground: str = "#FFFFFF") -> str:
    """The slide of one figure as SVG, without its number and its appendix."""
    [slide, *_] = compose_slides(figure, Page(), own_note)
    return draw_page(slide, Page(), 0, ground)


def draw_page(slide: Slide, page: Page, number: int, ground: str = "#FFFFFF") -> str:
    """One slide; number 0 leaves its number out."""
    box, size = page.title, slide.title.size
    kicker = page.kicker
    title = Box(box.left, box.top, box.width, slide.title.height)
    parts = [
        draw_text(
            slide.kicker.text, kicker.left, kicker.bottom - 0.08, slide.kicker.size, theme.MUTED
        ),
        draw_lines(slide.title.lines, title, size, theme.INK, bold=True),
        *(_draw_part(part) for part in slide.parts),
        *_draw_foot(slide, page, number),
    ]
    if slide.is_practice:
        parts.append(_draw_stamp(page))
    missing = tell_missing("".join(parts))
    parts.append(draw_text(missing, kicker.left, page.height - 0.12, 10, theme.MUTED))
    return close_page(parts, page.width, page.height, ground)


def _draw_foot(slide: Slide, page: Page, number: int) -> Iterator[str]:
    foot = page.footer
    if slide.own_note:
        note = fit_text(slide.own_note, page.note.width, page.note.height, NOTE_SIZE)
        yield draw_lines(note.lines, page.note, note.size, theme.INK)
    for place, fitted in enumerate(slide.footer, 1):
        line = foot.top + place * foot.height / len(slide.footer) - 0.06
        yield draw_text(" ".join(fitted.lines), foot.left, line, fitted.size, theme.MUTED)
    if number:
        right = foot.left + foot.width
        yield draw_text(
            str(number), right, page.height - 0.12, FOOTER_SIZE, theme.MUTED, anchor="end"
        )


def _draw_part(part: Part) -> str:
    if isinstance(part, NoticePart):
        return _draw_notice(part)
    if isinstance(part, TablePart):
        return "".join(_draw_table(part))
    if part.is_native:
        return draw_plan(plan_chart(part.figure), part.box)
    return place_drawing(*draw_svg(part.figure, part.box))


def _draw_table(part: TablePart) -> Iterator[str]:
    top = part.top
    for number, (row, height) in enumerate(zip(part.cells, part.heights, strict=True)):
        yield from _draw_row(part, row, top, height, is_head=number == 0)
        top += height
        stroke, weight = (theme.MUTED, 1.5) if number == 0 else (theme.LINE, 0.75)
        yield draw_rule(part.left, part.left + part.width, top, stroke, weight)


def _draw_row(
    part: TablePart, row: Sequence[str], top: float, height: float, is_head: bool
) -> Iterator[str]:
    left = part.left
    color = theme.MUTED if is_head else theme.INK
    columns = zip(row, part.widths, part.margins, part.is_right, strict=True)
    for cell, width, margin, is_right in columns:
        room = Box(left + margin, top, width - margin - CELL_MARGIN, height)
        side: Anchor = "end" if is_right else "start"
        yield draw_lines(cell.split("\n"), room, part.size, color, is_head, side)
        left += width


def _draw_notice(part: NoticePart) -> str:
    middle = part.box.left + part.box.width / 2
    top = part.box.top
    words = draw_text(part.text, middle, top + 1.5, 54, theme.MUTED, True, "middle")
    return words + draw_text(part.note, middle, top + 2.3, 18, theme.MUTED, anchor="middle")


def _draw_stamp(page: Page) -> str:
    box = page.stamp
    middle, foot = box.left + box.width / 2, box.bottom - 0.1
    words = draw_text(terms.DATA_KINDS["practice"], middle, foot, 14, theme.GAP, True, "middle")
    return draw_rectangle(box, "none", theme.GAP) + words


def _draw_cover(order: Order, page: Page) -> str:
    room, left = COVER_TITLE, COVER_LINES.left
    title = fit_text(order.title, room.width, room.height, COVER_TITLE_SIZE, 20)
    foot = replace(room, top=room.bottom - title.height, height=title.height)
    lines = [
        *order.subtitle.split("\n"),
        *([terms.DATA_KINDS["practice"]] if order.is_practice else []),
    ]
    below = [
        draw_text(line, left, COVER_LINES.top + 0.45 * number, COVER_LINE_SIZE, theme.INK)
        for number, line in enumerate(lines, 1)
    ]
    bars = [draw_rectangle(box, theme.VALUE) for box in (COVER_BAND, COVER_RULE)]
    words = draw_lines(title.lines, foot, title.size, theme.INK, bold=True)
    return close_page([*bars, words, *below], page.width, page.height)
