"""A meeting's minutes as a Word file that is gone on with in Word: headings, tables, pictures."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from charts import theme
from exports.minutes.record import Minutes, Point
from exports.pictures.picture import export_png, write_notes
from exports.pictures.text_fit import clean_text
from exports.slides.slide import Box
from exports.slides.slide_picture import fit_box, measure_png
from exports.spoken_values import speak_figure
from metrics.history.data_state import render_japan_time
from metrics.history.remarks import render_iso_day
from store.moments import read_utc_now
from views.model.figure import Figure
from words import Words, terms
from words.figures import render_fiscal_year

WORDS = Words(
    ja={
        "title": "{name}　議事録",
        "name": "会議名",
        "held_on": "開催日",
        "host": "主催",
        "host_name": "インフラメンテナンス国民会議",
        "scope": "年度・範囲",
        "reach": "数値の時点",
        "present": "出席者",
        "people": "{names}（{count}名）",
        "between": "、",
        "by": "記録者",
        "frozen": "{by}（{moment} に凍結、取込{version}件目まで）",
        "agenda": "議題",
        "point": "議題{number}　{name}",
        "finding": "所見",
        "decision": "決定事項",
        "remark": "意見・所見",
        "number": "番号",
        "text": "内容",
        "figure": "数値・画面",
        "value": "会議時の値",
        "nothing": "記録なし",
        "discussed": "取り上げた数値",
    }
)
FONT = "Yu Gothic"
#: Room for a picture between the margins of A4, in inches.
ROOM = Box(0, 0, 6.5, 7.0)
#: A longer table is left to the workbook.
MOST_ROWS = 15


def export_minutes(minutes: Minutes) -> bytes:
    """The file's bytes. Raises ExportError where a picture can't be drawn."""
    document = Document()
    title = WORDS["title"].format(name=clean_text(minutes.meeting.name))
    _set_up(document, title, minutes.request.is_practice)
    document.add_heading(title, level=0)
    _add_table(document, [], _list_facts(minutes), (1.4, 5.1))
    document.add_heading(WORDS["agenda"], level=1)
    _add_agenda(document, minutes.points)
    for kind in ("decision", "remark"):
        document.add_heading(WORDS[kind], level=1)
        _add_words(document, minutes, kind)
    document.add_heading(WORDS["discussed"], level=1)
    spoken = [each for each in enumerate(minutes.points, 1) if each[1].is_spoken_of]
    for number, point in spoken:
        _add_point(document, number, point)
    if not spoken:
        document.add_paragraph(WORDS["nothing"])
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _list_facts(minutes: Minutes) -> list[tuple[str, str]]:
    meeting, request = minutes.meeting, minutes.request
    scope = [render_fiscal_year(request.fiscal_year), terms.SCOPES[request.scope]]
    scope += [terms.RELEASE_STATES[request.state]] if request.state else []
    reached = next((f.as_of for point in minutes.points for f in point.figures if f.as_of), "")
    moment = render_japan_time(meeting.frozen_at)
    frozen = WORDS["frozen"].format(by=meeting.frozen_by, moment=moment, version=meeting.version)
    return [
        (WORDS["name"], meeting.name),
        (WORDS["held_on"], render_iso_day(meeting.held_on)),
        (WORDS["host"], WORDS["host_name"]),
        (WORDS["scope"], "・".join(scope)),
        (WORDS["reach"], reached),
        (WORDS["present"], _name_present(minutes.present)),
        (WORDS["by"], frozen),
    ]


def _name_present(present: Sequence[str]) -> str:
    names = WORDS["between"].join(present)
    return WORDS["people"].format(names=names, count=len(present)) if names else WORDS["nothing"]


def _add_agenda(document: Any, points: Sequence[Point]) -> None:
    """Each point with what its figures say."""
    rows = [
        (str(number), point.name, "\n".join(figure.title for figure in point.figures))
        for number, point in enumerate(points, 1)
    ]
    headings = [WORDS["number"], WORDS["agenda"], WORDS["finding"]]
    _add_table(document, headings, rows, (0.5, 1.8, 4.2))


def _add_words(document: Any, minutes: Minutes, kind: str) -> None:
    """What was decided, or said, about which figure, its value then, and who recorded it."""
    said = minutes.words[minutes.words["kind"] == kind]
    if said.empty:
        document.add_paragraph(WORDS["nothing"])
        return
    columns = said[["text", "figure_text", "then_text", "by"]].itertuples(index=False)
    rows = [(str(number), *map(str, row)) for number, row in enumerate(columns, 1)]
    headings = [WORDS[key] for key in ("number", "text", "figure", "value", "by")]
    _add_table(document, headings, rows, (0.5, 2.6, 1.7, 0.8, 0.9))


def _add_point(document: Any, number: int, point: Point) -> None:
    name = WORDS["point"].format(number=number, name=clean_text(point.name))
    document.add_heading(name, level=2)
    for figure in point.figures:
        if figure.chart is None:
            _add_numbers(document, figure)
        else:
            _add_picture(document, figure)


def _add_numbers(document: Any, figure: Figure) -> None:
    """A figure without a chart: its finding, its table, and where it is from."""
    finding = document.add_paragraph()
    finding.paragraph_format.keep_with_next = True
    finding.add_run(clean_text(figure.title)).bold = True
    if figure.has_data and len(figure.table.rows) <= MOST_ROWS:
        share = ROOM.width / len(figure.table.titles)
        widths = [share] * len(figure.table.titles)
        _add_table(document, figure.table.titles, figure.table.rows, widths)
    notes = document.add_paragraph().add_run(clean_text("\n".join(write_notes(figure))))
    notes.font.size, notes.font.color.rgb = Pt(8), _parse_color(theme.MUTED)


def _add_picture(document: Any, figure: Figure) -> None:
    """The picture with its source and definition, as large as the page lets it be."""
    picture = export_png(figure)
    box = fit_box(*measure_png(picture), ROOM)
    document.add_picture(BytesIO(picture), width=Mm(box.width * 25.4))
    described = document.paragraphs[-1]._p.find(f".//{qn('wp:docPr')}")
    described.set("descr", speak_figure(figure))
    described.set("title", clean_text(figure.topic))


def _add_table(
    document: Any,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
) -> None:
    """A table with thin lines; its headings, if any, stand again on each page."""
    lines = [*([headings] if headings else []), *rows]
    table = document.add_table(len(lines), len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width * 25.4)
    for line, row in zip(lines, table.rows, strict=True):
        for text, cell, width in zip(line, row.cells, widths, strict=True):
            cell.width = Mm(width * 25.4)
            cell.text = clean_text(text)
            is_head = bool(headings) and line is headings
            for run in cell.paragraphs[0].runs:
                run.font.size, run.font.bold = Pt(9.5), is_head or None
    if headings:
        head = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(head)
    document.add_paragraph()


# ------------------------------------------------------------------ the whole file


def _set_up(document: Any, title: str, is_practice: bool) -> None:
    """A4, our face and language, what the file says of itself, the stamp on each page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    _set_face(document.styles.element)
    properties = document.core_properties
    properties.title, properties.language = title[:250], "ja-JP"
    properties.author = properties.last_modified_by = terms.NAMES["app"]
    properties.comments = ""
    properties.created = properties.modified = read_utc_now()
    _add_page_number(section.footer.paragraphs[0])
    if is_practice:
        run = section.header.paragraphs[0].add_run(terms.DATA_KINDS["practice"])
        run.font.bold, run.font.color.rgb = True, _parse_color(theme.GAP)


def _set_face(styles: Any) -> None:
    """Word takes Japanese signs from the East Asian face; the theme would say another."""
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    for language in styles.iter(qn("w:lang")):
        for script in ("val", "eastAsia"):
            language.set(qn(f"w:{script}"), "ja-JP")


def _parse_color(color: str) -> RGBColor:
    return RGBColor.from_string(color.lstrip("#"))


def _add_page_number(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
